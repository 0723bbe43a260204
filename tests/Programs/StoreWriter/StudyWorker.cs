using Assay.Tracking;
using Assay.Tuning;
using Assay.Tuning.Spaces;

/// <summary>One of several processes that work on one study.</summary>
internal static class StudyWorker
{
    /// <summary>Runs so many trials of ten reports each; tells each trial's number when it is recorded.</summary>
    public static void Work(Store store, int trials, Action<string> tell)
    {
        using var study = Study.Open(store, "shared", new Space([Dimension.Float("x", 0, 1)]), new StudyOptions { Sampler = "random" });
        for (var i = 0; i < trials; i++)
        {
            var trial = study.Ask();
            var x = trial.Configuration.Number("x");
            for (var step = 1; step <= 10; step++)
            {
                study.Report(trial.Number, step, x + (1.0 / step));
            }

            study.Tell(trial.Number, TrialOutcome.Of(x));
            tell($"{trial.Number}");
        }
    }
}
