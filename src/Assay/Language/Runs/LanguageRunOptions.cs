using Assay.Language.Asking;
using Microsoft.Extensions.AI;

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

    /// <summary>Any chat client of Microsoft.Extensions.AI instead of <see cref="Model"/>; null to use that. It is not disposed of.</summary>
    public IChatClient? Client { get; init; }

    /// <summary>Reads a variable of the environment: keys of providers (OPENAI_API_KEY, ANTHROPIC_API_KEY) come from nowhere else, are sent, and are never written.</summary>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <summary>How many questions at once, how often again, what it may cost.</summary>
    public AskingOptions Asking { get; init; } = new();

    /// <summary>The file answers are kept in and found again; <c>answers.jsonl</c> beside the results when null, and nowhere without <see cref="Out"/>.</summary>
    public string? Journal { get; init; }

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

    /// <summary>How answers are drawn and put together, over what tasks say; null as they say.</summary>
    public SamplingMethod? Sampling { get; init; }

    /// <summary>Draws for bootstrapped standard errors.</summary>
    public int BootstrapIterations { get; init; } = 100_000;

    /// <summary>The folder for results and samples; null writes none.</summary>
    public string? Out { get; init; }
}
