using Assay.Data;
using Assay.Development.Splits;
using Assay.Learners;

namespace Assay.Development.Leaks;

/// <summary>How well a quick model predicts the target from all features, or from all but some.</summary>
internal static class QuickScore
{
    /// <summary>The folds that leak questions are asked on: two random halves of the sampled rows, or, for a time split, the later half from the earlier.</summary>
    public static IReadOnlyList<Fold> Folds(LeakContext context)
    {
        var rows = context.Rows;
        if (context.Split.Kind == SplitKind.Time)
        {
            var order = Ordered(context);
            return [new Fold(order[..(order.Length * 6 / 10)], order[(order.Length * 6 / 10)..])];
        }

        var units = context.Split.Kind == SplitKind.Grouped ? context.Split.Units : [];
        bool Second(int row) => RowSample.SecondHalf(context.Seed, units.Length == 0 ? row : units[row]);
        int[] first = [.. rows.Where(r => !Second(r))];
        int[] second = [.. rows.Where(Second)];
        return [new Fold(first, second), new Fold(second, first)];
    }

    /// <summary>ROC AUC (weighted mean over classes), or R2, on the folds' validation rows without these columns; NaN when nothing is left to learn from.</summary>
    public static double Without(LeakContext context, IReadOnlyList<Fold> folds, params IReadOnlyCollection<string> columns)
    {
        var data = context.Data.Without(columns, "Left out to see what the others can do.");
        return data.Features.Count == 0 ? double.NaN : Of(data, folds, context);
    }

    /// <summary>The score of a table's features.</summary>
    public static double Of(Dataset data, IReadOnlyList<Fold> folds, LeakContext context)
    {
        var options = new FitOptions { Seed = context.Seed, Threads = context.Threads, Cancellation = context.Cancellation };
        var predicted = QuickModel.OutOfFold(data, folds, options);
        var (sum, end) = (0.0, 0);
        foreach (var fold in folds)
        {
            var validation = new Sample(data, fold.Validation);
            var start = end;
            end += validation.Count * data.Outputs;
            sum += Of(data, validation.Target(), predicted[start..end]);
        }

        return sum / folds.Count;
    }

    private static double Of(Dataset data, double[] truth, double[] predicted) => data.Task switch
    {
        LearningTask.Regression => Ranking.Explained(truth, predicted),
        LearningTask.Binary => Ranking.Area(truth, predicted, (1, 0, 1)),
        _ => Enumerable.Range(0, data.Outputs).Sum(c => truth.Count(t => t == c) * Ranking.Area(truth, predicted, (data.Outputs, c, c))) / truth.Length,
    };

    // Sampled rows in order of time: the split's own blocks are numbered in that order.
    private static int[] Ordered(LeakContext context) => [.. context.Rows.OrderBy(r => context.Split.Units[r]).ThenBy(r => r)];
}
