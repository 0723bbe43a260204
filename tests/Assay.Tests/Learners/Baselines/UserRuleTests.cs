using Assay.Data;
using Assay.Learners;

namespace Assay.Tests.Learners.Baselines;

public sealed class UserRuleTests
{
    private static readonly Dataset People = Tables.Of(
        LearningTask.Binary,
        [1, 1, 0, 0, 0, 1],
        Tables.Numbers("age", 20, 24, 25, 40, double.NaN, 22),
        Tables.Names("marital status", "single", "married", "married", "single", null, "divorced"),
        Tables.Texts("note", "late again", null, "fine", "FINE", "fine", "late"));

    [Theory]
    [InlineData("age < 25 => yes; else no", "110001")]
    [InlineData("age >= 25 => no; else yes", "110011")]
    [InlineData("not (age >= 25 or age is missing) => yes; else => no", "110001")]
    [InlineData("age <= 24 and `marital status` in (single, married) => yes; else no", "110000")]
    [InlineData("'marital status' = single and age != 20 => yes; else no", "000100")]
    [InlineData("AGE = 20 OR age == 40 => yes; else no", "100100")]
    [InlineData("age is not missing => yes; else no", "111101")]
    [InlineData("note contains LATE => yes; else no", "100001")]
    [InlineData("age < 21 => yes; age < 25 => no; age > 30 => yes; else no", "100100")]
    [InlineData("age<25=>yes;else no;", "110001")]
    public void Decides_as_written(string rule, string expected)
    {
        var predicted = Fit(rule).Predict(People.All);

        Assert.Equal(expected, string.Concat(predicted.Select(p => p > 0.5 ? '1' : '0')));
    }

    [Fact]
    public void The_probability_is_how_often_the_branch_is_right_smoothed_by_one_row_of_all()
    {
        var predicted = Fit("age < 25 => yes; else no").Predict(People.All);

        Assert.Equal((3 + 0.5) / 4, predicted[0], 12);
        Assert.Equal((0 + 0.5) / 4, predicted[2], 12);
    }

    [Fact]
    public void A_wrong_rule_still_decides_what_it_says()
    {
        var predicted = Fit("age < 25 => no; else yes").Predict(People.All);

        Assert.True(predicted[0] < 0.5 && predicted[3] > 0.5);
    }

    [Fact]
    public void Numbers_answer_as_probabilities_and_as_values()
    {
        Assert.Equal(0.3, Fit("age < 25 => 0.3; else 0.1").Predict(People.All)[0]);
        var costs = Tables.Of(LearningTask.Regression, [1, 2], Tables.Numbers("x", 0, 1));
        var model = Catalogue<Learner>.Find("user-rule").Fit(costs.All, Asking("x > 0 => 7.5"));
        Assert.Equal([1.25, 7.5], model.Predict(costs.All));
    }

    [Theory]
    [InlineData("", "usage.rule-missing", "--rule")]
    [InlineData("agee < 25 => yes", "usage.rule-column", "Did you mean \"age\"?")]
    [InlineData("target = 1 => yes", "usage.rule-column", "target column")]
    [InlineData("age < old => yes", "usage.rule-value", "is no number")]
    [InlineData("age contains 2 => yes", "usage.rule-value", "does not fit")]
    [InlineData("'marital status' = singel => yes", "usage.rule-value", "Did you mean \"single\"?")]
    [InlineData("'marital status' < single => yes", "usage.rule-value", "does not fit")]
    [InlineData("age < 25 => ye", "usage.rule-answer", "Did you mean \"yes\"?")]
    [InlineData("age < 25 => 1.5", "usage.rule-answer", "probability from 0 to 1")]
    [InlineData("age < 25", "usage.rule-syntax", "needs one condition")]
    [InlineData("age < => yes", "usage.rule-syntax", "a value is missing")]
    [InlineData("(age < 25 => yes", "usage.rule-syntax", "\")\" is missing")]
    [InlineData("age ~ 25 => yes", "usage.rule-syntax", "one of")]
    [InlineData("age < 25 30 => yes", "usage.rule-syntax", "not expected")]
    [InlineData("'age < 25 => yes", "usage.rule-syntax", "needs one condition")]
    [InlineData("else no; age < 25 => yes", "usage.rule-syntax", "nothing may follow")]
    public void Says_what_is_wrong_with_a_rule(string rule, string code, string words)
    {
        var error = Assert.Throws<AssayException>(() => Fit(rule));

        Assert.Equal(code, error.Code);
        Assert.Contains(words, error.Message);
    }

    private static Model Fit(string rule) => Catalogue<Learner>.Find("user-rule").Fit(People.All, Asking(rule));

    private static FitOptions Asking(string rule) => new() { Settings = Settings.Default.With("rule", rule) };
}
