using System.Globalization;
using Microsoft.Extensions.AI;

namespace Assay.Language.Models;

/// <summary>Any chat client of Microsoft.Extensions.AI as a model. It belongs to whoever made it and is not disposed of.</summary>
internal sealed class ChatClientModel(IChatClient client) : LanguageModel
{
    private readonly ChatClientMetadata? about = client.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata;

    public override string Name => about?.DefaultModelId ?? client.GetType().Name;

    public override string Identity => string.Create(CultureInfo.InvariantCulture, $"client:{about?.ProviderName}:{Name}@{about?.ProviderUri}");

    public override async Task<ModelReply> AskAsync(ModelQuestion question, CancellationToken cancellation)
    {
        var asked = question as GenerationQuestion ?? throw NoLikelihood("client");
        var messages = RequestJson.MessagesOf(asked.Prompt).Select(m => new ChatMessage(new ChatRole(m.Role), m.Content));
        var options = new ChatOptions
        {
            MaxOutputTokens = asked.Settings.MostTokens,
            Temperature = (float)asked.Settings.Temperature,
            StopSequences = [.. asked.Settings.Until.Where(u => u.Length > 0)],
            Seed = 1234 + asked.Repeat,
        };
        try
        {
            var answer = await client.GetResponseAsync(messages, options, cancellation).ConfigureAwait(false);
            return new ModelReply
            {
                Text = Cut(answer.Text, asked.Settings.Until),
                Usage = new TokenUsage(answer.Usage?.InputTokenCount ?? 0, answer.Usage?.OutputTokenCount ?? 0),
            };
        }
        catch (HttpRequestException refused)
        {
            var status = (int)(refused.StatusCode ?? 0);
            throw new ProviderRefusal(refused.Message, refused) { Status = status, MayPass = status is 0 or 408 or 429 or >= 500, IsOverload = status is 429 or 503 };
        }
    }
}
