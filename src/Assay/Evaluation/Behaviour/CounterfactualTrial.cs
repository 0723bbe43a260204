using Assay.Data;
using Assay.Evaluation.Checks;
using Assay.Evaluation.Perturbations;
using Assay.Evaluation.Report;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation.Behaviour;

/// <summary>Asks what the same rows would be given if they belonged to the largest group.</summary>
internal sealed class CounterfactualTrial(CheckContext context, CheckSettings settings, string guess)
{
    private const int MostExamples = 3;

    /// <summary>One result for the column; its groups are judged together.</summary>
    public CheckResult Run(Groups groups)
    {
        var rows = TestedRows.DrawIndependent(context, settings, r => groups.Of[r] > 0);
        var subject = $"{groups.Column}: the same rows as {groups.Largest}";
        var (counterpart, name) = Counterpart(rows, groups);
        var after = rows.Count == 0 ? [] : rows.Predict([rows.Data.Replacing(counterpart)])[0];
        var scale = PredictionChange.ScaleOf(context.Predictions);
        var favourable = FairnessCheck.Favourable(context, settings);
        double[] change = [.. Enumerable.Range(0, rows.Count).Select(r => (Meant(rows.Of(rows.Before, r), rows.Of(rows.Before, r), favourable) - Meant(rows.Of(after, r), rows.Of(rows.Before, r), favourable)) / scale)];
        var present = groups.Names.Index().Skip(1).Where(g => rows.Rows.Count(r => groups.Of[r] == g.Index) >= 2).ToArray();
        if (present.Length == 0)
        {
            return CheckResult.Nothing(settings.Check, "No other group has two rows among those looked at.", subject);
        }

        var level = 1 - ((1 - context.Level) / present.Length);
        var gaps = present.Select(g => (Group: g.Item, Gap: Mean([.. change.Where((_, i) => groups.Of[rows.Rows[i]] == g.Index)], level))).ToArray();
        var limit = settings.Number("counterfactual-limit", 0.02, 0);
        var statuses = gaps.Select(g => GapTrial.Within(g.Gap, limit)).ToArray();
        var worst = gaps[Enumerable.Range(0, gaps.Length).OrderByDescending(i => statuses[i] == CheckStatus.Failed).ThenByDescending(i => Math.Abs(gaps[i].Gap.Value)).First()];
        return new CheckResult
        {
            Check = settings.Check,
            Subject = subject,
            Status = statuses.Contains(CheckStatus.Failed) ? CheckStatus.Failed : statuses.Contains(CheckStatus.CannotTell) ? CheckStatus.CannotTell : CheckStatus.Passed,
            Sentence = $"Rows of {worst.Group} get {Figures.Of(worst.Gap)} more than with {groups.Column} {name} and all else the same; up to {Figures.Number(limit)} either way is accepted.",
            Measure = scale == 1 ? "mean change of the probability" : "mean change in standard deviations of the target",
            Effect = worst.Gap,
            Limit = limit,
            Rows = rows.Count,
            Method = $"{rows.Drawn}; paired, the same rows in both groups{guess}",
            Correction = gaps.Length > 1 ? $"{gaps.Length} groups judged together: intervals at level {Figures.Level(level)} (Bonferroni)" : "",
            Examples = Examples(rows, after, counterpart),
            Table = new(["group", "mean change"], [.. gaps.Select(g => (IReadOnlyList<string>)[g.Group, Figures.Of(g.Gap)])]),
        };
    }

    // Names become the largest group's; numbers, which have bands for groups, the middle value of that band.
    private (Column Column, string Name) Counterpart(TestedRows rows, Groups groups)
    {
        var column = rows.Data.Named(groups.Column);
        if (column is not NumberColumn)
        {
            return (Cells.Written(column, groups.Largest)!, groups.Largest);
        }

        var whole = (NumberColumn)context.Predictions.Data.Named(groups.Column);
        var middle = NumberFacts.Of([.. whole.Values.ToArray().Where((_, r) => groups.Of[r] == 0)]);
        var filled = OtherValues.Filled(column, middle.Sorted[middle.Sorted.Length / 2]);
        return (filled, filled.Count > 0 ? filled.Show(0)! : groups.Largest);
    }

    // The favourable class's probability; without one, that of the class predicted for the row as it is; the value of a regression.
    private double Meant(ReadOnlySpan<double> numbers, ReadOnlySpan<double> asIs, int favourable)
    {
        var predictions = context.Predictions;
        if (predictions.Data.Task == LearningTask.Regression || predictions.Kind == PredictionKind.Score)
        {
            return numbers[0];
        }

        var meant = favourable >= 0 ? favourable : Predictions.LabelOf(asIs);
        return numbers.Length > 1 ? numbers[meant] : meant == 1 ? numbers[0] : 1 - numbers[0];
    }

    private static Interval Mean(double[] changes, double level)
    {
        var mean = Sums.Mean(changes);
        var half = Tails.StudentOfLevel(level, changes.Length - 1) * Math.Sqrt(TwoSamples.Variance(changes) / changes.Length);
        return new Interval(mean, mean - half, mean + half, "paired t") { Level = level };
    }

    private IReadOnlyList<CounterExample> Examples(TestedRows rows, double[] after, Column counterpart)
    {
        var change = new PredictionChange(context.Predictions, CheckSettings.None(settings.Check));
        int[] shown = [.. Enumerable.Range(0, rows.Count).Where(r => change.Breaks(rows.Of(rows.Before, r), rows.Of(after, r)))
            .OrderByDescending(r => PredictionChange.Size(rows.Of(rows.Before, r), rows.Of(after, r))).ThenBy(r => r).Take(MostExamples)];
        var changed = rows.Data.Replacing(counterpart);
        return [.. shown.Select(r => change.Example(rows.Id(r), Shrinking.Differences(rows.Data, changed, r), rows.Of(rows.Before, r), rows.Of(after, r)))];
    }
}
