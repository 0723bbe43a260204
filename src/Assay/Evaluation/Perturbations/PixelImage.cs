namespace Assay.Evaluation.Perturbations;

/// <summary>One small image.</summary>
/// <param name="pixels">Width x height, row after row; no NaN.</param>
/// <param name="layout">Width and height.</param>
/// <param name="range">The darkest and the brightest value of the table.</param>
internal readonly ref struct PixelImage(ReadOnlySpan<double> pixels, ImageLayout layout, (double Dark, double Bright) range)
{
    private readonly ReadOnlySpan<double> pixels = pixels;

    /// <summary>Pixels across.</summary>
    public int Width => layout.Width;

    /// <summary>Pixels down.</summary>
    public int Height => layout.Height;

    /// <summary>The darkest value.</summary>
    public double Dark => range.Dark;

    /// <summary>The brightest value less the darkest.</summary>
    public double Span => range.Bright - range.Dark;

    /// <summary>The pixel by its place in the row of all pixels.</summary>
    public double this[int at] => pixels[at];

    /// <summary>The pixel, or the nearest one to a place outside.</summary>
    public double Near(int x, int y) => pixels[(Math.Clamp(y, 0, Height - 1) * Width) + Math.Clamp(x, 0, Width - 1)];

    /// <summary>The value between pixels, bilinear; dark outside.</summary>
    public double Between(double x, double y)
    {
        var (left, top) = ((int)Math.Floor(x), (int)Math.Floor(y));
        var (right, below) = (x - left, y - top);
        return ((1 - below) * (((1 - right) * OrDark(left, top)) + (right * OrDark(left + 1, top))))
            + (below * (((1 - right) * OrDark(left, top + 1)) + (right * OrDark(left + 1, top + 1))));
    }

    private double OrDark(int x, int y) => x < 0 || y < 0 || x >= Width || y >= Height ? Dark : pixels[(y * Width) + x];
}
