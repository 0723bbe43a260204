using System.Globalization;
using Assay.Tuning;
using Assay.Tuning.Honesty;

namespace Assay.Cli.Tuning;

/// <summary>Runs the best trials of a search once more with seeds the search has not seen, kept as a study of its own beside it.</summary>
/// <param name="again">The study of the repeats; what it has already is not run twice.</param>
/// <param name="program">Has a fresh seed.</param>
/// <param name="messages">A line a trial.</param>
internal sealed class ConfirmRun(Study again, ProgramTrial program, TextWriter messages)
{
    /// <summary>What the best is worth by its repeats; null when fewer than two could be run.</summary>
    internal async Task<HonestBest?> RunAsync(Study search, int count, CancellationToken cancellation)
    {
        var pairs = new List<(double Found, double Again)>();
        foreach (var trial in search.Leaders(count))
        {
            var repeated = await RepeatedAsync(trial, cancellation);
            if (repeated.State == TrialState.Done)
            {
                pairs.Add((trial.Values[0], repeated.Values[0]));
            }

            messages.WriteLine($"trial {trial.Number} once more: {Text(trial.Values[0])}, then {(repeated.State == TrialState.Done ? Text(repeated.Values[0]) : repeated.Error)}");
        }

        return pairs.Count >= 2 ? HonestBest.FromRepeats(search.Best!.Values[0], pairs, search.Options.Directions[0]) : null;
    }

    private async Task<Trial> RepeatedAsync(Trial trial, CancellationToken cancellation)
    {
        var waiting = false;
        while (true)
        {
            again.Refresh();
            if (again.History.Finished.FirstOrDefault(t => t.Configuration.Equals(trial.Configuration)) is { } known)
            {
                return known;
            }

            if (!waiting)
            {
                again.Enqueue(trial.Configuration);
                waiting = true;
            }

            var asked = again.Ask();
            try
            {
                again.Tell(asked.Number, await program.RunAsync(asked, again, cancellation));
            }
            catch (OperationCanceledException)
            {
                again.Lose(asked.Number);
                throw;
            }
        }
    }

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
