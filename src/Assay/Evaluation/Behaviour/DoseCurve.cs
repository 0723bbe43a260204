using Assay.Evaluation.Perturbations;
using Assay.Statistics;

namespace Assay.Evaluation.Behaviour;

/// <summary>What a perturbation costs at every dose.</summary>
/// <param name="Perturbation">The perturbation.</param>
/// <param name="Doses">Rising.</param>
/// <param name="Judged">The dose that is held against the limit.</param>
internal sealed record DoseCurve(Perturbation Perturbation, IReadOnlyList<DosePoint> Doses, DosePoint Judged)
{
    /// <summary>The loss that is accepted.</summary>
    public required double Limit { get; init; }

    /// <summary>What is measured, such as <c>loss of roc-auc</c>.</summary>
    public required string Measure { get; init; }

    /// <summary>Whether the loss is a share of the undamaged metric.</summary>
    public required bool Relative { get; init; }

    /// <summary>The curve from dose 0 on.</summary>
    public IReadOnlyList<(double Across, Interval Up)> Points => [(0, new Interval(0, 0, 0, "nothing is damaged")), .. Doses.Select(d => (d.Dose, d.Loss))];

    /// <summary>The dose at which the loss passes the limit, between the doses tried by a straight line; null when none does.</summary>
    public double? Tipping
    {
        get
        {
            var (dose, loss) = (0.0, 0.0);
            foreach (var next in Doses)
            {
                if (next.Loss.Value > Limit)
                {
                    return loss >= Limit ? dose : dose + ((next.Dose - dose) * (Limit - loss) / (next.Loss.Value - loss));
                }

                (dose, loss) = double.IsNaN(next.Loss.Value) ? (dose, loss) : (next.Dose, next.Loss.Value);
            }

            return null;
        }
    }
}
