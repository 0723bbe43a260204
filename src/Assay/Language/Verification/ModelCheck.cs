using Assay.Language.Models;
using Assay.Language.Python;

namespace Assay.Language.Verification;

/// <summary>The model the cases were made with, found beside the larger data.</summary>
internal abstract class ModelCheck : LanguageCheck
{
    protected const double Tolerance = 1e-4;

    public override string? Difference(PythonDictionary one, LanguageCaseFiles files) => Difference(one, files.Keep("model", () => LocalModel.Read(files.Above("llm/stories260k/stories260K.bin"))));

    protected abstract string? Difference(PythonDictionary one, LocalModel model);

    protected static List<int> Ids(object? value) => [.. List(value).Select(PythonOperators.ToIndex)];

    protected static List<object?> Values(IEnumerable<int> ids) => [.. ids.Select(object? (i) => (long)i)];
}

/// <summary>Tokens of texts.</summary>
[Named("model-tokenize")]
internal sealed class ModelTokenizeCheck : ModelCheck
{
    protected override string? Difference(PythonDictionary one, LocalModel model) =>
        Compare("ids", one["ids"], Values(model.Tokenizer.Encode(one.Text("text")!))) ?? Compare("decoded", one["decoded"], model.Tokenizer.Decode(Ids(one["ids"])));
}

/// <summary>Likeliest continuations.</summary>
[Named("model-greedy")]
internal sealed class ModelGreedyCheck : ModelCheck
{
    protected override string? Difference(PythonDictionary one, LocalModel model)
    {
        List<int> prompt = [1, .. model.Tokenizer.Encode(one.Text("prompt")!)];
        var expected = Ids(one["ids"]);
        var (tokens, text) = model.Greedy(prompt, expected.Count, [], CancellationToken.None);
        return Compare("prompt", one["prompt_ids"], Values(prompt)) ?? Compare("ids", one["ids"], Values(tokens)) ?? Compare("text", one["text"], text)
            ?? Compare("log-probability", one["sum_logprob"], model.Score(prompt, tokens).LogLikelihoods.Sum(), Tolerance);
    }
}

/// <summary>Log-likelihoods of continuations.</summary>
[Named("model-loglikelihood")]
internal sealed class ModelLikelihoodCheck : ModelCheck
{
    protected override string? Difference(PythonDictionary one, LocalModel model)
    {
        var found = OrError(() =>
        {
            var (context, continuation) = model.Pair(one.Text("context")!, one.Text("continuation")!);
            var (likelihoods, greedy) = model.Score(context, continuation);
            return new PythonDictionary
            {
                ["context_ids"] = Values(context),
                ["continuation_ids"] = Values(continuation),
                ["loglikelihood"] = likelihoods.Sum(),
                ["is_greedy"] = greedy,
                ["token_logprobs"] = likelihoods.Cast<object?>().ToList(),
            };
        });
        return one.TryGet("error", out var error) ? Compare("error", error, found)
            : found is PythonDictionary made ? made.Keys.Select(k => Compare((string)k!, one[k], made[k], Tolerance)).FirstOrDefault(d => d is not null) : Compare("error", "none", found);
    }
}

/// <summary>Log-likelihoods of whole texts.</summary>
[Named("model-rolling")]
internal sealed class ModelRollingCheck : ModelCheck
{
    protected override string? Difference(PythonDictionary one, LocalModel model)
    {
        var tokens = model.Tokenizer.Encode(one.Text("text")!);
        return Compare("tokens", one["tokens"], (long)tokens.Count) ?? Of(one, "windows_without_bos", "loglikelihood", tokens, model) ?? Of(one, "windows_with_bos", "loglikelihood_bos_in_tokens", [1, .. tokens], model);
    }

    private static string? Of(PythonDictionary one, string windows, string likelihood, List<int> tokens, LocalModel model)
    {
        var found = model.Windows(tokens).ToList();
        return Compare(windows, one[windows], found.Select(object? (w) => Values([w.Context.Count, w.Predicted.Count])).ToList())
            ?? Compare(likelihood, one[likelihood], found.Sum(w => model.Score(w.Context, w.Predicted).LogLikelihoods.Sum()), Tolerance);
    }
}

/// <summary>Logits after given tokens.</summary>
[Named("model-logits")]
internal sealed class ModelLogitsCheck : ModelCheck
{
    protected override string? Difference(PythonDictionary one, LocalModel model) =>
        Compare("logits", one["last_logits"], model.Logits(Ids(one["ids"])).Select(object? (l) => (double)l).ToList(), Tolerance);
}
