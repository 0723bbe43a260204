using System.Globalization;
using Assay.Data;

namespace Assay.Learners.Baselines;

/// <summary>A rule written by someone who knows the field, such as <c>age &lt; 25 and job = student => yes; else no</c>.</summary>
/// <remarks>
/// <para>Setting <c>rule</c>: conditions with their answers, separated by <c>;</c>, the first one that holds counts, <c>else</c> last.
/// A condition is built from <c>column op value</c> (<c>&lt; &lt;= &gt; &gt;= = !=</c>), <c>column in (value, value)</c>,
/// <c>column contains text</c>, <c>column is missing</c>, <c>and</c>, <c>or</c>, <c>not</c> and brackets. Names with blanks or signs
/// stand in quotes. A missing cell passes no test but <c>is missing</c>. The text is read by a small parser and never run.</para>
/// <para>An answer is a class name, a probability of the positive class, or a number for regression. A class name becomes a probability
/// by how often the branch is right on the training rows, the named class always first. Rows no branch fits get what is usual for such rows.</para>
/// </remarks>
[Named("user-rule")]
public sealed class UserRule : Learner
{
    /// <inheritdoc/>
    public override string? Refuses(Dataset data) => null;

    /// <inheritdoc/>
    /// <exception cref="AssayException"><c>usage.rule-missing</c>, <c>usage.rule-syntax</c>, <c>usage.rule-column</c>, <c>usage.rule-value</c>, <c>usage.rule-answer</c>.</exception>
    public override Model Fit(Sample train, FitOptions options)
    {
        Shapes.Check(train);
        options.Cancellation.ThrowIfCancellationRequested();
        var text = options.Settings.Word("rule", "");
        if (text.Length == 0)
        {
            throw new AssayException("usage.rule-missing", $"The learner user-rule needs a rule. Give one with --rule, like: {RuleText.Example}");
        }

        var branches = RuleText.Read(text);
        var bound = new BoundRule(branches, train.Data, checkLevels: true);
        var stated = new StatedAnswers(train, branches.Count);
        var target = train.Target();
        var weights = LabelSummary.Weights(train);
        for (var i = 0; i < train.Count; i++)
        {
            stated.Add(bound.BranchOf(train.Rows[i]), target[i], weights[i]);
        }

        var answers = branches.Select((b, i) => Answer(text, b.Answer, train.Data, stated, i)).Append(stated.Prediction(-1, -1));
        return new UserRuleModel(new(Name, text, [.. answers]), branches);
    }

    /// <inheritdoc/>
    public override Model Load(ModelFiles files, Dataset schema)
    {
        var content = files.ReadJson<UserRuleModel.Content>(UserRuleModel.File);
        return new UserRuleModel(content, RuleText.Read(content.Rule));
    }

    private static double[] Answer(string text, string answer, Dataset data, StatedAnswers stated, int branch)
    {
        var stands = data.Classes.ToList().IndexOf(answer);
        if (stands >= 0)
        {
            return stated.Prediction(branch, stands);
        }

        var isNumber = double.TryParse(answer, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number);
        if (isNumber && (data.Task == LearningTask.Regression || (data.Task == LearningTask.Binary && number is >= 0 and <= 1)))
        {
            return [number];
        }

        var expected = data.Task switch
        {
            LearningTask.Regression => "a number",
            LearningTask.Binary => $"one of {string.Join(", ", data.Classes)}, or a probability from 0 to 1",
            _ => $"one of {string.Join(", ", data.Classes)}",
        };
        throw new AssayException(
            "usage.rule-answer",
            $"The rule \"{text}\" answers \"{answer}\", but an answer must be {expected}.{Spelling.DidYouMean(answer, data.Classes)}");
    }
}
