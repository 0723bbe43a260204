namespace Assay.Evaluation.Perturbations;

/// <summary>A dark rectangle of the image's shape somewhere on every image.</summary>
[Named("occlusion")]
internal sealed class Occlusion : ImagePerturbation
{
    /// <inheritdoc/>
    public override string Title => "Part of the image covered";

    /// <inheritdoc/>
    public override string DoseUnit => "share of the area";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.05, 0.1, 0.2, 0.4];

    /// <inheritdoc/>
    protected override void Change(PixelImage image, Span<double> changed, CellDraw draw)
    {
        var side = Math.Sqrt(Math.Min(1, draw.Dose));
        var (width, height) = ((int)Math.Round(side * image.Width), (int)Math.Round(side * image.Height));
        var random = draw.Random;
        // The corner's place as a share of the room left, so that a larger rectangle stays near the smaller one.
        var left = (int)(random.NextDouble() * (image.Width - width + 1));
        var top = (int)(random.NextDouble() * (image.Height - height + 1));
        for (var i = 0; i < changed.Length; i++)
        {
            var (x, y) = (i % image.Width, i / image.Width);
            changed[i] = x >= left && x < left + width && y >= top && y < top + height ? image.Dark : image[i];
        }
    }
}
