using Assay.Data;

namespace Assay.Learners.Simple;

/// <summary>Grows one tree from the root down.</summary>
/// <param name="table">The binned rows.</param>
/// <param name="leaf">Fewest rows of a leaf.</param>
/// <param name="cancellation">Stops the growth between two questions.</param>
internal sealed class TreeGrowth(BinnedSample table, int leaf, CancellationToken cancellation)
{
    private readonly LearningTask task = table.Train.Data.Task;

    /// <summary>The node of these rows (positions in the sample) and everything below it.</summary>
    public TreeNode Grow(int[] rows, int depth)
    {
        cancellation.ThrowIfCancellationRequested();
        var answer = Answer(rows);
        var best = depth > 0 && rows.Length >= 2 * leaf ? Best(rows) : null;
        if (best is null)
        {
            return new TreeNode { Answer = answer, Rows = rows.Length };
        }

        var bins = table.Bins[best.Feature];
        return new TreeNode
        {
            Answer = answer,
            Rows = rows.Length,
            Feature = best.Feature,
            Threshold = best.Codes is null ? table.Bounds[best.Feature][best.LastYes] : 0,
            Codes = best.Codes,
            MissingIsYes = best.Goes[^1],
            Yes = Grow(Array.FindAll(rows, r => best.Goes[bins[r]]), depth - 1),
            No = Grow(Array.FindAll(rows, r => !best.Goes[bins[r]]), depth - 1),
        };
    }

    private double[] Answer(int[] rows)
    {
        var sums = new double[table.Prior.Length];
        var weight = 0.0;
        foreach (var row in rows)
        {
            LabelSummary.Add(sums, task, table.Labels[row], table.Weights[row]);
            weight += table.Weights[row];
        }

        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] = (sums[i] + table.Prior[i]) / (weight + 1);
        }

        LabelSummary.Settle(sums, task);
        return sums;
    }

    private Question? Best(int[] rows)
    {
        Question? best = null;
        for (var feature = 0; feature < table.Bins.Length; feature++)
        {
            cancellation.ThrowIfCancellationRequested();
            var cells = new CellSums(table, feature, rows, task);
            var found = Scan(cells, feature, rows.Length);
            best = found is not null && found.Gain > (best?.Gain ?? 0) ? found : best;
        }

        return best;
    }

    // Walks the bins in order; a missing value goes with the smaller or the larger side, whichever separates better.
    private Question? Scan(CellSums cells, int feature, int rows)
    {
        var order = table.Unordered[feature] ? cells.ByMean() : [.. Enumerable.Range(0, cells.Bins)];
        var missing = cells.Rows[^1];
        Question? best = null;
        foreach (var missingIsYes in missing > 0 ? [false, true] : new[] { false })
        {
            var yes = new SideSums(cells);
            if (missingIsYes)
            {
                yes.Take(cells.Bins);
            }

            for (var i = 0; i + 1 < order.Length; i++)
            {
                yes.Take(order[i]);
                if (cells.Rows[order[i]] == 0 || yes.Rows < leaf || rows - yes.Rows < leaf)
                {
                    continue;
                }

                if (yes.Gain() is var gain && gain > (best?.Gain ?? 1e-9))
                {
                    best = Make(feature, gain, order[..(i + 1)], missing > 0 ? missingIsYes : yes.Rows * 2 > rows, cells.Bins);
                }
            }
        }

        return best;
    }

    private Question Make(int feature, double gain, int[] yes, bool missingIsYes, int bins)
    {
        var goes = new bool[bins + 1];
        foreach (var bin in yes)
        {
            goes[bin] = true;
        }

        goes[^1] = missingIsYes;
        return new Question(feature, gain, goes, yes[^1], table.Unordered[feature] ? [.. yes.Order()] : null);
    }

    private sealed record Question(int Feature, double Gain, bool[] Goes, int LastYes, int[]? Codes);
}
