namespace Assay.Tracking;

/// <summary>What is known about a run when it begins.</summary>
public sealed record RunStart
{
    /// <summary>The experiment it belongs to; made when missing. A child is in its parent's experiment whatever stands here.</summary>
    public string Experiment { get; init; } = "Default";

    /// <summary>What people call it; need not be unique.</summary>
    public string Name { get; init; } = "";

    /// <summary>The seed of every random choice in it.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Number of threads it may use.</summary>
    public int? Threads { get; init; }

    /// <summary>The command line that began it, one entry an argument.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>The code it ran; its patch, if any, is kept as the artifact <c>code/changes.patch</c>, untracked sources as <c>code/untracked.zip</c>.</summary>
    public CodeVersion? Code { get; init; }

    /// <summary>The machine and packages it ran on.</summary>
    public RunEnvironment? Environment { get; init; }

    /// <summary>Parameters, tags and metrics to record with the start.</summary>
    public RunBatch First { get; init; } = new();
}
