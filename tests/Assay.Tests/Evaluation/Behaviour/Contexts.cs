using Assay.Data;
using Assay.Evaluation;
using Assay.Evaluation.Checks;
using Assay.Evaluation.Models;
using Assay.Metrics;
using Assay.Numerics;
using Assay.Tests.Learners;

namespace Assay.Tests.Evaluation.Behaviour;

/// <summary>Tables and contexts for tests of checks.</summary>
internal static class Contexts
{
    private static readonly string[] places = ["north", "south", "east", "west"];
    private static readonly string[] sentences =
    [
        "He did not pay 25 dollars, but James is a good customer.", "The movie was great and I do not regret it!", "Please help my sister to buy a small car.",
        "She is happy; the answer was quick.", "Call 0800123456 now, it is almost free.", "They have never been wrong about 3 things.",
    ];

    /// <summary>A table with a column of every kind, some cells missing, and 4 x 4 pixels.</summary>
    public static Dataset Table(int rows, LearningTask task, bool missingOnly = false)
    {
        var random = SeededRandom.For(11, "contexts");
        double[] amount = [.. Each(i => i % 17 == 3 ? double.NaN : Math.Round(random.NextNormal() * 12, 3))];
        var data = Tables.Of(
            task, [.. amount.Select((a, i) => Truth(i, double.IsNaN(a) ? 0 : a, task))],
            Tables.Numbers("amount", amount),
            Tables.Numbers("second", [.. Each(_ => random.NextNormal() + 100)]),
            new NumberColumn("grade", ColumnKind.OrderedCode, [.. Each(_ => random.Next(6))]),
            Tables.Names("sex", [.. Each(_ => random.Next(2) == 0 ? "Male" : "Female")]),
            Tables.Names("place", [.. Each(i => i % 19 == 4 ? null : places[random.Next(4)])]),
            new NumberColumn("when", ColumnKind.Date, [.. Each(i => 1738312200.0 + (37 * 3600 * i))]),
            Tables.Texts("note", [.. Each(i => i % 23 == 5 ? null : sentences[i % sentences.Length])]));
        for (var pixel = 0; pixel < 16; pixel++)
        {
            data = data.And(Tables.Numbers(pixel < 10 ? $"px0{pixel}" : $"px{pixel}", [.. Each(_ => (double)random.Next(17))]), ColumnRole.Feature);
        }

        return missingOnly
            ? data.And(Tables.Names("gender", new string?[rows]), ColumnRole.Feature).And(Tables.Numbers("nothing", [.. Each(_ => double.NaN)]), ColumnRole.Feature).And(Tables.Texts("silence", new string?[rows]), ColumnRole.Feature)
            : data;

        IEnumerable<T> Each<T>(Func<int, T> cell) => Enumerable.Range(0, rows).Select(cell);
    }

    /// <summary>Every cell of a table as a person reads it, column after column.</summary>
    public static string[] Cells(Dataset data) => [.. data.Columns.SelectMany(c => Enumerable.Range(0, c.Count).Select(r => $"{c.Name}={c.Show(r)}"))];

    /// <summary>Everything a check may look at, with the model's own predictions.</summary>
    public static CheckContext Of(Dataset data, EvaluatedModel model, Metric? metric = null, ulong seed = 5)
    {
        var predicted = model.Predict(data.All, CancellationToken.None);
        return new CheckContext
        {
            Predictions = new Predictions(model.Name, data, predicted, model.Kind),
            Model = model,
            Metric = metric ?? (data.Task == LearningTask.Binary ? new Accuracy() : DefaultMetric.For(data.Task)),
            Seed = seed,
        };
    }

    /// <summary>The rows that <see cref="LearntModel.Of"/> did not learn from.</summary>
    public static Dataset Odd(Dataset data) => data.Taking([.. Enumerable.Range(0, data.RowCount).Where(r => r % 2 == 1)]);

    private static double Truth(int row, double amount, LearningTask task) => task switch
    {
        LearningTask.Regression => (2 * amount) + (row % 5),
        LearningTask.Binary => amount + (row % 3) > 0 ? 1 : 0,
        _ => amount + (row % 3) > 6 ? 2 : amount < -6 ? 0 : 1,
    };
}
