using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Assay.Language.Models;

/// <summary>A model of ours as a chat client of Microsoft.Extensions.AI, such as the local one for tests of other people's code.</summary>
internal sealed class ModelChatClient(LanguageModel model) : IChatClient
{
    private const int UsualTokens = 256;

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var prompt = new Tasks.TaskPrompt(null, [.. messages.Select(m => new Tasks.ChatMessage(m.Role.Value, m.Text))], false);
        var settings = new GenerationSettings([.. options?.StopSequences ?? []], options?.MaxOutputTokens ?? UsualTokens, options?.Temperature ?? 0);
        var reply = await model.AskAsync(new GenerationQuestion(prompt, settings, 0), cancellationToken).ConfigureAwait(false);
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, reply.Text))
        {
            ModelId = model.Name,
            FinishReason = ChatFinishReason.Stop,
            Usage = new UsageDetails { InputTokenCount = reply.Usage.Read, OutputTokenCount = reply.Usage.Written, TotalTokenCount = reply.Usage.Total },
        };
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false)).ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("assay", null, model.Name) : serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose() => model.Dispose();
}
