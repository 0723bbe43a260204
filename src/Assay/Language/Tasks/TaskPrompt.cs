namespace Assay.Language.Tasks;

/// <summary>What comes before the answer: a text, or the messages of a chat.</summary>
/// <param name="Text">The text; null for a chat.</param>
/// <param name="Messages">The messages of a chat, the last one to be continued when <paramref name="ContinuesLast"/>.</param>
/// <param name="ContinuesLast">Whether the model goes on with the last message instead of answering it.</param>
internal sealed record TaskPrompt(string? Text, IReadOnlyList<ChatMessage>? Messages, bool ContinuesLast);
