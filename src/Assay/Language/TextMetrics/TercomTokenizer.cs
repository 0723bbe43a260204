using System.Text.RegularExpressions;
using Assay.Language.Python;

namespace Assay.Language.TextMetrics;

/// <summary>How TER cuts a text into words.</summary>
/// <remarks>Source: the normalisation of Tercom (Snover et al., AMTA 2006) as sacrebleu 2.6 has it, its patterns that never match included.</remarks>
internal sealed partial class TercomTokenizer(bool isNormalized, bool withoutPunctuation, bool isAsian, bool isCaseSensitive)
{
    private static readonly Regex newHyphen = new("\n-");
    private static readonly Regex quoted = new(@"([{-~\[-` -&(-+:-@/])");

    /// <summary>The words of a text.</summary>
    public List<string> Words(string text)
    {
        text = PythonStrings.RightStrip(text);
        text = isCaseSensitive ? text : Casing.Lower(text);
        if (isNormalized)
        {
            text = isAsian ? Asian(Western(text)) : Western(text);
        }

        if (withoutPunctuation)
        {
            text = Marks().Replace(text, "");
            text = isAsian ? FullWidthMarks().Replace(AsianMarks().Replace(text, ""), "") : text;
        }

        return PythonStrings.SplitWhite(text);
    }

    private static string Western(string text)
    {
        text = newHyphen.Replace(text, "").Replace('\n', ' ').Replace("&quot;", "\"", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal)
            .Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal);
        text = quoted.Replace($" {text} ", " $1 ").Replace("'s ", " 's ", StringComparison.Ordinal);
        text = Possessive().Replace(text, " 's");
        text = AfterNoDigit().Replace(text, "$1 $2 ");
        text = BeforeNoDigit().Replace(text, " $1 $2");
        return Dash().Replace(text, "$1 $2 ");
    }

    private static string Asian(string text)
    {
        foreach (var range in (string[])[@"\u4e00-\u9fff\u3400-\u4dbf", @"\u31c0-\u31ef\u2e80-\u2eff", @"\u3300-\u33ff\uf900-\ufaff\ufe30-\ufe4f", @"\u3200-\u3f22"])
        {
            text = Regex.Replace(text, $"([{range}])", " $1 ");
        }

        foreach (var range in (string[])[@"\u3040-\u309f", @"\u30a0-\u30ff", @"\u31f0-\u31ff"])
        {
            text = Regex.Replace(text, $"(^|^[{range}])([{range}]+)(?=$|^[{range}])", "$1 $2 ");
        }

        return FullWidthMarks().Replace(AsianMarks().Replace(text, " $1 "), " $1 ");
    }

    [GeneratedRegex("'s$")]
    private static partial Regex Possessive();

    [GeneratedRegex("([^0-9])([.,])")]
    private static partial Regex AfterNoDigit();

    [GeneratedRegex("([.,])([^0-9])")]
    private static partial Regex BeforeNoDigit();

    [GeneratedRegex("([0-9])(-)")]
    private static partial Regex Dash();

    [GeneratedRegex("[.,?:;!\"()]")]
    private static partial Regex Marks();

    [GeneratedRegex(@"([\u3001\u3002\u3008-\u3011\u3014-\u301f\uff61-\uff65\u30fb])")]
    private static partial Regex AsianMarks();

    [GeneratedRegex(@"([\uff0e\uff0c\uff1f\uff1a\uff1b\uff01\uff02\uff08\uff09])")]
    private static partial Regex FullWidthMarks();
}
