using System.Text.Json;
using Assay.Language.Python;

namespace Assay.Language.Models;

/// <summary>A model that completes texts, with log-probabilities.</summary>
/// <remarks>
/// Choices of one question take one request. Short ones (letters, yes and no) are looked up among the likeliest first tokens, where all of them are
/// there; otherwise every text is sent and comes back with the log-probability of every token (<c>echo</c>), several texts in one request.
/// A server that takes one text at a time, or gives no likeliest tokens, is noticed at the first refusal.
/// </remarks>
internal sealed class CompletionsModel(string name, Uri url, Endpoint endpoint) : LanguageModel
{
    private const int Likeliest = 20;
    private const int ShortChoice = 4;
    private const int MostMisses = 3;

    // How often short choices were not all among the likeliest tokens; given up after a few in a row. Only what is asked changes, never an answer.
    private int misses;
    private volatile bool takesOneText;

    public override string Name => name;

    public override string Identity => $"completions:{name}@{url}";

    public override async Task<ModelReply> AskAsync(ModelQuestion question, CancellationToken cancellation) => question switch
    {
        GenerationQuestion asked => await WriteAsync(asked, cancellation).ConfigureAwait(false),
        TextQuestion asked => await EchoAsync([(asked.Text, 0)], cancellation).ConfigureAwait(false),
        LikelihoodQuestion asked => await ShortAsync(asked, cancellation).ConfigureAwait(false)
            ?? await EchoAsync([.. asked.Continuations.Select(c => (asked.Context + c, PythonStrings.RightStrip(asked.Context).Length))], cancellation).ConfigureAwait(false),
        _ => throw new InvalidOperationException(question.ToString()),
    };

    public override void Dispose()
    {
        endpoint.Dispose();
        base.Dispose();
    }

    private async Task<ModelReply> WriteAsync(GenerationQuestion asked, CancellationToken cancellation)
    {
        using var answer = await endpoint.PostAsync("completions", body =>
        {
            body.WriteString("model", name);
            body.WriteString("prompt", RequestJson.TextOf(asked.Prompt));
            RequestJson.Sampling(body, asked);
        }, cancellation).ConfigureAwait(false);
        return new ModelReply { Text = Cut(ReplyJson.Text(answer.RootElement, "choices", 0, "text"), asked.Settings.Until), Usage = UsageOf(answer) };
    }

    // Null when the answer does not hold every choice as one token.
    private async Task<ModelReply?> ShortAsync(LikelihoodQuestion asked, CancellationToken cancellation)
    {
        var several = asked.Continuations.Count > 1 && asked.Continuations.All(c => c.Length is > 0 and <= ShortChoice + 1 && c.Trim().Length is > 0 and <= ShortChoice);
        if (!several || misses >= MostMisses || asked.Context.Length == 0 || PythonStrings.RightStrip(asked.Context).Length != asked.Context.Length)
        {
            return null;
        }

        using var answer = await endpoint.PostAsync("completions", body =>
        {
            body.WriteString("model", name);
            body.WriteString("prompt", asked.Context);
            body.WriteNumber("max_tokens", 1);
            body.WriteNumber("temperature", 0);
            body.WriteNumber("logprobs", Likeliest);
        }, cancellation).ConfigureAwait(false);
        var found = First(answer.RootElement);
        if (asked.Continuations.All(found.ContainsKey))
        {
            misses = 0;
            var best = found.Values.Max();
            return new ModelReply { Likelihoods = [.. asked.Continuations.Select(c => (found[c], found[c] == best))], Usage = UsageOf(answer) };
        }

        misses++;
        return null;
    }

    private static Dictionary<string, double> First(JsonElement answer)
    {
        var choice = ReplyJson.At(ReplyJson.At(answer, "choices", answer), 0, answer);
        return choice.TryGetProperty("logprobs", out var all) && all.ValueKind == JsonValueKind.Object && all.TryGetProperty("top_logprobs", out var top)
            && top.ValueKind == JsonValueKind.Array && top.GetArrayLength() > 0 && top[0].ValueKind == JsonValueKind.Object
            ? top[0].EnumerateObject().GroupBy(t => t.Name).ToDictionary(g => g.Key, g => g.Max(t => t.Value.GetDouble()))
            : [];
    }

    private async Task<ModelReply> EchoAsync(IReadOnlyList<(string Text, int From)> texts, CancellationToken cancellation)
    {
        if (texts.Count > 1 && !takesOneText)
        {
            try
            {
                return await EchoOnceAsync(texts, cancellation).ConfigureAwait(false);
            }
            catch (ProviderRefusal refused) when (refused.Status is 400 or 422)
            {
                takesOneText = true;
            }
        }

        var replies = new List<ModelReply>();
        foreach (var text in texts)
        {
            replies.Add(await EchoOnceAsync([text], cancellation).ConfigureAwait(false));
        }

        return new ModelReply { Likelihoods = [.. replies.SelectMany(r => r.Likelihoods)], Usage = replies.Aggregate(default(TokenUsage), (sum, r) => sum + r.Usage) };
    }

    private async Task<ModelReply> EchoOnceAsync(IReadOnlyList<(string Text, int From)> texts, CancellationToken cancellation)
    {
        using var answer = await endpoint.PostAsync("completions", body =>
        {
            body.WriteString("model", name);
            if (texts.Count == 1)
            {
                body.WriteString("prompt", texts[0].Text);
            }
            else
            {
                RequestJson.Strings(body, "prompt", texts.Select(t => t.Text));
            }

            body.WriteNumber("max_tokens", 0);
            body.WriteNumber("logprobs", 1);
            body.WriteBoolean("echo", true);
            body.WriteNumber("temperature", 0);
        }, cancellation).ConfigureAwait(false);
        var choices = ReplyJson.Items(answer.RootElement, "choices").OrderBy(c => ReplyJson.Whole(c, "index")).ToList();
        if (choices.Count != texts.Count)
        {
            takesOneText = texts.Count > 1;
            throw new ProviderRefusal($"{url} answered {choices.Count} texts where {texts.Count} were sent") { MayPass = texts.Count > 1 };
        }

        return new ModelReply { Likelihoods = [.. choices.Select((c, i) => Sum(c, texts[i].From))], Usage = UsageOf(answer) };
    }

    // The tokens that begin behind the context count; the first token of a text may come without a number.
    private (double LogLikelihood, bool IsGreedy) Sum(JsonElement choice, int from)
    {
        if (!choice.TryGetProperty("logprobs", out var found) || found.ValueKind != JsonValueKind.Object)
        {
            throw new AssayException("provider.no-log-probabilities", $"{url} answers without log-probabilities of the prompt (echo with logprobs), which this task needs.");
        }

        var (numbers, offsets) = (found.GetProperty("token_logprobs"), found.GetProperty("text_offset"));
        var hasBest = found.TryGetProperty("top_logprobs", out var best) && best.ValueKind == JsonValueKind.Array;
        var (sum, greedy) = (0.0, true);
        for (var i = 0; i < numbers.GetArrayLength(); i++)
        {
            if (numbers[i].ValueKind == JsonValueKind.Number && offsets[i].GetInt32() >= from)
            {
                var number = numbers[i].GetDouble();
                sum += number;
                greedy = greedy && hasBest && best[i].ValueKind == JsonValueKind.Object && best[i].EnumerateObject().All(t => t.Value.GetDouble() <= number);
            }
        }

        return (sum, greedy);
    }

    private static TokenUsage UsageOf(JsonDocument answer) => ReplyJson.Usage(answer.RootElement, "usage", "prompt_tokens", "completion_tokens");
}
