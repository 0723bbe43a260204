using System.Text;
using Assay.Language.Python;
using Assay.Language.Tasks;

namespace Assay.Language.Benchmarks;

/// <summary>WikiText: tokens of the data set are joined back into text; words and bytes are counted before that.</summary>
/// <remarks>Source: Merity et al., 2016; the detokeniser is the harness' wikitext/preprocess_wikitext.py, its odd first patterns included.</remarks>
[Named("wikitext")]
internal sealed class WikitextPorts : TaskPorts
{
    private static readonly (string From, string To)[] first =
        [(" @-@ ", "-"), (" @,@ ", ","), (" @.@ ", "."), (" : ", ": "), (" ; ", "; "), (" . ", ". "), (" ! ", "! "), (" ? ", "? "), (" , ", ", ")];

    private static readonly (string Pattern, string To)[] pairs =
    [
        (@"\(\s*([^\)]*?)\s*\)", @"(\1)"), (@"\[\s*([^\]]*?)\s*\]", @"[\1]"), (@"{\s*([^}]*?)\s*}", @"{\1}"), ("\"\\s*([^\"]*?)\\s*\"", "\"\\1\""), (@"'\s*([^']*?)\s*'", @"'\1'"),
    ];

    private static readonly (string From, string To)[] last =
        [("= = = =", "===="), ("= = =", "==="), ("= =", "=="), (" ° ", "°"), (" \n", "\n"), ("\n ", "\n"), (" N ", " 1 "), (" 's", "'s")];

    public override IReadOnlyDictionary<string, Func<IReadOnlyList<object?>, object?>> Functions { get; } = new Dictionary<string, Func<IReadOnlyList<object?>, object?>>
    {
        ["wikitext/preprocess_wikitext.wikitext_detokenizer"] = OnDocument(d => Join(Text(d, "page"))),
        ["wikitext/preprocess_wikitext.process_results"] = arguments => Score(Text((PythonDictionary)arguments[0]!, "page"), PythonOperators.Item(arguments[1], 0L)),
    };

    private static string Join(string text)
    {
        text = text.Replace("s '", "s'", StringComparison.Ordinal);
        text = PythonRegex.Substitute("/' [0-9]/", "/'[0-9]/", text);
        text = first.Aggregate(text, (t, r) => t.Replace(r.From, r.To, StringComparison.Ordinal));
        text = pairs.Aggregate(text, (t, p) => PythonRegex.Substitute(p.Pattern, p.To, t));
        return last.Aggregate(text, (t, r) => t.Replace(r.From, r.To, StringComparison.Ordinal));
    }

    private static PythonDictionary Score(string page, object? likelihood)
    {
        var words = (long)PythonRegex.Compile(@"\s+").Split(page).Length;
        var octets = (long)Encoding.UTF8.GetByteCount(page);
        return new PythonDictionary
        {
            ["word_perplexity"] = new PythonTuple([likelihood, words]),
            ["byte_perplexity"] = new PythonTuple([likelihood, octets]),
            ["bits_per_byte"] = new PythonTuple([likelihood, octets]),
        };
    }
}
