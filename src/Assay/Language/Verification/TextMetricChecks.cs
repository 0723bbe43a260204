using Assay.Language.Python;
using Assay.Language.TextMetrics;

namespace Assay.Language.Verification;

/// <summary>Makes the metrics the cases of texts name.</summary>
internal static class TextMetricChecks
{
    public static CorpusMetric Metric(PythonDictionary result)
    {
        var o = (PythonDictionary)result["options"]!;
        bool Is(string key) => o.TryGet(key, out var v) && v is true;
        int Whole(string key, int otherwise) => o.TryGet(key, out var v) ? PythonOperators.ToIndex(v) : otherwise;
        return result.Text("metric") switch
        {
            "bleu" => new Bleu
            {
                Tokenizer = o.Text("tokenize") ?? "13a",
                Lowercase = Is("lowercase"),
                Smoothing = o.Text("smooth_method") ?? "exp",
                SmoothingValue = o.TryGet("smooth_value", out var v) ? PythonOperators.ToDouble(v) : null,
                Order = Whole("max_ngram_order", 4),
                EffectiveOrder = Is("effective_order"),
            },
            "chrf" => new Chrf
            {
                CharacterOrder = Whole("char_order", 6),
                WordOrder = Whole("word_order", 0),
                Beta = Whole("beta", 2),
                Lowercase = Is("lowercase"),
                Whitespace = Is("whitespace"),
                EpsilonSmoothing = Is("eps_smoothing"),
            },
            _ => new TranslationErrorRate { Normalized = Is("normalized"), WithoutPunctuation = Is("no_punct"), AsianSupport = Is("asian_support"), CaseSensitive = Is("case_sensitive") },
        };
    }

    /// <summary>What the counts give, under the names of the cases.</summary>
    public static PythonDictionary Found(CorpusMetric metric, double[] counts, PythonDictionary expected)
    {
        var found = new PythonDictionary { ["metric"] = expected["metric"], ["options"] = expected["options"], ["score"] = metric.Score(counts) };
        switch (metric)
        {
            case Bleu bleu:
                var details = bleu.Details(counts);
                found["counts"] = details.Matches.Cast<object?>().ToList();
                found["totals"] = details.Totals.Cast<object?>().ToList();
                found["precisions"] = details.Precisions.Cast<object?>().ToList();
                found["bp"] = details.BrevityPenalty;
                found["sys_len"] = counts[0];
                found["ref_len"] = counts[1];
                break;
            case TranslationErrorRate:
                found["num_edits"] = counts[0];
                found["ref_length"] = counts[1];
                break;
        }

        foreach (var key in (string[])["signature", "signature_short", "text"])
        {
            if (expected.Contains(key))
            {
                found[key] = TextMetricWords.Of(metric, counts, key, expected);
            }
        }

        return found;
    }
}

/// <summary>Sentence and corpus scores of odd texts.</summary>
[Named("text-metrics-edge")]
internal sealed class TextMetricEdgeCheck : LanguageCheck
{
    public override string? Difference(PythonDictionary one, LanguageCaseFiles files)
    {
        if (one.TryGet("sentence", out var sentence))
        {
            foreach (var expected in List(sentence).Cast<PythonDictionary>())
            {
                var metric = TextMetricChecks.Metric(expected);
                var found = TextMetricChecks.Found(metric, metric.Count(one.Text("hyp")!, Texts(one["refs"])), expected);
                if (Compare("sentence", expected, found) is { } difference)
                {
                    return difference;
                }
            }
        }

        return one.TryGet("corpus", out var corpus) ? CorpusDifference(one, corpus) : null;
    }

    private static string? CorpusDifference(PythonDictionary one, object? corpus)
    {
        var hypotheses = Texts(one.TryGet("hyps", out var hyps) ? hyps : new List<object?> { one["hyp"] });
        var streams = one.TryGet("refs_streams", out var given) ? List(given).Select(List).ToList() : [.. List(one["refs"]).Select(r => new List<object?> { r })];
        var references = hypotheses.Select((_, i) => (IReadOnlyList<string>)[.. streams.Select(s => s[i]).OfType<string>()]).ToList();
        foreach (var expected in List(corpus).Cast<PythonDictionary>())
        {
            var metric = TextMetricChecks.Metric(expected);
            var counts = CorpusMetric.Sum([.. hypotheses.Select((h, i) => metric.Count(h, references[i]))]);
            expected["nrefs"] = streams.Count;
            var found = TextMetricChecks.Found(metric, counts, expected);
            expected.Remove("nrefs");
            if (Compare("corpus", expected, found, 1e-9) is { } difference)
            {
                return difference;
            }
        }

        return null;
    }
}

