namespace Assay.Tuning.Surrogates;

/// <summary>How much is to be gained by trying a point; larger is better.</summary>
internal abstract class Acquisition
{
    /// <summary>The gain at a point; writes its derivative by the ordered parameters when there is room for it.</summary>
    internal abstract double Gain(SurrogatePoint point, Span<double> gradient);
}
