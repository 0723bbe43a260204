using System.Text.Json;

namespace Assay.Language.Models;

/// <summary>A model served by Ollama: <c>POST URL/api/chat</c>; at its usual address on this machine unless another is given.</summary>
[Named("ollama")]
internal sealed class OllamaProvider : ModelProvider
{
    private static readonly Uri usual = new("http://127.0.0.1:11434");
    private static readonly Dictionary<string, string> noHeaders = [];

    public override string Form => "ollama:MODEL[@URL]";

    public override LanguageModel? Open(ModelAddress address, ModelConnection connection) =>
        new Model(address.Model, address.Url ?? usual, new Endpoint(address.Url ?? usual, noHeaders, connection));

    public override EmbeddingModel? OpenEmbeddings(ModelAddress address, ModelConnection connection) =>
        new Embeddings(address.Model, new Endpoint(address.Url ?? usual, noHeaders, connection));

    private sealed class Model(string name, Uri url, Endpoint endpoint) : LanguageModel
    {
        public override string Name => name;

        public override string Identity => $"ollama:{name}@{url}";

        public override async Task<ModelReply> AskAsync(ModelQuestion question, CancellationToken cancellation)
        {
            var asked = question as GenerationQuestion ?? throw NoLikelihood("ollama");
            using var answer = await endpoint.PostAsync("api/chat", body => Write(body, asked), cancellation).ConfigureAwait(false);
            return new ModelReply
            {
                Text = Cut(ReplyJson.Text(answer.RootElement, "message", "content"), asked.Settings.Until),
                Usage = ReplyJson.Usage(answer.RootElement, null, "prompt_eval_count", "eval_count"),
            };
        }

        public override void Dispose()
        {
            endpoint.Dispose();
            base.Dispose();
        }

        private void Write(Utf8JsonWriter body, GenerationQuestion asked)
        {
            body.WriteString("model", name);
            body.WriteBoolean("stream", false);
            RequestJson.Messages(body, asked.Prompt);
            body.WriteStartObject("options");
            body.WriteNumber("num_predict", asked.Settings.MostTokens);
            body.WriteNumber("temperature", asked.Settings.Temperature);
            body.WriteNumber("seed", 1234L + asked.Repeat);
            RequestJson.Strings(body, "stop", asked.Settings.Until.Where(u => u.Length > 0));
            body.WriteEndObject();
        }
    }

    private sealed class Embeddings(string name, Endpoint endpoint) : EmbeddingModel
    {
        public override async Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellation)
        {
            using var answer = await endpoint.PostAsync("api/embed", body => RequestJson.Texts(body, name, texts), cancellation).ConfigureAwait(false);
            return [.. ReplyJson.Items(answer.RootElement, "embeddings").Select(v => v.EnumerateArray().Select(n => n.GetSingle()).ToArray())];
        }

        public override void Dispose()
        {
            endpoint.Dispose();
            base.Dispose();
        }
    }
}
