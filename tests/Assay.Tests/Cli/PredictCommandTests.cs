using System.Text;
using System.Text.Json;
using Assay.Cli.Commands;
using Assay.Cli.Frame;
using Assay.Data;
using Assay.Development;
using Assay.Evaluation.Models;
using Assay.Learners;
using Assay.Statistics;

namespace Assay.Tests.Cli;

public sealed class PredictCommandTests : IDisposable
{
    private const string Rows = "key,size,rate\na7,1.5,2\nb\"8,3.5,4\n";
    private readonly TemporaryFolder folder = new();

    public PredictCommandTests()
    {
        var train = "key,size,rate,y\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"k{i},{i * 7 % 31}.5,{i * 5 % 53},{i * 7 % 31 * 2}.5\n"));
        var data = Dataset.Read(folder.Write("train.csv", train), new ReadOptions { Target = "y", Id = "key" });
        var model = Catalogue<Learner>.Find("ridge-regression").Fit(data.All, new FitOptions { Seed = 1 });
        foreach (var (path, content) in PackagedModel.Pack(Describe(data), model))
        {
            var full = folder.In("model/" + path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllBytes(full, content);
        }
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Writes_the_id_of_every_row()
    {
        var lines = Run(folder.Write("new.csv", Rows)).Output.Split(Environment.NewLine);
        Assert.Equal("row,key,prediction,low,high", lines[0]);
        Assert.StartsWith("0,a7,2.5", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("1,\"b\"\"8\",6.5", lines[2], StringComparison.Ordinal);
        using var document = JsonDocument.Parse(Run(folder.In("new.csv"), "--json").Output);
        Assert.Equal("a7", document.RootElement.GetProperty("predictions")[0].GetProperty("id").GetString());
    }

    [Fact]
    public void Predicts_without_ids_when_the_table_has_none() =>
        Assert.StartsWith("row,prediction,low,high", Run(folder.Write("new.csv", "size,rate\n1.5,2\n")).Output, StringComparison.Ordinal);

    [Fact]
    public void Reads_a_dash_as_standard_input_and_says_the_same_as_of_a_file()
    {
        var expected = Run(folder.Write("new.csv", Rows));
        Assert.Equal(ExitCode.Success, expected.Exit);
        Assert.Equal(expected, Run("-"));
    }

    [Fact]
    public void Predicts_nothing_for_a_table_without_rows() =>
        Assert.Equal(new CommandLine(ExitCode.Success, "row,key,prediction,low,high" + Environment.NewLine, ""), Run(folder.Write("new.csv", "key,size,rate\n")));

    [Fact]
    public void Refuses_an_output_whose_folder_is_not_there()
    {
        var run = Run(folder.Write("new.csv", Rows), "--output", folder.In("nowhere/out.csv"));
        Assert.Equal(ExitCode.Input, run.Exit);
        Assert.StartsWith($"error: data.folder-missing: There is no folder for \"{folder.In("nowhere/out.csv")}\".", run.Messages, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.In("nowhere")));
        Assert.Equal(ExitCode.Success, Run(folder.In("new.csv"), "--output", folder.In("out.csv")).Exit);
    }

    private CommandLine Run(params string[] words) => CommandLine.Run(
        [new PredictCommand { StandardInput = () => new MemoryStream(Encoding.UTF8.GetBytes(Rows)) }], TestContext.Current.CancellationToken, ["predict", folder.In("model"), .. words]);

    private static ModelSchema Describe(Dataset data) => new()
    {
        Name = "ridge-regression",
        Learner = "ridge-regression",
        Phase = "simple",
        Task = data.Task,
        Classes = data.Classes,
        Columns = data.Schema,
        Fingerprint = data.Fingerprint,
        Metric = "rmse",
        Test = new Dictionary<string, Interval>(),
        Settings = new Dictionary<string, string>(),
        Seed = 1,
        Threads = 1,
        Run = "run",
        Environment = new Dictionary<string, string>(),
    };
}
