using Assay.Language.Python;

namespace Assay.Language.Models;

/// <summary>How a text is generated.</summary>
/// <param name="Until">Texts at which it stops; they are not part of the answer.</param>
/// <param name="MostTokens">The longest answer in tokens.</param>
/// <param name="Temperature">0 takes the likeliest token every time.</param>
internal sealed record GenerationSettings(IReadOnlyList<string> Until, int MostTokens, double Temperature)
{
    /// <summary>What a task's <c>generation_kwargs</c> say, with the harness' defaults.</summary>
    public static GenerationSettings Of(PythonDictionary given)
    {
        var until = given.TryGet("until", out var stops) ? stops : null;
        var sampled = given.TryGet("do_sample", out var sample) && PythonOperators.Truth(sample);
        var most = ((string[])["max_gen_toks", "max_new_tokens", "max_tokens", "max_completion_tokens"]).Where(k => given.TryGet(k, out var v) && v is not null).Select(k => PythonOperators.ToIndex(given[k])).FirstOrDefault(256);
        return new GenerationSettings(
            until is string one ? [one] : until is null ? [] : [.. PythonOperators.Iterate(until).Select(PythonText.Str)],
            most,
            sampled && given.TryGet("temperature", out var t) && PythonOperators.IsNumber(t) ? PythonOperators.ToDouble(t) : sampled ? 1 : 0);
    }
}
