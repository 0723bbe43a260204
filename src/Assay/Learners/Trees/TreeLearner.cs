using Assay.Data;
using Assay.Numerics;

namespace Assay.Learners.Trees;

/// <summary>Trees grown by LightGBM 4.7: what boosted trees and forests have in common.</summary>
/// <remarks>
/// <para>Folds share one binned table. All folds advance together and the number of rounds is chosen in common, where the mean of
/// their validation losses is best; a choice a fold would be optimistic for every fold. The fit of all rows then gets
/// rounds x sqrt(rows / mean training rows of a fold), because more rows bear more trees.</para>
/// <para>Every fit runs on one thread with LightGBM's deterministic, row-wise histograms and a derived seed.</para>
/// Source: Ke et al., LightGBM, NIPS 2017.
/// </remarks>
public abstract class TreeLearner : Learner
{
    private protected TreeLearner()
    {
    }

    /// <inheritdoc/>
    public override string? Refuses(Dataset data) => data.Features.Count + data.Calendar.Count == 0 ? "Trees need at least one feature." : null;

    /// <inheritdoc/>
    public override double Work(Dataset data, int rows, Settings settings)
    {
        // Measured with LightGBM 4.7: about ten nanoseconds a cell and tree of 31 leaves, and a fixed part a leaf.
        var complete = Complete(settings, rows, data.Task);
        var recipe = BoostingRecipe.Read(complete, data);
        var leaves = Math.Clamp(complete.Whole("leaves", 31), 2, Math.Max(2, rows));
        var trees = (double)data.Outputs * (recipe.Rounds > 0 ? recipe.Rounds : recipe.RoundsUnasked);
        var cells = (double)rows * complete.Number("row-share", 1) * (data.Features.Count + data.Calendar.Count) * complete.Number("feature-share", 1);
        return trees * ((1e-8 * cells * Math.Log2(leaves) / 5) + (5e-6 * leaves));
    }

    /// <inheritdoc/>
    public override Model Fit(Sample train, FitOptions options)
    {
        var data = train.Data;
        var recipe = Recipe(Complete(options.Settings, train.Count, data.Task), train.Count, data);
        using var booster = Start(data, new Fold(train.Rows, []), recipe, options);
        booster.Advance(recipe.Rounds > 0 ? recipe.Rounds : recipe.RoundsUnasked, options.Cancellation);
        return Model(data, recipe, booster.Encoding, booster.Text(0));
    }

    /// <inheritdoc/>
    public override CrossFit CrossFit(Dataset data, IReadOnlyList<Fold> folds, FitOptions options)
    {
        using var own = options.Shared is null ? new SharedWork() : null;
        var settings = Complete(options.Settings, (int)folds.Average(f => (double)f.Train.Length), data.Task);
        var recipe = Recipe(settings, folds.Min(f => f.Train.Length), data);
        var rows = folds.SelectMany(f => f.Train.Concat(f.Validation)).Distinct().Order().ToArray();
        var shared = options with { Shared = options.Shared ?? own };
        using var race = new FoldRace(folds.Count, recipe, fold =>
            StartFold(data, (folds[fold], rows), recipe, shared with { Seed = SeededRandom.Derive(options.Seed, "fold", fold) }));
        var rounds = race.Run(options);

        // The number of trees was chosen for trees of this size.
        var refit = options with { Settings = options.Settings.With("leaves", settings.Whole("leaves", 31)) };
        return Finish(data, folds, recipe, refit, race.Boosters, rounds) with { Curve = race.Curve };
    }

    /// <inheritdoc/>
    public override Model Load(ModelFiles files, Dataset schema) => BoostedTreesModel.Load(files);

    /// <summary>The settings with this learner's own defaults filled in.</summary>
    private protected abstract Settings Complete(Settings settings, int rows, LearningTask task);

    // Nothing can be drawn from very few rows; all of them then make one tree after the other.
    private static BoostingRecipe Recipe(Settings complete, int rows, Dataset data)
    {
        if (rows * complete.Number("row-share", 1) < 2)
        {
            complete = complete.With("row-share", 1);
            complete = complete.Word("mode", "regular") == "forest" ? complete.With("mode", "regular") : complete;
        }

        return BoostingRecipe.Read(complete, data);
    }

