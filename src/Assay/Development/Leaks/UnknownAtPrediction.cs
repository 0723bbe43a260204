using System.Globalization;
using Assay.Data;
using Assay.Development.Splits;

namespace Assay.Development.Leaks;

/// <summary>Columns that seem to be written at the same moment as the answer: relatives, by name, of a leak or of the target, that together raise the honest score.</summary>
/// <remarks>
/// A name alone proves nothing, so the score decides: relatives of a leak must close a tenth of what is left open (1 - AUC or 1 - R2) without
/// them, relatives of the target three tenths. Columns from which a suspected one can be computed exactly are named too.
/// </remarks>
[Named("unknown-at-prediction")]
public sealed class UnknownAtPrediction : LeakCheck
{
    private static readonly string[] sources = ["target-copy", "arithmetic-identity", "strong-column", "missingness", "determining-value"];

    private static readonly HashSet<string> common = new(StringComparer.Ordinal)
    {
        "mean", "median", "average", "avg", "min", "max", "minimum", "maximum", "total", "sum", "num", "number", "count", "cnt", "rate", "value", "values", "ratio", "index", "level", "type", "code", "name",
        "first", "last", "day", "days", "month", "months", "year", "years", "date", "time", "per", "the", "and", "for", "has", "not", "std", "var", "class", "target", "label", "status", "group",
    };

    // What was planned is known in advance.
    private static readonly HashSet<string> planned = new(StringComparer.Ordinal) { "sched", "scheduled", "plan", "planned", "expected", "due", "target", "requested" };

    /// <inheritdoc/>
    public override int Stage => 2;

    /// <inheritdoc/>
    public override IEnumerable<LeakFinding> Run(LeakContext context)
    {
        var known = context.Earlier.Where(f => sources.Contains(f.Kind)).SelectMany(f => f.Columns).Distinct().ToArray();
        var open = context.Data.Features.Select(c => c.Name).Except(known).ToArray();
        if (open.Length < 2 || context.Rows.Length < 200)
        {
            yield break;
        }

        var view = new View(context, known);
        foreach (var (named, origin, least) in new[] { (Relatives(open, known), "a leak", 0.1), (Relatives(open, [context.Data.TargetName]), "the target", 0.3) })
        {
            var spelled = Spelled(context, known, named).ToArray();
            string[] relatives = [.. named.Concat(spelled.SelectMany(s => s.Parts)).Distinct()];
            if (relatives.Length == 0 || relatives.Length == open.Length || Closed(view, relatives) < least)
            {
                continue;
            }

            foreach (var finding in Tell(view, [.. named, .. Further(view, named)], relatives, origin).Concat(spelled.Select(Tell)))
            {
                yield return finding;
            }

            yield break;
        }
    }

    private IEnumerable<LeakFinding> Tell(View view, IReadOnlyList<string> suspects, IReadOnlyList<string> relatives, string origin)
    {
        var name = view.Context.Data.Task == LearningTask.Regression ? "R2" : "ROC AUC";
        string[] all = [.. suspects.Concat(relatives).Distinct()];
        var (without, with) = (view.Without(all), view.Without([]));
        foreach (var column in suspects)
        {
            yield return Found(
                [column],
                LeakCertainty.Suspected,
                $"{column} is named like {origin}; {(all.Length == 1 ? "it raises" : $"{string.Join(", ", all)} together raise")} a quick model from {name} {Figure(without)} to {Figure(with)}.",
                $"Ask whether {column} is known when the prediction is needed; if not, --drop {column}.");
        }
    }

    private LeakFinding Tell((string[] Parts, string Formula, string Whole) spelled) => Found(
        spelled.Parts,
        LeakCertainty.Suspected,
        $"{spelled.Whole} = {spelled.Formula} on every row, and {spelled.Whole} is suspected.",
        $"Leave {string.Join(" and ", spelled.Parts)} out wherever {spelled.Whole} is left out.");

    private static double Closed(View view, IReadOnlyList<string> columns)
    {
        var without = view.Without(columns);
        return (view.Without([]) - without) / (1 - without);
    }

    // Relatives of the relatives: a word in common with two of them, and a gain of their own.
    private static IEnumerable<string> Further(View view, IReadOnlyList<string> named) =>
        from column in view.Open.Except(named)
        where NameWords.Of(column).Any(w => w.Length > 2 && named.Count(r => NameWords.Of(r).Contains(w)) >= 2)
        where view.Without([]) - view.Without([column]) >= 0.003
        select column;

    private static IReadOnlyList<string> Relatives(IEnumerable<string> open, IEnumerable<string> of)
    {
        var words = of.SelectMany(NameWords.Of).Where(w => w.Length > 2 && !common.Contains(w)).ToHashSet(StringComparer.Ordinal);
        return [.. open.Where(c => NameWords.Of(c) is var own && own.Any(words.Contains) && !own.Any(planned.Contains))];
    }

    // Other columns from which a relative can be computed exactly.
    private static IEnumerable<(string[] Parts, string Formula, string Whole)> Spelled(LeakContext context, IReadOnlyList<string> known, IReadOnlyList<string> relatives)
    {
        foreach (var whole in relatives)
        {
            if (context.Data.Columns.First(c => c.Name == whole) is not NumberColumn column)
            {
                continue;
            }

            var rows = context.Rows.Where(r => !column.IsMissing(r)).ToArray();
            var target = column.Values.ToArray();
            var question = context.Data.Without([.. known, .. relatives], "asked about") with { Target = target, Task = LearningTask.Regression, Classes = [] };
            var search = new IdentitySearch(question, rows, 1e-6);
            var columns = Enumerable.Range(0, search.Names.Count).ToList();
            foreach (var (members, formula, _) in columns.Count > 60 || rows.Length < 50 ? [] : search.Find(columns, 1, context.Cancellation).Concat(search.Find(columns, 2, context.Cancellation)).Take(1))
            {
                yield return ([.. members.Select(m => search.Names[m])], formula, whole);
            }
        }
    }

    private static string Figure(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>Scores without leaks already found, each asked once.</summary>
    private sealed class View(LeakContext context, IReadOnlyList<string> known)
    {
        private readonly Dictionary<string, double> scores = new(StringComparer.Ordinal);
        private readonly IReadOnlyList<Fold> folds = QuickScore.Folds(context);

        public LeakContext Context => context;

        public IEnumerable<string> Open => context.Data.Features.Select(c => c.Name).Except(known);

        public double Without(IReadOnlyCollection<string> columns)
        {
            var key = string.Join('\n', columns);
            if (!scores.TryGetValue(key, out var score))
            {
                scores[key] = score = QuickScore.Without(context, folds, [.. known, .. columns]);
            }

            return score;
        }
    }
}
