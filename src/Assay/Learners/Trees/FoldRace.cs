namespace Assay.Learners.Trees;

/// <summary>Advances the runs of all folds side by side until their mean validation loss has stopped falling.</summary>
/// <remarks>
/// Workers always take the run that is furthest behind, so no worker waits for another; the mean curve is read in order of rounds,
/// so the number of rounds does not depend on which run was ahead when.
/// </remarks>
internal sealed class FoldRace(int folds, BoostingRecipe recipe, Func<int, Booster> start) : IDisposable
{
    private readonly Booster?[] boosters = new Booster?[folds];
    private readonly bool[] busy = new bool[folds];
    private readonly bool[] ended = new bool[folds];
    private readonly List<double>[] losses = [.. Enumerable.Range(0, folds).Select(_ => new List<double>())];
    private readonly List<double> curve = [];
    private readonly Lock gate = new();
    private int best = -1;
    private bool stopped;

    /// <summary>The runs, after <see cref="Run"/>.</summary>
    public IReadOnlyList<Booster> Boosters => boosters!;

    /// <summary>Mean validation loss after each look.</summary>
    public IReadOnlyList<double> Curve => curve;

    /// <summary>Runs all folds to the end.</summary>
    /// <returns>The number of rounds chosen, or asked for.</returns>
    public int Run(FitOptions options)
    {
        var workers = Math.Clamp(options.Threads, 1, folds);
        Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = options.Cancellation }, _ => Work(options.Cancellation));
        return recipe.Rounds > 0 ? recipe.Rounds : (best + 1) * Booster.RoundsALook;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var booster in boosters)
        {
            booster?.Dispose();
        }
    }

    private int Most => recipe.Rounds > 0 ? recipe.Rounds : recipe.MaximumRounds;

    private void Work(CancellationToken cancellation)
    {
        while (Take() is int fold)
        {
            var booster = boosters[fold] ??= Begin(fold);
            booster.Advance(Math.Min(Booster.RoundsALook, Most - booster.Rounds), cancellation);
            Give(fold);
        }
    }

    private Booster Begin(int fold)
    {
        var before = ThreadClock.Now;
        var booster = start(fold);
        booster.Elapsed += ThreadClock.Now - before;
        return booster;
    }

    private int? Take()
    {
        lock (gate)
        {
            int? behind = null;
            for (var fold = 0; fold < folds && !stopped; fold++)
            {
                if (!busy[fold] && !ended[fold] && (behind is null || losses[fold].Count < losses[behind.Value].Count))
                {
                    behind = fold;
                }
            }

            if (behind is not null)
            {
                busy[behind.Value] = true;
            }

            return behind;
        }
    }

    // What a worker hands over here is all that judging may look at: the other runs are in their workers' hands.
    private void Give(int fold)
    {
        lock (gate)
        {
            busy[fold] = false;
            losses[fold].Add(boosters[fold]!.Loss);
            ended[fold] = boosters[fold]!.Finished || boosters[fold]!.Rounds >= Most;
            Judge();
        }
    }

    private void Judge()
    {
        // A run that can grow no more keeps its last loss.
        while (!stopped && Array.TrueForAll(losses, l => l.Count > 0) && Enumerable.Range(0, folds).All(f => ended[f] || losses[f].Count > curve.Count))
        {
            if (Array.TrueForAll(losses, l => l.Count <= curve.Count))
            {
                return;
            }

            curve.Add(losses.Average(l => l[Math.Min(curve.Count, l.Count - 1)]));
            if (best < 0 || curve[^1] < curve[best])
            {
                best = curve.Count - 1;
            }

            stopped = recipe.Rounds == 0 && (curve.Count - 1 - best) * Booster.RoundsALook >= recipe.Patience;
        }
    }
}
