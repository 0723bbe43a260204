"""Makes further reference cases in the format of ../metrics/README.md with scikit-learn, scipy, statsmodels and numpy.

    python3 make_cases.py FOLDER SEED ROUNDS

writes one file a family; every round makes one case of every kind with fresh random inputs. Reference formulas that no library
has (DeLong, Nadeau-Bengio, conformal, fairness, ...) are written out here from ../metrics/README.md, not taken from the library under test.
"""
import json
import sys
import warnings
from math import comb, log

import numpy as np
from scipy import optimize, spatial, special, stats
from sklearn import calibration, isotonic, metrics
from statsmodels.stats import contingency_tables, inter_rater, multitest, proportion

warnings.filterwarnings("ignore")
EPS = 2.0**-52


def plain(value):
    """Numbers as JSON has them; NaN and infinities as strings."""
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(v) for v in value]
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (int, np.integer)):
        return int(value)
    if isinstance(value, (float, np.floating)):
        return "NaN" if np.isnan(value) else "Infinity" if value == np.inf else "-Infinity" if value == -np.inf else float(value)
    return value


class Book:
    def __init__(self):
        self.files = {}

    def add(self, file, fn, tag, given, expected, params=None, tol=1e-9):
        cases = self.files.setdefault(file, [])
        case = {"id": f"{file}-more-{len(cases):03d}", "fn": fn, "tag": tag, "params": params or {}, "input": given, "expected": expected, "tol": tol}
        cases.append(plain(case))

    def refuse(self, fn, why, given, params=None):
        self.add("refused", fn, why, given, {"error": why}, params, 0)

    def write(self, folder):
        for file, cases in self.files.items():
            with open(f"{folder}/{file}.json", "w", encoding="utf-8") as out:
                out.write("[\n" + ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases) + "\n]\n")


# ---- two classes -------------------------------------------------------------------------------------------------------

def two_classes(random, kind, n):
    logit = random.normal(size=n)
    score = 1 / (1 + np.exp(-logit))
    if kind == "ties":
        score = np.round(score, 1)
    if kind == "extremes":
        score = np.where(random.random(n) < 0.3, random.choice([0.0, 1.0, 5e-324, 1 - 2**-53, 1e-17], n), score)
    if kind == "shouting":
        score = np.clip(np.round(score), 0, 1)
    truth = (random.random(n) < score).astype(int)
    truth[:2] = [0, 1]
    weight = None
    if kind == "weights":
        weight = np.round(random.random(n) * 3, 3)
        weight[2:][random.random(n - 2) < 0.2] = 0
        weight[:2] = [1.5, 0.25]
    if kind == "huge weights":
        weight = 10.0 ** random.integers(-6, 7, n)
        score = np.round(score, 1)
    return truth, score, weight


def kept(weight, *arrays):
    if weight is None:
        return (None, *arrays)
    keep = weight > 0
    return (weight[keep], *(a[keep] for a in arrays))


def binary(book, random):
    for kind in ("plain", "ties", "extremes", "shouting", "weights", "huge weights"):
        truth, score, weight = two_classes(random, kind, int(random.integers(4, 60)))
        w, y, s = kept(weight, truth, score)
        fpr, tpr, _ = metrics.roc_curve(y, s, sample_weight=w)
        precision, recall, _ = metrics.precision_recall_curve(y, s, sample_weight=w)
        given = {"y_true": truth, "y_score": score} | ({} if weight is None else {"weight": weight})
        book.add("binary", "binary_score_metrics", kind, given, {
            "roc_auc": metrics.roc_auc_score(y, s, sample_weight=w),
            "average_precision": metrics.average_precision_score(y, s, sample_weight=w),
            "brier": metrics.brier_score_loss(y, s, sample_weight=w),
            "log_loss": metrics.log_loss(y, s, sample_weight=w, eps=EPS),
            "roc_auc_max_fpr_0_2": metrics.roc_auc_score(y, s, max_fpr=0.2, sample_weight=w),
            "pr_auc_trapezoid": metrics.auc(recall, precision),
            "ks_roc": np.max(tpr - fpr),
            "gini": 2 * metrics.roc_auc_score(y, s, sample_weight=w) - 1,
        })
        curves(book, kind, given, y, s, weight)
        calibrations(book, random, kind, given, y, s, (weight, w))


def curves(book, kind, given, y, s, weight):
    if weight is not None:
        return
    fpr, tpr, thresholds = metrics.roc_curve(y, s, drop_intermediate=False)
    book.add("curves", "roc_curve_all_points", kind, given, {"fpr": fpr, "tpr": tpr, "thresholds_after_first": thresholds[1:]})
    fpr, tpr, thresholds = metrics.roc_curve(y, s, drop_intermediate=True)
    book.add("curves", "roc_curve_drop_intermediate", kind, given, {"fpr": fpr, "tpr": tpr, "thresholds_after_first": thresholds[1:]})
    precision, recall, thresholds = metrics.precision_recall_curve(y, s)
    book.add("curves", "precision_recall_curve", kind, given, {"precision": precision, "recall": recall, "thresholds": thresholds})
    fpr, fnr, thresholds = metrics.det_curve(y, s)
    book.add("curves", "det_curve", kind, given, {"fpr": fpr, "fnr": fnr, "thresholds": thresholds})


# ---- calibration -------------------------------------------------------------------------------------------------------

def width_bins(y, p, count, w):
    index = np.minimum(np.floor(p * count).astype(int), count - 1)
    return [(int(b), w[index == b].sum(), np.average(p[index == b], weights=w[index == b]), np.average(y[index == b], weights=w[index == b]))
            for b in np.unique(index)]


def mass_bins(y, p, count):
    order = np.argsort(p, kind="stable")
    return [(len(part), p[part].mean(), y[part].mean()) for part in np.array_split(order, count) if len(part)]


def expected_error(y, p, count, w=None):
    w = np.ones(len(p)) if w is None else w
    return sum(b[1] * abs(b[2] - b[3]) for b in width_bins(y, p, count, w)) / w.sum()


