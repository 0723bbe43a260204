# What data diff does in levels 1 to 4, in pandas: read both, outer merge by key, compare cells, distributions by column.
import sys

import numpy
import pandas

first, second = (pandas.read_csv(path) for path in sys.argv[1:3])
merged = first.merge(second, on="id", how="outer", suffixes=("", "_after"), indicator=True)
both = merged[merged["_merge"] == "both"]
changed_rows, changed_cells = numpy.zeros(len(both), bool), 0
for column in first.columns.drop("id"):
    differs = (both[column] != both[column + "_after"]).to_numpy()
    changed_rows |= differs
    changed_cells += int(differs.sum())
print((merged["_merge"] == "right_only").sum(), (merged["_merge"] == "left_only").sum(), changed_rows.sum(), changed_cells)
for column in first.columns:
    before, after = first[column], second[column]
    counts = before.isna().sum(), after.isna().sum(), before.nunique(), after.nunique()
    if before.dtype == object:
        shares = before.value_counts(normalize=True).sub(after.value_counts(normalize=True), fill_value=0)
        distance = shares.abs().sum() / 2
    else:
        quantiles = [c.quantile([0, 0.05, 0.25, 0.5, 0.75, 0.95, 1]).tolist() for c in (before, after)]
        x, y = (numpy.sort(c.dropna().to_numpy()) for c in (before, after))
        every = numpy.concatenate([x, y])
        distance = numpy.abs(numpy.searchsorted(x, every, "right") / len(x) - numpy.searchsorted(y, every, "right") / len(y)).max()
    print(column, counts, round(float(distance), 6))
