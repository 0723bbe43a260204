using System.Globalization;
using Assay.Data;
using Assay.Development.Leaks;
using Assay.Development.Splits;
using Assay.Learners;
using Assay.Metrics;

namespace Assay.Development;

/// <summary>What comes before any model: the split with its evidence, and the leak checks with what was dropped.</summary>
internal sealed record Preparation(Dataset Data, Split Split, SplitSummary Summary, IReadOnlyList<LeakFinding> Leaks)
{
    // Leak checks fit quick models on so many rows a second of budget.
    private const double RowsPerSecond = 200;
    private const int FewestRows = 1000;
    private const int MostRows = 20_000;

    // What the simple models may take of the plan when the folds are dealt again; all candidates together take some ten times as much.
    private const double SimpleShare = 0.1;

    private const int FewestOfAClass = 5;

    private static readonly TimeSpan EvidenceBudget = TimeSpan.FromSeconds(20);

    /// <summary>Splits first, because several leak checks may look at development rows only.</summary>
    public static Preparation Of(Dataset table, DevelopOptions options, WorkPlan plan, Metric metric)
    {
        var reading = plan.Elapsed;
        foreach (var name in options.Keep)
        {
            _ = table.Named(name);
        }

        RefuseTinyClass(table);
        var advice = SplitAdvisor.Advise(table);
        var split = SplitPlan.Make(table, SplitOptionsOf(options) with { Repeats = RepeatsFit(table, plan) ? null : 1 }, advice);
        plan.Uncut("reading the table", reading);
        plan.Uncut("choosing the split, with a look at every row,", plan.Elapsed - reading);
        var context = new LeakContext
        {
            Data = table,
            Split = split,
            Seed = options.Seed,
            Threads = options.Threads,
            Cancellation = plan.Preparation,
            RowLimit = (int)Math.Clamp(options.Budget.TotalSeconds * RowsPerSecond, FewestRows, MostRows),
        };
        var (data, leaks) = LeakChecks.Apply(LeakChecks.Run(context, (check, ended) => Cut($"leak check {check.Name}", ended)), table, options.Leaks, options.Keep);
        if (data.Features.Count + data.Calendar.Count == 0)
        {
            throw new AssayException(
                "data.no-features", $"No column of {table.Name} is left to predict {table.TargetName} with: all are dropped, constant, identifiers or leaks.{Remedy(leaks)}");
        }

        return new Preparation(data, split, Summary(), leaks) { Notes = [.. Said(leaks)] };

        // Only the clock may leave something out, and it is told; Ctrl-C ends the run.
        bool Cut(string what, Exception ended)
        {
            if (options.EndedByClock(ended))
            {
                plan.Cut(what);
                return true;
            }

            return false;
        }

        // The honest score beside the random one takes a few fits; a budget of seconds is for the answer itself.
        SplitSummary Summary()
        {
            var plain = SplitSummary.Of(split);
            try
            {
                return options.Budget < EvidenceBudget
                    ? plain
                    : SplitEvidence.Measure(data, split, metric, new FitOptions { Seed = options.Seed, Threads = options.Threads, Cancellation = plan.Preparation });
            }
            catch (Exception ended) when (Cut("what a random split would have claimed", ended))
            {
                return plain;
            }
        }
    }

    /// <summary>What was done that the user should hear of.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    private static IEnumerable<string> Said(IReadOnlyList<LeakFinding> leaks)
    {
        var left = leaks.Where(l => l.Dropped).SelectMany(l => l.Columns).Distinct().ToArray();
        if (left.Length > 0)
        {
            yield return $"Left out as leaks: {string.Join(", ", left)}. Use one all the same with --keep COL.";
        }
    }

    private static string Remedy(IReadOnlyList<LeakFinding> leaks)
    {
        var left = leaks.Where(l => l.Dropped).SelectMany(l => l.Columns).Distinct().ToArray();
        return left.Length == 0 ? " Check --drop." : $" Check --drop, or use what the leak checks left out with --keep {string.Join(',', left)}.";
    }

    /// <summary>The table as the outcome shows it.</summary>
    public static DatasetSummary Describe(Dataset data) => new(
        data.Name, data.RowCount, data.TargetName, data.Fingerprint, data.Schema, ClassShares(data));

    private static Dictionary<string, double> ClassShares(Dataset data)
    {
        var shares = data.Classes.ToDictionary(c => c, _ => 0.0, StringComparer.Ordinal);
        foreach (var target in data.Classes.Count > 0 ? data.Target.Span : [])
        {
            shares[data.Classes[(int)target]] += 1.0 / data.RowCount;
        }

        return shares;
    }

    // Every repeat is that work once more, for each candidate: wide tables and budgets of seconds are better spent on candidates.
    private static bool RepeatsFit(Dataset table, WorkPlan plan)
    {
        var fit = Portfolio.Simple(table).Where(c => c.Learner.Refuses(table) is null).Sum(c => c.Learner.Work(table, table.RowCount, c.Settings));
        return fit * new SplitOptions().Parts * SplitPlan.RepeatsFor(table.RowCount) <= plan.Allowed * SimpleShare;
    }

    private static SplitOptions SplitOptionsOf(DevelopOptions options)
    {
        var split = options.Split is { } words ? SplitOptions.Parse(words) : new SplitOptions();
        return split with { Seed = options.Seed, TestFold = options.TestFold is { } file ? TestFold.Read(file) : null };
    }

    // A table of fewer rows is refused by the split itself.
    private static void RefuseTinyClass(Dataset table)
    {
        if (table.Task != LearningTask.Binary || table.RowCount < 2 * FewestOfAClass)
        {
            return;
        }

        var (rows, rarer) = TargetColumn.Rarer(table.Target.Span, table.Classes);
        if (rows < FewestOfAClass)
        {
            throw new AssayException(
                "data.class-too-small",
                $"Class \"{rarer}\" of the target \"{table.TargetName}\" has {rows} {(rows == 1 ? "row" : "rows")}; a test part and 5 folds need at least {FewestOfAClass}, and 50 or more say something. Bring more rows of that class, or choose another target.");
        }
    }
}
