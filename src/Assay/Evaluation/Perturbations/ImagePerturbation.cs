using Assay.Data;

namespace Assay.Evaluation.Perturbations;

/// <summary>A perturbation of small images kept as one column a pixel. Values stay within the table's range; a missing pixel stays missing and counts as dark.</summary>
internal abstract class ImagePerturbation : Perturbation
{
    /// <inheritdoc/>
    public sealed override PerturbationFamily Family => PerturbationFamily.Image;

    /// <inheritdoc/>
    public sealed override string? Refuses(PerturbationInput input) =>
        input.Image is null ? "no columns are the pixels of an image" : null;

    /// <inheritdoc/>
    protected sealed override Dataset Change(PerturbationInput input)
    {
        if (input.Image is not { } layout)
        {
            return input.Rows;
        }

        var columns = layout.Columns.Select(c => (NumberColumn)input.Rows.Named(c)).ToArray();
        var range = Range(columns, input.Facts ?? new TableFacts(input.Rows, null));
        var changed = columns.Select(c => c.Values.ToArray()).ToArray();
        var pixels = new double[columns.Length];
        var result = new double[columns.Length];
        for (var row = 0; row < input.Rows.RowCount; row++)
        {
            for (var i = 0; i < pixels.Length; i++)
            {
                pixels[i] = double.IsNaN(columns[i].Values[row]) ? range.Dark : columns[i].Values[row];
            }

            Change(new PixelImage(pixels, layout, range), result, CellDraw.Next(input.Random(this, "image", row), input.Dose));
            for (var i = 0; i < pixels.Length; i++)
            {
                changed[i][row] = double.IsNaN(columns[i].Values[row]) ? double.NaN : Math.Clamp(result[i], range.Dark, range.Bright);
            }
        }

        return input.With(columns.Select((c, i) => new NumberColumn(c.Name, c.Kind, changed[i])));
    }

    /// <summary>Writes the changed image.</summary>
    /// <param name="image">The image as it is.</param>
    /// <param name="changed">As many pixels, all to be written.</param>
    /// <param name="draw">The image's luck.</param>
    protected abstract void Change(PixelImage image, Span<double> changed, CellDraw draw);

    private static (double Dark, double Bright) Range(NumberColumn[] columns, TableFacts facts)
    {
        var (dark, bright) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var known in columns.Select(c => facts.Numbers(c.Name)).Where(f => !double.IsNaN(f.Minimum)))
        {
            (dark, bright) = (Math.Min(dark, known.Minimum), Math.Max(bright, known.Maximum));
        }

        return dark <= bright ? (dark, bright) : (0, 0);
    }
}
