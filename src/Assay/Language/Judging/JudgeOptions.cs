using Assay.Language.Asking;
using Microsoft.Extensions.AI;

namespace Assay.Language.Judging;

/// <summary>Which judge looks at which rows, and how.</summary>
public sealed record JudgeOptions
{
    /// <summary>A built-in judge, or a YAML file.</summary>
    public required string Judge { get; init; }

    /// <summary>JSON lines with the fields the judge looks at; with response_a and response_b the judge says which is better.</summary>
    public required string Data { get; init; }

    /// <summary>The model that judges, such as <c>openai:MODEL@URL</c>.</summary>
    public string Model { get; init; } = "";

    /// <summary>Any chat client instead of <see cref="Model"/>.</summary>
    public IChatClient? Client { get; init; }

    /// <summary>Reads a variable of the environment; keys come from nowhere else.</summary>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <summary>Columns under other names: field to column.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>Texts of a judge with parameters.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>The column with people's scores of some rows (for pairs: a, b or tie); null when there is none.</summary>
    public string? Labels { get; init; }

    /// <summary>How often every row is judged; the score is the mean, as G-Eval weighs scores by their probability.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>The file answers are kept in; null keeps none.</summary>
    public string? Journal { get; init; }

    /// <summary>At most so many rows.</summary>
    public int? Limit { get; init; }

    /// <summary>How the model is asked.</summary>
    public AskingOptions Asking { get; init; } = new();
}
