using Assay.Data;
using Assay.Numerics;

namespace Assay.Learners.Linear;

/// <summary>Linear scores of standardised numbers, levels, date parts and pieces of text, with squared weights penalised.</summary>
/// <remarks>
/// <para>Settings, each <c>auto</c> by default and then chosen by the loss over the folds, simplest first:
/// <c>l2</c> (half of it times the sum of squared weights is added to the summed loss; scikit-learn's 1 / C);
/// <c>numbers</c>: <c>linear</c> or <c>splines</c>; <c>target-transform</c> (regression): <c>none</c>, <c>poisson</c> or <c>log</c>, which
/// auto leaves out. Further: <c>knots</c> (default 6), <c>minimum-rows</c> a level (5), <c>maximum-levels</c> (40), <c>text</c>:
/// <c>letters</c> or <c>words</c>.</para>
/// <para>Cross-fitting chooses over the very folds it predicts, one choice for all; a fit by itself chooses over five folds of its own rows.</para>
/// </remarks>
public abstract class LinearLearner : Learner
{
    private const int InnerFolds = 5;

    // Fewer rows than this cannot tell choices apart.
    private const int FewestRowsToChoose = 40;

    private protected LinearLearner()
    {
    }

    /// <inheritdoc/>
    /// <remarks>Measured on ten real tables: about half a microsecond a cell and output, three times that when choosing; text a hundred times.</remarks>
    public override double Work(Dataset data, int rows, Settings settings)
    {
        var texts = data.Features.Count(c => c is TextColumn);
        var choosing = settings.Word("l2", "auto") == "auto" ? 3 : 1;
        return 5e-7 * rows * choosing * data.Outputs * (1 + data.Features.Count + data.Calendar.Count - texts + (200 * texts));
    }

    /// <inheritdoc/>
    public override Model Fit(Sample train, FitOptions options)
    {
        Shapes.Check(train);
        var settings = Choose(train, options);
        var plan = LinearPlan.All(settings, train.Data)[0];
        return new LinearFit(Name, train, plan, options.Cancellation).Solve(plan.Start, LinearFit.Exactly);
    }

    /// <inheritdoc/>
    public override CrossFit CrossFit(Dataset data, IReadOnlyList<Fold> folds, FitOptions options) =>
        new LinearChoice(Name, data, folds, options).Run();

    /// <inheritdoc/>
    public override Model Load(ModelFiles files, Dataset schema) => LinearModel.Load(files);

    private Settings Choose(Sample train, FitOptions options)
    {
        var plans = LinearPlan.All(options.Settings, train.Data);
        if (plans.Count == 1 && !plans[0].ChoosesPenalty)
        {
            return options.Settings;
        }

        return train.Count < FewestRowsToChoose
            ? plans[0].Settings.With("l2", plans[0].Start)
            : new LinearChoice(Name, train.Data, Deal(train.Rows, options.Seed), options).Run().Refit;
    }

    private static Fold[] Deal(int[] rows, ulong seed)
    {
        var order = (int[])rows.Clone();
        SeededRandom.For(seed, "linear-folds").Shuffle(order.AsSpan());
        return [.. Enumerable.Range(0, InnerFolds).Select(f => new Fold(
            [.. order.Where((_, i) => i % InnerFolds != f)],
            [.. order.Where((_, i) => i % InnerFolds == f)]))];
    }
}
