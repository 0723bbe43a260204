using Assay.Tuning;
using Assay.Tuning.Stopping;

namespace Assay.Tests.Tuning;

public class StoppingTests
{
    [Fact]
    public void Stops_after_so_many_trials_without_a_better_one()
    {
        using var study = Told(new NoImprovement(3), 5, 4, 6, 7);
        Assert.Null(study.StopReason);
        study.Tell(study.Ask().Number, TrialOutcome.Of(4));
        Assert.Contains("last 3 trials", study.StopReason);
    }

    [Fact]
    public void Stops_at_the_target()
    {
        using var study = Told(new Target(3), 5, 4);
        Assert.Null(study.StopReason);
        study.Tell(study.Ask().Number, TrialOutcome.Of(3));
        Assert.Contains("trial 2", study.StopReason);
    }

    private static Study Told(StoppingRule rule, params double[] values)
    {
        var study = new Study(TuningSpaces.Plain, new StudyOptions { Sampler = "random", Stopping = [rule] });
        foreach (var value in values)
        {
            study.Tell(study.Ask().Number, TrialOutcome.Of(value));
        }

        return study;
    }
}
