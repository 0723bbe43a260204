using System.Text.Json;

namespace Assay.Language.Models;

/// <summary>A model behind OpenAI's chat protocol, which many servers speak: <c>POST URL/chat/completions</c>. The key is taken from OPENAI_API_KEY.</summary>
[Named("openai")]
internal sealed class OpenAiProvider : ModelProvider
{
    public override string Form => "openai:MODEL@URL";

    public override LanguageModel? Open(ModelAddress address, ModelConnection connection) =>
        address.Url is { } url ? new ChatModel(address.Model, url, new Endpoint(url, Bearer(connection, "OPENAI_API_KEY"), connection)) : null;

    public override EmbeddingModel? OpenEmbeddings(ModelAddress address, ModelConnection connection) =>
        address.Url is { } url ? new Embeddings(address.Model, new Endpoint(url, Bearer(connection, "OPENAI_API_KEY"), connection)) : null;

    private sealed class ChatModel(string name, Uri url, Endpoint endpoint) : LanguageModel
    {
        public override string Name => name;

        public override string Identity => $"openai:{name}@{url}";

        public override async Task<ModelReply> AskAsync(ModelQuestion question, CancellationToken cancellation)
        {
            var asked = question as GenerationQuestion ?? throw NoLikelihood("openai");
            using var answer = await endpoint.PostAsync("chat/completions", body => Write(body, asked), cancellation).ConfigureAwait(false);
            var said = ReplyJson.Text(answer.RootElement, "choices", 0, "message", "content");
            return new ModelReply { Text = Cut(said, asked.Settings.Until), Usage = ReplyJson.Usage(answer.RootElement, "usage", "prompt_tokens", "completion_tokens") };
        }

        public override void Dispose()
        {
            endpoint.Dispose();
            base.Dispose();
        }

        private void Write(Utf8JsonWriter body, GenerationQuestion asked)
        {
            body.WriteString("model", name);
            RequestJson.Messages(body, asked.Prompt);
            RequestJson.Sampling(body, asked);
        }
    }

    private sealed class Embeddings(string name, Endpoint endpoint) : EmbeddingModel
    {
        public override async Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellation)
        {
            using var answer = await endpoint.PostAsync("embeddings", body => RequestJson.Texts(body, name, texts), cancellation).ConfigureAwait(false);
            // Entries say their position; servers need not keep the order.
            return [.. ReplyJson.Items(answer.RootElement, "data").OrderBy(d => ReplyJson.Whole(d, "index")).Select(d => ReplyJson.Vector(d, "embedding"))];
        }

        public override void Dispose()
        {
            endpoint.Dispose();
            base.Dispose();
        }
    }
}
