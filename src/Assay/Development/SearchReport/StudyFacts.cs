using Assay.Evaluation.Report;
using Assay.Tuning;
using Assay.Tuning.Sensitivity;
using Assay.Tuning.Spaces;

namespace Assay.Development.SearchReport;

/// <summary>What the sections of a search's report share: trials by kind, importances, axes.</summary>
internal sealed class StudyFacts
{
    // Beyond it the charts show an even sample of the trials.
    private const int MostDrawn = 400;
    private const double Shown = 0.9;

    internal StudyFacts(Study study, string name)
    {
        (Name, History, Front) = (name, study.History, study.Front);
        Trials = [.. study.History.Trials];
        Done = [.. Trials.Where(t => t.State == TrialState.Done && double.IsFinite(History.Loss(t)))];
        Drawn = Done.Count <= MostDrawn ? Done : [.. Enumerable.Range(0, MostDrawn).Select(i => Done[(int)((long)i * Done.Count / MostDrawn)])];
        Importances = [.. Catalogue<ImportanceMethod>.All.OrderBy(m => m.Name != "fanova").ThenBy(m => m.Name, StringComparer.Ordinal).Select(m => (m.Name, m.Of(History, History.Seed)))];
        Ranked = Importances.Count == 0 ? [] : Importances[0].Importances;
        int[] order = Ranked.Count == 0 ? [.. Enumerable.Range(0, Dimensions.Count)] : [.. Ranked.Select(i => History.Space.IndexOf(i.Parameter))];
        Order = order;
    }

    /// <summary>The search's name.</summary>
    internal string Name { get; }

    /// <summary>Everything tried.</summary>
    internal TrialHistory History { get; }

    /// <summary>How many objectives.</summary>
    internal int Objectives => History.Directions.Count;

    /// <summary>The parameters.</summary>
    internal IReadOnlyList<Dimension> Dimensions => History.Space.Dimensions;

    /// <summary>All trials by number.</summary>
    internal IReadOnlyList<Tuning.Trial> Trials { get; }

    /// <summary>Those that ended with a finite value.</summary>
    internal IReadOnlyList<Tuning.Trial> Done { get; }

    /// <summary>As many of them as a chart shows.</summary>
    internal IReadOnlyList<Tuning.Trial> Drawn { get; }

    /// <summary>Trials no other beats everywhere.</summary>
    internal IReadOnlyList<Tuning.Trial> Front { get; }

    /// <summary>Importances by method, fANOVA first.</summary>
    internal IReadOnlyList<(string Method, IReadOnlyList<Importance> Importances)> Importances { get; }

    /// <summary>Those of fANOVA, most important first.</summary>
    internal IReadOnlyList<Importance> Ranked { get; }

    /// <summary>Positions of the parameters, most important first.</summary>
    internal IReadOnlyList<int> Order { get; }

    /// <summary>What an objective is called on an axis.</summary>
    internal string ValueTitle(int objective = 0) =>
        $"{(Objectives == 1 ? "value" : $"objective {objective + 1}")} ({(History.Directions[objective] == Direction.Minimise ? "smaller" : "larger")} is better)";

    /// <summary>The axis of an objective: the better nine tenths, for the worst would press all the rest together; those are drawn at the edge.</summary>
    internal Axis ValueAxis(int objective = 0)
    {
        double[] losses = [.. Done.Select(t => History.Loss(t, objective)).Where(double.IsFinite).Order()];
        var (best, far) = losses.Length == 0 ? (0, 1) : (losses[0], losses[(int)(Shown * (losses.Length - 1))]);
        var room = far > best ? 0.05 * (far - best) : Math.Max(Math.Abs(best) * 0.05, 1e-9);
        return new Axis(ValueTitle(objective), [])
        {
            Exactly = History.Directions[objective] == Direction.Minimise ? (best - room, far + room) : (-far - room, -best + room),
        };
    }

    /// <summary>The axis of a parameter, by codes: all it may take.</summary>
    internal static Axis Across(Dimension dimension)
    {
        var title = PageText.Short(dimension.Name);
        if (dimension.Choices.Count > 0)
        {
            return new Axis(title, []) { Exactly = (-0.5, dimension.Choices.Count - 0.5), Label = code => Choice(dimension, code) };
        }

        // Counted values own half a step on either side, as they do on the scale that is searched.
        var (low, high) = (dimension.Low - (dimension.Step / 2), dimension.High + (dimension.Step / 2));
        low = dimension.Logarithmic ? Math.Max(low, dimension.Low / 2) : low;
        (low, high) = low < high ? (low, high) : (low - 0.5, high + 0.5);
        return dimension.Logarithmic && low > 0
            ? new Axis(title, []) { Exactly = (low, high), Logarithmic = true, Label = code => Figures.Significant(code, 1) }
            : new Axis(title, []) { Exactly = (low, high) };
    }

    /// <summary>How a trial is drawn.</summary>
    internal static Look LookOf(Tuning.Trial trial) => trial.State switch
    {
        TrialState.Done when trial.IsFeasible => new("done", "phase-2", MarkerShape.Circle),
        TrialState.Done => new("breaks a constraint", "warn-mark", MarkerShape.Cross),
        TrialState.Pruned => new("pruned", "phase-0", MarkerShape.Triangle),
        TrialState.Failed => new("failed", "warn-mark", MarkerShape.Square),
        TrialState.Running => new("running", "phase-1", MarkerShape.Diamond),
        _ => new("lost", "phase-3", MarkerShape.Diamond),
    };

    /// <summary>The words of looks, each with its mark.</summary>
    internal static Html Legend(IEnumerable<Look> looks) =>
        Html.Of($"<ul class=\"legend\">{looks.DistinctBy(l => l.Title).Select(l => Html.Of($"<li><span class=\"chip {l.Class}\">{Marker.Inline(l.Shape, l.Class)} {l.Title}</span></li>"))}</ul>");

    /// <summary>So many trials.</summary>
    internal static string Count(int trials) => $"{Figures.Count(trials)} {(trials == 1 ? "trial" : "trials")}";

    /// <summary>A value as text.</summary>
    internal static string Text(double value) => double.IsFinite(value) ? Figures.Given(value, 6) : "none";

    private static string Choice(Dimension dimension, double code)
    {
        var near = (int)Math.Round(code);
        return Math.Abs(code - near) < 1e-9 && near >= 0 && near < dimension.Choices.Count ? PageText.Short(dimension.Choices[near], 14) : "";
    }
}
