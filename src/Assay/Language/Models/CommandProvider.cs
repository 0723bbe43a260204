using System.Text;
using System.Text.Json;
using Assay.Evaluation.Models;

namespace Assay.Language.Models;

/// <summary>A program that answers lines of JSON with lines of JSON, one question at a time; no shell runs it.</summary>
/// <remarks>
/// A line is <c>{"kind": "generate", "messages": [...] or "prompt": "...", "stop": [...], "max_tokens": n, "temperature": t, "seed": s}</c>, answered by
/// <c>{"text": "..."}</c>; or <c>{"kind": "likelihood", "context": "...", "continuations": [...]}</c>, answered by <c>{"likelihoods": [[-1.5, true], ...]}</c>;
/// a whole text has no context. An answer may have <c>read</c> and <c>written</c> (tokens), or <c>error</c>.
/// </remarks>
[Named("command")]
internal sealed class CommandProvider : ModelProvider
{
    public override string Form => "command:PROGRAM";

    public override LanguageModel? Open(ModelAddress address, ModelConnection connection) => new Model(address.Rest, connection);

    private sealed class Model(string command, ModelConnection connection) : LanguageModel
    {
        private readonly Lazy<ScoringProcess> process = new(() => new ScoringProcess(CommandWords.Split(command), new ModelSourceOptions { TimeOut = connection.TimeOut }));

        public override string Name => Path.GetFileNameWithoutExtension(CommandWords.Split(command)[0]);

        public override string Identity => $"command:{command}";

        public override int MostAtOnce => 1;

        public override async Task<ModelReply> AskAsync(ModelQuestion question, CancellationToken cancellation)
        {
            var line = (await process.Value.AskAsync([Line(question)], 1, cancellation).ConfigureAwait(false))[0];
            try
            {
                using var answer = JsonDocument.Parse(line);
                return Read(answer.RootElement, question);
            }
            catch (JsonException wrong)
            {
                throw new AssayException("provider.answer-unreadable", $"\"{command}\" answered with something that is no JSON: {line[..Math.Min(line.Length, 200)]}", wrong);
            }
        }

        public override void Dispose()
        {
            if (process.IsValueCreated)
            {
                process.Value.Dispose();
            }

            base.Dispose();
        }

        private static ModelReply Read(JsonElement answer, ModelQuestion question)
        {
            if (ReplyJson.Text(answer, "error") is { Length: > 0 } error)
            {
                throw new ProviderRefusal($"the command answered with an error: {error}");
            }

            var usage = ReplyJson.Usage(answer, null, "read", "written");
            if (question is GenerationQuestion asked)
            {
                return new ModelReply { Text = Cut(ReplyJson.Text(answer, "text"), asked.Settings.Until), Usage = usage };
            }

            var likelihoods = ReplyJson.Items(answer, "likelihoods").Select(pair => (pair[0].GetDouble(), pair.GetArrayLength() > 1 && pair[1].GetBoolean())).ToList();
            var expected = question is LikelihoodQuestion several ? several.Continuations.Count : 1;
            return likelihoods.Count == expected
                ? new ModelReply { Likelihoods = likelihoods, Usage = usage }
                : throw new ProviderRefusal($"the command answered {likelihoods.Count} likelihoods where {expected} were asked");
        }

        private static string Line(ModelQuestion question)
        {
            using var buffer = new MemoryStream();
            using (var body = new Utf8JsonWriter(buffer))
            {
                body.WriteStartObject();
                Write(body, question);
                body.WriteEndObject();
            }

            return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
        }

        private static void Write(Utf8JsonWriter body, ModelQuestion question)
        {
            switch (question)
            {
                case GenerationQuestion { Prompt.Messages: null } asked:
                    body.WriteString("kind", "generate");
                    body.WriteString("prompt", asked.Prompt.Text);
                    RequestJson.Sampling(body, asked);
                    break;
                case GenerationQuestion asked:
                    body.WriteString("kind", "generate");
                    RequestJson.Messages(body, asked.Prompt);
                    RequestJson.Sampling(body, asked);
                    break;
                case LikelihoodQuestion asked:
                    body.WriteString("kind", "likelihood");
                    body.WriteString("context", asked.Context);
                    RequestJson.Strings(body, "continuations", asked.Continuations);
                    break;
                case TextQuestion asked:
                    body.WriteString("kind", "likelihood");
                    body.WriteString("context", "");
                    RequestJson.Strings(body, "continuations", [asked.Text]);
                    break;
            }
        }
    }
}
