using Assay.Data;
using Assay.Numerics;

namespace Assay.Learners.Baselines;

/// <summary>Answers that know nothing at all: a uniform probability, a uniform point among the classes, or a uniform number in the range of the target.</summary>
/// <remarks>What a row gets depends on the seed of the fit and the row's number only, so predictions repeat whatever the order.</remarks>
[Named("uniform-random")]
public sealed class UniformRandom : Learner
{
    /// <inheritdoc/>
    public override string? Refuses(Dataset data) => null;

    /// <inheritdoc/>
    public override Model Fit(Sample train, FitOptions options)
    {
        Shapes.Check(train);
        options.Cancellation.ThrowIfCancellationRequested();
        var target = train.Target();
        return new RandomModel(new(Name, train.Data.Task, train.Data.Outputs, SeededRandom.Derive(options.Seed, "uniform-random"))
        {
            Low = train.Data.Task == LearningTask.Regression ? target.Min() : 0,
            High = train.Data.Task == LearningTask.Regression ? target.Max() : 1,
        });
    }

    /// <inheritdoc/>
    public override Model Load(ModelFiles files, Dataset schema) => new RandomModel(files.ReadJson<RandomModel.Content>(RandomModel.File));

    private sealed class RandomModel(RandomModel.Content content) : Model
    {
        public const string File = "random.json";

        public override string Learner => content.Learner;

        public override int Outputs => content.Outputs;

        public override long StepsPerRow => 10 * Outputs;

        public override void Predict(Sample rows, Span<double> predicted)
        {
            Shapes.Check(this, rows, predicted);
            for (var i = 0; i < rows.Count; i++)
            {
                One(new SeededRandom(content.Seed + (ulong)(uint)rows.Rows[i]), predicted.Slice(i * Outputs, Outputs));
            }
        }

        public override void Save(ModelFiles files) => files.WriteJson(File, content);

        private void One(SeededRandom random, Span<double> predicted)
        {
            foreach (ref var value in predicted)
            {
                // Exponential gaps, scaled to sum 1, are a uniform point among the classes (Devroye 1986, ch. XI.4).
                value = content.Task == LearningTask.Multiclass
                    ? -Math.Log(1 - random.NextDouble())
                    : content.Low + ((content.High - content.Low) * random.NextDouble());
            }

            LabelSummary.Settle(predicted, content.Task);
        }

        internal sealed record Content(string Learner, LearningTask Task, int Outputs, ulong Seed)
        {
            public double Low { get; init; }

            public double High { get; init; }
        }
    }
}
