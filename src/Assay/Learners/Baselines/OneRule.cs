using Assay.Data;
using Assay.Numerics;

namespace Assay.Learners.Baselines;

/// <summary>The best rule that looks at one column: the label's mean or class shares by level, or by tenth of a number's range of ranks.</summary>
/// <remarks>
/// Every answer is smoothed towards that of all rows by five rows' worth. The column is the one with the smallest loss over five
/// folds of the training rows, so a column of unique values does not win. Free text is not looked at.
/// Source: Holte, Machine Learning 11, 1993; smoothing and folds are ours.
/// </remarks>
[Named("one-rule")]
public sealed class OneRule : Learner
{
    private const int Folds = 5;

    /// <inheritdoc/>
    public override string? Refuses(Dataset data) =>
        data.Features.Any(c => c is NumberColumn or CategoryColumn) ? null : "One rule needs a column of numbers, dates or categories.";

    /// <inheritdoc/>
    public override Model Fit(Sample train, FitOptions options)
    {
        Shapes.Check(train);
        var fold = Deal(train.Count, options.Seed);
        var best = (Loss: double.PositiveInfinity, Cells: (ColumnCells?)null);
        foreach (var column in train.Data.Features.Where(c => c is NumberColumn or CategoryColumn))
        {
            options.Cancellation.ThrowIfCancellationRequested();
            var cells = ColumnCells.Learn(column, train.Rows);
            var loss = HeldOutLoss(train, cells, (fold, options.Cancellation));
            if (loss < best.Loss || best.Cells is null)
            {
                best = (loss, cells);
            }
        }

        return new OneRuleModel(new(Name, train.Data.Task, best.Cells!, new CellAnswers(train, best.Cells!).Of(_ => true)));
    }

    /// <inheritdoc/>
    public override Model Load(ModelFiles files, Dataset schema) => new OneRuleModel(files.ReadJson<OneRuleModel.Content>(OneRuleModel.File));

    private static double HeldOutLoss(Sample train, ColumnCells cells, (int[] Of, CancellationToken Cancellation) fold)
    {
        if (train.Count < 2 * Folds)
        {
            return 0;
        }

        var loss = 0.0;
        var known = new CellAnswers(train, cells);
        for (var held = 0; held < Folds; held++)
        {
            fold.Cancellation.ThrowIfCancellationRequested();
            var answers = known.Of(i => fold.Of[i] != held);
            for (var i = 0; i < fold.Of.Length; i++)
            {
                loss += fold.Of[i] == held ? known.Weights[i] * LabelSummary.Loss(answers[known.Cells[i]], train.Data.Task, known.Target[i]) : 0;
            }
        }

        return loss;
    }

    private static int[] Deal(int rows, ulong seed)
    {
        var fold = new int[rows];
        for (var i = 0; i < rows; i++)
        {
            fold[i] = i % Folds;
        }

        SeededRandom.For(seed, "one-rule").Shuffle(fold.AsSpan());
        return fold;
    }
}
