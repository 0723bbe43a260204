namespace Assay.Metrics;

/// <summary>Scores of predictions that are a set of labels a row (multilabel): n x labels flags and scores.</summary>
/// <remarks>Source: Tsoumakas, Katakis and Vlahavas, Data Mining and Knowledge Discovery Handbook, 2010; checked against scikit-learn 1.2.1. 0/0 counts 0 as there.</remarks>
public sealed class LabelSets
{
    private readonly IReadOnlyList<bool[]> truth;
    private readonly IReadOnlyList<bool[]> predicted;
    private readonly IReadOnlyList<double[]> scores;

    /// <summary>Takes the rows.</summary>
    /// <param name="truth">True labels of each row.</param>
    /// <param name="predicted">Predicted labels, the same shape.</param>
    /// <param name="scores">Scores of labels, the same shape; larger means more likely.</param>
    /// <exception cref="ArgumentException">Shapes differ.</exception>
    public LabelSets(IReadOnlyList<bool[]> truth, IReadOnlyList<bool[]> predicted, IReadOnlyList<double[]> scores)
    {
        Door.CheckRows(truth.Count);
        if (predicted.Count != truth.Count || scores.Count != truth.Count
            || truth.Where((t, i) => t.Length != truth[0].Length || predicted[i].Length != t.Length || scores[i].Length != t.Length).Any())
        {
            throw new ArgumentException("Truth, predictions and scores need the same rows and labels.");
        }

        foreach (var row in scores)
        {
            Door.Finite(row, "score");
        }

        (this.truth, this.predicted, this.scores) = (truth, predicted, scores);
    }

    /// <summary>Number of labels.</summary>
    public int Labels => truth[0].Length;

    /// <summary>Share of cells that differ.</summary>
    public double Hamming => truth.Zip(predicted, (t, p) => (double)t.Where((flag, k) => flag != p[k]).Count() / Labels).Average();

    /// <summary>Share of rows whose sets are the same.</summary>
    public double SubsetAccuracy => truth.Zip(predicted, (t, p) => t.SequenceEqual(p) ? 1.0 : 0).Average();

    /// <summary>How far down the ranking one must go to cover all true labels, averaged; ties count against the model.</summary>
    public double CoverageError => Rows((t, s) => t.Contains(true) ? s.Count(score => score >= s.Where((_, k) => t[k]).Min()) : 0);

    /// <summary>For each true label the share of labels ranked at least as high that are true, averaged; 1 for rows with none or all labels.</summary>
    public double RankingAveragePrecision => Rows((t, s) => t.All(x => x) || !t.Contains(true)
        ? 1
        : s.Where((_, k) => t[k]).Average(mine => (double)s.Where((score, k) => t[k] && score >= mine).Count() / s.Count(score => score >= mine)));

    /// <summary>Share of pairs of a true and a false label that are in the wrong order or tied.</summary>
    public double RankingLoss => Rows((t, s) =>
    {
        double pairs = t.Count(x => x) * t.Count(x => !x);
        return pairs == 0 ? 0 : s.Where((_, k) => t[k]).Sum(mine => s.Where((other, k) => !t[k] && other >= mine).Count()) / pairs;
    });

    /// <summary>ROC AUC over labels; NaN when a label has only one class.</summary>
    public double Area(Average average) => Ranked(average, order => order.Area([]));

    /// <summary>Average precision over labels; NaN when a label has no row.</summary>
    public double AveragePrecision(Average average) => Ranked(average, order => order.AveragePrecision([]));

    /// <summary>Average precision of each row's ranking of labels, averaged over rows; 0 for a row without labels.</summary>
    public double AveragePrecisionOfRows() => Rows((t, s) => t.Contains(true) ? new ScoreOrder(s, t).AveragePrecision([]) : 0);

    /// <summary>Precision, recall, F1 and Jaccard over labels.</summary>
    public LabelScores Scores(Average average)
    {
        var counts = Enumerable.Range(0, Labels).Select(k => Count(truth.Select(t => t[k]), predicted.Select(p => p[k]))).ToList();
        if (average == Average.Micro)
        {
            return LabelScores.From(counts.Sum(c => c.Right), counts.Sum(c => c.Predicted), counts.Sum(c => c.Truths), (1, 0));
        }

        double[] weights = [.. counts.Select(c => average == Average.Weighted ? c.Truths : 1)];
        return LabelScores.Mean([.. counts.Select(c => LabelScores.From(c.Right, c.Predicted, c.Truths, (1, 0)))], weights);
    }

    /// <summary>Precision, recall, F1 and Jaccard of each row's set, averaged over rows.</summary>
    public LabelScores ScoresOfRows()
    {
        var counts = truth.Zip(predicted, (t, p) => Count(t, p));
        LabelScores[] scored = [.. counts.Select(c => LabelScores.From(c.Right, c.Predicted, c.Truths, (1, 0)))];
        return LabelScores.Mean(scored, [.. scored.Select(_ => 1.0)]);
    }

    private static (double Right, double Predicted, double Truths) Count(IEnumerable<bool> truth, IEnumerable<bool> predicted) =>
        truth.Zip(predicted, (t, p) => (Right: t && p ? 1.0 : 0, Predicted: p ? 1.0 : 0, Truths: t ? 1.0 : 0))
            .Aggregate((a, b) => (a.Right + b.Right, a.Predicted + b.Predicted, a.Truths + b.Truths));

    private double Rows(Func<bool[], double[], double> of) => truth.Zip(scores, of).Average();

    private double Ranked(Average average, Func<ScoreOrder, double> of)
    {
        if (average == Average.Micro)
        {
            return of(new ScoreOrder([.. scores.SelectMany(s => s)], [.. truth.SelectMany(t => t)]));
        }

        var (sum, total) = (0.0, 0.0);
        for (var k = 0; k < Labels; k++)
        {
            bool[] labels = [.. truth.Select(t => t[k])];
            var weight = average == Average.Weighted ? labels.Count(l => l) : 1;
            sum += weight == 0 ? 0 : weight * of(new ScoreOrder([.. scores.Select(s => s[k])], labels));
            total += weight;
        }

        return sum / total;
    }
}
