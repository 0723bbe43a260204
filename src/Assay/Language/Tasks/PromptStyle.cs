namespace Assay.Language.Tasks;

/// <summary>How prompts are put together.</summary>
internal sealed record PromptStyle
{
    /// <summary>Few-shot examples before the question.</summary>
    public int Shots { get; init; }

    /// <summary>Text before everything, or null.</summary>
    public string? System { get; init; }

    /// <summary>Messages of a chat instead of one text.</summary>
    public bool IsChat { get; init; }

    /// <summary>In a chat, every example is a turn of its own instead of part of the one question.</summary>
    public bool IsMultiTurn { get; init; }

    /// <summary>The seed of the examples; the harness uses 1234.</summary>
    public long Seed { get; init; } = 1234;
}