    /// <summary>How many times the folds' rounds the fit of all rows gets.</summary>
    private protected virtual double Growth(double rowsRatio) => Math.Sqrt(rowsRatio);

    /// <summary>Prepares the run of one fold, or of all rows when nothing validates.</summary>
    private protected virtual Booster Start(Dataset data, Fold fold, BoostingRecipe recipe, FitOptions options)
    {
        var rows = Sorted(fold.Train);
        var encoding = TreeEncoding.Learn(data, rows, recipe.Codes, recipe.Words);
        var train = BinnedTable.Build(encoding.Bind(data), rows, Bins(encoding, recipe));
        return new Booster(data, recipe, options.Seed, encoding, (train, null));
    }

    /// <summary>Prepares the run of one of several folds over the same rows; by default from bins all of them share.</summary>
    private protected virtual Booster StartFold(Dataset data, (Fold Fold, int[] Rows) of, BoostingRecipe recipe, FitOptions options)
    {
        var binned = options.Shared!.Once(data, $"{recipe.BinsName} rows={Digest(of.Rows):x}", () => Bin(data, of.Rows, recipe));
        var train = binned.Table.Subset(Sorted(of.Fold.Train), recipe.Bins);
        var validation = binned.Table.Subset(Sorted(of.Fold.Validation), recipe.Bins);
        return new Booster(data, recipe, options.Seed, binned.Encoding, (train, validation));
    }

    /// <summary>LightGBM parameters of the bins of an encoding.</summary>
    private protected static string Bins(TreeEncoding encoding, BoostingRecipe recipe) =>
        encoding.Unordered.Count == 0 ? recipe.Bins : $"{recipe.Bins} categorical_feature={string.Join(',', encoding.Unordered)}";

    /// <summary>The rows in rising order.</summary>
    private protected static int[] Sorted(int[] rows)
    {
        var sorted = (int[])rows.Clone();
        Array.Sort(sorted);
        return sorted;
    }

    private CrossFit Finish(Dataset data, IReadOnlyList<Fold> folds, BoostingRecipe recipe, FitOptions options, IReadOnlyList<Booster> boosters, int rounds)
    {
        var predicted = new double[folds.Count][];
        var models = new Model[folds.Count];
        var times = new TimeSpan[folds.Count];
        Parallel.For(0, folds.Count, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.Threads), CancellationToken = options.Cancellation }, fold =>
        {
            models[fold] = Model(data, recipe, boosters[fold].Encoding, boosters[fold].Text(rounds));
            times[fold] = boosters[fold].Elapsed;
            predicted[fold] = models[fold].Predict(new Sample(data, folds[fold].Validation));
        });
        var rows = folds.SelectMany(f => f.Train.Concat(f.Validation)).Distinct().Count();
        var growth = Growth(rows / folds.Average(f => (double)f.Train.Length));
        return new CrossFit
        {
            OutOfFold = Learners.CrossFit.Join(predicted),
            Models = models,
            FitTimes = times,
            Refit = options.Settings.With("trees", Math.Max(1, Math.Round(rounds * growth))),
        };
    }

    private BoostedTreesModel Model(Dataset data, BoostingRecipe recipe, TreeEncoding encoding, string text) =>
        new(new BoostedTreesModel.Description(Name, data.Task, recipe.Transform.Name, encoding), text);

    private static Binned Bin(Dataset data, int[] rows, BoostingRecipe recipe)
    {
        var encoding = TreeEncoding.Learn(data, rows, recipe.Codes, recipe.Words);
        return new Binned(encoding, BinnedTable.Build(encoding.Bind(data), rows, Bins(encoding, recipe)));
    }

    // FNV-1a over the row numbers.
    private static ulong Digest(int[] rows)
    {
        var hash = 14695981039346656037UL;
        foreach (var row in rows)
        {
            hash = (hash ^ (uint)row) * 1099511628211UL;
        }

        return hash;
    }

    private sealed record Binned(TreeEncoding Encoding, BinnedTable Table) : IDisposable
    {
        public void Dispose() => Table.Dispose();
    }
}
