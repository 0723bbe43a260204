namespace Assay.Tracking.Search;

/// <summary>Joins the pieces of a filter into names, brackets, comparisons and lists, in the order sqlparse 0.4.2 does it.</summary>
internal static class SqlGroups
{
    private delegate bool Fits(SqlNode? node);

    private sealed record Rule(SqlKind Kind, Fits Middle, Fits Before, Fits After)
    {
        internal bool Extend { get; init; } = true;

        /// <summary>Whether what follows the middle belongs to the group.</summary>
        internal Fits TakesNext { get; init; } = _ => true;
    }

    private static readonly Rule Period = new(
        SqlKind.Identifier,
        n => n!.Is(SqlKind.Punctuation, "."),
        n => n!.Kind is SqlKind.Brackets or SqlKind.Identifier or SqlKind.Name or SqlKind.Symbol,
        _ => true)
    {
        TakesNext = n => n?.Kind is SqlKind.Brackets or SqlKind.Function or SqlKind.Name or SqlKind.Symbol || n?.Is(SqlKind.Operator, "*") == true,
    };

    private static readonly Rule Operation = new(
        SqlKind.Operation, n => n!.Kind == SqlKind.Operator, n => IsOperand(n) || n?.Kind == SqlKind.Brackets, n => IsOperand(n) || n?.Kind == SqlKind.Brackets)
    {
        Extend = false,
    };

    private static readonly Rule Comparison = new(
        SqlKind.Comparison, n => n!.Kind == SqlKind.Comparator, IsCompared, IsCompared)
    {
        Extend = false,
    };

    private static readonly Rule Renamed = new(
        SqlKind.Identifier,
        n => n!.Is(SqlKind.Keyword, "AS"),
        n => n!.Kind != SqlKind.Keyword || n.Is(SqlKind.Keyword, "NULL"),
        n => n is not null);

    private static readonly Rule List = new(SqlKind.List, n => n!.Is(SqlKind.Punctuation, ","), IsListed, IsListed);

    /// <summary>Groups one statement in place.</summary>
    internal static void Apply(List<SqlNode> nodes)
    {
        JoinComments(nodes);
        Enclose(nodes, SqlKind.Brackets, ("[", "]"));
        Enclose(nodes, SqlKind.Parenthesis, ("(", ")"));
        JoinFunctions(nodes);
        Join(nodes, Period);
        WrapNames(nodes);
        JoinOrders(nodes);
        Join(nodes, Operation);
        Join(nodes, Comparison);
        Join(nodes, Renamed);
        JoinAliases(nodes);
        JoinTrailingComments(nodes);
        Join(nodes, List);
    }

    private static bool IsOperand(SqlNode? node) => node?.Kind is SqlKind.Parenthesis or SqlKind.Function or SqlKind.Identifier or SqlKind.Operation
        or SqlKind.Whole or SqlKind.Real or SqlKind.Text or SqlKind.Symbol or SqlKind.Name or SqlKind.Placeholder;

    private static bool IsCompared(SqlNode? node) => IsOperand(node) || node?.Is(SqlKind.Keyword, "NULL") == true;

    private static bool IsListed(SqlNode? node) => node?.Kind is SqlKind.Function or SqlKind.Identifier or SqlKind.Comparison or SqlKind.List
        or SqlKind.Operation or SqlKind.Whole or SqlKind.Real or SqlKind.Text or SqlKind.Symbol or SqlKind.Name or SqlKind.Placeholder or SqlKind.Keyword or SqlKind.Comment;

    // a MIDDLE b, at every depth; the group just made may be the first part of the next.
    private static void Join(List<SqlNode> nodes, Rule rule)
    {
        var before = -1;
        for (var i = 0; i < nodes.Count; i++)
        {
            var node = nodes[i];
            if (node.Kind == SqlKind.Space)
            {
                continue;
            }

            if (node.IsGroup && node.Kind != rule.Kind)
            {
                Join(node.Parts, rule);
            }

            if (rule.Middle(node) && before >= 0 && rule.Before(nodes[before]))
            {
                var next = NextSolid(nodes, i + 1);
                if (rule.After(next < 0 ? null : nodes[next]))
                {
                    var end = next >= 0 && rule.TakesNext(nodes[next]) ? next : i;
                    Group(nodes, rule, (before, end));
                    i = before;
                    continue;
                }
            }

            before = i;
        }
    }

