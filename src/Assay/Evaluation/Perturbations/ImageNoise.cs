namespace Assay.Evaluation.Perturbations;

/// <summary>Normal noise on every pixel.</summary>
[Named("image-noise")]
internal sealed class ImageNoise : ImagePerturbation
{
    /// <inheritdoc/>
    public override string Title => "Noise on the image";

    /// <inheritdoc/>
    public override string DoseUnit => "share of the range from dark to bright";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.05, 0.1, 0.2, 0.4];

    /// <inheritdoc/>
    protected override void Change(PixelImage image, Span<double> changed, CellDraw draw)
    {
        var random = draw.Random;
        for (var i = 0; i < changed.Length; i++)
        {
            changed[i] = image[i] + (draw.Dose * image.Span * random.NextNormal());
        }
    }
}
