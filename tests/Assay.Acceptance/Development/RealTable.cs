using System.Text.Json;
using Assay.Data;
using Assay.Shared;

namespace Assay.Acceptance.Development;

/// <summary>The development data sets with what is documented of them in meta.json.</summary>
internal sealed record RealTable(Dataset Data, string Split, IReadOnlyList<string> Leaks, string FoldFile)
{
    public static readonly string[] Names =
    [
        "adult", "bank_marketing", "german_credit", "telco_churn", "electricity", "higgs_sample", "california_housing", "diamonds",
        "bike_hour", "optdigits", "sms_spam", "online_shoppers", "diabetes130", "nyc_flights", "nyc_taxi",
    ];

    public static RealTable Read(string name)
    {
        var path = TestData.Larger($"tabular/{name}.csv.gz");
        using var document = JsonDocument.Parse(File.ReadAllText(TestData.Larger("tabular/meta.json")));
        var about = document.RootElement.GetProperty(name);
        string[] List(string key) => [.. about.GetProperty(key).EnumerateArray().Select(e => e.GetString()!)];
        var data = Dataset.Read(path, new ReadOptions { Target = about.GetProperty("target").GetString(), Categorical = List("categorical") });
        return new RealTable(data, about.GetProperty("split").GetString()!, List("leaks"), TestData.Larger($"tabular/{name}.folds.gz"));
    }
}
