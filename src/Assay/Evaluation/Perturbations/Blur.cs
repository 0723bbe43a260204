namespace Assay.Evaluation.Perturbations;

/// <summary>Every pixel a mean of its surroundings with normal weights.</summary>
[Named("blur")]
internal sealed class Blur : ImagePerturbation
{
    /// <inheritdoc/>
    public override string Title => "Blurred image";

    /// <inheritdoc/>
    public override string DoseUnit => "pixels of standard deviation";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.4, 0.6, 0.8, 1.2];

    /// <inheritdoc/>
    protected override void Change(PixelImage image, Span<double> changed, CellDraw draw)
    {
        var reach = Math.Min((int)Math.Ceiling(3 * draw.Dose), Math.Max(image.Width, image.Height));
        for (var i = 0; i < changed.Length; i++)
        {
            changed[i] = Mean(image, (i % image.Width, i / image.Width), reach, draw.Dose);
        }
    }

    private static double Mean(PixelImage image, (int X, int Y) at, int reach, double deviation)
    {
        var (sum, weights) = (0.0, 0.0);
        for (var down = -reach; down <= reach; down++)
        {
            for (var across = -reach; across <= reach; across++)
            {
                var weight = Math.Exp(-((down * down) + (across * across)) / (2 * deviation * deviation));
                sum += weight * image.Near(at.X + across, at.Y + down);
                weights += weight;
            }
        }

        return sum / weights;
    }
}
