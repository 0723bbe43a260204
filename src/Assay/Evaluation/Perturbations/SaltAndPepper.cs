namespace Assay.Evaluation.Perturbations;

/// <summary>Some pixels quite dark or quite bright.</summary>
[Named("salt-and-pepper")]
internal sealed class SaltAndPepper : ImagePerturbation
{
    /// <inheritdoc/>
    public override string Title => "Dead pixels";

    /// <inheritdoc/>
    public override string DoseUnit => "share of pixels";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.02, 0.05, 0.1, 0.25];

    /// <inheritdoc/>
    protected override void Change(PixelImage image, Span<double> changed, CellDraw draw)
    {
        var random = draw.Random;
        for (var i = 0; i < changed.Length; i++)
        {
            var pixel = CellDraw.Next(random, draw.Dose);
            changed[i] = pixel.Hit ? image.Dark + (pixel.Sign > 0 ? image.Span : 0) : image[i];
        }
    }
}
