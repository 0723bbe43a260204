using System.Globalization;
using Assay.Data;
using Assay.Learners;
using Assay.Metrics;
using Assay.Numerics;

namespace Assay.Development;

/// <summary>What is tried in each phase, most useful first.</summary>
/// <remarks>Learners of optional packages (networks) take part when they are there; a name that is not found is passed over.</remarks>
internal static class Portfolio
{
    // In the order of what they added to an ensemble on the development sets (docs/benchmarks/learners.md): what differs helps most.
    private static readonly (string Name, string Learner, string Settings)[] complex =
    [
        ("boosted-trees-slow", "boosted-trees", "learning-rate=0.025 leaves=24 feature-share=0.6 row-share=0.9 minimum-rows-in-leaf=10 categories=ordinal"),
        ("boosted-trees-random-splits", "boosted-trees", "mode=extra-trees leaves=8 l2=10 minimum-rows-in-leaf=50"),
        ("boosted-trees-small", "boosted-trees", "leaves=8 l2=3 categories=ordinal"),
        ("boosted-trees-on-features-small", "boosted-trees-on-features", "leaves=8 feature-share=0.4 l2=3"),
        ("boosted-trees-tiny", "boosted-trees", "leaves=4 feature-share=0.5 row-share=0.7 l2=10 minimum-rows-in-leaf=50"),
        ("boosted-trees-random-large", "boosted-trees", "mode=extra-trees feature-share=0.9 row-share=0.9 minimum-rows-in-leaf=5 learning-rate=0.08 categories=ordinal"),
        ("random-forest", "random-forest", ""),
    ];

    // Where no label is negative: boosting the logarithm weighs relative errors.
    private static readonly (string Name, string Learner, string Settings)[] logarithmic =
    [
        ("boosted-trees-log", "boosted-trees", "target-transform=log learning-rate=0.025 feature-share=0.6 row-share=0.9 minimum-rows-in-leaf=10"),
        ("boosted-trees-log-small", "boosted-trees", "target-transform=log leaves=8 l2=3 learning-rate=0.05"),
    ];

    // Many classes are many trees a round: random splits of few columns are the cheap ones, and the best on images of digits.
    private static readonly (string Name, string Learner, string Settings)[] multiclass =
    [
        ("boosted-trees-random-few", "boosted-trees", "mode=extra-trees leaves=16 feature-share=0.3 row-share=0.9 minimum-rows-in-leaf=5 learning-rate=0.08"),
    ];

    /// <summary>Baselines: nothing learnt, or one rule.</summary>
    public static IEnumerable<Candidate> BeforeMachineLearning(Dataset data, Split split, DevelopOptions options)
    {
        string[] always = ["uniform-random", "label-distribution-random", "zero-rule", "one-rule", "decision-stump"];
        foreach (var name in always.Where(Known))
        {
            yield return Plain(Phases.BeforeMachineLearning, name);
        }

        if (split.Kind == SplitKind.Time)
        {
            var clock = split.By is { } column ? Settings.Default.With("time", column) : Settings.Default;
            yield return Make(Phases.BeforeMachineLearning, "seasonal-naive", "seasonal-naive", clock);
        }

        if (data.Task == LearningTask.Regression)
        {
            yield return Make(Phases.BeforeMachineLearning, "zero-rule-median", "zero-rule", new Settings([new("statistic", "median")]));
        }

        foreach (var told in Told(data, options))
        {
            yield return told;
        }
    }

    /// <summary>Baselines that a person gave: rules, and columns of existing answers.</summary>
    public static IEnumerable<Candidate> Told(Dataset data, DevelopOptions options)
    {
        for (var i = 0; i < options.Rules.Count; i++)
        {
            yield return Make(Phases.BeforeMachineLearning, $"rule-{i + 1}", "user-rule", new Settings([new("rule", options.Rules[i])]));
        }

        foreach (var column in data.Schema.Where(c => c.Role == ColumnRole.Existing))
        {
            yield return Make(Phases.BeforeMachineLearning, $"existing-{column.Name}", "existing", new Settings([new("column", column.Name)]));
        }
    }

    /// <summary>Simple models at their defaults; what is most often best comes first, in case the time is short.</summary>
    public static IEnumerable<Candidate> Simple(Dataset data)
    {
        var linear = data.Task == LearningTask.Regression ? "ridge-regression" : "logistic-regression";
        return new[] { linear, "boosted-trees", "decision-tree", "naive-bayes", "k-nearest-neighbours" }.Where(Known).Select(name => Plain(Phases.Simple, name));
    }

