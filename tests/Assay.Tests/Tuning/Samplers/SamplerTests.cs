using Assay.Tuning;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Tuning.Samplers;

public class SamplerTests
{
    [Fact]
    public void The_grid_has_every_point_once_and_then_goes_on_at_random()
    {
        using var study = new Study(new Space([Dimension.Category("k", "a", "b"), Dimension.Int("n", 1, 3), Dimension.Float("x", 0, 1).OnlyWhen("k", "b")]), new StudyOptions { Sampler = "grid" });
        var asked = Enumerable.Range(0, 20).Select(_ => study.Ask().Configuration).ToArray();
        Assert.Equal(3 + (3 * 5), asked.Take(18).Distinct().Count());
        Assert.Equal(["k=a n=1", "k=a n=2", "k=a n=3", "k=b n=1 x=0"], asked.Take(4).Select(c => c.ToString()));
    }

    [Fact]
    public void Quasi_random_points_fill_each_axis_more_evenly_than_chance()
    {
        using var study = new Study(TuningSpaces.Plain, new StudyOptions { Sampler = "quasi-random", Seed = 8 });
        int[] cells = [.. Enumerable.Range(0, 64).Select(_ => (int)((study.Ask().Configuration.Number("x") + 5) / 10 * 16))];
        Assert.All(Enumerable.Range(0, 16), cell => Assert.InRange(cells.Count(c => c == cell), 3, 5));
    }

    [Fact]
    public void Quasi_random_visits_every_branch_in_turn()
    {
        using var study = new Study(TuningSpaces.Conditional, new StudyOptions { Sampler = "quasi-random" });
        Assert.Equal(["linear", "rbf", "poly", "linear"], Enumerable.Range(0, 4).Select(_ => study.Ask().Configuration.Word("kernel")));
    }

    [Theory]
    [InlineData("gaussian-process", 25, 1e-3)]
    [InlineData("auto", 25, 1e-3)]
    [InlineData("tpe", 60, 0.1)]
    [InlineData("random-forest", 60, 0.1)]
    [InlineData("nsga-ii", 100, 0.5)]
    public void Finds_the_bottom_of_a_bowl(string sampler, int trials, double within)
    {
        using var study = new Study(TuningSpaces.Plain, new StudyOptions { Sampler = sampler, Seed = 2 });
        for (var i = 0; i < trials; i++)
        {
            var trial = study.Ask();
            var (x, y) = (trial.Configuration.Number("x"), Math.Log10(trial.Configuration.Number("y")));
            study.Tell(trial.Number, TrialOutcome.Of(((x - 1.3) * (x - 1.3)) + ((y + 2) * (y + 2))));
        }

        Assert.InRange(study.Best!.Values[0], 0, within);
    }

    [Theory]
    [InlineData("tpe")]
    [InlineData("random-forest")]
    public void A_late_branch_is_not_locked_out(string sampler)
    {
        // Poly is the best only at one degree and with a gamma that must be found; linear is good at once.
        using var study = new Study(TuningSpaces.Conditional, new StudyOptions { Sampler = sampler, Seed = 4 });
        for (var i = 0; i < 80; i++)
        {
            var trial = study.Ask();
            var c = trial.Configuration;
            study.Tell(trial.Number, TrialOutcome.Of(c.Word("kernel") switch
            {
                "linear" => 0.5,
                "rbf" => 0.7,
                _ => 0.1 * (Math.Pow(Math.Log10(c.Number("gamma")) + 1, 2) + Math.Pow(c.Number("degree") - 3, 2)),
            }));
        }

        Assert.Equal("poly", study.Best!.Configuration.Word("kernel"));
        Assert.InRange(study.Best.Values[0], 0, 0.15);
    }

    [Fact]
    public void The_process_finds_the_best_that_a_constraint_allows()
    {
        using var study = new Study(TuningSpaces.Plain, new StudyOptions { Sampler = "gaussian-process" });
        for (var i = 0; i < 30; i++)
        {
            var trial = study.Ask();
            var x = trial.Configuration.Number("x");
            study.Tell(trial.Number, new TrialOutcome { Values = [x * x], Constraints = [2 - x] });
        }

        Assert.InRange(study.Best!.Values[0], 4, 4.05);
    }

    [Fact]
    public void The_rule_that_chose_is_noted()
    {
        using var study = new Study(TuningSpaces.Plain);
        var trial = study.Ask();
        Assert.Single(study.Notes);
        Assert.Contains(trial.Sampler, study.Notes[0]);
    }
}
