using Assay.Metrics;

namespace Assay.Development;

/// <summary>Tells whoever watches what is running.</summary>
internal sealed class ProgressReporter(DevelopOptions options, WorkPlan plan, Metric metric)
{
    private int done;
    private string phase = "prepare";
    private CandidateResult? best;

    /// <summary>Work outside the phases.</summary>
    public void Say(string activity) => Tell(activity, null);

    /// <summary>A candidate starts.</summary>
    public void Running(Candidate candidate)
    {
        phase = candidate.Phase;
        Tell(candidate.Name, null);
    }

    /// <summary>A candidate ended, well or not.</summary>
    public void Finished(Trial trial, Trial? bestSoFar)
    {
        done++;
        best = bestSoFar?.Result;
        Tell(trial.Result.Name, trial.Result);
    }

    private void Tell(string activity, CandidateResult? finished) => options.Progress?.Report(
        new DevelopmentProgress(phase, activity, done, plan.Elapsed)
        {
            Left = plan.Left,
            Metric = metric.Name,
            Best = best,
            Finished = finished,
        });
}
