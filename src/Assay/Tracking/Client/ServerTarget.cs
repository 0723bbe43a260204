using System.Text.Json;

namespace Assay.Tracking.Client;

/// <summary>Sends runs to a server that speaks MLflow's REST API 2.0: Assay's own or MLflow's.</summary>
/// <remarks>
/// Servers choose run ids themselves, so a run carries its journal's id as a tag and is looked for before it is made: an answer that got
/// lost makes no second run. Everything else is sent by calls that a server takes twice without change (equal points are ignored, parameters are written once).
/// </remarks>
internal sealed class ServerTarget : SyncTarget
{
    private const string RunTag = "assay.journal-run";
    private const string Artifacts = "mlflow-artifacts:";
    private const int LongestTag = 5000;
    private readonly ServerCalls calls;

    /// <exception cref="AssayException"><c>tracking.address</c>.</exception>
    internal ServerTarget(string address, TrackingClientOptions options, CancellationToken leaving) =>
        calls = new ServerCalls(address, options, leaving);

    internal override string Place => calls.Place;

    internal override TargetRun Start(JournalTexts.Started started, TargetRun? parent)
    {
        var experiment = parent is { Experiment.Length: > 0 } ? parent.Experiment : ExperimentOf(started.Start.Experiment);
        var answer = calls.Post("runs/search", new
        {
            experiment_ids = new[] { experiment },
            filter = $"tags.`{RunTag}` = '{started.Id}'",
            run_view_type = "ALL",
            max_results = 1,
        });
        if (answer.TryGetProperty("runs", out var runs) && runs.GetArrayLength() > 0)
        {
            return Known(runs[0]);
        }

        var made = calls.Post("runs/create", new
        {
            experiment_id = experiment,
            start_time = started.Time.ToUnixTimeMilliseconds(),
            run_name = started.Start.Name,
            tags = Tags(started, parent).Select(t => new { key = t.Key, value = Cut(t.Value) }),
        });
        return Known(made.GetProperty("run"));
    }

    internal override void Send(TargetRun run, RunBatch batch)
    {
        foreach (var part in ServerBatch.Parts(batch))
        {
            calls.Post("runs/log-batch", new ServerBatch(run.Id, part));
        }
    }

    internal override void SendFile(TargetRun run, RunArtifact file, string path)
    {
        if (!run.Artifacts.StartsWith(Artifacts, StringComparison.Ordinal))
        {
            throw Refusal($"it wants files at \"{run.Artifacts}\", where this client does not write. Start it so that it takes artifacts itself (mlflow-artifacts:).");
        }

        if (!File.Exists(path))
        {
            throw Refusal($"its content is missing from {Path.GetDirectoryName(Path.GetDirectoryName(path))}.");
        }

        var root = run.Artifacts[Artifacts.Length..];
        // mlflow-artifacts://host/1/ab/artifacts: the host is the server itself.
        root = root.StartsWith("//", StringComparison.Ordinal) ? root[(root.IndexOf('/', 2) + 1)..] : root;
        calls.PutFile(string.Join('/', $"{root.Trim('/')}/{file.Name}".Split('/').Select(Uri.EscapeDataString)), path);
    }

    internal override void End(TargetRun run, JournalTexts.Ended ended)
    {
        if (ended.Error is { Length: > 0 } error)
        {
            calls.Post("runs/set-tag", new { run_id = run.Id, key = "assay.error", value = Cut(error) });
        }

        calls.Post("runs/update", new
        {
            run_id = run.Id,
            status = ended.Status switch { RunStatus.Finished => "FINISHED", RunStatus.Failed => "FAILED", _ => "KILLED" },
            end_time = ended.Time.ToUnixTimeMilliseconds(),
        });
    }

    public override void Dispose() => calls.Dispose();

    private string ExperimentOf(string name)
    {
        if (Named(name) is { } known)
        {
            return known;
        }

        try
        {
            return calls.Post("experiments/create", new { name }).GetProperty("experiment_id").GetString()!;
        }
        catch (AssayException refused) when (refused.Code == "tracking.refused" && Named(name) is { } meanwhile)
        {
            return meanwhile;
        }
    }

    private string? Named(string name)
    {
        try
        {
            return calls.Get("experiments/get-by-name", ("experiment_name", name)).GetProperty("experiment").GetProperty("experiment_id").GetString();
        }
        catch (AssayException refused) when (refused.Code == "tracking.refused")
        {
            return null;
        }
    }

    private static TargetRun Known(JsonElement run)
    {
        var info = run.GetProperty("info");
        return new TargetRun(info.GetProperty("run_id").GetString()!, Text(info, "artifact_uri"), Text(info, "experiment_id"));
    }

    private static string Text(JsonElement info, string name) => info.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";

    private static IEnumerable<KeyValuePair<string, string>> Tags(JournalTexts.Started started, TargetRun? parent)
    {
        (string Key, string? Value)[] all =
        [
            (RunTag, started.Id),
            ("mlflow.parentRunId", parent?.Id),
            ("mlflow.source.git.commit", started.Start.Code?.Commit),
            ("mlflow.source.git.branch", started.Start.Code?.Branch),
            ("assay.seed", started.Start.Seed?.ToString()),
            ("assay.threads", started.Start.Threads?.ToString()),
            ("assay.command", started.Start.Command.Count == 0 ? null : JsonSerializer.Serialize(started.Start.Command, JsonRules.Compact)),
            ("assay.runtime", started.Start.Environment?.Runtime),
            ("assay.system", started.Start.Environment?.System),
            ("assay.processor", started.Start.Environment?.Processor),
        ];
        return all.Where(t => !string.IsNullOrEmpty(t.Value)).Select(t => KeyValuePair.Create(t.Key, t.Value!));
    }

    private static string Cut(string text) => text.Length <= LongestTag ? text : text[..LongestTag];
}
