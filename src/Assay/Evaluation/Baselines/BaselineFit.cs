using Assay.Data;
using Assay.Evaluation.Models;
using Assay.Evaluation.Report;
using Assay.Learners;
using Assay.Numerics;

namespace Assay.Evaluation.Baselines;

/// <summary>Gets a baseline's predictions for every evaluated row.</summary>
internal sealed class BaselineFit
{
    private readonly Dataset data;
    private readonly BaselineOptions options;
    private readonly Dataset? aligned;
    private readonly Fold[] folds;

    /// <summary>Prepares folds, or the training table.</summary>
    /// <exception cref="AssayException"><c>data.classes-differ</c>, and what <see cref="SchemaAlignment.Of"/> throws.</exception>
    public BaselineFit(Dataset data, BaselineOptions options)
    {
        (this.data, this.options) = (data, options);
        if (options.Train is { } train && (train.Task != data.Task || !train.Classes.SequenceEqual(data.Classes)))
        {
            throw new AssayException(
                "data.classes-differ", $"{train.Name} has the target {Target(train)}, but {data.Name} has {Target(data)}. Read both with the same task and positive class.");
        }

        aligned = options.Train is null ? null : SchemaAlignment.Of(data, options.Train.ToSchema());
        folds = Deal();
    }

    /// <summary>Predictions, n x outputs, and what they were fitted on; or why there are none.</summary>
    /// <exception cref="OperationCanceledException">The bootstrap's token ended the fit.</exception>
    public (double[]? Predicted, string About) Of(BaselineKind kind)
    {
        var learner = Catalogue<Learner>.Find(kind.Learner);
        var fit = new FitOptions { Settings = kind.Settings, Seed = SeededRandom.Derive(options.Bootstrap.Seed, kind.Name), Threads = options.Bootstrap.Threads, Cancellation = options.Bootstrap.Cancellation };
        if (options.Train is { } train && (kind.Learner != "existing" || train.Columns.Any(c => c.Name == kind.Settings.Word("column", ""))))
        {
            return learner.Refuses(train) is { } why
                ? (null, why)
                : (learner.Fit(train.All, fit).Predict(new Sample(aligned!, data.All.Rows)), $"fitted on {Figures.Count(train.RowCount)} rows of {train.Name}");
        }

        if (learner.Refuses(data) is { } reason)
        {
            return (null, reason);
        }

        if (kind.LooksAtNoColumn)
        {
            return (learner.Fit(data.All, fit).Predict(data.All), "from the labels of the evaluated rows");
        }

        return folds.Length < 2
            ? (null, "there are too few rows, or units of rows, to fit on some and judge on others")
            : (Scattered(learner.CrossFit(data, folds, fit).OutOfFold), $"fitted on the evaluated rows themselves, in {folds.Length} folds");
    }

    private double[] Scattered(double[] outOfFold)
    {
        var outputs = data.Outputs;
        var predicted = new double[data.RowCount * outputs];
        var at = 0;
        foreach (var row in folds.SelectMany(f => f.Validation))
        {
            outOfFold.AsSpan(at, outputs).CopyTo(predicted.AsSpan(row * outputs));
            at += outputs;
        }

        return predicted;
    }

    // Rows in the order of their target are dealt out in turn after a shuffle, so every fold has every class in its share; whole units stay together.
    private Fold[] Deal()
    {
        var random = SeededRandom.For(options.Bootstrap.Seed, "baseline-folds");
        var units = options.Bootstrap.Units;
        var rows = data.All.Rows;
        random.Shuffle(rows.AsSpan());
        var fold = new int[rows.Length];
        if (units.Length > 0)
        {
            var place = rows.Select(r => units[r]).Distinct().Select((unit, i) => (unit, i)).ToDictionary(p => p.unit, p => p.i);
            var count = Math.Min(options.Folds, place.Count);
            return Folds(count, row => place[units[row]] % count);
        }

        var target = data.Target;
        var order = rows.OrderBy(r => target.Span[r]).ToArray();
        var dealt = Math.Min(options.Folds, rows.Length / 2);
        for (var i = 0; i < order.Length && dealt > 0; i++)
        {
            fold[order[i]] = i % dealt;
        }

        return Folds(dealt, row => fold[row]);
    }

    private Fold[] Folds(int count, Func<int, int> of) =>
        [.. Enumerable.Range(0, count).Select(f => new Fold([.. data.All.Rows.Where(r => of(r) != f)], [.. data.All.Rows.Where(r => of(r) == f)]))];

    private static string Target(Dataset table) => table.Classes.Count > 0 ? $"of classes {string.Join(", ", table.Classes)}" : "of numbers";
}
