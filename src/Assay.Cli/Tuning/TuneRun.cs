using System.Globalization;
using Assay.Cli.Frame;
using Assay.Tuning;

namespace Assay.Cli.Tuning;

/// <summary>Runs trials of the user's program, several at a time, until something says stop; a line for each on the messages.</summary>
internal sealed class TuneRun(Study study, ProgramTrial program, TextWriter messages)
{
    private const int FailuresToStop = 10;

    // Timers know no longer wait.
    private static readonly TimeSpan longest = TimeSpan.FromDays(40);

    private readonly Lock gate = new();
    private readonly long start = study.Options.Clock.GetTimestamp();
    private int told;

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
            await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(() => TogetherAsync(clock), CancellationToken.None)));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return "the budget of time is used";
        }

        return study.StopReason ?? $"{Ended} trials have ended";
    }

    // Trials taken from earlier studies were not tried here.
    private int Ended => study.History.FinishedCount - study.History.EarlierCount;

    // What ends one worker, such as a full disk, ends the others: their trials are given back.
    private async Task TogetherAsync(CancellationTokenSource clock)
    {
        try
        {
            await WorkAsync(clock.Token);
        }
        catch (AssayException)
        {
            await clock.CancelAsync();
            throw;
        }
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
                GiveBack(trial);
                throw;
            }
            catch (AssayException fault) when (fault.Code.StartsWith("usage.", StringComparison.Ordinal))
            {
                Say(study.Tell(trial.Number, TrialOutcome.Failure(fault.Message)));
            }
        }
    }

    // Where the store takes no more, whoever comes next finds the trial's process dead.
    private void GiveBack(Trial trial)
    {
        try
        {
            study.Lose(trial.Number);
        }
        catch (AssayException fault) when (fault.Code.StartsWith("store.", StringComparison.Ordinal))
        {
            Say($"Trial {trial.Number} could not be given back ({fault.Code}); it is tried again when the search goes on.");
        }
    }

    // Trials under way count, so that several workers and processes together do not overshoot.
    private Trial? Next()
    {
        lock (gate)
        {
            study.Refresh();
            var ended = study.History.Finished.Where(t => !t.IsEarlier).Take(FailuresToStop).ToArray();
            if (ended.Length == FailuresToStop && ended.All(t => t.State == TrialState.Failed))
            {
                throw new AssayException("provider.trials-failed", $"The first {FailuresToStop} trials have all failed, the last with: {ended[^1].Error} Mend the program and give a new --study.");
            }

            return Ended + study.History.Running.Count() < Trials && study.StopReason is null ? study.Ask() : null;
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
            told++;
            messages.WriteLine($"{Ended}/{Trials}  trial {trial.Number}  {result}  {trial.Configuration}{best}{Left()}");
        }
    }

    private void Say(string line)
    {
        lock (gate)
        {
            messages.WriteLine(line);
        }
    }

    // As long as the rest takes at the pace of this run; a budget may end it earlier.
    private string Left()
    {
        var spent = study.Options.Clock.GetElapsedTime(start);
        var (rest, budget) = (spent / told * Math.Max(0, Trials - Ended), Budget - spent);
        var left = rest < budget ? rest : budget;
        return Ended >= Trials || left < TimeSpan.FromSeconds(1) ? "" : $"  about {Duration.Format(Rounded(left))} left";
    }

    private static TimeSpan Rounded(TimeSpan time)
    {
        var unit = time.TotalMinutes < 2 ? TimeSpan.FromSeconds(1) : time.TotalHours < 2 ? TimeSpan.FromMinutes(1) : TimeSpan.FromHours(1);
        return Math.Round(time / unit) * unit;
    }

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
