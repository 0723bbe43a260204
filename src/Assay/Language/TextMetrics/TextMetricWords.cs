using System.Globalization;
using Assay.Language.Python;

namespace Assay.Language.TextMetrics;

/// <summary>A score in words and its signature, so that others can compute the same, in sacrebleu's format.</summary>
internal static class TextMetricWords
{
    private const string Version = "2.6.0";

    /// <summary>What a case asks for: <c>text</c>, <c>signature</c> or <c>signature_short</c>.</summary>
    public static string Of(CorpusMetric metric, double[] counts, string what, PythonDictionary given)
    {
        var references = given.TryGet("nrefs", out var n) ? PythonText.Str(n) : "1";
        return what == "text" ? Text(metric, counts) : Signature(metric, references, isShort: what == "signature_short");
    }

    /// <summary>Everything that decides the score.</summary>
    public static string Signature(CorpusMetric metric, string references, bool isShort)
    {
        string[] longWords = metric switch
        {
            Bleu b => [$"nrefs:{references}", $"case:{(b.Lowercase ? "lc" : "mixed")}", $"eff:{YesNo(b.EffectiveOrder)}", $"tok:{b.Tokenizer}", $"smooth:{Smoothing(b)}"],
            Chrf c => [$"nrefs:{references}", $"case:{(c.Lowercase ? "lc" : "mixed")}", $"eff:{YesNo(!c.EpsilonSmoothing)}", $"nc:{c.CharacterOrder}", $"nw:{c.WordOrder}", $"space:{YesNo(c.Whitespace)}"],
            TranslationErrorRate t =>
                [$"nrefs:{references}", $"case:{(t.CaseSensitive ? "mixed" : "lc")}", "tok:tercom", $"norm:{YesNo(t.Normalized)}", $"punct:{YesNo(!t.WithoutPunctuation)}", $"asian:{YesNo(t.AsianSupport)}"],
            _ => throw new ArgumentException("No signature is known for this metric.", nameof(metric)),
        };
        return string.Join('|', longWords.Append($"version:{Version}").Select(w => isShort ? Short(metric, w) : w));
    }

    private static string Text(CorpusMetric metric, double[] counts)
    {
        var score = metric.Score(counts);
        switch (metric)
        {
            case Bleu bleu:
                var details = bleu.Details(counts);
                var ratio = counts[1] > 0 ? counts[0] / counts[1] : 0;
                var precisions = string.Join('/', details.Precisions.Select(p => PythonFormat.Fixed(p, 1)));
                return $"BLEU = {PythonFormat.Fixed(score, 2)} {precisions} (BP = {PythonFormat.Fixed(details.BrevityPenalty, 3)} ratio = {PythonFormat.Fixed(ratio, 3)} hyp_len = {counts[0].ToString(CultureInfo.InvariantCulture)} ref_len = {counts[1].ToString(CultureInfo.InvariantCulture)})";
            case Chrf chrf:
                return $"chrF{chrf.Beta}{new string('+', chrf.WordOrder)} = {PythonFormat.Fixed(score, 2)}";
            default:
                return $"TER = {PythonFormat.Fixed(score, 2)}";
        }
    }

    private static string Smoothing(Bleu bleu) => bleu.Smoothing switch
    {
        "floor" => $"floor[{PythonFormat.Fixed(bleu.SmoothingValue ?? 0.1, 2)}]",
        "add-k" => $"add-k[{PythonFormat.Fixed(bleu.SmoothingValue ?? 1, 2)}]",
        var other => other,
    };

    private static string Short(CorpusMetric metric, string word)
    {
        var (key, value) = (word[..word.IndexOf(':', StringComparison.Ordinal)], word[(word.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        var name = key switch
        {
            "nrefs" => "#",
            "case" => "c",
            "eff" => "e",
            "smooth" or "space" => "s",
            "version" => "v",
            "norm" => "nr",
            "punct" => "pn",
            "asian" => "as",
            "tok" => metric is Bleu ? "tok" : "t",
            _ => key,
        };
        return $"{name}:{value}";
    }

    private static string YesNo(bool value) => value ? "yes" : "no";
}
