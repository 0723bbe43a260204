using Assay.Data;

namespace Assay.Learners.Baselines;

/// <summary>A rule and the prediction of each of its branches.</summary>
internal sealed class UserRuleModel(UserRuleModel.Content content, IReadOnlyList<RuleBranch> branches) : Model
{
    /// <summary>The name of the model's file.</summary>
    public const string File = "rule.json";

    /// <inheritdoc/>
    public override string Learner => content.Learner;

    /// <inheritdoc/>
    public override int Outputs => content.Answers[0].Length;

    /// <inheritdoc/>
    public override long StepsPerRow => 2 * branches.Count;

    /// <inheritdoc/>
    public override void Predict(Sample rows, Span<double> predicted)
    {
        Shapes.Check(this, rows, predicted);
        var bound = new BoundRule(branches, rows.Data, checkLevels: false);
        for (var i = 0; i < rows.Count; i++)
        {
            var branch = bound.BranchOf(rows.Rows[i]);
            content.Answers[branch < 0 ? content.Answers.Length - 1 : branch].CopyTo(predicted.Slice(i * Outputs, Outputs));
        }
    }

    /// <inheritdoc/>
    public override void Save(ModelFiles files) => files.WriteJson(File, content);

    /// <summary>What is saved.</summary>
    internal sealed record Content(string Learner, string Rule, double[][] Answers);
}
