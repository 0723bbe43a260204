namespace Assay.Learners.Trees;

/// <summary>Turns rows of a table into features.</summary>
internal interface IRowEncoder
{
    /// <summary>Features a row.</summary>
    int Width { get; }

    /// <summary>Writes the features of these rows, row after row.</summary>
    void Write(ReadOnlySpan<int> rows, Span<double> block);
}
