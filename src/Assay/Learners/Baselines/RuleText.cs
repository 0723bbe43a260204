namespace Assay.Learners.Baselines;

/// <summary>Reads <c>CONDITION => ANSWER; CONDITION => ANSWER; else ANSWER</c>. The text is data: nothing in it is ever run.</summary>
internal static class RuleText
{
    /// <summary>What a rule looks like, for error messages.</summary>
    public const string Example = "age < 25 and job in (student, \"no job\") => yes; else no";

    /// <summary>The branches of a rule.</summary>
    /// <exception cref="AssayException"><c>usage.rule-syntax</c>.</exception>
    public static IReadOnlyList<RuleBranch> Read(string text)
    {
        var branches = new List<RuleBranch>();
        foreach (var part in Split(text, ";"))
        {
            if (branches.Count > 0 && branches[^1].Condition is null)
            {
                throw Mistake(text, "nothing may follow the else branch");
            }

            branches.Add(Branch(text, part));
        }

        return branches.Count > 0 ? branches : throw Mistake(text, "it is empty");
    }

    /// <summary>An error about this rule.</summary>
    public static AssayException Mistake(string text, string what) =>
        new("usage.rule-syntax", $"The rule \"{text}\" cannot be read: {what}. Write rules like: {Example}");

    private static RuleBranch Branch(string text, string part)
    {
        var sides = Split(part, "=>");
        if (sides.Count == 2)
        {
            var isElse = sides[0].Equals("else", StringComparison.OrdinalIgnoreCase);
            return new RuleBranch(isElse ? null : new RuleParser(text, sides[0]).Parse(), Unquote(sides[1]));
        }

        if (sides.Count == 1 && part.StartsWith("else ", StringComparison.OrdinalIgnoreCase))
        {
            return new RuleBranch(null, Unquote(part[5..].Trim()));
        }

        throw Mistake(text, $"\"{part}\" needs one condition, then =>, then one answer");
    }

    /// <summary>A word without the quotes around it.</summary>
    public static string Unquote(string word) =>
        word.Length >= 2 && (word[0] is '"' or '\'' or '`') && word[^1] == word[0] ? word[1..^1] : word;

    // Parts between separators that stand outside quotes, trimmed, empty ones left out.
    private static List<string> Split(string text, string separator)
    {
        var parts = new List<string>();
        var start = 0;
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            if (quote != '\0')
            {
                quote = text[i] == quote ? '\0' : quote;
            }
            else if (text[i] is '"' or '\'' or '`')
            {
                quote = text[i];
            }
            else if (text.AsSpan(i).StartsWith(separator))
            {
                parts.Add(text[start..i]);
                i += separator.Length - 1;
                start = i + 1;
            }
        }

        parts.Add(text[start..]);
        return [.. parts.Select(p => p.Trim()).Where(p => p.Length > 0)];
    }
}
