using System.Text.Json;
using Assay.Tuning;
using Assay.Tuning.Sensitivity;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Tuning.Sensitivity;

public class ImportanceTests
{
    public static TheoryData<string> Names => [.. Catalogue<ImportanceMethod>.All.Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_parameter_that_makes_the_difference_comes_first(string name)
    {
        using var study = Searched(60, c => (10 * c.Number("a") * c.Number("a")) + (0.01 * c.Number("b")) + (c.Word("k") == "x" ? 1 : 0));
        var importances = Catalogue<ImportanceMethod>.Find(name).Of(study.History);
        Assert.Equal("a", importances[0].Parameter);
        Assert.All(importances, i => Assert.InRange(i.Share.Value, i.Share.Low, i.Share.High));
    }

    [Fact]
    public void The_sentence_names_what_makes_nine_tenths()
    {
        static Importance Of(string name, double share) => new(name, new Assay.Statistics.Interval(share, share, share, "given"));
        Assert.Equal("Carefully tune a, b, which make 94 % of the differences; leave the rest (c).", ImportanceMethod.Sentence([Of("a", 0.64), Of("b", 0.3), Of("c", 0.06)]));
        Assert.Equal("All parameters matter: a, b.", ImportanceMethod.Sentence([Of("a", 0.5), Of("b", 0.5)]));
    }

    [Fact]
    public void Sobol_shares_of_a_sum_are_its_terms_shares_of_variance()
    {
        // y = 2a + b + 1[k = x] with a, b even on [-1, 1]: variances 4/3, 1/3 and 1/4 of 23/12.
        using var study = Searched(80, c => (2 * c.Number("a")) + c.Number("b") + (c.Word("k") == "x" ? 1 : 0));
        var shares = new SobolImportance().Of(study.History).ToDictionary(i => i.Parameter, i => i.Share.Value);
        Assert.Equal(16.0 / 23, shares["a"], 0.1);
        Assert.Equal(4.0 / 23, shares["b"], 0.06);
        Assert.Equal(3.0 / 23, shares["k"], 0.06);
    }

    // Optuna scales shares of single parameters to sum to 1 and asks a forest of its own: chance makes a few hundredths. It takes logarithmic parameters for even ones, so there are none here.
    [Theory]
    [InlineData("ishigami")]
    [InlineData("mixed")]
    public void Functional_anova_agrees_with_optuna_on_the_same_trials(string name)
    {
        var told = JsonDocument.Parse(File.ReadAllText(TestData.In("tests/data/golden/tuning/optuna-importance.json"))).RootElement.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);
        string[] names = [.. told.GetProperty("names").EnumerateArray().Select(n => n.GetString()!)];
        Space space = name == "mixed"
            ? new([Dimension.Float("exponent", -5, 0), Dimension.Int("layers", 1, 5), Dimension.Float("decay", 0, 1)])
            : new([.. names.Select(n => Dimension.Float(n, -Math.PI, Math.PI))]);
        using var study = new Study(space, new StudyOptions { Sampler = "random" });
        foreach (var row in told.GetProperty("trials").EnumerateArray())
        {
            study.Enqueue(space.Configure(names.Select((n, i) => KeyValuePair.Create(n, row[i].GetString()!)).ToDictionary()));
            study.Tell(study.Ask().Number, TrialOutcome.Of(row[names.Length].GetDouble()));
        }

        var importances = new VarianceImportance().Of(study.History);
        var sum = importances.Sum(i => i.Share.Value);
        Assert.All(importances, i => Assert.Equal(told.GetProperty("fanova").GetProperty(i.Parameter).GetDouble(), i.Share.Value / sum, 0.08));
    }

    [Theory]
    [InlineData("sobol", 110, new[] { 0.558, 0.442, 0.244 })]
    [InlineData("fanova", 300, new[] { 0.314, 0.442, 0.0 })]
    public void Shares_of_ishigami_approach_those_of_its_closed_form(string name, int trials, double[] expected)
    {
        // Ishigami and Homma 1990 with 7 and 0.1: total shares, and those of single parameters. Models of so few trials see the waves of b in part.
        using var study = Searched(trials, [.. "abc".Select(n => Dimension.Float($"{n}", -Math.PI, Math.PI))], c =>
            Math.Sin(c.Number("a")) + (7 * Math.Pow(Math.Sin(c.Number("b")), 2)) + (0.1 * Math.Pow(c.Number("c"), 4) * Math.Sin(c.Number("a"))));
        var shares = Catalogue<ImportanceMethod>.Find(name).Of(study.History).ToDictionary(i => i.Parameter, i => i.Share.Value);
        Assert.All("abc".Index(), n => Assert.Equal(expected[n.Index], shares[$"{n.Item}"], 0.2));
    }

    [Theory]
    [InlineData("sobol", 0.7)]
    [InlineData("fanova", 0.3)]
    public void A_product_counts_for_both_in_total_shares_and_for_neither_alone(string name, double expected)
    {
        // y = a + b + 2ab on [-1, 1]: variances 1/3, 1/3 and 4/9 of 10/9.
        using var study = Searched(150, [.. "abc".Select(n => Dimension.Float($"{n}", -1, 1))], c => c.Number("a") + c.Number("b") + (2 * c.Number("a") * c.Number("b")));
        var shares = Catalogue<ImportanceMethod>.Find(name).Of(study.History).ToDictionary(i => i.Parameter, i => i.Share.Value);
        Assert.Equal(expected, shares["a"], 0.15);
        Assert.Equal(expected, shares["b"], 0.15);
        Assert.Equal(0, shares["c"], 0.05);
    }

    [Fact]
    public void Too_few_trials_say_nothing()
    {
        using var study = Searched(9, c => c.Number("a"));
        Assert.Empty(new SobolImportance().Of(study.History));
        Assert.Equal("", ImportanceMethod.Sentence([]));
    }

    private static Study Searched(int trials, Func<Configuration, double> loss) =>
        Searched(trials, [Dimension.Float("a", -1, 1), Dimension.Float("b", -1, 1), Dimension.Category("k", "x", "y")], loss);

    private static Study Searched(int trials, Dimension[] dimensions, Func<Configuration, double> loss)
    {
        var study = new Study(new Space(dimensions), new StudyOptions { Sampler = "random", Seed = 1 });
        for (var i = 0; i < trials; i++)
        {
            var trial = study.Ask();
            study.Tell(trial.Number, TrialOutcome.Of(loss(trial.Configuration)));
        }

        return study;
    }
}
