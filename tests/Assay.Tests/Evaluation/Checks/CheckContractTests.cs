using System.Text.Json;
using System.Text.Json.Serialization;
using Assay.Data;
using Assay.Evaluation.Checks;
using Assay.Tests.Evaluation.Behaviour;

namespace Assay.Tests.Evaluation.Checks;

/// <summary>What every check must keep, ours and yours.</summary>
public class CheckContractTests
{
    private static readonly LearningTask[] tasks = [LearningTask.Binary, LearningTask.Multiclass, LearningTask.Regression];
    private static readonly JsonSerializerOptions asText = new() { IncludeFields = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public static TheoryData<string> Names => [.. Catalogue<Check>.All.Select(c => c.Name)];

    public static TheoryData<string, LearningTask> NamesAndTasks
    {
        get
        {
            var all = new TheoryData<string, LearningTask>();
            foreach (var check in Catalogue<Check>.All)
            {
                foreach (var task in tasks)
                {
                    all.Add(check.Name, task);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Says_what_it_finds_out_and_what_may_be_set(string name)
    {
        var check = Catalogue<Check>.Find(name);
        Assert.Matches("^[A-Z].*[^.]$", check.Title);
        Assert.All(check.Settings, s => Assert.Matches("^[a-z]+(-[a-z]+)*$", s.Name));
        Assert.All(check.Settings, s => Assert.NotEmpty(s.Description));
        Assert.Equal(check.Settings.Select(s => s.Name).Distinct().Count(), check.Settings.Count);
    }

    [Theory]
    [MemberData(nameof(NamesAndTasks))]
    public void Chooses_runs_with_known_settings_or_says_in_a_sentence_why_there_is_nothing_to_do(string name, LearningTask task)
    {
        var check = Catalogue<Check>.Find(name);
        var choice = check.Choose(Context(task, 120));
        Assert.NotEqual(choice.Runs.Count > 0, choice.NotApplicable is not null);
        Assert.All(choice.Runs, run => run.Settings.Verify(check.Settings));
        Assert.All(choice.Runs.Select(r => r.Reason).Append(choice.NotApplicable).OfType<string>(), s => Assert.Matches(@"^[A-Z0-9](.|\n)*\.$", s));
    }

    [Theory]
    [MemberData(nameof(NamesAndTasks))]
    public void Same_context_same_results_and_the_data_stay_as_they_were(string name, LearningTask task)
    {
        var context = Context(task, 120);
        var check = Catalogue<Check>.Find(name);
        var (cells, predicted) = (Contexts.Cells(context.Predictions.Data), context.Predictions.Predicted.ToArray());
        var once = Run(check, context);
        Assert.Equal(Text(once), Text(Run(check, context with { Threads = 2 })));
        Assert.Equal(cells, Contexts.Cells(context.Predictions.Data));
        Assert.Equal(predicted, context.Predictions.Predicted);
        Assert.All(once, r => Sound(check, r));
    }

    [Theory]
    [MemberData(nameof(NamesAndTasks))]
    public void Survives_one_row(string name, LearningTask task)
    {
        var context = Context(task, 120);
        var one = context.Predictions.Data.Taking([4]);
        var alone = Contexts.Of(one, context.Model!, context.Metric);
        Assert.All(Run(Catalogue<Check>.Find(name), alone), r => Sound(Catalogue<Check>.Find(name), r));
    }

    [Theory]
    [MemberData(nameof(NamesAndTasks))]
    public void Survives_columns_without_a_value(string name, LearningTask task)
    {
        var data = Contexts.Table(80, task, missingOnly: true);
        var context = Contexts.Of(data, LearntModel.Of("decision-tree", data));
        Assert.All(Run(Catalogue<Check>.Find(name), context), r => Sound(Catalogue<Check>.Find(name), r));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Runs_with_units_or_says_why_not(string name)
    {
        var context = Context(LearningTask.Binary, 120);
        Assert.All(Run(Catalogue<Check>.Find(name), context with { Units = [.. Enumerable.Range(0, 120).Select(r => r / 3)] }), r => Sound(Catalogue<Check>.Find(name), r));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Without_a_model_it_runs_on_the_predictions_or_says_why_not(string name)
    {
        var check = Catalogue<Check>.Find(name);
        var context = Context(LearningTask.Binary, 120) with { Model = null };
        Assert.All(Run(check, context), r => Sound(check, r));
    }

    [Theory]
    [InlineData("perturbation", "perturbations", "gaussian-noise")]
    [InlineData("invariance", "columns", "sex")]
    [InlineData("importance", "repeats", "2")]
    [InlineData("directional", "expectations", "amount up => probability of yes not down")]
    public void What_needs_a_model_says_so_whatever_is_set(string name, string setting, string value)
    {
        var check = Catalogue<Check>.Find(name);
        var context = Context(LearningTask.Binary, 120) with { Model = null };
        var result = Assert.Single(check.Run(context, CheckSettings.None(name).With(setting, value)));
        Assert.Equal((CheckStatus.NotApplicable, check.Choose(context).NotApplicable), (result.Status, result.Sentence));
    }

    [Fact]
    public void What_nobody_asked_for_runs_when_somebody_does()
    {
        var table = Contexts.Table(120, LearningTask.Binary);
        var data = table with { Columns = [.. table.Columns.Where(c => c.Name != "sex")], Schema = [.. table.Schema.Where(c => c.Name != "sex")] };
        var context = Contexts.Of(data, LearntModel.Of("decision-tree", data));
        var fairness = Catalogue<Check>.Find("fairness");
        Assert.NotNull(fairness.Choose(context).NotApplicable);
        Assert.NotEqual(CheckStatus.NotApplicable, fairness.Run(context, CheckSettings.None("fairness").With("columns", "place").With("minimum-rows", 10))[0].Status);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Refuses_a_setting_it_does_not_know(string name)
    {
        var check = Catalogue<Check>.Find(name);
        var settings = CheckSettings.None(name).With("no-such-setting", "1");
        var refused = Assert.Throws<AssayException>(() => check.Run(Context(LearningTask.Binary, 40), settings));
        Assert.Equal("suite.setting-unknown", refused.Code);
    }

    private static IReadOnlyList<CheckResult> Run(Check check, CheckContext context) => [.. SettingsOf(check, context).SelectMany(s => check.Run(context, s))];

    // What a check chooses; those that only run when told are told.
    private static IReadOnlyList<CheckSettings> SettingsOf(Check check, CheckContext context)
    {
        var of = context.Predictions.Data.Task switch { LearningTask.Regression => "prediction", LearningTask.Binary => "probability of yes", _ => "probability of b" };
        var limit = context.Predictions.Data.Task == LearningTask.Regression ? new Dictionary<string, object> { ["at-least"] = "-5", ["cells"] = new Dictionary<string, object> { ["amount"] = "3" } }
            : new Dictionary<string, object> { ["expect"] = context.Predictions.Data.Classes[0], ["cells"] = new Dictionary<string, object> { ["amount"] = "-30", ["place"] = "nowhere" } };
        return check.Name switch
        {
            "directional" => [CheckSettings.None(check.Name).With("expectations", new[] { $"amount up => {of} not down", $"amount up at any place => {of} up", $"amount up by 3 and second down by 1 % => {of} unchanged", $"place from north to south => {of} not up" })],
            "minimum-functionality" => [new CheckSettings(check.Name, new Dictionary<string, object> { ["cases"] = new List<object> { limit } })],
            _ => [.. check.Choose(context).Runs.Select(r => r.Settings)],
        };
    }

    private static CheckContext Context(LearningTask task, int rows)
    {
        var data = Contexts.Table(rows, task);
        return Contexts.Of(data, LearntModel.Of("decision-tree", data));
    }

    private static void Sound(Check check, CheckResult result)
    {
        Assert.Equal(check.Name, result.Check);
        Assert.NotEmpty(result.Subject);
        Assert.Matches(@"^[A-Z0-9](.|\n)*\.$", result.Sentence);
        Assert.DoesNotContain("NaN", result.Sentence);
        Assert.True(result.Effect is null || double.IsNaN(result.Effect.Low) || (result.Effect.Low <= result.Effect.Value && result.Effect.Value <= result.Effect.High), $"{result.Subject}: {result.Effect}");
        Assert.True(result.Table is null || result.Table.Rows.All(r => r.Count == result.Table.Headings.Count));
        Assert.True(result.Status != CheckStatus.NotApplicable || result.Effect is null);
    }

    private static string Text(IReadOnlyList<CheckResult> results) => JsonSerializer.Serialize(results, asText);
}
