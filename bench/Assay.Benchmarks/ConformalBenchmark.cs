using System.ComponentModel;
using System.Globalization;
using Assay.Data;
using Assay.Evaluation.Confidence;
using Assay.Evaluation.Rows;
using Assay.Learners;
using Assay.Numerics;

namespace Assay.Benchmarks;

/// <summary>How often conformal sets and intervals hold the truth over random splits of real data, overall and in every group.</summary>
[Description("coverage of conformal sets and intervals over random splits, overall and per group")]
public static class ConformalBenchmark
{
    private const int LeastRows = 100;
    private static readonly (string File, string Target, string Group, string[] Drop)[] sets =
    [
        ("adult", "income", "sex", []),
        ("adult", "income", "marital_status", []),
        ("optdigits", "digit", "", []),
        ("california_housing", "median_house_value", "ocean_proximity", []),
        ("bike_hour", "cnt", "season", ["instant", "dteday", "casual", "registered"]),
    ];

    /// <summary>Arguments: folder with the data sets as NAME.csv.gz, splits (default 1,000), promised coverage (default 0.9).</summary>
    public static int Run(string[] arguments)
    {
        var splits = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 1000;
        var coverage = arguments.Length > 2 ? double.Parse(arguments[2], CultureInfo.InvariantCulture) : 0.9;
        Console.WriteLine($"| data | method | rows calibrating, judged | coverage | mean size | groups of | calibrated alike: worst group | calibrated in each group: worst group |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var set in sets)
        {
            var data = Dataset.Read(Path.Combine(arguments[0], set.File + ".csv.gz"), new ReadOptions { Target = set.Target, Drop = set.Drop, Categorical = set.File == "bike_hour" ? ["season"] : [] });
            var (rows, groups) = Judged(data, set.Group);
            foreach (var method in Catalogue<ConformalMethod>.All.Where(m => m.Supports(data.Task, withLimits: false)))
            {
                Print(set.File, method, (rows, groups), (splits, coverage));
            }
        }

        return 0;
    }

    // Half of the rows learn; the other half is what splits deal.
    private static (JudgedRows Rows, Strata Groups) Judged(Dataset data, string group)
    {
        var order = Enumerable.Range(0, data.RowCount).ToArray();
        new SeededRandom(7).Shuffle<int>(order);
        var (train, rest) = (order[..(order.Length / 2)], order[(order.Length / 2)..]);
        var options = new FitOptions { Seed = 1, Settings = new Settings([new("trees", "150"), new("learning-rate", "0.08")]) };
        var model = Catalogue<Learner>.Find("boosted-trees").Fit(new Sample(data, train), options);
        var sample = new Sample(data, rest);
        var rows = new JudgedRows(sample.Target(), model.Predict(sample), data.Outputs, new RowDesign([], [], 0.95));
        var strata = group.Length == 0
            ? new Strata("predicted class", [.. Enumerable.Range(0, rows.Count).Select(rows.Top)], data.Classes)
            : Strata.By(data.Columns.First(c => c.Name == group))!.At(rest);
        return (rows, strata);
    }

    private static void Print(string file, ConformalMethod method, (JudgedRows Rows, Strata Groups) on, (int Splits, double Coverage) how)
    {
        var (rows, groups) = on;
        var everyone = new Strata("all", new int[rows.Count], ["all"]);
        var (all, alike, each, counts) = (0.0, new double[groups.Names.Count], new double[groups.Names.Count], new double[groups.Names.Count]);
        var (size, calibrating, judging) = (0.0, 0, 0);
        for (var split = 0; split < how.Splits; split++)
        {
            var order = Enumerable.Range(0, rows.Count).ToArray();
            SeededRandom.For(3, "conformal splits", split).Shuffle<int>(order);
            int[] learn = method.Learns ? order[..(rows.Count / 4)] : [];
            var (calibration, judged) = (order[learn.Length..(rows.Count / 2)], order[(rows.Count / 2)..]);
            var scores = method.Score(new ConformalRows(rows, [], []), learn, SeededRandom.For(4, "ties", split));
            var plain = scores.Thresholds(calibration, everyone, how.Coverage, new RowDesign([], [], 0.95));
            var covered = scores.Covered(judged, everyone, plain);
            var mondrian = scores.Covered(judged, groups, scores.Thresholds(calibration, groups, how.Coverage, new RowDesign([], [], 0.95)));
            for (var i = 0; i < judged.Length; i++)
            {
                alike[groups.Of[judged[i]]] += covered[i];
                each[groups.Of[judged[i]]] += mondrian[i];
                counts[groups.Of[judged[i]]]++;
            }

            all += covered.Average() / how.Splits;
            size += split % 100 == 0 ? scores.MeanSize(judged, everyone, plain) / Math.Ceiling(how.Splits / 100.0) : 0;
            (calibrating, judging) = (calibration.Length, judged.Length);
        }

        // A group of few calibration rows is held in steps larger than a point, whatever the method.
        bool IsJudged(int k) => counts[k] >= how.Splits * LeastRows;
        string Worst(double[] held)
        {
            var worst = Enumerable.Range(0, counts.Length).Where(IsJudged).MaxBy(k => Math.Abs((held[k] / counts[k]) - how.Coverage));
            return $"{100 * held[worst] / counts[worst]:F2} % ({groups.Names[worst]})";
        }

        Console.WriteLine($"| {file} | {method.Name} | {calibrating:N0}, {judging:N0} | {100 * all:F2} % | {size:G4} | {groups.Name} ({Enumerable.Range(0, counts.Length).Count(IsJudged)}) | {Worst(alike)} | {Worst(each)} |");
    }
}