    /// <summary>Features first, worth more than another learner; then the simple models searched at random, in turn, each in its own space.</summary>
    public static IEnumerable<Candidate> Optimised(IReadOnlyList<Trial> trials, DevelopOptions options)
    {
        foreach (var name in new[] { "boosted-trees-on-features" }.Where(Known))
        {
            yield return Plain(Phases.Optimised, name);
        }

        var learners = trials
            .Where(t => t.Finished && t.Candidate.Phase == Phases.Simple && t.Candidate.Learner.Space.Count > 0)
            .Select(t => t.Candidate.Learner)
            .ToArray();
        for (var draw = 0; draw < options.Trials && learners.Length > 0; draw++)
        {
            var learner = learners[draw % learners.Length];
            var random = SeededRandom.For(options.Seed, "search-" + learner.Name, draw);
            yield return Make(Phases.Optimised, $"{learner.Name}-{(draw / learners.Length) + 1}", learner.Name, Draw(learner.Space, random));
        }
    }

    /// <summary>Bags, forests and differently regularised boosting; ensembles of everything tried come after these.</summary>
    public static IEnumerable<Candidate> Complex(IReadOnlyList<Trial> trials, Dataset data, Split split, Metric metric)
    {
        (string Name, string Learner, string Settings)[] special = data.Task switch
        {
            LearningTask.Multiclass => multiclass,
            LearningTask.Regression when NeverNegative(new Sample(data, split.Development).Target()) => logarithmic,
            _ => [],
        };
        foreach (var (name, learner, settings) in special.Concat(complex).Where(c => Known(c.Learner)))
        {
            yield return Make(Phases.Complex, name, learner, new Settings(settings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Pair)));
        }

        var sign = metric.LargerIsBetter ? -1 : 1;
        var boosted = trials
            .Where(t => t.Finished && t.Candidate.Learner.Name.StartsWith("boosted-trees", StringComparison.Ordinal))
            .OrderBy(t => sign * t.Result.Score.Value).FirstOrDefault();
        if (boosted is not null)
        {
            // Bags differ by the rows and columns they draw, so they must draw some.
            var drawing = boosted.Candidate.Settings.Number("row-share", 1) < 1 ? boosted.Candidate.Settings : boosted.Candidate.Settings.With("row-share", 0.8);
            yield return Make(Phases.Complex, "bagging", "bagging", drawing.With("of", boosted.Candidate.Learner.Name).With("bags", 4));
        }
    }

    /// <summary>The candidate a phase leads with: what was expected to be its best before anything was fitted. Null when none was.</summary>
    public static string? Lead(string phase, Split split) => phase switch
    {
        Phases.Optimised => "boosted-trees-on-features",
        // A stack is nested in folds that look both ways in time, so time splits have none.
        Phases.Complex => split.Kind == SplitKind.Time ? "greedy-ensemble" : "stacking",
        _ => null,
    };

    /// <summary>A random point of a space.</summary>
    public static Settings Draw(IReadOnlyList<Parameter> space, SeededRandom random) =>
        new(space.Select(p => KeyValuePair.Create(p.Name, DrawOne(p, random))));

    /// <summary>A candidate at its defaults, named as its learner.</summary>
    public static Candidate Plain(string phase, string learner) => Make(phase, learner, learner, Settings.Default);

    /// <summary>A candidate.</summary>
    public static Candidate Make(string phase, string name, string learner, Settings settings) =>
        new(name, phase, Catalogue<Learner>.Find(learner), settings);

    private static bool NeverNegative(ReadOnlySpan<double> target)
    {
        foreach (var value in target)
        {
            if (value < 0)
            {
                return false;
            }
        }

        return true;
    }

    private static bool Known(string learner) => Catalogue<Learner>.All.Any(l => l.Name == learner);

    private static KeyValuePair<string, string> Pair(string words)
    {
        var parts = words.Split('=', 2);
        return new(parts[0], parts[1]);
    }

    private static string DrawOne(Parameter parameter, SeededRandom random)
    {
        if (parameter.Choices.Count > 0)
        {
            return parameter.Choices[random.Next(parameter.Choices.Count)];
        }

        var share = random.NextDouble();
        var value = parameter.Logarithmic
            ? Math.Exp(Math.Log(parameter.Low) + (share * (Math.Log(parameter.High) - Math.Log(parameter.Low))))
            : parameter.Low + (share * (parameter.High - parameter.Low));
        // Four digits are plenty for a search and keep names and records readable.
        value = parameter.Whole ? Math.Round(value) : double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return value.ToString("R", CultureInfo.InvariantCulture);
    }
}
