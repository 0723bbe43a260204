"""Makes the ONNX golden files: small graphs as sklearn-onnx would write them, and what scikit-learn predicts for adult-400.csv.

Run in this folder with Debian 12's python3-sklearn (1.2.1), python3-onnx (1.12.0), pandas and numpy:
    python3 make_onnx.py ../../../../examples/adult.csv.gz
"""
import json
import sys

import numpy as np
import onnx
import pandas as pd
import sklearn
from onnx import TensorProto, helper
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.preprocessing import OneHotEncoder, StandardScaler

full = pd.read_csv(sys.argv[1], na_values=["?"])
rows = pd.read_csv("adult-400.csv")
numbers = ["education_num", "capital_gain", "capital_loss"]
names = ["workclass", "marital_status", "sex"]
ML = "ai.onnx.ml"
expected = {"sklearn": sklearn.__version__, "onnx": onnx.__version__, "numbers": numbers, "names": names}


def save(name, nodes, inputs, outputs, initializers=()):
    graph = helper.make_graph(nodes, name, inputs, outputs, list(initializers))
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13), helper.make_opsetid(ML, 2)], producer_name="make_onnx.py")
    model.ir_version = 7
    onnx.save(model, f"sklearn-{name}.onnx")


def tensor(name, shape, kind=TensorProto.FLOAT):
    return helper.make_tensor_value_info(name, kind, shape)


def maps(name, key):
    value = onnx.ValueInfoProto(name=name)
    inner = value.type.sequence_type.elem_type.map_type
    inner.key_type = key
    inner.value_type.tensor_type.elem_type = TensorProto.FLOAT
    return value


def classifier(x, model, scores, **labels):
    both = np.vstack([-model.coef_, model.coef_]).ravel()
    bias = np.concatenate([-model.intercept_, model.intercept_])
    return helper.make_node(
        "LinearClassifier", [x], ["label", scores], domain=ML, coefficients=both.tolist(), intercepts=bias.tolist(), multi_class=0, post_transform="LOGISTIC", **labels)


# 1. One tensor of numbers, scaled; ZipMap by text.
scale = StandardScaler().fit(full[numbers])
linear = LogisticRegression().fit(scale.transform(full[numbers]), full["income"])
scaler = helper.make_node("Scaler", ["X"], ["scaled"], domain=ML, offset=scale.mean_.tolist(), scale=(1 / scale.scale_).tolist())
zipped = helper.make_node("ZipMap", ["scores"], ["probabilities"], domain=ML, classlabels_strings=linear.classes_.tolist())
save("zipmap", [scaler, classifier("scaled", linear, "scores", classlabels_strings=linear.classes_.tolist()), zipped],
     [tensor("X", [None, 3])], [tensor("label", [None], TensorProto.STRING), maps("probabilities", TensorProto.STRING)])
expected["zipmap"] = linear.predict_proba(scale.transform(rows[numbers]))[:, 1].tolist()

# 2. One input a column, numbers and texts; probabilities as a tensor.
encoder = OneHotEncoder(handle_unknown="ignore", sparse_output=False).fit(full[names].dropna())
stacked = lambda table: np.hstack([scale.transform(table[numbers]), encoder.transform(table[names].fillna(""))])
mixed = LogisticRegression(max_iter=1000).fit(stacked(full), full["income"])
nodes = [helper.make_node("Concat", numbers, ["X"], axis=1), scaler]
for column, categories in zip(names, encoder.categories_):
    nodes.append(helper.make_node("OneHotEncoder", [column], [column + "_hot3"], domain=ML, cats_strings=categories.tolist(), zeros=1))
    nodes.append(helper.make_node("Reshape", [column + "_hot3", column + "_shape"], [column + "_hot"]))
shapes = [helper.make_tensor(c + "_shape", TensorProto.INT64, [2], [-1, len(k)]) for c, k in zip(names, encoder.categories_)]
nodes += [helper.make_node("Concat", ["scaled"] + [c + "_hot" for c in names], ["all"], axis=1), classifier("all", mixed, "probabilities", classlabels_strings=mixed.classes_.tolist())]
save("columns", nodes, [tensor(c, [None, 1]) for c in numbers] + [tensor(c, [None, 1], TensorProto.STRING) for c in names],
     [tensor("label", [None], TensorProto.STRING), tensor("probabilities", [None, 2])], shapes)
