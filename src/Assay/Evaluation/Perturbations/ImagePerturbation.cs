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

        var columns = layout.Columns.Select(input.Rows.Named).ToArray();
        var values = Array.ConvertAll(columns, Pixels.Of);
        var range = Range(values, input.Facts?.Whole(layout));
        var changed = Array.ConvertAll(values, v => v.ToArray());
        var pixels = new double[columns.Length];
        var result = new double[columns.Length];
        for (var row = 0; row < input.Rows.RowCount; row++)
        {
            for (var i = 0; i < pixels.Length; i++)
            {
                pixels[i] = double.IsNaN(values[i][row]) ? range.Dark : values[i][row];
            }

            Change(new PixelImage(pixels, layout, range), result, CellDraw.Next(input.Random(this, "image", row), input.Dose));
            for (var i = 0; i < pixels.Length; i++)
            {
                changed[i][row] = double.IsNaN(values[i][row]) ? double.NaN : Math.Clamp(result[i], range.Dark, range.Bright);
            }
        }

        return input.With(columns.Select((c, i) => Pixels.With(c, changed[i])));
    }

    /// <summary>Writes the changed image.</summary>
    /// <param name="image">The image as it is.</param>
    /// <param name="changed">As many pixels, all to be written.</param>
    /// <param name="draw">The image's luck.</param>
    protected abstract void Change(PixelImage image, Span<double> changed, CellDraw draw);

    // Of the whole table where there is one: the rows at hand may all be dark.
    private static (double Dark, double Bright) Range(double[][] values, (double Dark, double Bright)? whole)
    {
        double[] present = [.. values.SelectMany(v => v).Where(v => !double.IsNaN(v))];
        return whole ?? (present.Length == 0 ? (0, 0) : (present.Min(), present.Max()));
    }
}
