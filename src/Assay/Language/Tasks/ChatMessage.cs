namespace Assay.Language.Tasks;

/// <summary>One message of a prompt.</summary>
/// <param name="Role">system, user or assistant.</param>
/// <param name="Content">What is said.</param>
internal sealed record ChatMessage(string Role, string Content);
