namespace Assay.Evaluation.Models;

/// <summary>How rows are written for a command.</summary>
public enum RowFormat
{
    /// <summary>One JSON object a line: <c>{"age":39,"workclass":"Private","note":null}</c>.</summary>
    JsonLines,

    /// <summary>Comma-separated values, quoted where needed, with a line of names first; an empty cell is missing.</summary>
    Csv,
}
