using System.Text.Json;
using Assay.Language.Tasks;

namespace Assay.Language.Models;

/// <summary>A model behind Anthropic's protocol: <c>POST URL/v1/messages</c>. The key is taken from ANTHROPIC_API_KEY.</summary>
/// <remarks>The system instruction is a field of its own, turns must alternate, and a stop sequence may not be white space alone.</remarks>
[Named("anthropic")]
internal sealed class AnthropicProvider : ModelProvider
{
    private static readonly Uri usual = new("https://api.anthropic.com");

    public override string Form => "anthropic:MODEL[@URL]";

    public override LanguageModel? Open(ModelAddress address, ModelConnection connection)
    {
        var url = address.Url ?? usual;
        var headers = new Dictionary<string, string> { ["anthropic-version"] = "2023-06-01" };
        if (connection.Variable("ANTHROPIC_API_KEY") is { Length: > 0 } key)
        {
            headers["x-api-key"] = key;
        }

        return new Model(address.Model, url, new Endpoint(url, headers, connection));
    }

    private sealed class Model(string name, Uri url, Endpoint endpoint) : LanguageModel
    {
        public override string Name => name;

        public override string Identity => $"anthropic:{name}@{url}";

        public override async Task<ModelReply> AskAsync(ModelQuestion question, CancellationToken cancellation)
        {
            var asked = question as GenerationQuestion ?? throw NoLikelihood("anthropic");
            using var answer = await endpoint.PostAsync("v1/messages", body => Write(body, asked), cancellation).ConfigureAwait(false);
            var said = string.Concat(ReplyJson.Items(answer.RootElement, "content").Select(part => ReplyJson.Text(part, "text")));
            return new ModelReply { Text = Cut(said, asked.Settings.Until), Usage = ReplyJson.Usage(answer.RootElement, "usage", "input_tokens", "output_tokens") };
        }

        public override void Dispose()
        {
            endpoint.Dispose();
            base.Dispose();
        }

        private void Write(Utf8JsonWriter body, GenerationQuestion asked)
        {
            var messages = RequestJson.MessagesOf(asked.Prompt);
            body.WriteString("model", name);
            body.WriteNumber("max_tokens", asked.Settings.MostTokens);
            body.WriteNumber("temperature", Math.Clamp(asked.Settings.Temperature, 0, 1));
            RequestJson.Strings(body, "stop_sequences", asked.Settings.Until.Where(u => !string.IsNullOrWhiteSpace(u)));
            var system = string.Join("\n\n", messages.Where(m => m.Role == "system").Select(m => m.Content));
            if (system.Length > 0)
            {
                body.WriteString("system", system);
            }

            RequestJson.Messages(body, Alternating(messages.Where(m => m.Role != "system")));
        }

        private static IEnumerable<ChatMessage> Alternating(IEnumerable<ChatMessage> messages)
        {
            ChatMessage? now = null;
            foreach (var message in messages)
            {
                if (now is not null && now.Role != message.Role)
                {
                    yield return now;
                    now = null;
                }

                now = now is null ? message : now with { Content = $"{now.Content}\n\n{message.Content}" };
            }

            if (now is not null)
            {
                // An answer to be continued may not end in white space.
                yield return now.Role == "assistant" ? now with { Content = now.Content.TrimEnd() } : now;
            }
        }
    }
}
