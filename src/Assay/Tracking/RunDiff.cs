using System.Text.Json;

namespace Assay.Tracking;

/// <summary>In what two runs differ; what is equal is left out. Id, name and times are not compared.</summary>
/// <param name="First">Id of the first run.</param>
/// <param name="Second">Id of the second run.</param>
/// <param name="Differences">By part, then name; empty when nothing differs.</param>
public sealed record RunDiff(string First, string Second, IReadOnlyList<RunDifference> Differences)
{
    /// <summary>Compares two runs. Numbers are written so that they read back the same; metrics by their last value, so NaN equals NaN.</summary>
    public static RunDiff Between(RunRecord first, RunRecord second) => new(
        first.Id,
        second.Id,
        [
            .. Compare("run", Run(first), Run(second)),
            .. Compare("parameter", first.Parameters, second.Parameters),
            .. Compare("metric", Metrics(first), Metrics(second)),
            .. Compare("tag", first.Tags, second.Tags),
            .. Compare("input", Inputs(first), Inputs(second)),
            .. Compare("code", Code(first), Code(second)),
            .. Compare("environment", Machine(first.Environment), Machine(second.Environment)),
            .. Compare("package", Packages(first), Packages(second)),
        ]);

    private static IEnumerable<RunDifference> Compare(
        string part, IReadOnlyDictionary<string, string> first, IReadOnlyDictionary<string, string> second) =>
        from name in first.Keys.Union(second.Keys).Order(StringComparer.Ordinal)
        let before = first.GetValueOrDefault(name)
        let after = second.GetValueOrDefault(name)
        where before != after
        select new RunDifference(part, name, before, after);

    private static Dictionary<string, string> Run(RunRecord run) => Known(
        ("experiment", run.Experiment),
        ("status", run.Status.Name()),
        ("seed", run.Seed?.ToString()),
        ("threads", run.Threads?.ToString()),
        ("command", run.Command.Count == 0 ? null : JsonSerializer.Serialize(run.Command, JsonRules.Compact)));

    private static Dictionary<string, string> Metrics(RunRecord run) => run.Metrics.ToDictionary(m => m.Key, m => m.Value.Last.ToString("R"));

    // The same data read from another path is the same data; two inputs of one name and use are told apart by their order.
    private static Dictionary<string, string> Inputs(RunRecord run) => run.Inputs
        .GroupBy(i => $"{i.Context} {i.Name}")
        .SelectMany(g => g.Select((input, index) => (Name: index == 0 ? g.Key : $"{g.Key} ({index + 1})", input.Digest)))
        .ToDictionary(i => i.Name, i => i.Digest);

    private static Dictionary<string, string> Code(RunRecord run) => Known(
        ("commit", run.Code?.Commit),
        ("branch", run.Code?.Branch),
        ("changes", run.Code?.PatchDigest),
        ("untracked", run.Code is { Untracked.Count: > 0 } code ? string.Join(", ", code.Untracked) : null));

    private static Dictionary<string, string> Machine(RunEnvironment? environment) => environment is null ? [] : Known(
        ("assay", environment.Assay),
        ("sdk", environment.Sdk),
        ("runtime", environment.Runtime),
        ("system", environment.System),
        ("processor", environment.Processor),
        ("processors", environment.Processors.ToString()),
        ("memory-bytes", environment.MemoryBytes.ToString()));

    private static IReadOnlyDictionary<string, string> Packages(RunRecord run) => run.Environment?.Packages ?? new Dictionary<string, string>();

    private static Dictionary<string, string> Known(params (string Name, string? Value)[] values) =>
        values.Where(v => v.Value is not null).ToDictionary(v => v.Name, v => v.Value!);
}
