"""Makes the XGBoost golden files: models in JSON and UBJ, and what XGBoost itself predicts for adult-400.csv.

Run in this folder with Debian 12's python3-xgboost (1.7.4), pandas and numpy:  python3 make_xgboost.py ../../../../examples/adult.csv.gz
"""
import json
import sys

import numpy as np
import pandas as pd
import xgboost as xgb

full = pd.read_csv(sys.argv[1], na_values=["?"])
rows = full.sample(n=400, random_state=7).sort_index()
rows.to_csv("adult-400.csv", index=False)
categories = [c for c in full.columns if full[c].dtype == object and c != "income"]
levels = {c: sorted(full[c].dropna().unique()) for c in categories}


def features(table, drop):
    table = table.drop(columns=drop).copy()
    for column in categories:
        if column in table:
            table[column] = pd.Categorical(table[column], categories=levels[column])
    return table


def numbers(table, drop):
    return table.drop(columns=drop + [c for c in categories if c in table])


# A hole in a column of numbers, so that every default direction is asked for.
def holes(table):
    table = table.copy()
    random = np.random.default_rng(3)
    for column in ["age", "hours-per-week" if "hours-per-week" in table else "hours_per_week"]:
        if column in table:
            table[column] = table[column].astype(float).mask(random.random(len(table)) < 0.1)
    return table


full, rows = holes(full), holes(rows)
rows.to_csv("adult-400.csv", index=False)
hours = [c for c in full.columns if c.startswith("hours")][0]
marital = [c for c in full.columns if c.startswith("marital")][0]
known = full[full[hours].notna()]
base = dict(seed=1, nthread=2, eta=0.3, max_depth=4)
cases = {
    "binary-logistic": (dict(objective="binary:logistic", max_cat_to_onehot=4), features, full, "income", lambda t: (t == ">50K").astype(int), "ubj"),
    "binary-onehot": (dict(objective="binary:logistic", max_cat_to_onehot=200, base_score=0.24), features, full, "income", lambda t: (t == ">50K").astype(int), "json"),
    "binary-logitraw": (dict(objective="binary:logitraw", base_score=0.3), numbers, full, "income", lambda t: (t == ">50K").astype(int), "json"),
    "binary-hinge": (dict(objective="binary:hinge"), numbers, full, "income", lambda t: (t == ">50K").astype(int), "json"),
    "softprob": (dict(objective="multi:softprob", num_class=len(levels[marital])), features, full, marital, lambda t: pd.Categorical(t, categories=levels[marital]).codes, "ubj"),
    "squarederror": (dict(objective="reg:squarederror"), numbers, known, hours, lambda t: t, "json"),
    "pseudohuber": (dict(objective="reg:pseudohubererror"), numbers, known, hours, lambda t: t, "json"),
    "absoluteerror": (dict(objective="reg:absoluteerror"), numbers, known, hours, lambda t: t, "json"),
    "poisson": (dict(objective="count:poisson"), features, known, hours, lambda t: t, "json"),
    "gamma": (dict(objective="reg:gamma"), numbers, known, hours, lambda t: t, "json"),
    "tweedie": (dict(objective="reg:tweedie", tweedie_variance_power=1.4), numbers, known, hours, lambda t: t, "json"),
    "reg-logistic": (dict(objective="reg:logistic"), numbers, known, hours, lambda t: t / 100, "json"),
    "dart": (dict(booster="dart", objective="binary:logistic", rate_drop=0.4), numbers, full, "income", lambda t: (t == ">50K").astype(int), "json"),
    "forest": (dict(objective="binary:logistic", num_parallel_tree=4, subsample=0.6, colsample_bynode=0.6, eta=1), numbers, full, "income", lambda t: (t == ">50K").astype(int), "ubj"),
}
expected = {"xgboost": xgb.__version__, "levels": levels, "cases": {}}
for name, (parameters, take, table, target, label, ending) in cases.items():
    drop = [target] if target == "income" else [target, "income"]
    train = xgb.DMatrix(take(table, drop), label=label(table[target]), enable_categorical=True)
    model = xgb.train({**base, **({} if "num_class" in parameters else {}), **parameters, "tree_method": "hist"}, train, 3 if name == "softprob" else 8)
    model.save_model(f"xgboost-{name}.{ending}")
    predicted = model.predict(xgb.DMatrix(take(rows, drop), enable_categorical=True))
    expected["cases"][name] = {"file": f"xgboost-{name}.{ending}", "target": target, "predicted": [float(p) for p in np.ravel(predicted)]}
with open("xgboost.json", "w") as file:
    json.dump(expected, file)