expected["columns"] = mixed.predict_proba(stacked(rows))[:, 1].tolist()

# 3. A forest of three classes with the labels 0, 1, 2 as numbers; ZipMap by number, and a plain tensor.
band = pd.cut(full["hours_per_week"], [0, 35, 45, 1000], labels=[0, 1, 2]).astype(int)
forest = RandomForestClassifier(n_estimators=5, max_depth=4, random_state=1).fit(full[numbers].to_numpy(np.float32), band)
attributes = {k: [] for k in ["nodes_treeids", "nodes_nodeids", "nodes_featureids", "nodes_values", "nodes_modes", "nodes_truenodeids", "nodes_falsenodeids", "class_treeids", "class_nodeids", "class_ids", "class_weights"]}
for t, one in enumerate(forest.estimators_):
    tree = one.tree_
    for n in range(tree.node_count):
        leaf = tree.children_left[n] < 0
        for key, value in zip(list(attributes)[:7], [t, n, 0 if leaf else int(tree.feature[n]), 0.0 if leaf else float(tree.threshold[n]), "LEAF" if leaf else "BRANCH_LEQ", 0 if leaf else int(tree.children_left[n]), 0 if leaf else int(tree.children_right[n])]):
            attributes[key].append(value)
        if leaf:
            for k, share in enumerate(tree.value[n][0] / tree.value[n][0].sum()):
                for key, value in zip(list(attributes)[7:], [t, n, k, float(share) / len(forest.estimators_)]):
                    attributes[key].append(value)
grown = helper.make_node("TreeEnsembleClassifier", ["input"], ["label", "scores"], domain=ML, classlabels_int64s=[0, 1, 2], post_transform="NONE", **attributes)
save("forest", [grown, helper.make_node("ZipMap", ["scores"], ["output_probability"], domain=ML, classlabels_int64s=[0, 1, 2])],
     [tensor("input", [None, 3])], [tensor("label", [None], TensorProto.INT64), maps("output_probability", TensorProto.INT64)])
save("forest-tensor", [grown], [tensor("input", [None, 3])], [tensor("label", [None], TensorProto.INT64), tensor("scores", [None, 3])])
expected["forest"] = np.ravel(forest.predict_proba(rows[numbers].to_numpy(np.float32))).tolist()

# 4. A regression, one value a row, in batches of at most ten rows that the file fixes.
line = LinearRegression().fit(full[numbers], full["hours_per_week"])
save("regression", [helper.make_node("LinearRegressor", ["input"], ["variable"], domain=ML, coefficients=line.coef_.tolist(), intercepts=[float(line.intercept_)], targets=1)],
     [tensor("input", [10, 3])], [tensor("variable", [10, 1])])
expected["regression"] = line.predict(rows[numbers]).tolist()

# 5. A label and nothing else, and 6. a bare score as a network would give it.
save("label", [scaler, classifier("scaled", linear, "scores", classlabels_strings=linear.classes_.tolist())],
     [tensor("X", [None, 3])], [tensor("label", [None], TensorProto.STRING)])
expected["label"] = (linear.predict(scale.transform(rows[numbers])) == ">50K").astype(int).tolist()
weights = helper.make_tensor("weights", TensorProto.DOUBLE, [3, 1], linear.coef_.ravel() / scale.scale_)
bias = helper.make_tensor("bias", TensorProto.DOUBLE, [1], linear.intercept_ - (linear.coef_.ravel() * scale.mean_ / scale.scale_).sum())
save("score", [helper.make_node("MatMul", ["input", "weights"], ["product"]), helper.make_node("Add", ["product", "bias"], ["score"])],
     [tensor("input", [None, 3], TensorProto.DOUBLE)], [tensor("score", [None, 1], TensorProto.DOUBLE)], [weights, bias])
expected["score"] = linear.decision_function(scale.transform(rows[numbers])).tolist()

with open("sklearn.json", "w") as file:
    json.dump(expected, file)