def calibrations(book, random, kind, given, y, p, weights):
    weight, w = weights
    ones = np.ones(len(p)) if w is None else w
    expected = {}
    for count in (10, 15):
        bins = width_bins(y, p, count, ones)
        gaps = np.array([b[3] - b[2] for b in bins])
        masses = np.array([b[1] for b in bins])
        expected |= {f"ece_width_{count}": np.average(np.abs(gaps), weights=masses), f"mce_width_{count}": np.abs(gaps).max(),
                     f"rmsce_width_{count}": np.sqrt(np.average(gaps**2, weights=masses)), f"bins_width_{count}": bins}
        if weight is None:
            expected[f"ece_mass_{count}"] = sum(b[0] * abs(b[1] - b[2]) for b in mass_bins(y, p, count)) / len(p)
    if weight is None:
        for name, strategy in (("curve_uniform_10", "uniform"), ("curve_quantile_10", "quantile")):
            true, predicted = calibration.calibration_curve(y, p, n_bins=10, strategy=strategy)
            expected[name] = {"prob_true": true, "prob_pred": predicted}
        variance = np.sum((1 - 2 * p) ** 2 * p * (1 - p))
        if variance > 1e-9:
            z = np.sum((y - p) * (1 - 2 * p)) / np.sqrt(variance)
            expected["spiegelhalter"] = {"z": z, "p": 2 * stats.norm.sf(abs(z))}
        groups = mass_bins(y, p, 10)
        if len(groups) == 10 and all(0.001 < b[1] < 0.999 for b in groups):
            chi = sum(b[0] * (b[2] - b[1]) ** 2 / (b[1] * (1 - b[1])) for b in groups)
            expected["hosmer_lemeshow_10"] = {"stat": chi, "df": 8, "p": stats.chi2.sf(chi, 8)}
    book.add("calibration", "calibration_metrics", kind, given, expected)
    if kind == "extremes":
        return  # scikit-learn merges scores closer than 1e-15; here only equal ones are merged.
    fit = isotonic.IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip").fit(p, y, sample_weight=w)
    query = np.concatenate([[-1.0, 2.0], random.random(6)])
    book.add("calibration", "isotonic_fit_predict", kind, given | {"query": query}, {
        "fitted": fit.predict(given["y_score"]), "query_pred": fit.predict(query), "thresholds_x": fit.X_thresholds_, "thresholds_y": fit.y_thresholds_})
    if weight is None:
        platt(book, kind, y, np.round(4 * p - 2, 6))


def platt(book, kind, y, score):
    positives = y.sum()
    negatives = len(y) - positives
    target = np.where(y == 1, (positives + 1) / (positives + 2), 1 / (negatives + 2))

    def loss(ab):
        z = ab[0] * score + ab[1]
        return np.sum(target * np.logaddexp(0, z) + (1 - target) * np.logaddexp(0, -z))

    a, b = 0.0, 0.0
    for _ in range(200):
        q = special.expit(-(a * score + b))
        gradient = np.array([np.sum((target - q) * score), np.sum(target - q)])
        h = q * (1 - q)
        hessian = np.array([[np.sum(h * score**2), np.sum(h * score)], [np.sum(h * score), np.sum(h)]])
        step = np.linalg.solve(hessian + 1e-300 * np.eye(2), gradient)
        scale = 1.0
        while loss((a - scale * step[0], b - scale * step[1])) > loss((a, b)) and scale > 1e-10:
            scale /= 2
        a, b = a - scale * step[0], b - scale * step[1]
        if np.abs(gradient).max() < 1e-13:
            break
    if np.abs(gradient).max() > 1e-9:
        return
    book.add("calibration", "platt_fit", kind, {"score": score, "y_true": y},
             {"a": a, "b": b, "nll": loss((a, b)), "prob": special.expit(-(a * score + b))}, tol=1e-7)


def temperature(book, random):
    for classes in (2, 3, 6):
        n = int(random.integers(20, 60))
        logits = np.round(random.normal(size=(n, classes)) * 3, 3)
        truth = np.array([random.choice(classes, p=special.softmax(row / 2.5)) for row in logits])

        def slope(inverse):
            q = special.softmax(logits * inverse, axis=1)
            return np.sum(q * logits) - logits[np.arange(n), truth].sum()

        if slope(1e-3) >= 0 or slope(1e3) <= 0:
            continue
        inverse = optimize.brentq(slope, 1e-3, 1e3, xtol=1e-15, rtol=8.9e-16)
        after, before = special.softmax(logits * inverse, axis=1), special.softmax(logits, axis=1)

        def top(q):
            return expected_error((q.argmax(1) == truth).astype(int), q.max(1), 15)

        book.add("calibration", "temperature_fit", f"K={classes}", {"logits": logits, "y_true": truth}, {
            "temperature": 1 / inverse, "nll_mean": -np.mean(np.log(after[np.arange(n), truth])),
            "top_label_ece15_before": top(before), "top_label_ece15_after": top(after),
            "classwise_ece15_before": np.mean([expected_error((truth == k).astype(int), before[:, k], 15) for k in range(classes)])}, tol=1e-8)


# ---- labels, many classes, sets of labels ------------------------------------------------------------------------------

def labels(book, random):
    for kind, classes in (("two", 2), ("three, weights", 3), ("five, some absent", 5), ("names far apart", 4), ("one row", 2), ("all wrong", 3)):
        n = 1 if kind == "one row" else int(random.integers(5, 60))
        names = np.array([-7, 0, 3, 1000]) if kind == "names far apart" else np.arange(classes)
        truth = random.choice(names[:-2] if "absent" in kind else names, n)
        predicted = np.where(random.random(n) < 0.5, truth, random.choice(names[:-1] if "absent" in kind else names, n))
        if kind == "all wrong":
            predicted = names[(truth + 1) % classes]
        weight = np.round(random.random(n) * 2 + 0.01, 3) if "weights" in kind else None
        args = {"labels": names, "sample_weight": weight, "zero_division": 0}
        ones = np.ones(n) if weight is None else weight
        confusion = metrics.confusion_matrix(truth, predicted, labels=names, sample_weight=weight)
        total = ones.sum()
        chance = np.sum(confusion.sum(0) * confusion.sum(1)) / total**2

        def kappa(power):
            distance = np.abs(np.subtract.outer(np.arange(classes), np.arange(classes))).astype(float)
            cost = distance**power if power else (distance > 0).astype(float)
            below = np.sum(cost * np.outer(confusion.sum(1), confusion.sum(0)) / total)
            return np.nan if below == 0 else 1 - np.sum(cost * confusion) / below

        present = len(np.unique(truth))
        balanced = metrics.balanced_accuracy_score(truth, predicted, sample_weight=weight)
        expected = {
            "accuracy": metrics.accuracy_score(truth, predicted, sample_weight=weight), "confusion": confusion,
            "mcc": metrics.matthews_corrcoef(truth, predicted, sample_weight=weight), "kappa": kappa(0) if chance < 1 else np.nan,
            "kappa_linear": kappa(1), "kappa_quadratic": kappa(2), "hamming": np.sum(ones * (truth != predicted)) / total,
            "zero_one_count": np.sum(ones * (truth != predicted)), "balanced_accuracy": balanced,
            "balanced_accuracy_adjusted": None if present == 1 else (balanced - 1 / present) / (1 - 1 / present),
        }
        for average in ("macro", "micro", "weighted", None):
            name = average or "per_class"
            expected[f"jaccard_{name}"] = metrics.jaccard_score(truth, predicted, average=average, **args)
            for beta in (0.5, 1, 2):
                p, r, f, _ = metrics.precision_recall_fscore_support(truth, predicted, beta=beta, average=average, **args)
                expected[f"prf_{name}_beta{beta}"] = {"precision": p, "recall": r, "f": f}
        given = {"y_true": truth, "y_pred": predicted} | ({} if weight is None else {"weight": weight})
        book.add("labels", "label_metrics", kind, given, expected, {"labels": names, "zero_division": 0})


