using Assay.Cli.Frame;
using Assay.Tuning;

namespace Assay.Cli.Tuning;

/// <summary>Whether a recorded search asks the same again.</summary>
internal sealed class ReplayPage(StudyReplay replay, string name)
{
    private const int Shown = 20;

    /// <summary>Writes the page, or one JSON document; differences are a failed check.</summary>
    internal ExitCode Write(Invocation call)
    {
        var exit = replay.Differences.Count == 0 ? ExitCode.Success : ExitCode.GateFailed;
        if (call.Json)
        {
            call.WriteJson(new
            {
                Study = name,
                replay.Trials,
                Differences = replay.Differences.Select(d => new { Trial = d.Number, Recorded = d.Recorded.Values.ToDictionary(), Proposed = d.Proposed.Values.ToDictionary() }),
            });
            return exit;
        }

        call.Output.WriteLine(replay.Differences.Count == 0
            ? $"Study {name}: asked again from its journal, all {replay.Trials} trials come out the same."
            : $"Study {name}: asked again from its journal, {replay.Differences.Count} of {replay.Trials} trials come out otherwise; another version of Assay or another kind of processor may have made it.");
        foreach (var difference in replay.Differences.Take(Shown))
        {
            call.Output.WriteLine($"  trial {difference.Number}: recorded {difference.Recorded}; now {difference.Proposed}");
        }

        return exit;
    }
}
