using Assay.Data;
using Assay.Development;
using Assay.Statistics;

namespace Assay.Shared;

/// <summary>Outcomes written by hand, so that everything people see can be tested without learning anything.</summary>
public static class SampleOutcomes
{
    public const string Hostile = "<script>alert('x')</script> & \"quoted\" | pipe ` tick [link](javascript:1)";

    public static readonly DateTimeOffset Date = new(2026, 3, 14, 9, 26, 53, TimeSpan.Zero);

    public static Interval Around(double value, double half, string method = "bootstrap") => new(value, value - half, value + half, method);

    public static CandidateResult Candidate(string name, Interval score, double fit = 1.2, double microseconds = 3.4, long bytes = 12_400) => new()
    {
        Name = name,
        Learner = name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '-'),
        Score = score,
        FoldScores = [score.Value - 0.002, score.Value, score.Value + 0.001, score.Value + 0.002, score.Value - 0.001],
        FitSeconds = fit,
        PredictMicrosecondsPerRow = microseconds,
        ModelBytes = bytes,
        StepsPerRow = bytes / 100,
        PeakMemoryBytes = bytes * 40,
    };

    /// <summary>A loan table by random split: two classes, all four phases, the tuned simple model stays champion.</summary>
    public static Outcome Binary()
    {
        var logistic = Candidate("logistic-regression", Around(0.9012, 0.0041), 2.1, 0.9, 4_300) with { Gain = new(0.1534, 0.1461, 0.1607, "paired bootstrap"), CalibrationError = 0.012 };
        var boosted = Candidate("boosted-trees", Around(0.9231, 0.0036), 6.4, 4.2, 410_000) with { Gain = new(0.1753, 0.1681, 0.1825, "paired bootstrap"), CalibrationError = 0.009 };
        var tuned = Candidate("boosted-trees-tuned", Around(0.9274, 0.0035), 48.2, 5.1, 360_000) with
        {
            Learner = "boosted-trees",
            Gain = new(0.0043, 0.0031, 0.0055, "paired bootstrap"),
            CalibrationError = 0.007,
            Settings = new Dictionary<string, string> { ["learning-rate"] = "0.043", ["leaves"] = "23", ["rounds"] = "412" },
        };
        var stack = Candidate("stack", Around(0.9281, 0.0035), 212.7, 71, 9_800_000) with { Gain = new(0.0007, -0.0002, 0.0016, "paired bootstrap"), CalibrationError = 0.008 };
        return new Outcome
        {
            Task = LearningTask.Binary,
            Metric = "roc-auc",
            LargerIsBetter = true,
            Margin = new UsefulMargin(0.002, false, 0.002),
            Positive = ">50K",
            Seed = 0,
            Threads = 2,
            Dataset = AdultTable(),
            Split = new SplitSummary(SplitKind.Stratified, null, 5, 39_073, 9_769, ["No column orders the rows in time and no column groups them: rows are dealt at random, classes kept in proportion.", "52 rows occur twice; copies were kept on one side."]),
            Leaks = [new LeakFinding("education + education-num", "same-information", LeakCertainty.Suspected, "education-num names the level of education in every row.", "Keep one of the two if the model has to be explained.")],
            Phases =
            [
                new PhaseResult("before-ml", [
                    Candidate("uniform-random", Around(0.4998, 0.0061), 0, 0.01, 60),
                    Candidate("zero-rule", Around(0.5, 0), 0, 0.01, 64),
                    Candidate("one-rule", Around(0.7478, 0.0058), 0.12, 0.1, 820),
                ]) { Best = "one-rule" },
                new PhaseResult("simple", [logistic, boosted, Candidate("small-tree", Around(0.8644, 0.0047), 0.6, 0.2, 1_900) with { Gain = Around(0.1166, 0.0071, "paired bootstrap") }, Refused("k-nearest-neighbours", "Nearest neighbours compare every row with every other; 48,842 rows are more than 20,000.")]) { Best = "boosted-trees" },
                new PhaseResult("optimised", [tuned, Candidate("logistic-regression-tuned", Around(0.9041, 0.0040), 19.5, 1.1, 5_200) with { Learner = "logistic-regression", Gain = Around(-0.019, 0.003, "paired bootstrap") }]) { Best = "boosted-trees-tuned" },
                new PhaseResult("complex", [
                    stack,
                    Candidate("random-forest", Around(0.9108, 0.0039), 61, 38, 41_000_000) with { Gain = Around(-0.0166, 0.0021, "paired bootstrap") },
                    Failed("extra-trees", "The budget ended during fold 3 of 5."),
                ]) { Best = "stack" },
            ],
            Promotions =
            [
                new Promotion("one-rule", "boosted-trees", new(0.1753, 0.1681, 0.1825, "paired bootstrap"), Decision.Better, true, "boosted-trees replaces one-rule: it gains 0.1753 (0.1681 to 0.1825), more than the 0.0074 its cost asks for.") { RequiredGain = 0.0074, CostRatio = 500, AdjustedP = 0.0005, FoldT = 61.2 },
                new Promotion("boosted-trees", "boosted-trees-tuned", new(0.0043, 0.0031, 0.0055, "paired bootstrap"), Decision.Better, true, "boosted-trees-tuned replaces boosted-trees: it gains 0.0043 (0.0031 to 0.0055), more than the 0.0022 its cost asks for.") { RequiredGain = 0.0022, CostRatio = 1.2, AdjustedP = 0.001, FoldT = 7.7 },
                new Promotion("boosted-trees-tuned", "stack", new(0.0007, -0.0002, 0.0016, "paired bootstrap"), Decision.EqualWithinMargin, false, "boosted-trees-tuned stays: stack gains 0.0007 (-0.0002 to 0.0016), less than the 0.0049 that 27 times the size asks for.") { RequiredGain = 0.0049, CostRatio = 27.2, AdjustedP = 0.31, FoldT = 1.4 },
            ],
            Champion = new ChampionResult("boosted-trees-tuned", "optimised", new Dictionary<string, Interval>
            {
                ["roc-auc"] = new(0.9291, 0.9234, 0.9348, "delong"),
                ["log-loss"] = new(0.2743, 0.2641, 0.2845, "bootstrap"),
                ["balanced-accuracy"] = new(0.7989, 0.7896, 0.8082, "bootstrap"),
                ["brier-score"] = new(0.0871, 0.0838, 0.0904, "bootstrap"),
                ["average-precision"] = new(0.8302, 0.8188, 0.8416, "bootstrap"),
            })
            {
                BaselineTest = new(0.7502, 0.7394, 0.7610, "delong"),
                GainOverBaseline = new(0.1789, 0.1688, 0.1890, "paired bootstrap"),
            },
            Verdict = "Use boosted-trees-tuned: on rows it never saw it ranks a positive above a negative 92.9 % of the time (92.3 to 93.5 %), 17.9 points better than the best single rule. Nothing more complex was worth its cost.",
            LearningCurves = [Curve("boosted-trees-tuned", 0.93, 0.35), Curve("stack", 0.9318, 0.38)],
            Outlook = "With four times the data boosted-trees-tuned would gain about 0.0016; the fitted curves of the champion and stack do not cross before that.",
            Evidence = new TestEvidence
            {
                Calibration = [.. Enumerable.Range(0, 10).Select(i => Bin((i + 0.5) / 10, (int)(3_000 * Math.Exp(-i * 0.35)) + 160, i))],
                Confusion = [[6_940d, 491d], [826d, 1_512d]],
                Classes = ["<=50K", ">50K"],
                Importance =
                [
                    new("capital-gain", Around(0.0512, 0.0041)), new("relationship", Around(0.0327, 0.0036)), new("age", Around(0.0279, 0.0031)),
                    new("education-num", Around(0.0214, 0.0028)), new("occupation", Around(0.0121, 0.0022)), new("hours-per-week", Around(0.0088, 0.0019)),
                    new("workclass", Around(0.0021, 0.0011)), new("native-country", Around(0.0003, 0.0006)), new("race", Around(-0.0001, 0.0004)),
                ],
                Sizes =
                [
                    new("one-rule", "before-ml", 820, 0.7478, true, false), new("small-tree", "simple", 1_900, 0.8644, true, false),
                    new("logistic-regression", "simple", 4_300, 0.9012, true, false), new("logistic-regression-tuned", "optimised", 5_200, 0.9041, true, false),
                    new("boosted-trees", "simple", 410_000, 0.9231, false, false), new("boosted-trees-tuned", "optimised", 360_000, 0.9274, true, true),
                    new("stack", "complex", 9_800_000, 0.9281, true, false), new("random-forest", "complex", 41_000_000, 0.9108, false, false),
                ],
            },
            Budget = new BudgetSummary(300, 187.4, 352.9, 612_000_000) { LeftOut = ["extra-trees: the budget ended during fold 3 of 5"], CutByClock = true },
            Notes = ["\"?\" was read as missing in workclass, occupation and native-country."],
            Run = "20260314-092653-7f3a",
            Model = ".assay/models/income-7f3a",
            Report = ".assay/reports/20260314-092653-7f3a.html",
        };
    }

    /// <summary>Hourly rentals by time: a certain leak, much optimism of a random split, a linear champion.</summary>
    public static Outcome Regression()
    {
        var linear = Candidate("ridge-regression", Around(69.4, 3.1), 0.8, 0.6, 2_100) with { Gain = new(31.2, 26.8, 35.6, "block bootstrap") };
        var binary = Binary();
        return binary with
        {
            Task = LearningTask.Regression,
            Metric = "rmse",
            LargerIsBetter = false,
            Margin = new UsefulMargin(0.688, true, 0.01),
            Positive = null,
            Dataset = new DatasetSummary("bike_hour.csv", 17_379, "cnt", Prints(17_379), [
                Number("cnt", ColumnRole.Target, 1, 977, "given with --target"),
                new ColumnInfo("dteday", ColumnKind.Date, ColumnRole.Time) { Reason = "rows are in its order", Distinct = 731, Minimum = 1_293_840_000, Maximum = 1_356_912_000 },
                Number("temp", ColumnRole.Feature, 0.02, 1, "numbers"),
                Number("casual", ColumnRole.Dropped, 0, 367, "leak: casual + registered = cnt in every row"),
                Number("registered", ColumnRole.Dropped, 0, 886, "leak: casual + registered = cnt in every row"),
            ], new Dictionary<string, double>()),
            Split = new SplitSummary(SplitKind.Time, "dteday", 4, 13_903, 3_476, ["Rows are in time order and the target's autocorrelation over one hour is 0.84: a random split would be optimistic."])
            {
                HonestScore = Around(69.1, 3.4),
                RandomScore = Around(42.3, 1.2),
                Optimism = 26.8,
            },
            Leaks =
            [
                new LeakFinding("casual + registered", "arithmetic-identity", LeakCertainty.Certain, "casual + registered = cnt in 17,379 of 17,379 rows.", "Leave both out: they are counted after the fact.") { Columns = ["casual", "registered"], Dropped = true },
                new LeakFinding("instant", "row-order", LeakCertainty.Suspected, "instant counts the rows and grows with the target (rank correlation 0.28).", "Leave it out unless it means something at prediction time."),
            ],
            Phases =
            [
                new PhaseResult("before-ml", [Candidate("mean", Around(181.4, 4.4), 0, 0.01, 60), Candidate("seasonal-naive", Around(100.6, 4.0), 0, 0.01, 2_000)]) { Best = "seasonal-naive" },
                new PhaseResult("simple", [linear, Candidate("boosted-trees", Around(68.8, 3.3), 3, 4, 400_000) with { Gain = Around(31.8, 4.4) }]) { Best = "boosted-trees" },
                new PhaseResult("optimised", [Failed("boosted-trees-tuned", "No trial finished within its share of the budget.")]),
                new PhaseResult("complex", []),
            ],
            Promotions =
            [
                new Promotion("seasonal-naive", "ridge-regression", new(31.2, 26.8, 35.6, "block bootstrap"), Decision.Better, true, "ridge-regression replaces seasonal-naive: it gains 31.2 (26.8 to 35.6).") { RequiredGain = 1.0, CostRatio = 1.1, AdjustedP = 0.001, FoldT = 12 },
                new Promotion("ridge-regression", "boosted-trees", new(0.6, -1.4, 2.6, "block bootstrap"), Decision.CannotTell, false, "ridge-regression stays: boosted-trees gains 0.6 (-1.4 to 2.6), which the data cannot tell from nothing.") { RequiredGain = 2.3, CostRatio = 190, AdjustedP = 0.74, FoldT = 0.4 },
            ],
            Champion = new ChampionResult("ridge-regression", "simple", new Dictionary<string, Interval>
            {
                ["rmse"] = Around(71.2, 4.2, "block bootstrap"),
                ["mean-absolute-error"] = Around(48.9, 2.8, "block bootstrap"),
                ["r-squared"] = Around(0.871, 0.016, "block bootstrap"),
                ["mean-absolute-percentage-error"] = Interval.None("a true value is 0"),
            })
            {
                BaselineTest = Around(102.9, 5.1, "block bootstrap"),
                GainOverBaseline = new(31.7, 26.2, 37.2, "block bootstrap"),
            },
            Verdict = "Use ridge-regression: on the last fifth of the time it is wrong by 71.2 rentals an hour (67.0 to 75.4), 31.7 less than repeating last week. Boosted trees were not better on honest folds.",
            LearningCurves = [],
            Outlook = null,
            Evidence = new TestEvidence
            {
                Residuals = [.. Enumerable.Range(0, 12).Select(i => new ResidualBin(10 + (i * 55), -20 - (i * 9), 4 - (i * 1.5), 24 + (i * 12), 290))],
                Importance = [new("temp", Around(41, 5)), new("hr", Around(88, 7))],
                Sizes = [new("seasonal-naive", "before-ml", 2_000, 100.6, true, false), new("ridge-regression", "simple", 2_100, 69.4, true, true), new("boosted-trees", "simple", 400_000, 68.8, true, false)],
            },
            Budget = new BudgetSummary(300, 41, 77, 310_000_000),
            Notes = [],
        };
    }

    /// <summary>Ten digits: no leaks, a confusion table of ten classes.</summary>
    public static Outcome Multiclass(int classes = 10)
    {
        var names = Enumerable.Range(0, classes).Select(i => $"digit {i}").ToArray();
        var binary = Binary();
        return binary with
        {
            Task = LearningTask.Multiclass,
            Metric = "log-loss",
            LargerIsBetter = false,
            Margin = new UsefulMargin(0.0006, true, 0.01),
            Positive = null,
            Leaks = [],
            Split = new SplitSummary(SplitKind.Stratified, null, 10, 2_400, 600, ["2,400 rows to learn from are few: the 5 folds are dealt 2 times."]) { Repeats = 2 },
            Dataset = binary.Dataset with { Name = "optdigits.parquet", ClassShares = names.ToDictionary(n => n, _ => 1.0 / classes) },
            Champion = binary.Champion with
            {
                Test = new Dictionary<string, Interval> { ["log-loss"] = Around(0.061, 0.011), ["accuracy"] = Around(0.983, 0.006) },
                BaselineTest = Around(2.3, 0.001),
                GainOverBaseline = Around(2.24, 0.011),
            },
            Evidence = binary.Evidence with
            {
                Classes = names,
                Confusion = [.. Enumerable.Range(0, classes).Select(t => (IReadOnlyList<double>)[.. Enumerable.Range(0, classes).Select(p => t == p ? 110.0 : ((t * 7) + (p * 3)) % 11 == 0 ? 3 : 0)])],
            },
        };
    }

    /// <summary>Everything awkward at once: hostile names, undefined scores, many leaks, candidates and columns.</summary>
    public static Outcome Awkward(int candidates = 40, int columns = 100, string? text = null)
    {
        var hostile = text ?? Hostile;
        var long_ = string.Concat(Enumerable.Repeat(hostile + " long ", 40));
        var binary = Binary();
        var many = Enumerable.Range(0, candidates).Select(i => i % 9 == 8
            ? Failed($"{hostile}-{i}", long_)
            : Candidate($"{hostile}-{i}", Around(0.7 + (0.2 * i / candidates), 0.01), i, i * 100, 1L << (i % 40)) with { Settings = new Dictionary<string, string> { [hostile] = long_ } }).ToArray();
        return binary with
        {
            Positive = hostile,
            Verdict = $"Use {hostile}: {long_}",
            Outlook = hostile,
            Notes = [hostile, long_],
            Run = hostile,
            Model = hostile,
            Report = hostile,
            Dataset = binary.Dataset with
            {
                Name = hostile,
                Target = long_,
                Columns = [.. Enumerable.Range(0, columns).Select(i => new ColumnInfo($"{(i % 2 == 0 ? hostile : long_)} {i}", (ColumnKind)(i % 8), (ColumnRole)(i % 8)) { Reason = long_, Missing = i, Distinct = i * 7, Minimum = double.NegativeInfinity, Maximum = 1e300 })],
                ClassShares = new Dictionary<string, double> { [hostile] = 0.9999, ["\u0000\u001b[31m\ud800"] = 0.0001 },
            },
            Split = binary.Split with { By = hostile, Kind = SplitKind.Grouped, Evidence = [hostile, long_], HonestScore = Interval.None(hostile), RandomScore = Around(0.9, 0.1), Optimism = double.NaN },
            Leaks = [.. Enumerable.Range(0, columns).Select(i => new LeakFinding(i % 5 == 0 ? "" : $"{hostile} {i}", hostile, (LeakCertainty)(i % 2), long_, hostile) { Dropped = i % 3 == 0 })],
            Phases = [new PhaseResult(hostile, []), binary.Phases[1] with { Candidates = many, Best = hostile }, new PhaseResult("optimised", [Failed(hostile, hostile)]), binary.Phases[3]],
            Promotions = [.. Enumerable.Range(0, candidates).Select(i => new Promotion($"{hostile}-{i}", long_, Interval.None(hostile), (Decision)(i % 4), i % 7 == 0, long_) { AdjustedP = double.NaN, FoldT = double.PositiveInfinity, CostRatio = double.NaN })],
            Champion = new ChampionResult(hostile, hostile, new Dictionary<string, Interval> { ["roc-auc"] = Interval.None(hostile), [hostile] = Around(0.5, 0.1, hostile) }) { GainOverBaseline = Interval.None(hostile) },
            LearningCurves =
            [
                new LearningCurve(hostile, [new CurvePoint(100, Interval.None(hostile)), new CurvePoint(200, Around(0.8, 0.02))], [], long_),
                new LearningCurve(long_, [], [], hostile),
            ],
            Evidence = new TestEvidence
            {
                Calibration = [new CalibrationBin(double.NaN, Interval.None(hostile), 0), new CalibrationBin(0.5, Around(0.5, 0.2), 3)],
                Confusion = [[double.NaN, 0], [0, 0]],
                Classes = [hostile, long_],
                Importance = [.. Enumerable.Range(0, columns).Select(i => new ColumnImportance($"{hostile} {i}", i % 4 == 3 ? Interval.None(hostile) : Around(0.1 / (i + 1), 0.01)))],
                Sizes = [.. many.Select((c, i) => new SizePoint(c.Name, hostile, c.ModelBytes, c.Score.Value, i % 5 == 0, i == 12))],
            },
            Budget = binary.Budget with { LeftOut = [hostile, long_], GivenSeconds = double.PositiveInfinity },
        };
    }

    private static CandidateResult Refused(string name, string reason) => Failed(name, reason) with { Error = null, Refused = reason };

    private static CandidateResult Failed(string name, string error) =>
        Candidate(name, Interval.None(error)) with { Error = error, FoldScores = [], PredictMicrosecondsPerRow = double.NaN, ModelBytes = 0, PeakMemoryBytes = 0 };

    private static LearningCurve Curve(string name, double limit, double factor)
    {
        double At(double rows) => limit - (factor / Math.Pow(rows, 0.42));
        double[] sizes = [1_000, 2_000, 4_000, 8_000, 16_000, 31_000];
        double[] later = [1_000, 1_600, 2_500, 4_000, 6_500, 10_000, 16_000, 31_000, 50_000, 80_000, 124_000];
        return new LearningCurve(
            name,
            [.. sizes.Select((n, i) => new CurvePoint(n, Around(At(n) + (i % 2 == 0 ? 0.0006 : -0.0005), 0.09 / Math.Sqrt(n))))],
            [.. later.Select(n => new CurvePoint(n, Around(At(n), (0.04 / Math.Sqrt(n)) + (n / 124_000 * 0.0006))))],
            $"error = {1 - limit:0.0000} + {factor:0.00} n^-0.42");
    }

    private static CalibrationBin Bin(double predicted, int rows, int index)
    {
        var observed = Math.Clamp(predicted + (index % 3 == 0 ? 0.03 : -0.012), 0, 1);
        var half = 1.96 * Math.Sqrt(observed * (1 - observed) / rows);
        return new CalibrationBin(predicted, Around(observed, half, "wilson"), rows);
    }

    private static Fingerprint Prints(long rows) => new(
        "6f1ed002ab5595859014ebf0951522d9", "c4ca4238a0b923820dcc509a6f75849b", "1679091c5a880faf6fb5e6087eb1b2dc", rows, new Dictionary<string, string>());

    private static ColumnInfo Number(string name, ColumnRole role, double low, double high, string reason) =>
        new(name, ColumnKind.Number, role) { Minimum = low, Maximum = high, Distinct = 300, Reason = reason, SourceType = "DOUBLE" };

    private static DatasetSummary AdultTable() => new(
        "adult.csv.gz",
        48_842,
        "income",
        Prints(48_842),
        [
            Number("age", ColumnRole.Feature, 17, 90, "whole numbers with 74 distinct values"),
            new ColumnInfo("workclass", ColumnKind.Category, ColumnRole.Feature) { Missing = 2_799, Distinct = 8, MissingMarkers = ["?"], Reason = "8 names" },
            Number("fnlwgt", ColumnRole.Feature, 12_285, 1_490_400, "numbers"),
            new ColumnInfo("education", ColumnKind.Category, ColumnRole.Feature) { Distinct = 16, Reason = "16 names" },
            new ColumnInfo("education-num", ColumnKind.OrderedCode, ColumnRole.Feature) { Distinct = 16, Minimum = 1, Maximum = 16, Reason = "16 whole numbers without gaps" },
            new ColumnInfo("occupation", ColumnKind.Category, ColumnRole.Feature) { Missing = 2_809, Distinct = 14, MissingMarkers = ["?"], Reason = "14 names" },
            Number("capital-gain", ColumnRole.Feature, 0, 99_999, "numbers, 91.7 % of them 0"),
            Number("hours-per-week", ColumnRole.Feature, 1, 99, "whole numbers with 96 distinct values"),
            new ColumnInfo("income", ColumnKind.Category, ColumnRole.Target) { Distinct = 2, Reason = "given with --target; >50K is positive because it is the rarer class" },
        ],
        new Dictionary<string, double> { ["<=50K"] = 0.7607, [">50K"] = 0.2393 });
}
