using System.Text.Json;
using Assay.Data;

namespace Assay.Tests.Data;

/// <summary>The reader against the documented truth of fifteen public sets.</summary>
public class SharedSetsTests
{
    public static TheoryData<string> Names => ["adult", "bank_marketing", "german_credit", "telco_churn", "electricity", "higgs_sample", "california_housing",
        "diamonds", "bike_hour", "optdigits", "sms_spam", "online_shoppers", "diabetes130", "nyc_flights", "nyc_taxi"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Infers_task_positive_class_missing_cells_and_roles(string name)
    {
        var truth = JsonDocument.Parse(File.ReadAllText(TestData.Larger("tabular/meta.json"))).RootElement.GetProperty(name);
        var data = Dataset.Read(TestData.Larger($"tabular/{name}.csv.gz"), truth.GetProperty("target").GetString()!);
        Assert.Equal(truth.GetProperty("rows").GetInt32(), data.RowCount);
        Assert.Equal(truth.GetProperty("cols").GetInt32() + 1, data.Columns.Count);
        Assert.Equal(truth.GetProperty("task").GetString(), data.Task.ToString().ToLowerInvariant());
        if (data.Task == LearningTask.Binary)
        {
            Assert.Equal(truth.GetProperty("positive").ToString(), data.Classes[1]);
            Assert.Equal(truth.GetProperty("pos").GetDouble(), data.Target.ToArray().Average(), 12);
        }

        if (truth.GetProperty("text").ValueKind == JsonValueKind.String)
        {
            Assert.Equal(ColumnKind.Text, data.Schema.Single(c => c.Name == truth.GetProperty("text").GetString()).Kind);
        }

        Assert.All(data.Schema, c => Assert.False(string.IsNullOrEmpty(c.Reason), c.Name));
    }

    [Theory]
    [InlineData("telco_churn", "Churn", "customerID", ColumnKind.Identifier, ColumnRole.RowId)]
    [InlineData("telco_churn", "Churn", "TotalCharges", ColumnKind.Number, ColumnRole.Feature)]
    [InlineData("bike_hour", "cnt", "instant", ColumnKind.Identifier, ColumnRole.RowId)]
    [InlineData("bike_hour", "cnt", "dteday", ColumnKind.Date, ColumnRole.Feature)]
    [InlineData("bike_hour", "cnt", "mnth", ColumnKind.OrderedCode, ColumnRole.Feature)]
    [InlineData("diabetes130", "readmit30", "encounter_id", ColumnKind.Identifier, ColumnRole.RowId)]
    [InlineData("diabetes130", "readmit30", "patient_nbr", ColumnKind.Identifier, ColumnRole.Dropped)]
    [InlineData("diabetes130", "readmit30", "diag_1", ColumnKind.Category, ColumnRole.Feature)]
    [InlineData("diabetes130", "readmit30", "admission_type_id", ColumnKind.Category, ColumnRole.Feature)]
    [InlineData("diabetes130", "readmit30", "examide", ColumnKind.Constant, ColumnRole.Dropped)]
    [InlineData("nyc_flights", "late15", "year", ColumnKind.Constant, ColumnRole.Dropped)]
    [InlineData("nyc_flights", "late15", "tailnum", ColumnKind.Category, ColumnRole.Feature)]
    [InlineData("nyc_flights", "late15", "flight", ColumnKind.Number, ColumnRole.Feature)]
    [InlineData("nyc_taxi", "fare_amount", "rate_code", ColumnKind.Category, ColumnRole.Feature)]
    [InlineData("online_shoppers", "Revenue", "TrafficType", ColumnKind.Category, ColumnRole.Feature)]
    [InlineData("adult", "income", "fnlwgt", ColumnKind.Number, ColumnRole.Feature)]
    [InlineData("electricity", "class", "nswprice", ColumnKind.Number, ColumnRole.Feature)]
    public void Gives_the_columns_that_matter_the_right_kind_and_role(string name, string target, string column, ColumnKind kind, ColumnRole role)
    {
        var found = Dataset.Read(TestData.Larger($"tabular/{name}.csv.gz"), target).Schema.Single(c => c.Name == column);
        Assert.Equal((kind, role), (found.Kind, found.Role));
    }
}