/// <summary>Scores of whole translation systems.</summary>
[Named("text-metrics-corpus")]
internal sealed class TextMetricCorpusCheck : LanguageCheck
{
    public override string? Difference(PythonDictionary one, LanguageCaseFiles files)
    {
        var segments = files.Keep("segments", () => files.Lines("segments.jsonl").ToList());
        var take = one.TryGet("first_segments", out var first) ? PythonOperators.ToIndex(first) : segments.Count;
        var names = Texts(one["refs"]);
        var rows = segments.Take(take).ToList();
        string Column(PythonDictionary row, string name) => name == "ref" ? row.Text("ref")! : ((PythonDictionary)row["hyps"]!).Text(name)!;
        foreach (var expected in List(one["results"]).Cast<PythonDictionary>())
        {
            var metric = TextMetricChecks.Metric(expected);
            var counts = CorpusMetric.Sum([.. rows.Select(r => metric.Count(Column(r, one.Text("system")!), [.. names.Select(n => Column(r, n))]))]);
            expected["nrefs"] = names.Count;
            var found = TextMetricChecks.Found(metric, counts, expected);
            expected.Remove("nrefs");
            if (Compare(expected.Text("metric")!, expected, found, 1e-9) is { } difference)
            {
                return difference;
            }
        }

        return null;
    }
}

/// <summary>Scores of single sentences.</summary>
[Named("text-metrics-sentence")]
internal sealed class TextMetricSentenceCheck : LanguageCheck
{
    private static readonly Bleu bleu = new() { EffectiveOrder = true };
    private static readonly Chrf chrf = new();
    private static readonly Chrf chrfWords = new() { WordOrder = 2 };
    private static readonly TranslationErrorRate ter = new();

    public override string? Difference(PythonDictionary one, LanguageCaseFiles files)
    {
        var segments = files.Keep("by id", () => files.Lines("segments.jsonl").ToDictionary(s => s["seg_id"]!, PythonEquality.Instance!));
        var segment = segments[one["seg_id"]!];
        var (said, right) = (((PythonDictionary)segment["hyps"]!).Text(one.Text("system")!)!, (string[])[segment.Text("ref")!]);
        return Compare("bleu", one["bleu"], bleu.Score(bleu.Count(said, right)))
            ?? Compare("chrf", one["chrf"], chrf.Score(chrf.Count(said, right)))
            ?? Compare("chrfpp", one["chrfpp"], chrfWords.Score(chrfWords.Count(said, right)))
            ?? (one.TryGet("ter", out var expected) ? Compare("ter", expected, ter.Score(ter.Count(said, right))) : null);
    }
}

/// <summary>Tokens of BLEU.</summary>
[Named("text-metrics-tokenize")]
internal sealed class TextMetricTokenizeCheck : LanguageCheck
{
    public override string? Difference(PythonDictionary one, LanguageCaseFiles files) =>
        ((PythonDictionary)one["tokens"]!).Pairs.Select(p => Compare((string)p.Key!, p.Value, BleuTokenizer.Tokenize((string)p.Key!, one.Text("text")!))).FirstOrDefault(d => d is not null);
}

/// <summary>ROUGE, plain and with stems.</summary>
[Named("text-metrics-rouge")]
internal sealed class TextMetricRougeCheck : LanguageCheck
{
    public override string? Difference(PythonDictionary one, LanguageCaseFiles files) => Of(one, "plain", new Rouge()) ?? Of(one, "stem", new Rouge(isStemmed: true));

    private static string? Of(PythonDictionary one, string key, Rouge rouge) => ((PythonDictionary)one[key]!).Pairs.Select(p =>
    {
        var (precision, recall, f) = rouge.Score((string)p.Key!, one.Text("target")!, one.Text("prediction")!);
        return Compare($"{key} {p.Key}", p.Value, new List<object?> { precision, recall, f });
    }).FirstOrDefault(d => d is not null);
}

/// <summary>Stems of words.</summary>
[Named("text-metrics-porter")]
internal sealed class TextMetricPorterCheck : LanguageCheck
{
    public override string? Difference(PythonDictionary one, LanguageCaseFiles files) => Compare("stem", one["stem"], PorterStemmer.Stem(one.Text("word")!));
}