    private static void Group(List<SqlNode> nodes, Rule rule, (int From, int To) range)
    {
        var first = nodes[range.From];
        var rest = nodes.GetRange(range.From + 1, range.To - range.From);
        if (rule.Extend && first.Kind == rule.Kind)
        {
            first.Parts.AddRange(rest);
        }
        else
        {
            nodes[range.From] = new SqlNode(rule.Kind, [first, .. rest]);
        }

        nodes.RemoveRange(range.From + 1, rest.Count);
    }

    private static int NextSolid(List<SqlNode> nodes, int from) => from >= nodes.Count ? -1 : nodes.FindIndex(from, n => n.Kind != SqlKind.Space);

    private static void Enclose(List<SqlNode> nodes, SqlKind kind, (string Open, string Close) signs)
    {
        var open = new Stack<int>();
        for (var i = 0; i < nodes.Count; i++)
        {
            if (nodes[i].IsGroup && nodes[i].Kind != kind)
            {
                Enclose(nodes[i].Parts, kind, signs);
            }
            else if (nodes[i].Is(SqlKind.Punctuation, signs.Open))
            {
                open.Push(i);
            }
            else if (nodes[i].Is(SqlKind.Punctuation, signs.Close) && open.TryPop(out var start))
            {
                var group = new SqlNode(kind, nodes.GetRange(start, i - start + 1));
                nodes.RemoveRange(start, i - start + 1);
                nodes.Insert(start, group);
                i = start;
            }
        }
    }

    private static void JoinFunctions(List<SqlNode> nodes)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            JoinFunctions(nodes[i].Parts);
            var next = NextSolid(nodes, i + 1);
            if (nodes[i].Kind == SqlKind.Name && next > 0 && nodes[next].Kind == SqlKind.Parenthesis)
            {
                JoinFunctions(nodes[next].Parts);
                Merge(nodes, SqlKind.Function, (i, next));
            }
        }
    }

    private static void WrapNames(List<SqlNode> nodes)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            if (nodes[i].Kind is SqlKind.Name or SqlKind.Symbol)
            {
                nodes[i] = new SqlNode(SqlKind.Identifier, [nodes[i]]);
            }
            else if (nodes[i].IsGroup && nodes[i].Kind != SqlKind.Identifier)
            {
                WrapNames(nodes[i].Parts);
            }
        }
    }

    private static void JoinOrders(List<SqlNode> nodes)
    {
        for (var i = 1; i < nodes.Count; i++)
        {
            var before = nodes.FindLastIndex(i - 1, n => n.Kind != SqlKind.Space);
            if (nodes[i].Kind == SqlKind.Order && before >= 0 && nodes[before].Kind is (SqlKind.Identifier or SqlKind.Whole or SqlKind.Real))
            {
                Merge(nodes, SqlKind.Identifier, (before, i));
                i = before;
            }
        }
    }

    // "a b" names a thing twice: SQL's alias.
    private static void JoinAliases(List<SqlNode> nodes)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            JoinAliases(nodes[i].Parts);
            var next = NextSolid(nodes, i + 1);
            var named = nodes[i].Kind is SqlKind.Parenthesis or SqlKind.Function or SqlKind.Identifier or SqlKind.Operation or SqlKind.Comparison
                or SqlKind.Whole or SqlKind.Real;
            if (named && next > 0 && nodes[next].Kind == SqlKind.Identifier)
            {
                JoinAliases(nodes[next].Parts);
                Group(nodes, Renamed, (i, next));
            }
        }
    }

    private static void JoinComments(List<SqlNode> nodes)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            var end = nodes.FindIndex(i, n => n.Kind is not (SqlKind.Comment or SqlKind.Space));
            if (nodes[i].Kind == SqlKind.Comment && end > i + 1)
            {
                nodes[i] = new SqlNode(SqlKind.Comment, string.Concat(nodes.GetRange(i, end - i).Select(n => n.Text)));
                nodes.RemoveRange(i + 1, end - i - 1);
            }
        }
    }

    private static void JoinTrailingComments(List<SqlNode> nodes)
    {
        for (var i = 1; i < nodes.Count - 1; i++)
        {
            var before = nodes.FindLastIndex(i - 1, n => n.Kind != SqlKind.Space);
            if (nodes[i].Kind == SqlKind.Comment && before >= 0 && nodes[before].IsGroup)
            {
                nodes[before].Parts.AddRange(nodes.GetRange(before + 1, i - before));
                nodes.RemoveRange(before + 1, i - before);
                i = before;
            }
        }
    }

    private static void Merge(List<SqlNode> nodes, SqlKind kind, (int From, int To) range)
    {
        var group = new SqlNode(kind, nodes.GetRange(range.From, range.To - range.From + 1));
        nodes.RemoveRange(range.From, range.To - range.From + 1);
        nodes.Insert(range.From, group);
    }
}
