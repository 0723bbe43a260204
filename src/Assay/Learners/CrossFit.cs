using Assay.Data;

namespace Assay.Learners;

/// <summary>A learner's predictions for rows it had not seen, from one model a fold.</summary>
public sealed record CrossFit
{
    /// <summary>Fold after fold, the outputs of each validation row in the fold's order: a row that several folds validate has a prediction from each.</summary>
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
        var predicted = new double[folds.Count][];
        var models = new Model[folds.Count];
        var times = new TimeSpan[folds.Count];
        FoldLoop.Run(folds.Count, options, fold =>
        {
            var start = ThreadClock.Now;
            models[fold] = fit(fold, options with { Threads = 1, Seed = Numerics.SeededRandom.Derive(options.Seed, "fold", fold) });
            times[fold] = ThreadClock.Now - start;
            predicted[fold] = models[fold].Predict(new Sample(data, folds[fold].Validation));
        });
        return new CrossFit { OutOfFold = Join(predicted), Models = models, FitTimes = times, Refit = options.Settings };
    }

    /// <summary>The folds' predictions one after the other, as <see cref="OutOfFold"/> holds them.</summary>
    /// <param name="folds">One array a fold, its validation rows x outputs.</param>
    public static double[] Join(IReadOnlyList<double[]> folds)
    {
        var joined = new double[folds.Sum(f => f.Length)];
        var end = 0;
        foreach (var fold in folds)
        {
            fold.CopyTo(joined, end);
            end += fold.Length;
        }

        return joined;
    }
}
