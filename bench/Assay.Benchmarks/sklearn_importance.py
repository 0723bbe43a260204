"""For each line read: CPU seconds of one prediction of all rows, and of permutation_importance (5 repeats, ROC AUC) on the same rows. Adult's path is given."""
import sys
import time

import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.inspection import permutation_importance
from sklearn.preprocessing import OrdinalEncoder

table = pd.read_csv(sys.argv[1], na_values="?")
judged = int(sys.argv[2])
truth = (table.pop("income") == ">50K").astype(int).to_numpy()
texts = table.select_dtypes("object").columns
table[texts] = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1, encoded_missing_value=-1).fit_transform(table[texts])
x = table.to_numpy(dtype=float)
model = HistGradientBoostingClassifier(random_state=1).fit(x[:-judged], truth[:-judged])
x, truth = x[-judged:], truth[-judged:]


def cpu(act):
    start = time.process_time()
    act()
    return time.process_time() - start


for _ in sys.stdin:
    one = min(cpu(lambda: model.predict_proba(x)) for _ in range(5))
    whole = cpu(lambda: permutation_importance(model, x, truth, scoring="roc_auc", n_repeats=5, random_state=1, n_jobs=1))
    print(one, whole, flush=True)