def multiclass(book, random):
    for kind, classes in (("plain", 3), ("ties", 4), ("weights", 5), ("certain and wrong", 3), ("two columns", 2), ("rounded rows", 4)):
        n = int(random.integers(3 * classes, 60))
        truth = np.concatenate([np.arange(classes), np.arange(classes), random.integers(0, classes, n - 2 * classes)])
        probability = random.dirichlet(np.ones(classes), n)
        if kind == "ties":
            probability = np.array([random.multinomial(4, row) for row in probability]) / 4
        if kind == "certain and wrong":
            probability = np.eye(classes)[random.integers(0, classes, n)]
        if kind == "rounded rows":
            probability = np.round(probability, 9)
        weight = np.round(random.random(n) * 2 + 0.01, 3) if kind == "weights" else None
        indicator = np.eye(classes)[truth].astype(int)
        clipped = np.clip(probability, EPS, 1 - EPS)
        clipped = clipped / clipped.sum(1, keepdims=True)
        ones = np.ones(n) if weight is None else weight
        flat = None if weight is None else np.repeat(weight, classes)
        areas = [metrics.roc_auc_score(indicator[:, k], probability[:, k], sample_weight=weight) for k in range(classes)]
        precisions = [metrics.average_precision_score(indicator[:, k], probability[:, k], sample_weight=weight) for k in range(classes)]
        shares = np.array([ones[truth == k].sum() for k in range(classes)]) / ones.sum()
        expected = {
            "auc_ovr_macro": np.mean(areas), "auc_ovr_weighted": np.dot(areas, shares), "auc_ovr_per_class": areas,
            "auc_ovr_micro": metrics.roc_auc_score(indicator.ravel(), probability.ravel(), sample_weight=flat),
            "ap_macro": np.mean(precisions), "ap_weighted": np.dot(precisions, shares),
            "ap_micro": metrics.average_precision_score(indicator.ravel(), probability.ravel(), sample_weight=flat),
            "log_loss": -np.average(np.log(clipped[np.arange(n), truth]), weights=ones),
            "brier_multiclass_sum": np.average(np.sum((probability - indicator) ** 2, axis=1), weights=ones),
        }
        order = np.argsort(probability, axis=1, kind="stable")[:, ::-1]
        for k in (1, 2):
            expected[f"top{k}_accuracy"] = np.average([t in row[:k] for t, row in zip(truth, order)], weights=ones)
        if weight is None:
            pairs = []
            for i in range(classes):
                for j in range(i + 1, classes):
                    either = (truth == i) | (truth == j)
                    one = metrics.roc_auc_score(truth[either] == i, probability[either, i])
                    two = metrics.roc_auc_score(truth[either] == j, probability[either, j])
                    pairs.append(((one + two) / 2, either.mean()))
            expected["auc_ovo_macro"] = np.mean([p[0] for p in pairs])
            expected["auc_ovo_weighted"] = np.average([p[0] for p in pairs], weights=[p[1] for p in pairs])
        given = {"y_true": truth, "prob": probability} | ({} if weight is None else {"weight": weight})
        book.add("multiclass", "multiclass_prob_metrics", kind, given, expected, {"labels": list(range(classes))})


def multilabel(book, random):
    for kind, width in (("plain", 3), ("ties", 4), ("full and empty rows", 3), ("many labels", 8)):
        n = int(random.integers(8, 30))
        truth = (random.random((n, width)) < 0.4).astype(int)
        if kind == "full and empty rows":
            truth[2:4], truth[4:6] = 0, 1
        truth[0], truth[1] = 1, 0
        score = np.clip(truth * 0.3 + random.random((n, width)) * 0.7, 0, 1)
        score = np.round(score, 1) if kind == "ties" else score
        predicted = (score >= 0.5).astype(int)
        expected = {}
        for average in ("macro", "micro", "weighted", "samples"):
            expected[f"ap_{average}"] = metrics.average_precision_score(truth, score, average=average)
            if average != "samples":
                expected[f"auc_{average}"] = metrics.roc_auc_score(truth, score, average=average)
            p, r, f, _ = metrics.precision_recall_fscore_support(truth, predicted, average=average, zero_division=0)
            expected[f"prf_{average}"] = {"precision": p, "recall": r, "f1": f}
            expected[f"jaccard_{average}"] = metrics.jaccard_score(truth, predicted, average=average, zero_division=0)
        expected |= {"hamming": metrics.hamming_loss(truth, predicted), "subset_accuracy": metrics.accuracy_score(truth, predicted),
                     "coverage_error": metrics.coverage_error(truth, score), "lrap": metrics.label_ranking_average_precision_score(truth, score),
                     "ranking_loss": metrics.label_ranking_loss(truth, score)}
        book.add("multilabel", "multilabel_metrics", kind, {"y_true": truth, "score": score, "y_pred": predicted}, expected)


# ---- numbers -----------------------------------------------------------------------------------------------------------

