using System.Globalization;
using Assay.Data;
using Assay.Learners;
using Assay.Learners.Ensembles;

namespace Assay.Development;

/// <summary>Makes ensembles from the out-of-fold predictions of finished trials; no model is fitted for it.</summary>
/// <remarks>
/// Each fold is predicted with weights chosen on the other folds of its repeat (on earlier folds, for time splits), so that the
/// ensemble's own out-of-fold score is as honest as its members': in another repeat the fold's own rows stand in other folds. The
/// weights that are kept are then chosen on all folds.
/// </remarks>
internal sealed class EnsembleBuilder(Dataset data, Split split, FoldScore score, DevelopOptions options)
{
    private const int MostMembers = 16;
    private const int MostStacked = 5;
    private const int MostRows = 8_000;

    /// <summary>Greedy selection over the best finished trials; null when fewer than two are there.</summary>
    public Trial? Greedy(IReadOnlyList<Trial> trials, TrialRunner runner, CancellationToken cancellation)
    {
        var library = Library(trials);
        if (library.Length < 2)
        {
            return null;
        }

        var outOfFold = new double[score.Rows.Length * data.Outputs];
        for (var fold = 0; fold < split.Folds.Count; fold++)
        {
            Blend(library, WeightsFor(library, fold, cancellation), score.Positions(fold), outOfFold);
        }

        var kept = Select(library, [.. Enumerable.Range(0, score.Rows.Length)], cancellation);
        var members = library.Zip(kept).Where(m => m.Second > 0).Select(m => (Member: m.First, Weight: m.Second)).ToArray();
        if (members.Length < 2)
        {
            return null;
        }

        return Join(members, outOfFold, runner);
    }

    /// <summary>A linear model over the best trials' out-of-fold predictions; null for time splits and fewer than two trials.</summary>
    /// <remarks>Nested: each fold is predicted by a linear model that learnt from the other folds of its repeat only. Under a time split the first folds have no earlier predictions to learn from.</remarks>
    public Trial? Stack(IReadOnlyList<Trial> trials, TrialRunner runner, CancellationToken cancellation)
    {
        // A few unlike members: near copies of one model make a linear model on top guess.
        var library = Library(trials).DistinctBy(t => t.Candidate.Learner.Name).Take(MostStacked).ToArray();
        if (library.Length < 2 || split.Kind == SplitKind.Time)
        {
            return null;
        }

        var settings = new Settings(library.Select(t => KeyValuePair.Create(t.Result.Name, "member")));
        var candidate = new Candidate("stacking", Phases.Complex, Catalogue<Learner>.Find("stacking"), settings);
        var (inputs, top) = Top([.. library.Select(t => t.Fit!.OutOfFold)], runner.Options(candidate with { Settings = Settings.Default }, cancellation));
        var fit = top with { Models = [] };
        return runner.Measure(candidate, fit with { FitTimes = Times(library) }, [.. library.Select(t => (t, 1.0))]) with { Inputs = inputs, TopSettings = ForAllPositions(fit.Refit) };
    }

    /// <summary>The nested fit of the linear model on top of members' out-of-fold predictions, and the table it learnt from.</summary>
    public (Dataset Inputs, CrossFit Fit) Top(IReadOnlyList<double[]> outOfFold, FitOptions fitOptions)
    {
        // A row of the table is a position: one row of the data as one repeat predicted it.
        var inputs = StackInputs.Table(new Sample(data, score.Rows), outOfFold);
        Fold[] folds = [.. split.Folds.Select((_, fold) => new Fold(Positions(LearntFrom(fold)), [.. score.Positions(fold)]))];
        return (inputs, Stacking.Top(data.Task).CrossFit(inputs, folds, fitOptions));
    }

    // Every row then counts once a repeat in the loss, and l2 must weigh as much against it as it did in the folds.
    private Settings ForAllPositions(Settings top) => split.Repeats == 1 ? top : top.With("l2", top.Number("l2", 1) * split.Repeats);

    private TimeSpan[] Times(IReadOnlyList<Trial> members) =>
        [.. split.Folds.Select((_, f) => TimeSpan.FromTicks(members.Sum(m => m.Fit!.FitTimes[f].Ticks)))];

    private Trial Join(IReadOnlyList<(Trial Member, double Weight)> members, double[] outOfFold, TrialRunner runner)
    {
        var name = Catalogue<Learner>.NameOf(typeof(GreedyEnsemble));
        var fit = new CrossFit
        {
            OutOfFold = outOfFold,
            Models = [],
            FitTimes = Times([.. members.Select(m => m.Member)]),
            Refit = new Settings(members.Select(m => KeyValuePair.Create(m.Member.Result.Name, m.Weight.ToString("0.###", CultureInfo.InvariantCulture)))),
        };
        return runner.Measure(new Candidate(name, Phases.Complex, Catalogue<Learner>.Find(name), fit.Refit), fit, members);
    }

    private Trial[] Library(IReadOnlyList<Trial> trials)
    {
        var sign = score.Metric.LargerIsBetter ? -1 : 1;
        return [.. trials.Where(t => t.Finished && t.Members.Count == 0 && t.Candidate.Phase != Phases.BeforeMachineLearning).OrderBy(t => sign * t.Result.Score.Value).Take(MostMembers)];
    }

    // Whose validation rows may decide how this fold is predicted.
    private int[] LearntFrom(int fold) => [.. Enumerable.Range(0, split.Folds.Count).Where(other =>
        split.Kind == SplitKind.Time ? other < fold : other != fold && split.Folds[other].Repeat == split.Folds[fold].Repeat)];

    private int[] Positions(int[] folds) => [.. folds.SelectMany(score.Positions)];

    private double[] WeightsFor(Trial[] library, int fold, CancellationToken cancellation)
    {
        var positions = Positions(LearntFrom(fold));
        return positions.Length == 0
            ? [.. library.Select((_, m) => m < 3 ? 1.0 : 0.0)]
            : Select(library, positions, cancellation);
    }

    // Positions beyond the cap are thinned evenly: selection needs ranks and means, not every row.
    private double[] Select(Trial[] library, int[] positions, CancellationToken cancellation)
    {
        var step = Math.Max(1, (positions.Length + MostRows - 1) / MostRows);
        var thin = positions.Where((_, i) => i % step == 0).ToArray();
        var sample = new Sample(data, Array.ConvertAll(thin, p => score.Rows[p]));
        return GreedySelection.Weights(
            sample.Target(),
            [.. library.Select(t => Gather(t.Fit!.OutOfFold, thin))],
            data.Outputs,
            new GreedyOptions { Metric = score.Metric, RowWeights = sample.Weights(), Threads = options.Threads, Steps = 25, Cancellation = cancellation });
    }

    private double[] Gather(double[] outOfFold, int[] positions)
    {
        var gathered = new double[positions.Length * data.Outputs];
        for (var i = 0; i < positions.Length; i++)
        {
            outOfFold.AsSpan(positions[i] * data.Outputs, data.Outputs).CopyTo(gathered.AsSpan(i * data.Outputs));
        }

        return gathered;
    }

    private void Blend(Trial[] library, double[] weights, IEnumerable<int> positions, double[] outOfFold)
    {
        var sum = weights.Sum();
        foreach (var position in positions)
        {
            var target = outOfFold.AsSpan(position * data.Outputs, data.Outputs);
            for (var m = 0; m < library.Length; m++)
            {
                var member = library[m].Fit!.OutOfFold.AsSpan(position * data.Outputs, data.Outputs);
                for (var k = 0; k < target.Length; k++)
                {
                    target[k] += weights[m] / sum * member[k];
                }
            }
        }
    }
}
