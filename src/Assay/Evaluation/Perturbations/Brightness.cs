namespace Assay.Evaluation.Perturbations;

/// <summary>Every image brighter or darker by the same amount on all its pixels.</summary>
[Named("brightness")]
internal sealed class Brightness : ImagePerturbation
{
    /// <inheritdoc/>
    public override string Title => "Brighter or darker image";

    /// <inheritdoc/>
    public override string DoseUnit => "share of the range from dark to bright";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.05, 0.1, 0.2, 0.4];

    /// <inheritdoc/>
    protected override void Change(PixelImage image, Span<double> changed, CellDraw draw)
    {
        for (var i = 0; i < changed.Length; i++)
        {
            changed[i] = image[i] + (draw.Sign * draw.Dose * image.Span);
        }
    }
}
