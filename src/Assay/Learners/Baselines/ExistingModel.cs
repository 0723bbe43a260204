using Assay.Data;
using Assay.Statistics;

namespace Assay.Learners.Baselines;

/// <summary>Reads the answers of a column.</summary>
internal sealed class ExistingModel(ExistingModel.Content content) : Model
{
    /// <summary>The name of the model's file.</summary>
    public const string File = "existing.json";

    /// <inheritdoc/>
    public override string Learner => content.Learner;

    /// <inheritdoc/>
    public override int Outputs => content.Answers[0].Length;

    /// <inheritdoc/>
    public override long StepsPerRow => 1;

    /// <inheritdoc/>
    public override void Predict(Sample rows, Span<double> predicted)
    {
        Shapes.Check(this, rows, predicted);
        var column = Shapes.Find<Column>(rows.Data, content.Column);
        var place = content.Classes.Select((name, i) => (name, i)).ToDictionary(c => c.name, c => c.i, StringComparer.Ordinal);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows.Rows[i];
            var own = predicted.Slice(i * Outputs, Outputs);
            if (content.Numbers && column is NumberColumn numbers && double.IsFinite(numbers.Values[row]))
            {
                own[0] = content.Classes.Length == 0 ? numbers.Values[row]
                    : content.Scaling is { } scaling ? scaling.At(numbers.Values[row])
                    : Math.Clamp(numbers.Values[row], 0, 1);
            }
            else
            {
                // A name the training rows did not have counts as no answer.
                var known = !content.Numbers && column.Show(row) is { } shown && place.TryGetValue(shown, out var at) ? at : content.Answers.Length - 1;
                content.Answers[known].CopyTo(own);
            }
        }
    }

    /// <inheritdoc/>
    public override void Save(ModelFiles files) => files.WriteJson(File, content);

    /// <summary>What is saved.</summary>
    internal sealed record Content(string Learner, string Column, bool Numbers, string[] Classes, double[][] Answers)
    {
        /// <summary>How scores that are not probabilities become such; null when they are.</summary>
        public PlattScaling? Scaling { get; init; }
    }
}
