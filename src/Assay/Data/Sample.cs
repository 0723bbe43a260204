namespace Assay.Data;

/// <summary>Some rows of a data set: a view, no cell is copied.</summary>
/// <param name="Data">The whole table.</param>
/// <param name="Rows">Row indices into it, any order.</param>
public sealed record Sample(Dataset Data, int[] Rows)
{
    /// <summary>The number of rows in the view.</summary>
    public int Count => Rows.Length;

    /// <summary>The target of these rows, in view order. Length: <see cref="Count"/>.</summary>
    public double[] Target() => Gather(Data.Target.Span);

    /// <summary>The weights of these rows, or an empty array when every row counts the same.</summary>
    public double[] Weights() => Data.Weights.IsEmpty ? [] : Gather(Data.Weights.Span);

    private double[] Gather(ReadOnlySpan<double> values)
    {
        var gathered = new double[Rows.Length];
        for (var i = 0; i < gathered.Length; i++)
        {
            gathered[i] = values[Rows[i]];
        }

        return gathered;
    }
}
