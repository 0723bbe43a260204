using Assay.Data;

namespace Assay.Learners.Linear;

/// <summary>One sample encoded, and its weights for one l2 after the other.</summary>
internal sealed class LinearFit
{
    /// <summary>Tolerance of models that are kept.</summary>
    public const double Exactly = 1e-7;

    /// <summary>Tolerance of models that are compared: their losses agree with the exact ones to about eight digits.</summary>
    public const double Roughly = 1e-4;

    private readonly string learner;
    private readonly Dataset data;
    private readonly LinearEncoding encoding;
    private readonly SparseRows rows;
    private readonly TargetScale scale;
    private readonly double[] labels;
    private readonly double[] weights;
    private readonly PenalisedFit fit;

    /// <summary>Encodes the training rows.</summary>
    public LinearFit(string learner, Sample train, LinearPlan plan, CancellationToken cancellation)
    {
        this.learner = learner;
        data = train.Data;
        cancellation.ThrowIfCancellationRequested();
        encoding = LinearEncoding.Learn(data, train.Rows, plan.Recipe);
        rows = encoding.Encode(train, cancellation);
        var target = train.Target();
        scale = TargetScale.Learn(plan.Transform, data.Task, target);
        labels = scale.Forward(target);
        weights = MeanOne(LabelSummary.Weights(train));
        LossFamily family = data.Task switch
        {
            LearningTask.Binary => new LogisticLoss(),
            LearningTask.Multiclass => new SoftmaxLoss(data.Classes.Count),
            _ => plan.Transform == "poisson" ? new PoissonLoss() : new SquaredLoss(),
        };
        fit = new PenalisedFit(rows, family, labels, weights, cancellation);
    }

    /// <summary>The encoding learnt.</summary>
    public LinearEncoding Encoding => encoding;

    /// <summary>The model for this l2; the next l2 starts from it.</summary>
    public LinearModel Solve(double l2, double tolerance)
    {
        fit.Solve(l2, tolerance);
        var smeared = scale;
        if (scale.Transform == "log")
        {
            var scores = new double[rows.Count];
            rows.Times(fit.Weights, 1, scores);
            smeared = scale.Smeared(scores, labels, weights);
        }

        var steps = Math.Max(1, (long)rows.Kept * data.Outputs / rows.Count);
        return new LinearModel(new(learner, data.Task, data.Outputs, steps, smeared, encoding), (double[])fit.Weights.Clone());
    }

    // l2 then means the same whatever unit the weights are in.
    private static double[] MeanOne(double[] weights)
    {
        var mean = weights.Average();
        return mean > 0 ? Array.ConvertAll(weights, w => w / mean) : Array.ConvertAll(weights, _ => 1.0);
    }
}