def regression(book, random):
    for kind in ("plain", "weights", "positive", "counts", "constant truth", "offset", "huge", "tiny", "two rows", "integer ties", "zero weights"):
        n = 2 if kind == "two rows" else int(random.integers(3, 60))
        truth = np.round(random.normal(size=n) * 2, 3)
        predicted = np.round(truth + random.normal(size=n), 3)
        if kind in ("positive", "weights"):
            truth, predicted = np.round(random.gamma(2, 2, n) + 0.01, 3), np.round(random.gamma(2, 2, n) + 0.01, 3)
        if kind == "counts":
            truth, predicted = random.poisson(1.5, n).astype(float), np.round(random.gamma(3, 0.5, n) + 0.01, 3)
        if kind == "constant truth":
            truth = np.full(n, 2.5)
        if kind == "offset":
            truth, predicted = truth + 1e6, predicted + 1e6
        if kind == "huge":
            truth, predicted = truth * 1e150, predicted * 1e150
        if kind == "tiny":
            truth, predicted = truth * 1e-150, predicted * 1e-150
        if kind == "integer ties":
            truth, predicted = np.round(truth), np.round(predicted)
        weight = np.round(random.random(n) * 3 + 0.1, 3) if kind == "weights" else random.integers(0, 3, n).astype(float) if kind == "zero weights" else None
        if weight is not None:
            weight[:3] = [1, 1, 2]
        w, y, p = kept(weight, truth, predicted)
        one = np.ones(len(y)) if w is None else w
        expected = {
            "mse": metrics.mean_squared_error(y, p, sample_weight=w), "rmse": np.sqrt(metrics.mean_squared_error(y, p, sample_weight=w)),
            "mae": metrics.mean_absolute_error(y, p, sample_weight=w), "r2": metrics.r2_score(y, p, sample_weight=w),
            "explained_variance": metrics.explained_variance_score(y, p, sample_weight=w),
            "mape": metrics.mean_absolute_percentage_error(y, p, sample_weight=w),
            "smape": np.average(np.divide(2 * np.abs(y - p), np.abs(y) + np.abs(p), out=np.zeros(len(y)), where=(np.abs(y) + np.abs(p)) > 0), weights=one),
            "max_error": np.abs(y - p).max(),
        }
        if w is None or kind != "zero weights":
            expected["median_ae"] = metrics.median_absolute_error(y, p, sample_weight=w)
            expected["d2_absolute"] = metrics.d2_absolute_error_score(y, p, sample_weight=w)
        for quantile in (0.1, 0.5, 0.9):
            expected[f"pinball_{quantile}"] = metrics.mean_pinball_loss(y, p, sample_weight=w, alpha=quantile)
            if w is None:
                expected[f"d2_pinball_{quantile}"] = metrics.d2_pinball_score(y, p, alpha=quantile)
        if y.min() >= 0 and p.min() >= 0:
            expected["msle"] = metrics.mean_squared_log_error(y, p, sample_weight=w)
        if y.min() >= 0 and p.min() > 0:
            expected["poisson_deviance"] = metrics.mean_poisson_deviance(y, p, sample_weight=w)
            expected["tweedie_1.5"] = metrics.mean_tweedie_deviance(y, p, sample_weight=w, power=1.5)
            if np.ptp(y) > 0:
                expected["d2_poisson"] = metrics.d2_tweedie_score(y, p, sample_weight=w, power=1)
        if y.min() > 0 and p.min() > 0:
            expected["gamma_deviance"] = metrics.mean_gamma_deviance(y, p, sample_weight=w)
        if w is None and len(y) > 2 and np.ptp(y) > 0 and kind not in ("huge", "tiny"):
            expected |= {"pearson": stats.pearsonr(y, p)[0], "spearman": stats.spearmanr(y, p)[0], "kendall_b": stats.kendalltau(y, p)[0],
                         "concordance_ccc": 2 * np.cov(y, p, bias=True)[0, 1] / (y.var() + p.var() + (y.mean() - p.mean()) ** 2)}
        given = {"y_true": truth, "y_pred": predicted} | ({} if weight is None else {"weight": weight})
        book.add("regression", "regression_metrics", kind, given, expected, tol=1e-7 if kind == "offset" else 1e-9)


def forecasts(book, random):
    for kind, alpha in (("plain", 0.1), ("sharp", 0.2), ("far off", 0.05)):
        n = int(random.integers(5, 60))
        truth = random.normal(size=n)
        mean = truth + random.normal(size=n) * {"plain": 1, "sharp": 0.01, "far off": 20}[kind]
        deviation = random.random(n) * {"plain": 1, "sharp": 0.02, "far off": 1}[kind] + 1e-3
        half = stats.norm.ppf(1 - alpha / 2) * deviation
        low, high = mean - half, mean + half
        z = (truth - mean) / deviation
        shares = [abs(np.mean(truth <= mean + deviation * stats.norm.ppf(q)) - q) for q in np.arange(1, 100) / 100]
        book.add("regression", "probabilistic_regression", kind, {"y_true": truth, "mean": mean, "std": deviation, "lo": low, "hi": high}, {
            "crps_gaussian": np.mean(deviation * (z * (2 * stats.norm.cdf(z) - 1) + 2 * stats.norm.pdf(z) - 1 / np.sqrt(np.pi))),
            "nll_gaussian": np.mean(0.5 * np.log(2 * np.pi * deviation**2) + z**2 / 2),
            "interval_coverage": np.mean((low <= truth) & (truth <= high)), "interval_mean_width": np.mean(high - low),
            "interval_score": np.mean(high - low + 2 / alpha * (np.maximum(low - truth, 0) + np.maximum(truth - high, 0))),
            "quantile_calibration_mace": np.mean(shares)}, {"alpha": alpha})


# ---- ranking -----------------------------------------------------------------------------------------------------------

def rankings(book, random):
    for kind, documents in (("plain", 12), ("ties", 7), ("two documents", 2), ("all irrelevant", 6), ("real gains", 5), ("all tied", 6)):
        queries = int(random.integers(1, 6))
        relevance = random.integers(0, 5, (queries, documents)).astype(float)
        score = random.normal(size=(queries, documents))
        if kind == "ties":
            score = np.round(score)
        if kind == "all tied":
            score[:] = 0.5
        if kind == "all irrelevant":
            relevance[0] = 0
        if kind == "real gains":
            relevance = np.round(random.random((queries, documents)) * 5, 3)
        expected = {}
        for k in (1, 3, 5, 10, None):
            expected[f"dcg_{k}"] = metrics.dcg_score(relevance, score, k=k)
            expected[f"ndcg_{k}"] = metrics.ndcg_score(relevance, score, k=k)
        if kind in ("plain", "two documents", "all irrelevant", "real gains"):
            for k in (1, 3, 5, 10, None):
                expected[f"ndcg_ignore_ties_{k}"] = metrics.ndcg_score(relevance, score, k=k, ignore_ties=True)
            reciprocal, average, precision, recall = [], [], [], []
            for gains, scores in zip(relevance, score):
                hits = (gains[np.argsort(-scores, kind="stable")] >= 3).astype(float)
                if not hits.any():
                    continue
                reciprocal.append(1 / (np.argmax(hits) + 1))
                average.append(np.sum(hits * np.cumsum(hits) / np.arange(1, documents + 1)) / hits.sum())
            if len(reciprocal) == queries and documents >= 5:
                for gains, scores in zip(relevance, score):
                    hits = (gains[np.argsort(-scores, kind="stable")] >= 3).astype(float)
                    precision.append(hits[:5].sum() / 5)
                    recall.append(hits[:5].sum() / hits.sum())
                expected |= {"mrr_rel3": np.mean(reciprocal), "map_rel3": np.mean(average), "precision_at_5_rel3": np.mean(precision), "recall_at_5_rel3": np.mean(recall)}
            expected["ndcg_exp_gain_full"] = metrics.ndcg_score(2**relevance - 1, score)
        book.add("ranking", "ranking_metrics", kind, {"relevance": relevance, "score": score}, expected)


