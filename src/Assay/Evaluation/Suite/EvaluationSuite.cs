using Assay.Evaluation.Checks;

namespace Assay.Evaluation.Suite;

/// <summary>Which checks an evaluation runs, with what settings.</summary>
/// <param name="Runs">In the order they run.</param>
public sealed record EvaluationSuite(IReadOnlyList<SuiteRun> Runs)
{
    /// <summary>The name of the main metric; null for the task's own.</summary>
    public string? Metric { get; init; }

    /// <summary>Checks that have nothing to look at here, with the reason, by name.</summary>
    public IReadOnlyDictionary<string, string> NotApplicable { get; init; } = new Dictionary<string, string>();

    /// <summary>What every check chooses for this context on its own.</summary>
    /// <param name="context">What may be looked at.</param>
    /// <param name="only">Names of checks to keep; all when empty.</param>
    /// <exception cref="AssayException"><c>usage.unknown-name</c>.</exception>
    public static EvaluationSuite Chosen(CheckContext context, IReadOnlyCollection<string> only)
    {
        ArgumentNullException.ThrowIfNull(only);
        var checks = only.Count == 0 ? Catalogue<Check>.All : [.. only.Distinct(StringComparer.Ordinal).Select(Catalogue<Check>.Find)];
        var choices = checks.Select(c => (Check: c.Name, Choice: c.Choose(context))).ToList();
        return new EvaluationSuite([.. choices.SelectMany(c => c.Choice.Runs.Select(r => new SuiteRun(r.Settings, r.Reason)))])
        {
            Metric = context.Metric.Name,
            NotApplicable = choices.Where(c => c.Choice.NotApplicable is not null).ToDictionary(c => c.Check, c => c.Choice.NotApplicable!, StringComparer.Ordinal),
        };
    }
}
