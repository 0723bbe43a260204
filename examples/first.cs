#:project ../src/Assay/Assay.csproj
// From a labelled table to a verdict in ten lines: dotnet run examples/first.cs [TABLE TARGET]
using Assay.Data;
using Assay.Development;

var (table, target) = args is [var file, var column] ? (file, column) : ("examples/adult.csv.gz", "income");
using var workbench = Workbench.Open(".assay");
var data = Dataset.Read(table, target);
var outcome = workbench.Develop(data, new DevelopOptions { Budget = TimeSpan.FromMinutes(1) }).Run();
Console.WriteLine(outcome.Verdict);
var test = outcome.Champion.Test[outcome.Metric];
Console.WriteLine($"{outcome.Champion.Name}: {outcome.Metric} {test.Value:F4} ({test.Low:F4} to {test.High:F4}) on rows never seen");