# ---- comparisons -------------------------------------------------------------------------------------------------------

def delong(y, scores):
    positive, negative = y == 1, y == 0

    def parts(s):
        wins = (s[positive][:, None] > s[negative][None]) + 0.5 * (s[positive][:, None] == s[negative][None])
        return wins.mean(), wins.mean(1), wins.mean(0)

    (a, a1, a0), (b, b1, b0) = parts(scores[0]), parts(scores[1])
    covariance = np.cov(a1, b1) / positive.sum() + np.cov(a0, b0) / negative.sum()
    variance = covariance[0, 0] + covariance[1, 1] - 2 * covariance[0, 1]
    z = (a - b) / np.sqrt(variance) if variance > 1e-18 else np.nan
    return {"auc_a": a, "auc_b": b, "var_a": covariance[0, 0], "var_b": covariance[1, 1], "cov": covariance[0, 1]} | (
        {} if np.isnan(z) else {"z": z, "p": 2 * stats.norm.sf(abs(z))})


def comparisons(book, random):
    for kind in ("plain", "ties", "few", "same score"):
        n = 6 if kind == "few" else int(random.integers(12, 80))
        y = np.concatenate([[0, 0, 1, 1], random.integers(0, 2, n - 4)])
        a, b = y + random.normal(size=n), y + random.normal(size=n)
        if kind == "ties":
            a, b = np.round(a), np.round(b)
        if kind == "same score":
            b = a
        book.add("comparison", "delong_paired", kind, {"y_true": y, "score_a": a, "score_b": b}, delong(y, (a, b)))
    b, c = (int(v) for v in random.integers(0, 40, 2))
    table = [[0, b], [c, 0]]
    if b + c > 0:
        point = comb(b + c, min(b, c)) / 2.0 ** (b + c)
        exact = contingency_tables.mcnemar(table, exact=True)
        plain_chi, corrected = (contingency_tables.mcnemar(table, exact=False, correction=x) for x in (False, True))
        book.add("comparison", "mcnemar", f"b={b} c={c}", {"b": b, "c": c}, {
            "exact_p": exact.pvalue, "chi2": plain_chi.statistic, "chi2_p": plain_chi.pvalue, "chi2_cc": corrected.statistic, "chi2_cc_p": corrected.pvalue,
            "mid_p": 1 - point if b == c else 2 * stats.binom.cdf(min(b, c), b + c, 0.5) - point})
    for folds in (2, 10, 50):
        differences, ratio = np.round(random.normal(size=folds) * 0.03 + 0.01, 4), 0.25
        mean, variance = differences.mean(), differences.var(ddof=1)
        error = np.sqrt(variance * (1 / folds + ratio))
        naive = stats.ttest_1samp(differences, 0)
        half = stats.t.ppf(0.975, folds - 1) * error
        book.add("comparison", "corrected_resampled_t", f"J={folds}", {"diff": differences, "test_train_ratio": ratio}, {
            "t": mean / error, "df": folds - 1, "p": 2 * stats.t.sf(abs(mean / error), folds - 1), "ci95": [mean - half, mean + half],
            "naive_t": naive.statistic, "naive_p": naive.pvalue})
    two = np.round(random.normal(size=(5, 2)) * 0.03 + 0.01, 4)
    variances = np.sum((two - two.mean(1, keepdims=True)) ** 2, axis=1)
    t, f = two[0, 0] / np.sqrt(variances.mean()), np.sum(two**2) / (2 * variances.sum())
    book.add("comparison", "five_by_two_cv", "5x2", {"diff": two}, {"t": t, "t_p": 2 * stats.t.sf(abs(t), 5), "F": f, "F_p": stats.f.sf(f, 10, 5)})
    for kind in ("plain", "ties and zeros", "few"):
        d = random.normal(size=5 if kind == "few" else int(random.integers(8, 50))) + 0.3
        d = np.round(d * 2) / 2 if "ties" in kind else d
        if not d.any():
            continue
        expected = {}
        for zeros in ("wilcox", "pratt", "zsplit"):
            for correction in (False, True):
                found = stats.wilcoxon(d, zero_method=zeros, correction=correction, method="approx")
                expected[f"{zeros}_normal_cc{correction}"] = {"stat": found.statistic, "p": found.pvalue}
        if kind != "ties and zeros":
            found = stats.wilcoxon(d, method="exact")
            expected["exact"] = {"stat": found.statistic, "p": found.pvalue}
        positive, count = int((d > 0).sum()), int((d != 0).sum())
        t = stats.ttest_1samp(d, 0)
        expected |= {"sign_test": {"positive": positive, "n": count, "p": stats.binomtest(positive, count).pvalue},
                     "paired_t": {"t": t.statistic, "p": t.pvalue, "df": len(d) - 1}}
        book.add("comparison", "paired_tests", kind, {"diff": d}, expected)
    for kind in ("plain", "ties", "uneven"):
        a, b = random.normal(size=int(random.integers(3, 20))), random.normal(size=40 if kind == "uneven" else int(random.integers(3, 20))) + 0.5
        if kind == "ties":
            a, b = np.round(a), np.round(b)
        corrected, asymptotic = (stats.mannwhitneyu(a, b, use_continuity=x, method="asymptotic") for x in (True, False))
        welch = stats.ttest_ind(a, b, equal_var=False)
        pooled = np.sqrt(((len(a) - 1) * a.var(ddof=1) + (len(b) - 1) * b.var(ddof=1)) / (len(a) + len(b) - 2))
        expected = {"u": corrected.statistic, "p_cc": corrected.pvalue, "p": asymptotic.pvalue, "welch_t": welch.statistic, "welch_p": welch.pvalue,
                    "cohen_d": (a.mean() - b.mean()) / pooled, "cliffs_delta": np.sign(a[:, None] - b[None]).mean()}
        if kind != "ties":
            expected["p_exact"] = stats.mannwhitneyu(a, b, method="exact").pvalue
        book.add("comparison", "two_sample_tests", kind, {"a": a, "b": b}, expected)
    for kind, models in (("plain", 3), ("ties", 4), ("ten", 10)):
        score = np.round(random.random((int(random.integers(5, 15)), models)), 1 if kind == "ties" else 6)
        sets = len(score)
        found = stats.friedmanchisquare(*score.T)
        expected = {"friedman_chi2": found.statistic, "friedman_p": found.pvalue, "avg_rank_best_is_1": np.mean([stats.rankdata(-row) for row in score], axis=0)}
        if kind != "ties":
            f = (sets - 1) * found.statistic / (sets * (models - 1) - found.statistic)
            critical = stats.studentized_range.ppf(0.95, models, np.inf) / np.sqrt(2)
            expected |= {"iman_davenport_F": f, "iman_davenport_p": stats.f.sf(f, models - 1, (models - 1) * (sets - 1)),
                         "nemenyi_cd_0_05": critical * np.sqrt(models * (models + 1) / (6 * sets))}
        book.add("comparison", "friedman_nemenyi", kind, {"score": score}, expected, tol=1e-7)
    for kind, count in (("plain", 12), ("one", 1), ("edges", 6)):
        p = np.array([0, 1, 0.05, 0.05, 0.01, 0.5]) if kind == "edges" else np.round(random.random(count) ** 2, 4)
        expected = {}
        for name, method in (("bonferroni", "bonferroni"), ("holm", "holm"), ("hommel", "hommel"), ("hochberg", "simes-hochberg"), ("bh", "fdr_bh"), ("by", "fdr_by"),
                             ("sidak", "sidak"), ("holm_sidak", "holm-sidak")):
            reject, adjusted, _, _ = multitest.multipletests(p, 0.05, method)
            expected[name] = {"adjusted": adjusted, "reject": reject}
        book.add("comparison", "multiple_testing", kind, {"p": p, "alpha": 0.05}, expected)
    given_bootstrap(book, random)
    correct = (random.random((20, 4)) < [0.9, 0.7, 0.6, 0.5]).astype(int)
    cochran = contingency_tables.cochrans_q(correct)
    counts = np.array([np.bincount(random.integers(0, 3, 7), minlength=3) for _ in range(12)])
    book.add("comparison", "cochran_q_and_fleiss", "random", {"correct": correct, "rating_counts": counts},
             {"q": cochran.statistic, "df": 3, "p": cochran.pvalue, "fleiss_kappa": inter_rater.fleiss_kappa(counts)})
    trials = int(random.integers(1, 5000))
    hits = int(random.integers(0, trials + 1))
    names = {"wald": "normal", "wilson": "wilson", "clopper_pearson": "beta", "agresti_coull": "agresti_coull", "jeffreys": "jeffreys"}
    for alpha in (0.05, 0.01):
        book.add("comparison", "proportion_ci", f"{hits}/{trials}", {"k": hits, "n": trials, "alpha": alpha},
                 {name: proportion.proportion_confint(hits, trials, alpha, method) for name, method in names.items()})


