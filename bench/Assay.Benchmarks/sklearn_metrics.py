"""Answers one line a request: "FUNCTION REPEATS" in, CPU seconds of one call, its value and wall seconds out. Arrays come from the folder given."""
import sys
import time

import numpy as np
from sklearn import metrics

folder = sys.argv[1]
read = lambda name, shape=-1: np.fromfile(f"{folder}/{name}.bin", dtype=np.float64).reshape(shape)
truth, score = read("truth").astype(np.int64), read("score")
label = (score >= 0.5).astype(np.int64)
classes, table = read("classes").astype(np.int64), read("table", (-1, 10))
small = slice(0, 100_000)


def bootstrap():
    rng = np.random.default_rng(1)
    rows = rng.integers(0, 100_000, 100_000)
    return metrics.roc_auc_score(truth[rows], score[rows])


functions = {
    "roc-auc": lambda: metrics.roc_auc_score(truth, score),
    "average-precision": lambda: metrics.average_precision_score(truth, score),
    "log-loss": lambda: metrics.log_loss(truth, score),
    "brier": lambda: metrics.brier_score_loss(truth, score),
    "f1": lambda: metrics.f1_score(truth, label),
    "mcc": lambda: metrics.matthews_corrcoef(truth, label),
    "roc-auc-ovr": lambda: metrics.roc_auc_score(classes, table, multi_class="ovr"),
    "roc-auc-ovo": lambda: metrics.roc_auc_score(classes, table, multi_class="ovo"),
    "bootstrap-auc": bootstrap,
}
for line in sys.stdin:
    name, repeats = line.split()
    start, wall = time.process_time(), time.perf_counter()
    for _ in range(int(repeats)):
        value = functions[name]()
    print((time.process_time() - start) / int(repeats), float(value), (time.perf_counter() - wall) / int(repeats), flush=True)
