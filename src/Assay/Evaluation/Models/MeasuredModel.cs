using Assay.Data;

namespace Assay.Evaluation.Models;

/// <summary>Any model with a clock beside it and a check of what it answers.</summary>
internal sealed class MeasuredModel(EvaluatedModel inner, TimeProvider clock) : EvaluatedModel
{
    private const double Rounding = 1e-5;
    private PredictionTime time = PredictionTime.None;

    /// <inheritdoc/>
    public override string Name => inner.Name;

    /// <inheritdoc/>
    public override TableSchema? Schema => inner.Schema;

    /// <inheritdoc/>
    public override ModelSchema? Recorded => inner.Recorded;

    /// <inheritdoc/>
    public override PredictionKind Kind => inner.Kind;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Notes => inner.Notes;

    /// <inheritdoc/>
    public override PredictionTime Time => time;

    /// <inheritdoc/>
    public override double[] Predict(Sample rows, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (rows.Count == 0)
        {
            return [];
        }

        var start = clock.GetTimestamp();
        var predicted = inner.Predict(rows, cancellation);
        time = new PredictionTime(time.Rows + rows.Count, time.Elapsed + clock.GetElapsedTime(start));
        Check(rows, predicted);
        return predicted;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Check(Sample rows, double[] predicted)
    {
        var outputs = rows.Data.Outputs;
        if (predicted.Length != rows.Count * outputs)
        {
            throw new AssayException("model.prediction-count", $"{Name} gave {predicted.Length} numbers for {rows.Count} rows; {outputs} a row are needed. Is it a model of this target?");
        }

        if (Kind == PredictionKind.Score && rows.Data.Task == LearningTask.Multiclass)
        {
            throw new AssayException("model.not-probability", $"{Name} gives scores, which say nothing about {rows.Data.Classes.Count} classes. Let it answer with one probability a class.");
        }

        var probabilities = Kind is PredictionKind.Probability or PredictionKind.Label && rows.Data.Task != LearningTask.Regression;
        for (var i = 0; i < predicted.Length; i++)
        {
            if (!double.IsFinite(predicted[i]))
            {
                throw new AssayException("model.prediction-missing", $"{Name} predicted {predicted[i]} for row {rows.Rows[i / outputs]}; every row needs a finite number. Mend the model, or leave such rows out.");
            }

            if (probabilities && predicted[i] is < -Rounding or > 1 + Rounding)
            {
                throw new AssayException(
                    "model.not-probability",
                    $"{Name} predicted {predicted[i]:R} for row {rows.Rows[i / outputs]}, which is no probability. Let it answer with probabilities, or say that its numbers are scores (--kind score).");
            }

            // Numbers of single precision may leave [0, 1] by their rounding, which metrics would refuse.
            predicted[i] = probabilities ? Math.Clamp(predicted[i], 0, 1) : predicted[i];
        }
    }
}
