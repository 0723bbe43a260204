using System.Net;
using System.Text;
using Assay.Language.Python;
using Assay.Language.Tasks;

namespace Assay.Language.Models;

/// <summary>A model behind an address that speaks OpenAI's protocol: <c>/completions</c> with log-probabilities, or <c>/chat/completions</c>.</summary>
/// <remarks>
/// A likelihood is asked with <c>echo</c>: the text comes back with the log-probability of every token, and those that begin behind the context count.
/// A refusal for load (429, 5xx) is asked again after what Retry-After says, five times in all.
/// </remarks>
internal sealed class HttpModel(string name, Uri address, bool isChat, HttpClient client) : LanguageModel
{
    private const int MostTries = 5;

    public override string Name => name;

    public override async Task<(double LogLikelihood, bool IsGreedy)> ContinuationAsync(string context, string continuation, CancellationToken cancellation)
    {
        if (isChat)
        {
            throw new AssayException("usage.model-likelihood", $"openai:{name} is asked over chat, which gives no log-probabilities of a given text: use completions:{name}@URL for this task.");
        }

        var kept = PythonStrings.RightStrip(context);
        var tokens = await EchoAsync(context + continuation, cancellation);
        var mine = tokens.Where(t => t.Offset >= kept.Length).ToList();
        return (mine.Sum(t => t.LogProbability), mine.All(t => t.IsLikeliest));
    }

    public override async Task<double> TextAsync(string text, CancellationToken cancellation) =>
        isChat ? (await ContinuationAsync("", text, cancellation)).LogLikelihood : (await EchoAsync(text, cancellation)).Sum(t => t.LogProbability);

    public override async Task<string> GenerateAsync(TaskPrompt prompt, GenerationSettings settings, CancellationToken cancellation)
    {
        var request = new PythonDictionary { ["model"] = name, ["max_tokens"] = (long)settings.MostTokens, ["temperature"] = settings.Temperature, ["seed"] = 1234L };
        if (settings.Until.Count > 0)
        {
            request["stop"] = settings.Until.Take(4).Cast<object?>().ToList();
        }

        if (!isChat)
        {
            request["prompt"] = prompt.Text ?? string.Join('\n', prompt.Messages!.Select(m => m.Content));
            return Cut(PythonText.Str(((PythonDictionary)PythonOperators.Item((await AskAsync("completions", request, cancellation))["choices"], 0L)!)["text"]), settings.Until);
        }

        var messages = prompt.Messages ?? [new ChatMessage("user", prompt.Text!)];
        request["messages"] = messages.Select(object? (m) => new PythonDictionary { ["role"] = m.Role, ["content"] = m.Content }).ToList();
        var choice = (PythonDictionary)PythonOperators.Item((await AskAsync("chat/completions", request, cancellation))["choices"], 0L)!;
        return Cut(((PythonDictionary)choice["message"]!)["content"] as string ?? "", settings.Until);
    }

    public override void Dispose()
    {
        client.Dispose();
        base.Dispose();
    }

    private async Task<List<(int Offset, double LogProbability, bool IsLikeliest)>> EchoAsync(string text, CancellationToken cancellation)
    {
        var answer = await AskAsync("completions", new PythonDictionary { ["model"] = name, ["prompt"] = text, ["max_tokens"] = 0L, ["logprobs"] = 1L, ["echo"] = true, ["temperature"] = 0L }, cancellation);
        var found = ((PythonDictionary)PythonOperators.Item(answer["choices"], 0L)!)["logprobs"] as PythonDictionary
            ?? throw new AssayException("provider.no-log-probabilities", $"{address} answers without log-probabilities of the prompt (echo with logprobs), which this task needs.");
        var (tokens, numbers) = ((List<object?>)found["tokens"]!, (List<object?>)found["token_logprobs"]!);
        var (best, offsets) = ((List<object?>)found["top_logprobs"]!, (List<object?>)found["text_offset"]!);
        // The first token of a text may come without a number.
        return
        [
            .. Enumerable.Range(0, tokens.Count).Where(i => numbers[i] is not null).Select(i =>
                (PythonOperators.ToIndex(offsets[i]), PythonOperators.ToDouble(numbers[i]), best[i] is PythonDictionary top && top.Pairs.All(p => PythonOperators.ToDouble(p.Value) <= PythonOperators.ToDouble(numbers[i])))),
        ];
    }

    private async Task<PythonDictionary> AskAsync(string path, PythonDictionary request, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            using var content = new StringContent(PythonJson.Dump(request), Encoding.UTF8, "application/json");
            using var response = await client.PostAsync(new Uri($"{address.ToString().TrimEnd('/')}/{path}"), content, cancellation);
            var text = await response.Content.ReadAsStringAsync(cancellation);
            if (response.IsSuccessStatusCode)
            {
                return (PythonDictionary)PythonJson.Parse(text)!;
            }

            if (tries == MostTries || (response.StatusCode != HttpStatusCode.TooManyRequests && (int)response.StatusCode < 500))
            {
                throw new AssayException("provider.refused", $"{address} answered {(int)response.StatusCode} to {path} after {tries} tries: {text[..Math.Min(text.Length, 300)]}");
            }

            await Task.Delay(response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(Math.Pow(2, tries - 1)), cancellation);
        }
    }
}
