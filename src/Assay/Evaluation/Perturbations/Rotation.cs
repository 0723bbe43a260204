namespace Assay.Evaluation.Perturbations;

/// <summary>Every image turned about its middle, one way or the other; dark where nothing was.</summary>
[Named("rotation")]
internal sealed class Rotation : ImagePerturbation
{
    /// <inheritdoc/>
    public override string Title => "Turned image";

    /// <inheritdoc/>
    public override string DoseUnit => "degrees";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [5, 10, 20, 30, 45];

    /// <inheritdoc/>
    protected override void Change(PixelImage image, Span<double> changed, CellDraw draw)
    {
        var angle = draw.Sign * draw.Dose * Math.PI / 180;
        var (cos, sin) = (Math.Cos(angle), Math.Sin(angle));
        var (middleX, middleY) = ((image.Width - 1) / 2.0, (image.Height - 1) / 2.0);
        for (var i = 0; i < changed.Length; i++)
        {
            var (x, y) = ((i % image.Width) - middleX, (i / image.Width) - middleY);
            changed[i] = image.Between(middleX + (cos * x) + (sin * y), middleY - (sin * x) + (cos * y));
        }
    }
}
