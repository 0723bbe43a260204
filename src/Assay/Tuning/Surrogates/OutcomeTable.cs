using Assay.Tuning.Spaces;

namespace Assay.Tuning.Surrogates;

/// <summary>The trials a surrogate learns from, in the order they ended, with losses and constraints as columns.</summary>
internal sealed class OutcomeTable
{
    private readonly TrialHistory history;
    private readonly Trial[] trials;

    internal OutcomeTable(TrialHistory history, SurrogateInput input)
    {
        this.history = history;
        trials = [.. history.Finished];
        Points = [.. trials.Select(t => input.Encode(t.Configuration))];
        Pending = [.. history.Running.Select(t => input.Encode(t.Configuration))];
        Losses = [.. Enumerable.Range(0, history.Directions.Count).Select(Column)];
        var count = trials.FirstOrDefault(t => t.State == TrialState.Done)?.Constraints.Count ?? 0;
        Constraints = [.. Enumerable.Range(0, count).Select(k => Filled([.. trials.Select(t => t.State == TrialState.Done ? t.Constraints[k] : double.NaN)]))];
        FeasiblePoints = Where(t => t.IsFeasible);
    }

    /// <summary>How many trials there are to learn from; 0 when none has a value.</summary>
    internal int Count => trials.Any(t => t.State == TrialState.Done) ? trials.Length : 0;

    internal SurrogatePoint[] Points { get; }

    /// <summary>Configurations being tried right now.</summary>
    internal SurrogatePoint[] Pending { get; }

    /// <summary>A column an objective, smaller is better, all finite.</summary>
    internal IReadOnlyList<double[]> Losses { get; }

    /// <summary>A column an outcome constraint, kept where at most 0.</summary>
    internal IReadOnlyList<double[]> Constraints { get; }

    /// <summary>How many ordered parameters count in one trial, at most.</summary>
    internal int Together => trials.Max(t => t.Configuration.Space.Dimensions.Index().Count(d => d.Item.IsOrdered && !double.IsNaN(t.Configuration.Codes[d.Index])));

    internal SurrogatePoint[] FeasiblePoints { get; }

    /// <summary>The points of some trials.</summary>
    internal SurrogatePoint[] Where(Func<Trial, bool> wanted) => [.. trials.Index().Where(t => wanted(t.Item)).Select(t => Points[t.Index])];

    /// <summary>The best configurations, best first: feasible ones by the first objective (several objectives: the front), else the least infeasible.</summary>
    internal IReadOnlyList<Configuration> Best(int count, Func<Trial, bool>? wanted = null)
    {
        var objectives = history.Directions.Count;
        var ranked = objectives > 1
            ? ParetoFront.Of(history).Reverse()
            : trials.Where(t => t.State == TrialState.Done && (wanted is null || wanted(t))).OrderBy(t => t.Constraints.Sum(c => Math.Max(0, c))).ThenBy(t => history.Loss(t)).ThenBy(t => t.Number);
        return [.. ranked.Take(objectives > 1 ? 2 * count : count).Select(t => t.Configuration)];
    }

    private double[] Column(int objective) =>
        Filled([.. trials.Select(t => t.State == TrialState.Done ? history.Loss(t, objective) : t is { State: TrialState.Pruned, Reports: [.., var last] } ? history.Loss(last) : double.NaN)]);

    // What failed is no better than the worst seen: the search keeps away without the model learning made-up heights.
    private static double[] Filled(double[] column)
    {
        var worst = column.Where(double.IsFinite).DefaultIfEmpty(0).Max();
        return [.. column.Select(v => double.IsFinite(v) ? v : worst)];
    }
}
