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
        var target = data.Target;
        return folds.Average(fold =>
        {
            var truth = Array.ConvertAll(fold.Validation, r => target.Span[r]);
            double[] own = [.. fold.Validation.SelectMany(r => predicted.AsSpan(r * data.Outputs, data.Outputs).ToArray())];
            return data.Task switch
            {
                LearningTask.Regression => Ranking.Explained(truth, own),
                LearningTask.Binary => Ranking.Area(truth, own, (1, 0, 1)),
                _ => Enumerable.Range(0, data.Outputs).Sum(c => truth.Count(t => t == c) * Ranking.Area(truth, own, (data.Outputs, c, c))) / truth.Length,
            };
        });
    }

    // Sampled rows in order of time: the split's own blocks are numbered in that order.
    private static int[] Ordered(LeakContext context) => [.. context.Rows.OrderBy(r => context.Split.Units[r]).ThenBy(r => r)];
}
