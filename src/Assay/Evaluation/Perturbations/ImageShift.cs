namespace Assay.Evaluation.Perturbations;

/// <summary>Every image moved in a direction of its own; dark where nothing was.</summary>
[Named("image-shift")]
internal sealed class ImageShift : ImagePerturbation
{
    /// <inheritdoc/>
    public override string Title => "Shifted image";

    /// <inheritdoc/>
    public override string DoseUnit => "pixels";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.5, 1, 1.5, 2];

    /// <inheritdoc/>
    protected override void Change(PixelImage image, Span<double> changed, CellDraw draw)
    {
        var angle = 2 * Math.PI * draw.Random.NextDouble();
        var (across, down) = (draw.Dose * Math.Cos(angle), draw.Dose * Math.Sin(angle));
        for (var i = 0; i < changed.Length; i++)
        {
            changed[i] = image.Between((i % image.Width) - across, (i / image.Width) - down);
        }
    }
}