def given_bootstrap(book, random):
    n = 15
    y = random.integers(0, 2, n)
    a, b = np.round(random.random(n), 3), np.round(random.random(n), 3)
    indices = random.integers(0, n, (80, n))
    gaps = np.abs(y - b) - np.abs(y - a)
    theta = np.abs(y - b).mean() - np.abs(y - a).mean()
    draws = np.abs(y - b)[indices].mean(1) - np.abs(y - a)[indices].mean(1)
    low, high = np.quantile(draws, [0.025, 0.975])
    z0 = stats.norm.ppf(np.mean(draws < theta))
    left_out = (gaps.sum() - gaps) / (n - 1)
    influence = left_out.mean() - left_out
    acceleration = np.sum(influence**3) / (6 * np.sum(influence**2) ** 1.5)

    def share(z):
        return stats.norm.cdf(z0 + (z0 + z) / (1 - acceleration * (z0 + z)))

    book.add("comparison", "paired_bootstrap_given_indices", "mae diff", {"y_true": y, "prob_a": a, "prob_b": b, "indices": indices}, {
        "theta": theta, "boot_mean": draws.mean(), "boot_se": draws.std(ddof=1), "percentile": [low, high], "basic": [2 * theta - high, 2 * theta - low],
        "bca_z0": z0, "bca_accel": acceleration, "bca": np.quantile(draws, [share(stats.norm.ppf(0.025)), share(stats.norm.ppf(0.975))]),
        "p_two_sided": min(1, 2 * min(1 + np.sum(draws <= 0), 1 + np.sum(draws >= 0)) / 81)}, {"statistic": "MAE(b)-MAE(a)", "alpha": 0.05})


# ---- drift -------------------------------------------------------------------------------------------------------------

def drift(book, random):
    for kind in ("plain", "ties", "disjoint", "constant reference", "heavy tails", "one value"):
        reference, current = random.normal(size=int(random.integers(10, 60))), random.normal(size=int(random.integers(5, 60))) * 1.3 + 0.2
        if kind == "ties":
            reference, current = np.round(reference), np.round(current)
        if kind == "disjoint":
            current = current + 100
        if kind == "constant reference":
            reference = np.full(20, 3.0)
        if kind == "heavy tails":
            reference, current = np.round(random.standard_cauchy(40), 4), np.round(random.standard_cauchy(30), 4)
        if kind == "one value":
            current = np.array([0.1])
        edges = np.unique(np.quantile(reference, np.arange(1, 10) / 10))
        shares = [np.maximum(np.bincount(np.searchsorted(edges, x, side="right"), minlength=len(edges) + 1) / len(x), 1e-4) for x in (reference, current)]
        expected = {
            "ks": stats.ks_2samp(reference, current, method="asymp").statistic, "ks_p_asymp": stats.ks_2samp(reference, current, method="asymp").pvalue,
            "ks_p_exact": stats.ks_2samp(reference, current, method="exact").pvalue,
            "wasserstein": stats.wasserstein_distance(reference, current),
            "wasserstein_norm_std_ref": stats.wasserstein_distance(reference, current) / max(reference.std(), 0.001),
            "energy": stats.energy_distance(reference, current), "psi_decile_ref": np.sum((shares[1] - shares[0]) * np.log(shares[1] / shares[0])),
        }
        if len(current) > 1:
            expected["cvm"] = stats.cramervonmises_2samp(reference, current, method="asymptotic").statistic
        book.add("drift", "drift_continuous", kind, {"reference": reference, "current": current}, expected, {"psi_edges": edges, "psi_eps": 1e-4}, 1e-8)
    for kind, k in (("two", 2), ("five", 5), ("unseen in current", 4), ("unseen in reference", 4), ("huge counts", 3), ("never seen", 4)):
        top = 10**7 if kind == "huge counts" else 40
        reference, current = random.integers(1, top, k), random.integers(1, top, k)
        if kind in ("unseen in current", "never seen"):
            current[1] = 0
        if kind in ("unseen in reference", "never seen"):
            reference[1 if kind == "never seen" else 2] = 0
        table = np.array([reference, current])
        seen = table[:, table.sum(0) > 0]
        chi, p, df, _ = stats.chi2_contingency(seen, correction=False)
        g = stats.chi2_contingency(np.maximum(table, 1), correction=False, lambda_="log-likelihood")
        r, c = reference / reference.sum(), current / current.sum()
        rf, cf = np.maximum(r, 1e-4), np.maximum(c, 1e-4)
        expected = {"chi2": chi, "p": p, "df": df, "cramers_v": np.sqrt(chi / table.sum() / (min(seen.shape) - 1)),
                    "js_distance_base2": spatial.distance.jensenshannon(r, c, 2), "tv": np.abs(r - c).sum() / 2,
                    "hellinger": np.sqrt(np.sum((np.sqrt(r) - np.sqrt(c)) ** 2) / 2), "psi_eps1e_4": np.sum((cf - rf) * np.log(cf / rf)),
                    "g_test_counts_min1": {"stat": g[0], "p": g[1]}}
        if k == 2:
            yates, fisher = stats.chi2_contingency(table, correction=True), stats.fisher_exact(table)
            expected |= {"yates": {"stat": yates[0], "p": yates[1]}, "fisher": {"odds": fisher[0], "p": fisher[1]}}
        book.add("drift", "drift_categorical", kind, {"reference": reference, "current": current}, expected, tol=1e-8)


