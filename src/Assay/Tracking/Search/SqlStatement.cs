namespace Assay.Tracking.Search;

/// <summary>Reads the text of a filter or an order into grouped pieces, one list a statement.</summary>
internal static class SqlStatement
{
    /// <summary>Statements parted by semicolons; none when the text holds only blanks.</summary>
    internal static List<List<SqlNode>> Parse(string text)
    {
        var statements = new List<List<SqlNode>>();
        var current = new List<SqlNode>();
        var depth = 0;
        var ended = false;
        foreach (var node in SqlScanner.Scan(text))
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
}
