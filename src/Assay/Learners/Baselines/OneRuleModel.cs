using Assay.Data;

namespace Assay.Learners.Baselines;

/// <summary>An answer for each cell of one column.</summary>
internal sealed class OneRuleModel(OneRuleModel.Content content) : Model
{
    /// <summary>The name of the model's file.</summary>
    public const string File = "one-rule.json";

    /// <summary>The column the rule looks at.</summary>
    public string Column => content.Cells.Column;

    /// <inheritdoc/>
    public override string Learner => content.Learner;

    /// <inheritdoc/>
    public override int Outputs => content.Answers[0].Length;

    /// <inheritdoc/>
    public override long StepsPerRow => 5;

    /// <inheritdoc/>
    public override void Predict(Sample rows, Span<double> predicted)
    {
        Shapes.Check(this, rows, predicted);
        var place = content.Cells.Bind(rows.Data);
        for (var i = 0; i < rows.Count; i++)
        {
            content.Answers[place(rows.Rows[i])].CopyTo(predicted.Slice(i * Outputs, Outputs));
        }
    }

    /// <inheritdoc/>
    public override void Save(ModelFiles files) => files.WriteJson(File, content);

    /// <summary>What is saved.</summary>
    internal sealed record Content(string Learner, LearningTask Task, ColumnCells Cells, double[][] Answers);
}
