namespace Assay.Learners.Simple;

/// <summary>The rows on the yes side of a question while its bins are taken one after the other.</summary>
internal sealed class SideSums
{
    private readonly CellSums cells;
    private readonly double[] yes;
    private readonly double[] all;
    private readonly double allWeight;
    private double yesWeight;

    /// <summary>Nothing taken yet.</summary>
    public SideSums(CellSums cells)
    {
        this.cells = cells;
        yes = new double[cells.Outputs];
        all = new double[cells.Outputs];
        for (var i = 0; i < cells.Sums.Length; i++)
        {
            all[i % cells.Outputs] += cells.Sums[i];
        }

        allWeight = cells.Weights.Sum();
    }

    /// <summary>Rows taken.</summary>
    public int Rows { get; private set; }

    /// <summary>Moves a bin to the yes side.</summary>
    public void Take(int bin)
    {
        for (var i = 0; i < yes.Length; i++)
        {
            yes[i] += cells.Sums[(bin * yes.Length) + i];
        }

        yesWeight += cells.Weights[bin];
        Rows += cells.Rows[bin];
    }

    /// <summary>By how much the sum of squared deviations (the Gini impurity, for classes) falls.</summary>
    public double Gain()
    {
        var gain = 0.0;
        for (var i = 0; i < yes.Length; i++)
        {
            var no = all[i] - yes[i];
            gain += Square(yes[i], yesWeight) + Square(no, allWeight - yesWeight) - Square(all[i], allWeight);
        }

        return gain;
    }

    private static double Square(double sum, double weight) => weight > 0 ? sum * sum / weight : 0;
}
