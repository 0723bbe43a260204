using Assay.Data;

namespace Assay.Learners;

/// <summary>What a learner learnt; immutable and safe to use from several threads.</summary>
public abstract class Model
{
    /// <summary>The name of the learner that made it and can load it.</summary>
    public abstract string Learner { get; }

    /// <summary>Numbers a row: see <see cref="Dataset.Outputs"/>.</summary>
    public abstract int Outputs { get; }

    /// <summary>About how many elementary steps (multiplications, node visits, look-ups) one row costs; the same on every machine.</summary>
    public abstract long StepsPerRow { get; }

    /// <summary>Predicts rows whose table has the schema the model was learnt on (same columns by name, same levels).</summary>
    /// <param name="rows">The rows, n of them.</param>
    /// <param name="predicted">n x <see cref="Outputs"/>, row after row; overwritten. Never NaN.</param>
    public abstract void Predict(Sample rows, Span<double> predicted);

    /// <summary>Writes everything needed to predict again, bit for bit.</summary>
    public abstract void Save(ModelFiles files);

    /// <summary>The predictions of these rows as a new array.</summary>
    public double[] Predict(Sample rows)
    {
        var predicted = new double[rows.Count * Outputs];
        Predict(rows, predicted);
        return predicted;
    }
}
