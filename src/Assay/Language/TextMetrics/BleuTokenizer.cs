using System.Globalization;
using System.Text.RegularExpressions;
using Assay.Language.Python;

namespace Assay.Language.TextMetrics;

/// <summary>How BLEU cuts a text into words: <c>13a</c>, <c>intl</c>, <c>char</c>, <c>none</c> and <c>zh</c> of sacrebleu.</summary>
/// <remarks>Source: NIST's mteval-v13a.pl and mteval-v14.pl; Post, WMT 2018. Checked against sacrebleu 2.6.</remarks>
internal static partial class BleuTokenizer
{
    /// <summary>The text with one space between tokens.</summary>
    public static string Tokenize(string name, string text) => name switch
    {
        "13a" => Western($" {Unescaped(text)} "),
        "intl" => International(text),
        "char" => string.Join(' ', CodePoints.Split(text)),
        "none" => text,
        "zh" => Western(string.Concat(CodePoints.Values(PythonStrings.Strip(text)).Select(v => IsChinese(v) ? $" {CodePoints.Join([v])} " : CodePoints.Join([v])))),
        _ => throw new AssayException("usage.unknown-name", $"There is no BLEU tokenizer \"{name}\": known are 13a, intl, char, none and zh."),
    };

    private static string Unescaped(string text)
    {
        text = text.Replace("<skipped>", "", StringComparison.Ordinal).Replace("-\n", "", StringComparison.Ordinal).Replace('\n', ' ');
        return !text.Contains('&') ? text : text.Replace("&quot;", "\"", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal)
            .Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal);
    }

    private static string Western(string text)
    {
        text = Punctuation().Replace(text, " $1 ");
        text = AfterNoDigit().Replace(text, "$1 $2 ");
        text = BeforeNoDigit().Replace(text, " $1 $2");
        return string.Join(' ', PythonStrings.SplitWhite(Dash().Replace(text, "$1 $2 ")));
    }

    // Over code points, because a .NET pattern sees the halves of a pair.
    private static string International(string text)
    {
        var values = Spread(CodePoints.Values(text), (a, b) => !IsNumber(a) && IsPunctuation(b), (a, b) => [a, ' ', b, ' ']);
        values = Spread(values, (a, b) => IsPunctuation(a) && !IsNumber(b), (a, b) => [' ', a, ' ', b]);
        return string.Join(' ', PythonStrings.SplitWhite(CodePoints.Join(values.SelectMany(v => IsSymbol(v) ? (int[])[' ', v, ' '] : [v]))));
    }

    private static List<int> Spread(IEnumerable<int> values, Func<int, int, bool> applies, Func<int, int, int[]> made)
    {
        int[] from = [.. values];
        var to = new List<int>(from.Length + 16);
        for (var i = 0; i < from.Length; i++)
        {
            if (i + 1 < from.Length && applies(from[i], from[i + 1]))
            {
                to.AddRange(made(from[i], from[++i]));
            }
            else
            {
                to.Add(from[i]);
            }
        }

        return to;
    }

    private static bool IsNumber(int v) => Casing.Category(v) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    private static bool IsPunctuation(int v) => Casing.Category(v) is UnicodeCategory.ConnectorPunctuation or UnicodeCategory.DashPunctuation or UnicodeCategory.OpenPunctuation
        or UnicodeCategory.ClosePunctuation or UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation or UnicodeCategory.OtherPunctuation;

    private static bool IsSymbol(int v) => Casing.Category(v) is UnicodeCategory.MathSymbol or UnicodeCategory.CurrencySymbol or UnicodeCategory.ModifierSymbol or UnicodeCategory.OtherSymbol;

    // sacrebleu writes the supplementary planes with four digits too few, so two ranges of symbols are taken for Chinese; scores follow it.
    private static bool IsChinese(int v) => v is (>= 0x3400 and <= 0x4db5) or (>= 0x4e00 and <= 0x9fbb) or (>= 0xf900 and <= 0xfa2d) or (>= 0xfa30 and <= 0xfa6a)
        or (>= 0xfa70 and <= 0xfad9) or (>= 0x2001 and <= 0x2a6d) or (>= 0x2f81 and <= 0x2fa1) or (>= 0xff00 and <= 0xffef) or (>= 0x2e80 and <= 0x2eff)
        or (>= 0x3000 and <= 0x303f) or (>= 0x31c0 and <= 0x31ef) or (>= 0x2f00 and <= 0x2fdf) or (>= 0x2ff0 and <= 0x2fff) or (>= 0x3100 and <= 0x312f)
        or (>= 0x31a0 and <= 0x31bf) or (>= 0xfe10 and <= 0xfe1f) or (>= 0xfe30 and <= 0xfe4f) or (>= 0x2600 and <= 0x27bf) or (>= 0x3200 and <= 0x33ff);

    [GeneratedRegex(@"([{-~\[-` -&(-+:-@/])")]
    private static partial Regex Punctuation();

    [GeneratedRegex(@"([^0-9])([.,])")]
    private static partial Regex AfterNoDigit();

    [GeneratedRegex(@"([.,])([^0-9])")]
    private static partial Regex BeforeNoDigit();

    [GeneratedRegex("([0-9])(-)")]
    private static partial Regex Dash();
}
