using Assay.Data;
using Assay.Evaluation;
using Assay.Evaluation.Models;

namespace Assay.Tests.Evaluation.Behaviour;

/// <summary>A model whose formula is known, so that what a check must find is known too.</summary>
/// <param name="formula">Numbers of one row from its cells, which are found by column name.</param>
internal sealed class FormulaModel(Func<Func<string, string?>, double[]> formula, PredictionKind kind = PredictionKind.Probability) : EvaluatedModel
{
    public override string Name => "formula";

    public override PredictionKind Kind => kind;

    public override double[] Predict(Sample rows, CancellationToken cancellation) =>
        [.. rows.Rows.SelectMany(row => formula(name => rows.Data.Columns.First(c => c.Name == name).Show(row)))];
}
