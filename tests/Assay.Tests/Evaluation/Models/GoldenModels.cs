using System.Text.Json;
using Assay.Data;

namespace Assay.Tests.Evaluation.Models;

/// <summary>Models of other libraries with what those predict for 400 rows of Adult.</summary>
internal static class GoldenModels
{
    /// <summary>The full path of a golden file.</summary>
    public static string In(string name) => TestData.In("tests/data/golden/models/" + name);

    /// <summary>The 400 rows.</summary>
    public static Dataset Rows(string target = "income", string? positive = ">50K") =>
        Dataset.Read(In("adult-400.csv"), new ReadOptions { Target = target, Positive = positive, Threads = 1 });

    /// <summary>A golden JSON document.</summary>
    public static JsonElement Document(string name) => JsonDocument.Parse(File.ReadAllText(In(name))).RootElement;

    /// <summary>The numbers of a JSON list.</summary>
    public static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(n => n.GetDouble())];

    /// <summary>The levels of every column of names, in the order of the codes the models were trained on.</summary>
    public static Dictionary<string, IReadOnlyList<string>> Levels() =>
        Document("xgboost.json").GetProperty("levels").EnumerateObject()
            .ToDictionary(c => c.Name, c => (IReadOnlyList<string>)[.. c.Value.EnumerateArray().Select(l => l.GetString()!)]);
}
