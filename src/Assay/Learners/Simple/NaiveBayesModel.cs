using Assay.Data;
using Assay.Learners.Baselines;
using Assay.Learners.Linear;

namespace Assay.Learners.Simple;

/// <summary>Logarithms of how often each cell and word occurs in each class.</summary>
internal sealed class NaiveBayesModel(NaiveBayesModel.Content content) : Model
{
    /// <summary>The name of the model's file.</summary>
    public const string File = "naive-bayes.json";

    /// <inheritdoc/>
    public override string Learner => content.Learner;

    /// <inheritdoc/>
    public override int Outputs => content.Task == LearningTask.Binary ? 1 : content.Prior.Length;

    /// <inheritdoc/>
    public override long StepsPerRow => content.Prior.Length * (1L + content.Columns.Length + (20 * content.Texts.Length));

    /// <inheritdoc/>
    public override void Predict(Sample rows, Span<double> predicted)
    {
        Shapes.Check(this, rows, predicted);
        var places = content.Columns.Select(c => c.Cells.Bind(rows.Data)).ToArray();
        var texts = content.Texts.Select(t => Bind(t, rows.Data)).ToArray();
        var scores = new double[content.Prior.Length];
        for (var i = 0; i < rows.Count; i++)
        {
            content.Prior.CopyTo(scores, 0);
            for (var c = 0; c < places.Length; c++)
            {
                var place = places[c](rows.Rows[i]);
                for (var k = 0; k < scores.Length; k++)
                {
                    scores[k] += content.Columns[c].Votes[k][place];
                }
            }

            Array.ForEach(texts, t => t(rows.Rows[i], scores));
            SoftmaxLoss.Normalise(scores);
            scores.AsSpan(scores.Length - Outputs).CopyTo(predicted.Slice(i * Outputs, Outputs));
        }
    }

    /// <inheritdoc/>
    public override void Save(ModelFiles files) => files.WriteJson(File, content);

    private static Action<int, double[]> Bind(TextVotes votes, Dataset data)
    {
        var column = Shapes.Find<TextColumn>(data, votes.Column);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        return (row, scores) =>
        {
            counts.Clear();
            TextPieces.Count(column.Values[row], 0, counts);
            foreach (var (word, count) in counts)
            {
                var at = Array.BinarySearch(votes.Words, word, StringComparer.Ordinal);
                for (var k = 0; at >= 0 && k < scores.Length; k++)
                {
                    scores[k] += count * votes.Votes[k][at];
                }
            }
        };
    }

    /// <summary>What is saved.</summary>
    internal sealed record Content(string Learner, LearningTask Task, double[] Prior, ColumnVotes[] Columns, TextVotes[] Texts);

    /// <summary>A column's cells and, by class, their logarithms.</summary>
    internal sealed record ColumnVotes(ColumnCells Cells, double[][] Votes);

    /// <summary>A text's words in ordinal order and, by class, their logarithms.</summary>
    internal sealed record TextVotes(string Column, string[] Words, double[][] Votes);
}
