using System.Text.Json;
using Assay.Tuning;

namespace Assay.Cli.Tuning;

/// <summary>Answers another program's questions, one JSON line each: ask, report, tell.</summary>
/// <remarks>What cannot be understood is answered with {"error": {"code", "message"}} and changes nothing; the end of input ends the conversation.</remarks>
internal sealed class AskTell(Study study, TextReader input, TextWriter output)
{
    /// <summary>Talks until the input ends.</summary>
    internal async Task RunAsync(CancellationToken cancellation)
    {
        while (await input.ReadLineAsync(cancellation) is { } line)
        {
            if (line.Trim().Length > 0)
            {
                await output.WriteLineAsync(JsonSerializer.Serialize(Answered(line), JsonRules.Compact).AsMemory(), cancellation);
                await output.FlushAsync(cancellation);
            }
        }
    }

    private object Answered(string line)
    {
        try
        {
            return Answer(line);
        }
        catch (AssayException fault)
        {
            return new { Error = new { fault.Code, Message = fault.Message[(fault.Code.Length + 2)..] } };
        }
    }

    private object Answer(string line)
    {
        if (TrialLine.Parse(line) is not { ValueKind: JsonValueKind.Object } request)
        {
            throw Misunderstood(line);
        }

        if (request.TryGetProperty("ask", out _))
        {
            var trial = study.Ask();
            return new { Trial = trial.Number, Params = Values(trial) };
        }

        if (request.TryGetProperty("report", out var report))
        {
            return new { Prune = study.Report(Trial(report), (long)Field(report, "step"), Field(report, "value")) };
        }

        if (request.TryGetProperty("tell", out var told))
        {
            TrialLine.ReportFolds(study, Trial(told), told);
            study.Tell(Trial(told), TrialLine.Outcome(told));
            return new Dictionary<string, object?> { ["best"] = study.Options.Directions.Count == 1 ? Described(study.Best) : study.Front.Select(Described) };
        }

        throw Misunderstood(line);
    }

    private static AssayException Misunderstood(string line) => new(
        "usage.protocol", $"Expected {{\"ask\": {{}}}}, {{\"report\": {{\"trial\", \"step\", \"value\"}}}} or {{\"tell\": {{\"trial\", \"value\"}}}}, found: {(line.Length > 200 ? line[..200] : line)}");

    private static int Trial(JsonElement request) => (int)Field(request, "trial");

    private static double Field(JsonElement request, string name) => request.ValueKind == JsonValueKind.Object && request.TryGetProperty(name, out var value)
        ? TrialLine.Number(value, name)
        : throw new AssayException("usage.protocol", $"The line lacks \"{name}\": {request.GetRawText()}");

    private static Dictionary<string, object> Values(Trial trial) => trial.Configuration.Values.ToDictionary();

    private static object? Described(Trial? trial) => trial switch
    {
        null => null,
        { Values.Count: 1 } => new { Trial = trial.Number, Value = trial.Values[0], Params = Values(trial) },
        _ => new { Trial = trial.Number, trial.Values, Params = Values(trial) },
    };
}
