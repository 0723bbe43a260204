using Assay.Data;

namespace Assay.Development;

/// <summary>A development run that is ready to start: a table, options, and the workbench it is recorded in.</summary>
public sealed class DevelopmentJob
{
    private readonly Workbench workbench;
    private readonly Dataset data;
    private readonly DevelopOptions options;

    internal DevelopmentJob(Workbench workbench, Dataset data, DevelopOptions options)
    {
        this.workbench = workbench;
        this.data = data;
        this.options = options;
    }

    /// <summary>Runs everything: leaks, split, four phases, promotion, test, report and model folder.</summary>
    /// <exception cref="AssayException">The table, an option or the store does not allow it.</exception>
    /// <exception cref="OperationCanceledException">Ctrl-C; what was finished is recorded, and the same call resumes.</exception>
    public Outcome Run() => Run(options.Clock.GetTimestamp(), []);

    /// <summary>Runs everything, with the time the command started (reading the table counts towards the budget) and its own arguments for the record.</summary>
    public Outcome Run(long start, IReadOnlyList<string> command)
    {
        using var recorder = RunRecorder.Begin(workbench, data, options, command);
        try
        {
            using var session = new DevelopmentSession(data, options, recorder, start);
            var (outcome, final) = session.Run();
            return recorder.Finish(outcome, session.Data, final);
        }
        catch (Exception ended) when (DevelopOptions.IsCancellation(ended))
        {
            recorder.Interrupted();
            throw new OperationCanceledException("The run was interrupted; the same call goes on from what it recorded.", ended, options.Cancellation);
        }
        catch (Exception failure)
        {
            recorder.Failed(failure);
            throw;
        }
    }
}
