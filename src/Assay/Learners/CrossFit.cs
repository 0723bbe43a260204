using Assay.Data;

namespace Assay.Learners;

/// <summary>A learner's predictions for rows it had not seen, from one model a fold.</summary>
public sealed record CrossFit
{
    /// <summary>Rows of the data set x outputs, row after row; NaN where no fold validated the row.</summary>
    public required double[] OutOfFold { get; init; }

    /// <summary>The model of each fold, in fold order.</summary>
    public required IReadOnlyList<Model> Models { get; init; }

    /// <summary>CPU time of each fold's fit, in fold order (the calling threads' own time).</summary>
    public required IReadOnlyList<TimeSpan> FitTimes { get; init; }

    /// <summary>The settings to fit all development rows with: those asked for, and what was chosen on the way (such as the number of trees).</summary>
    public required Settings Refit { get; init; }

    /// <summary>Validation score against rounds, averaged over folds, for learners that have rounds; empty otherwise.</summary>
    public IReadOnlyList<double> Curve { get; init; } = [];

    /// <summary>Fits and predicts every fold, in parallel up to the options' threads; each fit gets one thread and a seed of its own.</summary>
    public static CrossFit Run(Dataset data, IReadOnlyList<Fold> folds, FitOptions options, Func<int, FitOptions, Model> fit)
    {
        var outOfFold = new double[data.RowCount * data.Outputs];
        Array.Fill(outOfFold, double.NaN);
        var models = new Model[folds.Count];
        var times = new TimeSpan[folds.Count];
        FoldLoop.Run(folds.Count, options, fold =>
        {
            var start = ThreadClock.Now;
            models[fold] = fit(fold, options with { Threads = 1, Seed = Numerics.SeededRandom.Derive(options.Seed, "fold", fold) });
            times[fold] = ThreadClock.Now - start;
            Place(models[fold], new Sample(data, folds[fold].Validation), outOfFold);
        });
        return new CrossFit { OutOfFold = outOfFold, Models = models, FitTimes = times, Refit = options.Settings };
    }

    /// <summary>Predicts the rows and puts each row's numbers at its place in the whole table.</summary>
    public static void Place(Model model, Sample rows, double[] outOfFold)
    {
        var outputs = model.Outputs;
        var predicted = model.Predict(rows);
        for (var i = 0; i < rows.Count; i++)
        {
            predicted.AsSpan(i * outputs, outputs).CopyTo(outOfFold.AsSpan(rows.Rows[i] * outputs, outputs));
        }
    }
}
