namespace Assay.Tracking.Search;

/// <summary>A piece of a filter, or a group of pieces; its text is what the user wrote.</summary>
internal sealed class SqlNode(SqlKind kind, string text)
{
    /// <summary>A group of pieces.</summary>
    internal SqlNode(SqlKind kind, IEnumerable<SqlNode> parts)
        : this(kind, "") => Parts.AddRange(parts);

    internal SqlKind Kind { get; } = kind;

    /// <summary>Empty for a single piece.</summary>
    internal List<SqlNode> Parts { get; } = [];

    internal string Text => Parts.Count == 0 ? text : string.Concat(Parts.Select(p => p.Text));

    internal bool IsGroup => Kind >= SqlKind.Identifier;

    /// <summary>The parts without blanks.</summary>
    internal List<SqlNode> Solid => Parts.FindAll(p => p.Kind != SqlKind.Space);

    internal bool Is(SqlKind other, string word) => Kind == other && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
