using Assay.Numerics;
using Assay.Tuning.Spaces;

namespace Assay.Tuning.Populations;

/// <summary>Who trains next in a population, from whose checkpoint and with which parameters.</summary>
/// <remarks>
/// Source: Jaderberg et al., "Population Based Training of Neural Networks", 2017, with truncation selection: a member among the worst fifth goes on from
/// one of the best fifth (exploit) with parameters moved a little (explore), every other one from its own last checkpoint. Members take turns by the order
/// of questions, so the plan is a function of the history: whoever dies, the next question has the same answer. A member whose last step failed, or still runs on another
/// worker, goes on from one of the best.
/// </remarks>
/// <param name="history">Trials so far.</param>
/// <param name="members">At least 2.</param>
internal sealed class PopulationPlan(TrialHistory history, int members)
{
    /// <summary>The name that stands where other trials have their sampler's.</summary>
    internal const string Name = "population";

    private const int Fifth = 5;
    private const double Move = 0.1;
    private const double OtherChoice = 0.25;
    private const int Moves = 20;

    /// <summary>The next step of the member whose turn it is; nothing while the first generation is being made.</summary>
    internal (Configuration? Configuration, int? Parent) Next(SeededRandom random)
    {
        var steps = Steps();
        if (steps.Count < members)
        {
            return (null, null);
        }

        var own = steps[^members] is { State: TrialState.Done } last ? last : null;
        Trial[] ranked = [.. Enumerable.Range(0, members).Select(m => Latest(steps, m)).OfType<Trial>().OrderBy(t => history.Loss(t)).ThenBy(t => t.Number)];
        if (ranked.Length == 0)
        {
            return (history.Space.Draw(random), null);
        }

        var few = Math.Max(1, ranked.Length / Fifth);
        var worst = ranked.Length > 1 && own is not null && Array.IndexOf(ranked, own) >= ranked.Length - few;
        if (own is not null && !worst)
        {
            return (own.Configuration, own.Number);
        }

        var model = ranked[random.Next(few)];
        return (Explored(model.Configuration, random), model.Number);
    }

    // The steps of all members in the order of questions; a step tried again counts as what came of it last.
    private List<Trial> Steps()
    {
        var (steps, places) = (new List<Trial>(), new Dictionary<int, int>());
        foreach (var trial in history.Trials.Where(t => !t.IsEarlier))
        {
            if (trial.RetryOf is { } lost && places.TryGetValue(lost, out var place))
            {
                steps[place] = trial;
                places[trial.Number] = place;
            }
            else
            {
                places[trial.Number] = steps.Count;
                steps.Add(trial);
            }
        }

        return steps;
    }

    private Trial? Latest(List<Trial> steps, int member)
    {
        for (var at = steps.Count - 1; at >= 0; at--)
        {
            if (at % members == member && steps[at].IsFeasible)
            {
                return steps[at];
            }
        }

        return null;
    }

    private Configuration Explored(Configuration model, SeededRandom random)
    {
        for (var attempt = 0; attempt < Moves; attempt++)
        {
            double[] units = [.. model.Units];
            for (var i = 0; i < units.Length; i++)
            {
                var dimension = history.Space.Dimensions[i];
                units[i] = !dimension.IsOrdered ? double.IsNaN(units[i]) || random.NextDouble() < OtherChoice ? random.Next(dimension.Choices.Count) : units[i]
                    : double.IsNaN(units[i]) ? random.NextDouble()
                    : Moved(dimension, units[i], random.Next(2) == 0 ? -1 : 1);
            }

            if (history.Space.FromUnits(units) is var moved && history.Space.Allows(moved))
            {
                return moved;
            }
        }

        return model;
    }

    // Whole numbers of few values move by at least one.
    private static double Moved(Dimension dimension, double unit, int sign)
    {
        var step = dimension.Count > 1 ? Math.Max(Move, 1.0 / dimension.Count) : Move;
        return unit + (sign * step) is var moved and >= 0 and <= 1 ? moved : unit - (sign * step);
    }
}
