using Assay.Data;

namespace Assay.Learners.Baselines;

/// <summary>The labels of the last season, repeated.</summary>
internal sealed class SeasonalNaiveModel(SeasonalNaiveModel.Content content) : Model
{
    /// <summary>The name of the model's file.</summary>
    public const string File = "seasonal-naive.json";

    /// <inheritdoc/>
    public override string Learner => content.Learner;

    /// <inheritdoc/>
    public override int Outputs => content.Unknown.Length;

    /// <inheritdoc/>
    public override long StepsPerRow => 2 + (long)Math.Log2(content.History.Times.Length);

    /// <inheritdoc/>
    public override void Predict(Sample rows, Span<double> predicted)
    {
        Shapes.Check(this, rows, predicted);
        var clock = RowClock.Of(rows.Data, content.Time);
        for (var i = 0; i < rows.Count; i++)
        {
            var time = clock[rows.Rows[i]];
            var own = predicted.Slice(i * Outputs, Outputs);
            if (double.IsNaN(time))
            {
                content.Unknown.CopyTo(own);
            }
            else if (content.Answers.Length == 0)
            {
                own[0] = content.History.At(time, content.Season);
            }
            else
            {
                content.Answers[(int)content.History.At(time, content.Season)].CopyTo(own);
            }
        }
    }

    /// <inheritdoc/>
    public override void Save(ModelFiles files) => files.WriteJson(File, content);

    /// <summary>What is saved.</summary>
    internal sealed record Content(string Learner, double Season, double[][] Answers, double[] Unknown, History History)
    {
        /// <summary>The column that tells the time; empty for the one with the role, or the order of the rows.</summary>
        public string Time { get; init; } = "";
    }
}
