namespace Assay.Tracking.Search;

/// <summary>Reads the text of a filter or an order into grouped pieces, one list a statement.</summary>
internal static class SqlStatement
{
    // Nobody writes such a filter by hand; reading one must not take a server's time or stack.
    private const int Longest = 1 << 16;
    private const int Deepest = 100;

    /// <summary>Statements parted by semicolons; none when the text holds only blanks.</summary>
    /// <exception cref="AssayException"><c>store.filter</c>: far too long, or nested far too deep.</exception>
    internal static List<List<SqlNode>> Parse(string text)
    {
        if (text.Length > Longest)
        {
            throw SearchErrors.Filter($"A filter or order has at most {Longest} characters; this one has {text.Length}.");
        }

        var statements = new List<List<SqlNode>>();
        var current = new List<SqlNode>();
        var depth = 0;
        var ended = false;
        var nodes = SqlScanner.Scan(text);
        if (DepthOf(nodes) > Deepest)
        {
            throw SearchErrors.Filter($"A filter has at most {Deepest} brackets within each other.");
        }

        foreach (var node in nodes)
        {
            var trailing = node.Kind == SqlKind.Space ? node.Text is not ("\n" or "\r" or "\r\n") : node.Kind == SqlKind.Comment && node.Text[0] != '/';
            if (ended && !trailing)
            {
                statements.Add(current);
                (current, depth, ended) = ([], 0, false);
            }

            depth += node.Is(SqlKind.Punctuation, "(") ? 1 : node.Is(SqlKind.Punctuation, ")") ? -1 : 0;
            current.Add(node);
            ended |= depth <= 0 && node.Is(SqlKind.Punctuation, ";");
        }

        if (current.Exists(n => n.Kind != SqlKind.Space))
        {
            statements.Add(current);
        }

        statements.ForEach(SqlGroups.Apply);
        return statements;
    }

    private static int DepthOf(List<SqlNode> nodes)
    {
        var (depth, deepest) = (0, 0);
        foreach (var node in nodes.Where(n => n.Kind == SqlKind.Punctuation))
        {
            depth = Math.Max(0, depth + (node.Text is "(" or "[" ? 1 : node.Text is ")" or "]" ? -1 : 0));
            deepest = Math.Max(deepest, depth);
        }

        return deepest;
    }
}
