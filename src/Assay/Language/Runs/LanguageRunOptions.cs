namespace Assay.Language.Runs;

/// <summary>What to ask, of which model, and how.</summary>
public sealed record LanguageRunOptions
{
    /// <summary>Names of tasks, groups or tags.</summary>
    public required IReadOnlyList<string> Tasks { get; init; }

    /// <summary>The folder with the task files.</summary>
    public required string Path { get; init; }

    /// <summary>The folder with the data sets.</summary>
    public required string Data { get; init; }

    /// <summary>Such as <c>local:stories260K.bin</c> or <c>completions:MODEL@URL</c>; empty where no model is asked.</summary>
    public string Model { get; init; } = "";

    /// <summary>A key for a model behind an address; sent, never written.</summary>
    public string? Key { get; init; }

    /// <summary>At most so many documents a task; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>Few-shot examples; null leaves it to the task. A task that says 0 keeps 0.</summary>
    public int? Shots { get; init; }

    /// <summary>A system instruction, or null.</summary>
    public string? System { get; init; }

    /// <summary>Prompts as messages of a chat.</summary>
    public bool IsChat { get; init; }

    /// <summary>The seed of few-shot examples.</summary>
    public long Seed { get; init; } = 1234;

    /// <summary>Draws for bootstrapped standard errors.</summary>
    public int BootstrapIterations { get; init; } = 100_000;

    /// <summary>The folder for results and samples; null writes none.</summary>
    public string? Out { get; init; }
}
