namespace Assay.Tracking;

/// <summary>Everything the store knows about a run, except curves and files, which are asked for by its id.</summary>
public sealed record RunRecord
{
    /// <summary>32 hexadecimal digits; later runs sort after earlier ones.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the experiment.</summary>
    public required string Experiment { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>The run it is part of, if any.</summary>
    public string? ParentId { get; init; }

    /// <summary>Where it stands.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When it ended; for one found dead, the time of the last thing it recorded.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Why it failed or was interrupted.</summary>
    public string? Error { get; init; }

    /// <summary>The seed of every random choice in it.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Number of threads it was given.</summary>
    public int? Threads { get; init; }

    /// <summary>The command line that began it.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>The code it ran, if recorded (a child usually leaves this to its parent).</summary>
    public CodeVersion? Code { get; init; }

    /// <summary>The machine and packages it ran on, if recorded.</summary>
    public RunEnvironment? Environment { get; init; }

    /// <summary>Parameters by name, sorted.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Tags by name, sorted.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Metrics by name, sorted, each in short.</summary>
    public IReadOnlyDictionary<string, MetricSummary> Metrics { get; init; } = new Dictionary<string, MetricSummary>();

    /// <summary>The data it was given, in the order it was recorded.</summary>
    public IReadOnlyList<RunInput> Inputs { get; init; } = [];
}
