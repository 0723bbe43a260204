namespace Assay.Evaluation.Perturbations;

/// <summary>Every pixel nearer to the mean of its image.</summary>
[Named("contrast")]
internal sealed class Contrast : ImagePerturbation
{
    /// <inheritdoc/>
    public override string Title => "Less contrast";

    /// <inheritdoc/>
    public override string DoseUnit => "share of the contrast lost";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.1, 0.25, 0.5, 0.75];

    /// <inheritdoc/>
    protected override void Change(PixelImage image, Span<double> changed, CellDraw draw)
    {
        var mean = 0.0;
        for (var i = 0; i < changed.Length; i++)
        {
            mean += image[i] / changed.Length;
        }

        for (var i = 0; i < changed.Length; i++)
        {
            changed[i] = mean + (Math.Max(0, 1 - draw.Dose) * (image[i] - mean));
        }
    }
}
