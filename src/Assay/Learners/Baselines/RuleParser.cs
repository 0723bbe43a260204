using System.Text;

namespace Assay.Learners.Baselines;

/// <summary>Reads one condition: tests joined by <c>and</c>, <c>or</c>, <c>not</c> and brackets.</summary>
/// <param name="rule">The whole rule, for error messages.</param>
/// <param name="condition">The condition's text.</param>
internal sealed class RuleParser(string rule, string condition)
{
    private static readonly string[] Operators = ["<=", ">=", "==", "!=", "<>", "<", ">", "="];
    private readonly List<string> tokens = [];
    private int at;

    /// <summary>The condition as a tree.</summary>
    /// <exception cref="AssayException"><c>usage.rule-syntax</c>.</exception>
    public RuleCondition Parse()
    {
        Scan();
        var parsed = Or();
        return at == tokens.Count ? parsed : throw RuleText.Mistake(rule, $"\"{tokens[at]}\" was not expected there");
    }

    private RuleCondition Or()
    {
        var parts = new List<RuleCondition> { And() };
        while (Take("or"))
        {
            parts.Add(And());
        }

        return parts.Count == 1 ? parts[0] : new RuleAny(parts);
    }

    private RuleCondition And()
    {
        var parts = new List<RuleCondition> { Not() };
        while (Take("and"))
        {
            parts.Add(Not());
        }

        return parts.Count == 1 ? parts[0] : new RuleAll(parts);
    }

    private RuleCondition Not()
    {
        if (Take("not"))
        {
            return new RuleNot(Not());
        }

        if (!Take("("))
        {
            return Test();
        }

        var inner = Or();
        Need(")");
        return inner;
    }

    private RuleCondition Test()
    {
        var column = Word("a column");
        if (Take("is"))
        {
            var negated = Take("not");
            Need("missing");
            var missing = new RuleTest(rule, column, "is missing", []);
            return negated ? new RuleNot(missing) : missing;
        }

        if (Take("in"))
        {
            return new RuleTest(rule, column, "in", List());
        }

        if (Take("contains"))
        {
            return new RuleTest(rule, column, "contains", [Word("a text")]);
        }

        var found = Array.Find(Operators, Take) ?? throw RuleText.Mistake(rule, $"after \"{column}\" one of {string.Join(" ", Operators)}, in, contains, is missing is needed");
        return new RuleTest(rule, column, found is "==" ? "=" : found is "<>" ? "!=" : found, [Word("a value")]);
    }

    private string[] List()
    {
        Need("(");
        var values = new List<string> { Word("a value") };
        while (Take(","))
        {
            values.Add(Word("a value"));
        }

        Need(")");
        return [.. values];
    }

    private string Word(string what)
    {
        if (at == tokens.Count || tokens[at] is "(" or ")" or "," || Operators.Contains(tokens[at]))
        {
            throw RuleText.Mistake(rule, $"{what} is missing {(at == tokens.Count ? "at the end" : $"before \"{tokens[at]}\"")} of \"{condition}\"");
        }

        return RuleText.Unquote(tokens[at++]);
    }

    private void Need(string token)
    {
        if (!Take(token))
        {
            throw RuleText.Mistake(rule, $"\"{token}\" is missing in \"{condition}\"");
        }
    }

    private bool Take(string token)
    {
        var taken = at < tokens.Count && tokens[at].Equals(token, StringComparison.OrdinalIgnoreCase);
        at += taken ? 1 : 0;
        return taken;
    }

    private void Scan()
    {
        for (var i = 0; i < condition.Length;)
        {
            if (char.IsWhiteSpace(condition[i]))
            {
                i++;
                continue;
            }

            var token = Next(i);
            tokens.Add(token);
            i += token.Length;
        }
    }

    private string Next(int start)
    {
        var sign = condition[start];
        if (sign is '"' or '\'' or '`')
        {
            var end = condition.IndexOf(sign, start + 1);
            return end > 0 ? condition[start..(end + 1)] : throw RuleText.Mistake(rule, $"the quote {sign} is not closed");
        }

        if (sign is '(' or ')' or ',')
        {
            return sign.ToString();
        }

        if (Array.Find(Operators, o => condition.AsSpan(start).StartsWith(o)) is { } found)
        {
            return found;
        }

        var word = new StringBuilder();
        for (var i = start; i < condition.Length && !char.IsWhiteSpace(condition[i]) && "()<>=!,\"'`".IndexOf(condition[i], StringComparison.Ordinal) < 0; i++)
        {
            word.Append(condition[i]);
        }

        return word.Length > 0 ? word.ToString() : throw RuleText.Mistake(rule, $"the sign {sign} means nothing here");
    }
}