# ---- decisions ---------------------------------------------------------------------------------------------------------

def decisions(book, random):
    for n, alpha in ((5, 0.1), (39, 0.1), (40, 0.25)):
        scores, predicted, truth = np.round(np.abs(random.normal(size=n)), 2), random.normal(size=6), random.normal(size=6)
        rank = int(np.ceil(round((n + 1) * (1 - alpha), 12)))
        q = np.sort(scores)[rank - 1] if rank <= n else np.inf
        book.add("decision", "split_conformal_absolute", f"n={n} alpha={alpha}", {"calibration_score": scores, "test_pred": predicted, "test_y": truth, "alpha": alpha},
                 {"rank": rank, "q": q, "lo": predicted - q, "hi": predicted + q, "coverage": np.mean(np.abs(predicted - truth) <= q)})
    for classes in (2, 4):
        known, probability = random.integers(0, classes, 30), random.dirichlet(np.ones(classes), 30)
        truth, tested = random.integers(0, classes, 8), random.dirichlet(np.ones(classes), 8)
        alpha = 0.2
        rank = int(np.ceil(round(31 * (1 - alpha), 12)))

        def cumulative(table):
            order = np.argsort(-table, axis=1, kind="stable")
            sums = np.cumsum(np.take_along_axis(table, order, 1), axis=1)
            result = np.empty_like(table)
            np.put_along_axis(result, order, sums, 1)
            return result

        least, adaptive = np.sort(1 - probability[np.arange(30), known])[rank - 1], np.sort(cumulative(probability)[np.arange(30), known])[rank - 1]
        sets, more = 1 - tested <= least, cumulative(tested) <= adaptive
        book.add("decision", "conformal_sets", f"K={classes}", {"cal_y": known, "cal_prob": probability, "test_y": truth, "test_prob": tested, "alpha": alpha}, {
            "lac_q": least, "lac_set": sets, "lac_coverage": sets[np.arange(8), truth].mean(), "lac_mean_size": sets.sum(1).mean(),
            "aps_q": adaptive, "aps_set": more, "aps_coverage": more[np.arange(8), truth].mean()})
    confidence, loss = random.permutation(25) / 25, np.round(random.random(25), 2)
    at, best = (np.cumsum(x) / np.arange(1, 26) for x in (loss[np.argsort(-confidence)], np.sort(loss)))
    book.add("decision", "selective_risk_coverage", "random", {"confidence": confidence, "loss": loss},
             {"risk_at_k": at, "aurc": at.mean(), "e_aurc": at.mean() - best.mean(), "risk_at_80": at[19]})
    groups, truth, predicted = random.integers(0, 3, 60), random.integers(0, 2, 60), random.integers(0, 2, 60)
    rate = {"selection_rate": [], "tpr": [], "fpr": [], "accuracy": []}
    for g in range(3):
        y, p = truth[groups == g], predicted[groups == g]
        for name, value in (("selection_rate", p.mean()), ("tpr", p[y == 1].mean()), ("fpr", p[y == 0].mean()), ("accuracy", (y == p).mean())):
            rate[name].append(value)
    spread = {k: (max(v) - min(v), min(v) / max(v)) for k, v in rate.items()}
    book.add("decision", "fairness_groups", "groups=3", {"y_true": truth, "y_pred": predicted, "group": groups}, rate | {
        "demographic_parity_difference": spread["selection_rate"][0], "demographic_parity_ratio": spread["selection_rate"][1],
        "equal_opportunity_difference": spread["tpr"][0], "equalized_odds_difference": max(spread["tpr"][0], spread["fpr"][0]),
        "equalized_odds_ratio": min(spread["tpr"][1], spread["fpr"][1]), "accuracy_difference": spread["accuracy"][0]})
    n = 40
    score = np.round(random.random(n), 1 if random.random() < 0.5 else 3)
    truth = (random.random(n) < score).astype(int)
    thresholds = [0.05, 0.2, 0.5, 0.9]
    benefit = [np.sum((score >= t) & (truth == 1)) / n - np.sum((score >= t) & (truth == 0)) / n * t / (1 - t) for t in thresholds]
    every = [truth.mean() - (1 - truth.mean()) * t / (1 - t) for t in thresholds]
    book.add("decision", "net_benefit_and_thresholds", "random", {"y_true": truth, "score": score, "threshold": thresholds, "cost_fp": 1, "cost_fn": 4}, {
        "net_benefit": benefit, "net_benefit_treat_all": every,
        "min_cost": min((np.sum((score >= t) & (truth == 0)) + 4 * np.sum((score < t) & (truth == 1))) / n for t in np.unique(score)),
        "best_f1": max(metrics.f1_score(truth, score >= t) for t in np.unique(score)),
        "best_youden": max(np.mean(score[truth == 1] >= t) - np.mean(score[truth == 0] >= t) for t in np.unique(score))})


# ---- refused -----------------------------------------------------------------------------------------------------------

