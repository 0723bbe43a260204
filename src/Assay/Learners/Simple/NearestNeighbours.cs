using System.Globalization;
using Assay.Data;
using Assay.Learners.Linear;

namespace Assay.Learners.Simple;

/// <summary>The mean label of the training rows most like a row.</summary>
/// <remarks>
/// <para>Numbers are standardised, levels are 0 or 1, free text is not looked at; the distance is Euclidean. Settings:
/// <c>neighbours</c> (default <c>auto</c>: 5, 15, 35 or 75, chosen by the loss over the folds; a fit by itself takes about the square root of
/// the rows), <c>weights</c>: <c>distance</c> (1 / distance, default) or <c>uniform</c>. Class shares are smoothed towards those of all
/// rows by one row's worth.</para>
/// <para>Every row is compared with every training row, so tables of more than 20,000 rows are refused.
/// Source: Cover and Hart, IEEE Transactions on Information Theory 13, 1967; Dudani, 1976, for weights.</para>
/// </remarks>
[Named("k-nearest-neighbours")]
public sealed class NearestNeighbours : Learner
{
    private const int MostRows = 20_000;
    private static readonly int[] Choices = [5, 15, 35, 75];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Space =>
    [
        new("neighbours", 3, 100) { Whole = true, Logarithmic = true },
        new("weights", 0, 0) { Choices = ["distance", "uniform"] },
    ];

    /// <inheritdoc/>
    public override string? Refuses(Dataset data) =>
        data.RowCount > MostRows ? string.Create(CultureInfo.InvariantCulture, $"Nearest neighbours compare every row with every other; {data.RowCount:#,0} rows are more than {MostRows:#,0}.")
        : data.Features.Any(c => c is NumberColumn or CategoryColumn) ? null : "Nearest neighbours need a column of numbers, dates or categories.";

    /// <inheritdoc/>
    public override double Work(Dataset data, int rows, Settings settings) => 1e-9 * rows * rows * (1 + data.Features.Count);

    /// <inheritdoc/>
    public override Model Fit(Sample train, FitOptions options)
    {
        Shapes.Check(train);
        options.Cancellation.ThrowIfCancellationRequested();
        var asked = options.Settings.Word("neighbours", "auto") != "auto";
        var neighbours = asked ? options.Settings.Whole("neighbours", 5) : (int)Math.Sqrt(train.Count);
        var recipe = new LinearRecipe { FewestRows = Math.Max(5, train.Count / 100) };
        var encoding = LinearEncoding.Learn(train.Data.Without([.. train.Data.Features.OfType<TextColumn>().Select(c => c.Name)], "free text"), train.Rows, recipe);
        var points = NeighbourPoints.Encode(encoding, train, options.Cancellation);
        return new NearestNeighboursModel(
            new(Name, train.Data.Task, train.Data.Outputs, Math.Clamp(neighbours, 1, 1000), options.Settings.Word("weights", "distance") == "distance", LabelSummary.Mean(train), encoding),
            points, train.Target(), LabelSummary.Weights(train));
    }

    /// <inheritdoc/>
    public override CrossFit CrossFit(Dataset data, IReadOnlyList<Fold> folds, FitOptions options)
    {
        if (options.Settings.Word("neighbours", "auto") != "auto")
        {
            return base.CrossFit(data, folds, options);
        }

        var most = options with { Settings = options.Settings.With("neighbours", Choices[^1]) };
        var predicted = new double[folds.Count][][];
        var crossed = Learners.CrossFit.Run(data, folds, most, (fold, one) =>
        {
            var model = (NearestNeighboursModel)Fit(new Sample(data, folds[fold].Train), one);
            predicted[fold] = model.PredictFor(Choices, new Sample(data, folds[fold].Validation), options.Cancellation);
            return new ConstantModel(new(Name, new double[data.Outputs]));
        });
        var best = Enumerable.Range(0, Choices.Length).MinBy(c => Loss(data, folds, predicted, c));
        return Finish(data, folds, (predicted, best), options, crossed);
    }

    /// <inheritdoc/>
    public override Model Load(ModelFiles files, Dataset schema) => NearestNeighboursModel.Load(files);

    private CrossFit Finish(Dataset data, IReadOnlyList<Fold> folds, (double[][][] Predicted, int Best) choice, FitOptions options, CrossFit crossed)
    {
        var settings = options.Settings.With("neighbours", Choices[choice.Best]);
        var models = new Model[folds.Count];
        FoldLoop.Run(folds.Count, options, fold => models[fold] = Fit(new Sample(data, folds[fold].Train), options with { Settings = settings }));
        return crossed with { OutOfFold = Learners.CrossFit.Join([.. choice.Predicted.Select(p => p[choice.Best])]), Models = models, Refit = settings };
    }

    private static double Loss(Dataset data, IReadOnlyList<Fold> folds, double[][][] predicted, int choice)
    {
        var loss = 0.0;
        for (var fold = 0; fold < folds.Count; fold++)
        {
            var sample = new Sample(data, folds[fold].Validation);
            var target = sample.Target();
            var weights = LabelSummary.Weights(sample);
            for (var i = 0; i < target.Length; i++)
            {
                loss += weights[i] * LabelSummary.Loss(predicted[fold][choice].AsSpan(i * data.Outputs, data.Outputs), data.Task, target[i]);
            }
        }

        return loss;
    }
}
