using Assay.Data;
using Assay.Numerics;

namespace Assay.Learners.Baselines;

/// <summary>An answer drawn like the training labels: a class by its share, said with certainty, or a value of the target's distribution.</summary>
/// <remarks>
/// What a row gets depends on the seed of the fit and the row's number only. Values are drawn from at most 1,001 quantiles of the
/// training labels. Certainty makes the log loss of this baseline very bad, as it should be.
/// </remarks>
[Named("label-distribution-random")]
public sealed class LabelDistributionRandom : Learner
{
    private const int Quantiles = 1001;

    /// <inheritdoc/>
    public override string? Refuses(Dataset data) => null;

    /// <inheritdoc/>
    public override Model Fit(Sample train, FitOptions options)
    {
        Shapes.Check(train);
        options.Cancellation.ThrowIfCancellationRequested();
        var distribution = train.Data.Task == LearningTask.Regression ? Spread(train.Target()) : LabelSummary.Mean(train);
        return new RandomModel(new(Name, train.Data.Task, train.Data.Outputs, SeededRandom.Derive(options.Seed, "label-distribution-random"), distribution));
    }

    /// <inheritdoc/>
    public override Model Load(ModelFiles files, Dataset schema) => new RandomModel(files.ReadJson<RandomModel.Content>(RandomModel.File));

    private static double[] Spread(double[] target)
    {
        Array.Sort(target);
        var count = Math.Min(Quantiles, target.Length);
        return [.. Enumerable.Range(0, count).Select(i => target[count == 1 ? 0 : (int)((long)i * (target.Length - 1) / (count - 1))])];
    }

    private sealed class RandomModel(RandomModel.Content content) : Model
    {
        public const string File = "random.json";

        public override string Learner => content.Learner;

        public override int Outputs => content.Outputs;

        public override long StepsPerRow => 10 + Outputs;

        public override void Predict(Sample rows, Span<double> predicted)
        {
            Shapes.Check(this, rows, predicted);
            predicted.Clear();
            for (var i = 0; i < rows.Count; i++)
            {
                One(new SeededRandom(content.Seed + (ulong)(uint)rows.Rows[i]), predicted.Slice(i * Outputs, Outputs));
            }
        }

        public override void Save(ModelFiles files) => files.WriteJson(File, content);

        private void One(SeededRandom random, Span<double> predicted)
        {
            switch (content.Task)
            {
                case LearningTask.Regression:
                    predicted[0] = content.Distribution[random.Next(content.Distribution.Length)];
                    break;
                case LearningTask.Binary:
                    predicted[0] = random.NextDouble() < content.Distribution[0] ? 1 : 0;
                    break;
                default:
                    predicted[Draw(random.NextDouble())] = 1;
                    break;
            }
        }

        private int Draw(double share)
        {
            var last = 0;
            for (var i = 0; i < content.Distribution.Length; i++)
            {
                last = content.Distribution[i] > 0 ? i : last;
                share -= content.Distribution[i];
                if (share < 0)
                {
                    return i;
                }
            }

            return last;
        }

        internal sealed record Content(string Learner, LearningTask Task, int Outputs, ulong Seed, double[] Distribution);
    }
}
