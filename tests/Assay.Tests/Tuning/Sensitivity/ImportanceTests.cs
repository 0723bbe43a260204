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

    [Fact]
    public void Too_few_trials_say_nothing()
    {
        using var study = Searched(9, c => c.Number("a"));
        Assert.Empty(new SobolImportance().Of(study.History));
        Assert.Equal("", ImportanceMethod.Sentence([]));
    }

    private static Study Searched(int trials, Func<Configuration, double> loss)
    {
        var study = new Study(new Space([Dimension.Float("a", -1, 1), Dimension.Float("b", -1, 1), Dimension.Category("k", "x", "y")]), new StudyOptions { Sampler = "random", Seed = 1 });
        for (var i = 0; i < trials; i++)
        {
            var trial = study.Ask();
            study.Tell(trial.Number, TrialOutcome.Of(loss(trial.Configuration)));
        }

        return study;
    }
}
