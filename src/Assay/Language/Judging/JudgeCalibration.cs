using Assay.Statistics;

namespace Assay.Language.Judging;

/// <summary>How a judge stands to people, from the rows both looked at.</summary>
/// <param name="Rows">Rows both looked at.</param>
/// <param name="Agreement">The share of rows with the same score.</param>
/// <param name="Kappa">Cohen's kappa, agreement beyond chance.</param>
/// <param name="WeightedKappa">Cohen's kappa with squared distances, for scales.</param>
/// <param name="Bias">The judge's score less the person's: above 0 is generous.</param>
/// <param name="Corrected">The mean over all rows as people would give it: the judge's mean less its bias, its uncertainty counted (prediction-powered inference).</param>
public sealed record JudgeCalibration(int Rows, Interval Agreement, double Kappa, double WeightedKappa, Interval Bias, Interval Corrected)
{
    /// <summary>From judged rows, some with labels; null with fewer than two of them.</summary>
    public static JudgeCalibration? Of(IReadOnlyList<JudgedRow> rows)
    {
        var read = rows.Where(r => !double.IsNaN(r.Score)).ToList();
        var labelled = read.Where(r => r.Label is not null).ToList();
        if (labelled.Count < 2)
        {
            return null;
        }

        double[] judged = [.. labelled.Select(r => r.Score)];
        double[] people = [.. labelled.Select(r => r.Label!.Value)];
        double[] rest = [.. read.Where(r => r.Label is null).Select(r => r.Score)];
        return new JudgeCalibration(
            labelled.Count,
            Proportion.Wilson(judged.Zip(people).Count(p => p.First == p.Second), labelled.Count),
            CohenKappa.Of(judged, people, (a, b) => a == b ? 0 : 1),
            CohenKappa.Of(judged, people, (a, b) => (a - b) * (a - b)),
            ClusterMean.Of([.. judged.Zip(people, (j, p) => j - p)], new BootstrapOptions()),
            PredictionPowered.Mean(people, judged, rest));
    }
}
