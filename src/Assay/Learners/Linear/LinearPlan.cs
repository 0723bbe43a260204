using Assay.Data;

namespace Assay.Learners.Linear;

/// <summary>One way to fit a linear model, up to its l2.</summary>
/// <param name="Recipe">How columns become features.</param>
/// <param name="Transform">How the target is transformed.</param>
/// <param name="Settings">The settings that stand for this plan.</param>
internal sealed record LinearPlan(LinearRecipe Recipe, string Transform, Settings Settings)
{
    private static readonly double[] Up = [4, 16, 64, 256, 1024];
    private static readonly double[] Down = [1.0 / 4, 1.0 / 16, 1.0 / 64, 1.0 / 256];

    /// <summary>The plans to choose from, simplest first: one for each choice that the settings leave to the folds.</summary>
    public static IReadOnlyList<LinearPlan> All(Settings settings, Dataset data)
    {
        string[] bases = settings.Word("numbers", "auto") is var basis and not "auto" ? [basis] : CanBend(data) ? ["linear", "splines"] : ["linear"];
        return [.. from b in bases from t in Transforms(settings, data) select Make(settings.With("numbers", b), t, data)];
    }

    /// <summary>Whether l2 is left to the folds.</summary>
    public bool ChoosesPenalty => Settings.Word("l2", "auto") == "auto";

    /// <summary>The l2 asked for, or the standard one.</summary>
    public double Start => ChoosesPenalty ? 1 : Math.Max(1e-6, Settings.Number("l2", 1));

    /// <summary>Stronger penalties to try, weakest first.</summary>
    public IReadOnlyList<double> Stronger => ChoosesPenalty ? Up : [];

    /// <summary>Weaker penalties to try, strongest first.</summary>
    public IReadOnlyList<double> Weaker => ChoosesPenalty ? Down : [];

    private static LinearPlan Make(Settings settings, string transform, Dataset data)
    {
        var own = data.Task == LearningTask.Regression ? settings.With("target-transform", transform) : settings;
        return new LinearPlan(LinearRecipe.Read(own), transform, own);
    }

    private static string[] Transforms(Settings settings, Dataset data)
    {
        if (data.Task != LearningTask.Regression)
        {
            return ["none"];
        }

        var never = data.Target.Span.ContainsAnyInRange(double.NegativeInfinity, -double.Epsilon);
        var asked = settings.Word("target-transform", "auto");
        return never ? ["none"] : asked == "auto" ? ["none", "poisson"] : [asked];
    }

    // Many classes times many numbers would cost minutes.
    private static bool CanBend(Dataset data)
    {
        var numbers = data.Features.Count(c => c is NumberColumn);
        return numbers > 0 && (data.Task != LearningTask.Multiclass || (double)data.RowCount * numbers * data.Outputs < 1e6);
    }
}
