using Assay.Data;
using Assay.Learners.Baselines;
using Assay.Learners.Linear;

namespace Assay.Learners.Simple;

/// <summary>Naive Bayes: the columns vote as if each told its own story, independently of the others given the class.</summary>
/// <remarks>
/// Numbers are cut into tenths of their training rows, which fits odd shapes better than a normal curve; categories count by level;
/// missing is a cell of its own; texts count by word. Counts are smoothed by one row spread over a column's cells (Laplace).
/// Source: Dougherty, Kohavi and Sahami, ICML 1995; McCallum and Nigam, AAAI workshop 1998, for words.
/// </remarks>
[Named("naive-bayes")]
public sealed class NaiveBayes : Learner
{
    private const int FewestTexts = 2;

    /// <inheritdoc/>
    public override string? Refuses(Dataset data) =>
        data.Task == LearningTask.Regression ? "Naive Bayes predicts classes; ridge-regression predicts numbers."
        : data.Features.Count == 0 ? "Naive Bayes needs at least one feature." : null;

    /// <inheritdoc/>
    public override Model Fit(Sample train, FitOptions options)
    {
        Shapes.Check(train);
        var classes = Math.Max(2, train.Data.Classes.Count);
        var labels = Array.ConvertAll(train.Target(), t => (int)t);
        var weights = LabelSummary.Weights(train);
        var columns = new List<NaiveBayesModel.ColumnVotes>();
        var texts = new List<NaiveBayesModel.TextVotes>();
        foreach (var column in train.Data.Features)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            if (column is TextColumn text)
            {
                texts.Add(Words(text, train, labels, weights, classes));
            }
            else
            {
                columns.Add(Cells(column, train, labels, weights, classes));
            }
        }

        options.Cancellation.ThrowIfCancellationRequested();
        var prior = new double[classes];
        for (var i = 0; i < labels.Length; i++)
        {
            prior[labels[i]] += weights[i];
        }

        return new NaiveBayesModel(new(Name, train.Data.Task, Logarithms(prior, prior.Sum()), [.. columns], [.. texts]));
    }

    /// <inheritdoc/>
    public override Model Load(ModelFiles files, Dataset schema) => new NaiveBayesModel(files.ReadJson<NaiveBayesModel.Content>(NaiveBayesModel.File));

    private static NaiveBayesModel.ColumnVotes Cells(Column column, Sample train, int[] labels, double[] weights, int classes)
    {
        var cells = ColumnCells.Learn(column, train.Rows);
        var place = cells.Bind(train.Data);
        var counts = new double[classes][];
        for (var k = 0; k < classes; k++)
        {
            counts[k] = new double[cells.Count];
        }

        for (var i = 0; i < labels.Length; i++)
        {
            counts[labels[i]][place(train.Rows[i])] += weights[i];
        }

        return new(cells, [.. counts.Select(c => Logarithms(c, c.Sum()))]);
    }

    private static NaiveBayesModel.TextVotes Words(TextColumn column, Sample train, int[] labels, double[] weights, int classes)
    {
        var texts = new SortedDictionary<string, (int Texts, double[] Counts)>(StringComparer.Ordinal);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < labels.Length; i++)
        {
            counts.Clear();
            TextPieces.Count(column.Values[train.Rows[i]], 0, counts);
            foreach (var (word, count) in counts)
            {
                var (seen, sums) = texts.TryGetValue(word, out var known) ? known : (0, new double[classes]);
                sums[labels[i]] += weights[i] * count;
                texts[word] = (seen + 1, sums);
            }
        }

        var kept = texts.Where(t => t.Value.Texts >= FewestTexts && !t.Key.Contains(' ')).ToArray();
        var votes = new double[classes][];
        for (var k = 0; k < classes; k++)
        {
            var own = Array.ConvertAll(kept, t => t.Value.Counts[k]);
            var all = own.Sum();
            // One of each word, as is usual for words.
            votes[k] = Array.ConvertAll(own, c => Math.Log((c + 1) / (all + own.Length)));
        }

        return new(column.Name, Array.ConvertAll(kept, t => t.Key), votes);
    }

    // One row's worth spread evenly over the cells.
    private static double[] Logarithms(double[] counts, double all) =>
        Array.ConvertAll(counts, c => Math.Log((c + (1.0 / counts.Length)) / (all + 1)));
}
