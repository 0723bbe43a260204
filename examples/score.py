"""Scores rows of examples/adult.csv.gz for `assay evaluate --command "python3 examples/score.py" examples/adult.csv.gz`.

Reads one JSON object a line and answers each with one line: the probability of every class. Needs nothing but Python.
A real scorer loads its model once, before the loop. Everything that is no answer belongs on standard error.
"""
import json
import math
import sys

for line in sys.stdin:
    row = json.loads(line)  # a missing cell is null, and then None
    married = row["marital_status"] == "Married-civ-spouse"
    score = -5.5 + 2.2 * married + 0.3 * (row["education_num"] or 0) + 0.0003 * min(row["capital_gain"] or 0, 10000)
    probability = 1 / (1 + math.exp(-score))
    print(json.dumps({">50K": probability, "<=50K": 1 - probability}), flush=True)