def refusals(book):
    nan, infinite = float("nan"), float("inf")
    pair = {"y_true": [0, 1, 0, 1], "y_score": [0.1, 0.8, 0.3, 0.6]}
    for fn in ("roc_auc", "average_precision", "log_loss", "brier", "isotonic"):
        book.refuse(fn, "empty", {"y_true": [], "y_score": []})
        book.refuse(fn, "lengths", {"y_true": [0, 1], "y_score": [0.5]})
        book.refuse(fn, "NaN score", pair | {"y_score": [0.1, nan, 0.3, 0.6]})
        book.refuse(fn, "infinite score", pair | {"y_score": [0.1, -infinite, 0.3, 0.6]})
        book.refuse(fn, "NaN truth", pair | {"y_true": [0, nan, 0, 1]})
        book.refuse(fn, "negative weight", pair | {"weight": [1, 1, -0.1, 1]})
        book.refuse(fn, "infinite weight", pair | {"weight": [1, 1, infinite, 1]})
        book.refuse(fn, "too few weights", pair | {"weight": [1, 1]})
        book.refuse(fn, "no weight", pair | {"weight": [0, 0, 0, 0]})
    book.refuse("roc_auc", "one class left after zero weights", pair | {"weight": [1, 0, 1, 0]})
    for fn in ("mse", "r2", "msle", "poisson_deviance", "gamma_deviance"):
        book.refuse(fn, "empty", {"y_true": [], "y_pred": []})
        book.refuse(fn, "lengths", {"y_true": [1, 2], "y_pred": [1]})
        book.refuse(fn, "infinite prediction", {"y_true": [1, 2], "y_pred": [1, infinite]})
        book.refuse(fn, "NaN prediction", {"y_true": [1, 2], "y_pred": [1, nan]})
    book.refuse("poisson_deviance", "prediction of 0", {"y_true": [1, 2], "y_pred": [1, 0]})
    book.refuse("gamma_deviance", "negative prediction", {"y_true": [1, 2], "y_pred": [1, -1]})
    book.refuse("msle", "prediction below -1", {"y_true": [1, 2], "y_pred": [1, -3]})
    book.refuse("multiclass_log_loss", "ragged", {"y_true": [0, 1], "prob": [[0.5, 0.5], [1.0]]})
    book.refuse("multiclass_log_loss", "probability above 1", {"y_true": [0, 1], "prob": [[1.5, -0.5], [0.5, 0.5]]})
    book.refuse("multiclass_log_loss", "negative label", {"y_true": [-1, 1], "prob": [[0.5, 0.5], [0.5, 0.5]]})
    book.refuse("multiclass_log_loss", "empty", {"y_true": [], "prob": []})
    book.refuse("wilcoxon", "NaN", {"diff": [1, nan, 2]})
    book.refuse("wilcoxon", "empty", {"diff": []})
    book.refuse("ks_2samp", "empty current", {"reference": [1.0], "current": []})
    book.refuse("ks_2samp", "NaN", {"reference": [1.0, nan], "current": [1.0]})
    book.refuse("ndcg", "lengths", {"relevance": [[1, 2]], "score": [[0.5]]})
    book.refuse("ndcg", "NaN score", {"relevance": [[1, 2]], "score": [[0.5, nan]]})
    book.refuse("ndcg", "negative relevance", {"relevance": [[1, -2]], "score": [[0.5, 0.2]]})
    book.refuse("ndcg", "empty", {"relevance": [], "score": []})
    book.refuse("platt_fit", "NaN score", {"score": [0.1, nan], "y_true": [0, 1]})
    book.refuse("platt_fit", "empty", {"score": [], "y_true": []})
    book.refuse("platt_fit", "lengths", {"score": [0.1], "y_true": [0, 1]})
    book.refuse("temperature_fit", "empty", {"logits": [], "y_true": []})
    book.refuse("temperature_fit", "NaN logit", {"logits": [[1, nan], [0, 1]], "y_true": [0, 0]})
    book.refuse("temperature_fit", "label without a column", {"logits": [[1, 0], [0, 1]], "y_true": [0, 2]})
    book.refuse("mcnemar", "negative count", {"b": -1, "c": 3})
    book.refuse("proportion_ci", "more hits than trials", {"k": 5, "n": 3, "alpha": 0.05})
    book.refuse("multiple_testing", "p above 1", {"p": [0.1, 1.2], "alpha": 0.05})
    book.refuse("multiple_testing", "NaN p", {"p": [0.1, nan], "alpha": 0.05})
    book.refuse("delong_paired", "NaN score", {"y_true": [0, 1, 0, 1], "score_a": [1, 2, nan, 3], "score_b": [1, 2, 3, 3]})
    book.refuse("delong_paired", "lengths", {"y_true": [0, 1, 0, 1], "score_a": [1, 2, 3], "score_b": [1, 2, 3, 3]})
    book.refuse("split_conformal_absolute", "NaN score", {"calibration_score": [nan, 1], "test_pred": [1], "test_y": [1], "alpha": 0.1})
    book.refuse("split_conformal_absolute", "alpha of 2", {"calibration_score": [1, 2], "test_pred": [1], "test_y": [1], "alpha": 2})
    book.refuse("drift_categorical", "negative count", {"reference": [1, -2], "current": [1, 2]})
    book.refuse("drift_categorical", "lengths", {"reference": [1, 2, 3], "current": [1, 2]})
    book.refuse("friedman_nemenyi", "NaN score", {"score": [[1, 2, nan], [1, 2, 3], [3, 1, 2]]})
    book.refuse("cochran_q_and_fleiss", "empty", {"correct": [], "rating_counts": []})
    book.refuse("two_sample_tests", "NaN", {"a": [1.0, nan], "b": [1.0, 2.0]})
    book.refuse("two_sample_tests", "empty", {"a": [], "b": [1.0, 2.0]})
    book.refuse("drift_continuous", "infinite number", {"reference": [1, infinite], "current": [1, 2]})
    book.refuse("drift_categorical", "nothing counted", {"reference": [0, 0], "current": [1, 2]})
    book.refuse("drift_continuous", "empty", {"reference": [], "current": [1, 2]})
    book.refuse("label_metrics", "unknown label", {"y_true": [0, 1], "y_pred": [0, 9]}, {"labels": [0, 1]})
    book.refuse("label_metrics", "lengths", {"y_true": [0, 1], "y_pred": [0]}, {"labels": [0, 1]})
    book.refuse("label_metrics", "empty", {"y_true": [], "y_pred": []}, {"labels": [0, 1]})
    book.refuse("multilabel_metrics", "lengths", {"y_true": [[0, 1]], "score": [[0.1, 0.2], [0.3, 0.4]], "y_pred": [[0, 1]]})
    book.refuse("probabilistic_regression", "deviation of 0", {"y_true": [1.0], "mean": [1.0], "std": [0.0], "lo": [0.0], "hi": [2.0]}, {"alpha": 0.1})
    book.refuse("fairness_groups", "label of 2", {"y_true": [0, 2], "y_pred": [0, 1], "group": [0, 1]})
    book.refuse("selective_risk_coverage", "lengths", {"confidence": [0.1, 0.2], "loss": [1.0]})
    book.refuse("net_benefit_and_thresholds", "NaN score", {"y_true": [0, 1], "score": [0.5, nan], "threshold": [0.5], "cost_fp": 1, "cost_fn": 1})


def main():
    folder, seed, rounds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    book = Book()
    for r in range(rounds):
        random = np.random.default_rng([seed, r])
        for family in (binary, temperature, labels, multiclass, multilabel, regression, forecasts, rankings, comparisons, drift, decisions):
            family(book, random)
    refusals(book)
    book.write(folder)


main()
