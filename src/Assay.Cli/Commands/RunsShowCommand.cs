using System.CommandLine;
using Assay.Cli.Frame;
using Assay.Tracking;

namespace Assay.Cli.Commands;

/// <summary>Shows everything recorded about one run.</summary>
[Named("runs show")]
internal sealed class RunsShowCommand : AssayCommand
{
    private readonly Argument<string> run = new("run") { Description = "Id, the unique beginning of it, or latest" };
    private readonly Option<string?> metric = new("--metric") { Description = "Show the whole curve of this metric instead", HelpName = "NAME" };
    private readonly Option<string> store = CommonOptions.Store();

    public override string Summary => "Show everything recorded about a run";

    public override IReadOnlyList<Example> Examples =>
    [
        new("assay runs show latest", "the newest run"),
        new("assay runs show 019aa3 --metric log-loss", "a curve, point by point"),
    ];

    public override IReadOnlyList<Symbol> Symbols => [run, metric, store];

    public override Task<ExitCode> RunAsync(Invocation call)
    {
        using var opened = Store.OpenExisting(call.Get(store));
        var record = opened.Get(call.Get(run));
        if (call.Get(metric) is { } key)
        {
            ShowCurve(call, opened, record, key);
        }
        else if (call.Json)
        {
            call.WriteJson(new
            {
                Run = record,
                Children = opened.Children(record.Id).Select(c => new { c.Id, c.Name, c.Status }),
                Artifacts = opened.Artifacts(record.Id),
            });
        }
        else
        {
            Listing.WriteWhole(call, ["part", "name", "value"], Rows(record, opened));
        }

        return Task.FromResult(ExitCode.Success);
    }

    private static void ShowCurve(Invocation call, Store opened, RunRecord record, string key)
    {
        if (!record.Metrics.ContainsKey(key))
        {
            throw new AssayException(
                "store.metric-missing", $"Run {record.Id} has no metric \"{key}\".{Spelling.DidYouMean(key, record.Metrics.Keys)}");
        }

        var points = opened.History(record.Id, key);
        if (call.Json)
        {
            call.WriteJson(new { Run = record.Id, Metric = key, Points = points.Select(p => new { p.Step, p.Time, p.Value }) });
            return;
        }

        Listing.Write(call, ["step", "time", "value"], points.Select(p => (string[])[$"{p.Step}", RunText.Time(p.Time!.Value), p.Value.ToString("R")]));
    }

    private static IEnumerable<string[]> Rows(RunRecord run, Store opened)
    {
        foreach (var (name, value) in Facts(run).Where(f => f.Value.Length > 0))
        {
            yield return ["run", name, value];
        }

        foreach (var (name, value) in run.Parameters)
        {
            yield return ["parameter", name, value];
        }

        foreach (var (name, value) in run.Metrics)
        {
            yield return ["metric", name, value.Count == 1 ? $"{value.Last:R}" : $"{value.Last:R} ({value.Count} points, {value.Lowest:G6} to {value.Highest:G6})"];
        }

        foreach (var (name, value) in run.Tags)
        {
            yield return ["tag", name, value];
        }

        foreach (var input in run.Inputs)
        {
            yield return ["input", $"{input.Context} {input.Name}", input.Digest];
        }

        foreach (var artifact in opened.Artifacts(run.Id))
        {
            yield return ["artifact", artifact.Name, $"{artifact.Bytes} bytes"];
        }

        foreach (var child in opened.Children(run.Id))
        {
            yield return ["part", child.Id, $"{child.Name} ({RunText.Status(child.Status)})"];
        }
    }

    private static (string Name, string Value)[] Facts(RunRecord run) =>
    [
        ("id", run.Id),
        ("name", run.Name),
        ("experiment", run.Experiment),
        ("part of", run.ParentId ?? ""),
        ("status", RunText.Status(run.Status)),
        ("error", run.Error ?? ""),
        ("started", RunText.Time(run.Started)),
        ("seconds", RunText.Seconds(run)),
        ("seed", $"{run.Seed}"),
        ("threads", $"{run.Threads}"),
        ("command", string.Join(' ', run.Command.Select(RunText.Quoted))),
        ("commit", run.Code?.Commit ?? ""),
        ("changes", run.Code?.PatchDigest ?? ""),
        ("runtime", run.Environment?.Runtime ?? ""),
        ("system", run.Environment?.System ?? ""),
        ("processor", run.Environment is { } e ? $"{e.Processors} x {e.Processor}" : ""),
        ("assay", run.Environment?.Assay ?? ""),
    ];
}
