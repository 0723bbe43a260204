using System.Globalization;
using Assay.Tuning;

namespace Assay.Cli.Tuning;

/// <summary>Runs trials of the user's program, several at a time, until something says stop; a line for each on the messages.</summary>
internal sealed class TuneRun(Study study, ProgramTrial program, TextWriter messages)
{
    private const int FailuresToStop = 10;

    // Timers know no longer wait.
    private static readonly TimeSpan longest = TimeSpan.FromDays(40);

    private readonly Lock gate = new();

    /// <summary>Stop when so many trials have ended, those of earlier runs included.</summary>
    internal required int Trials { get; init; }

    /// <summary>Trials at the same time.</summary>
    internal required int Workers { get; init; }

    /// <summary>Time in all.</summary>
    internal required TimeSpan Budget { get; init; }

    /// <summary>Returns why it stopped.</summary>
    /// <exception cref="OperationCanceledException">The user interrupted; trials under way are given back to be tried again.</exception>
    internal async Task<string> RunAsync(CancellationToken cancellation)
    {
        using var clock = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        clock.CancelAfter(Budget < longest ? Budget : longest);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(() => WorkAsync(clock.Token), CancellationToken.None)));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return "the budget of time is used";
        }

        return study.StopReason ?? $"{study.History.FinishedCount} trials have ended";
    }

    private async Task WorkAsync(CancellationToken cancellation)
    {
        while (Next() is { } trial)
        {
            try
            {
                cancellation.ThrowIfCancellationRequested();
                Say(study.Tell(trial.Number, await program.RunAsync(trial, study, cancellation)));
            }
            catch (Exception fault) when (fault is OperationCanceledException or AssayException { Code: "usage.program" })
            {
                study.Lose(trial.Number);
                throw;
            }
            catch (AssayException fault) when (fault.Code.StartsWith("usage.", StringComparison.Ordinal))
            {
                Say(study.Tell(trial.Number, TrialOutcome.Failure(fault.Message)));
            }
        }
    }

    // Trials under way count, so that several workers and processes together do not overshoot.
    private Trial? Next()
    {
        lock (gate)
        {
            study.Refresh();
            var ended = study.History.Finished.Take(FailuresToStop).ToArray();
            if (ended.Length == FailuresToStop && ended.All(t => t.State == TrialState.Failed))
            {
                throw new AssayException("provider.trials-failed", $"The first {FailuresToStop} trials have all failed, the last with: {ended[^1].Error} Mend the program and give a new --study.");
            }

            return study.History.FinishedCount + study.History.Running.Count() < Trials && study.StopReason is null ? study.Ask() : null;
        }
    }

    private void Say(Trial trial)
    {
        var result = trial.State == TrialState.Done
            ? string.Join(", ", trial.Values.Select(Text)) + (trial.IsFeasible ? "" : " (breaks a constraint)")
            : $"{trial.State.ToString().ToLowerInvariant()}{(trial.Error is { } error ? ": " + error.ReplaceLineEndings(" ") : "")}";
        var best = study.Best is { } leader && study.Options.Directions.Count == 1
            ? leader.Number == trial.Number ? "  best so far" : $"  best {Text(leader.Values[0])} (trial {leader.Number})"
            : "";
        lock (gate)
        {
            messages.WriteLine($"{study.History.FinishedCount}/{Trials}  trial {trial.Number}  {result}  {trial.Configuration}{best}");
        }
    }

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
