using System.Globalization;
using System.Text.Json;
using Assay.Cli.Frame;
using Assay.Evaluation.Calibration;
using Assay.Numerics;

namespace Assay.Tests.Cli;

public sealed class CalibrateCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public CalibrateCommandTests()
    {
        folder.Write("good.csv", Rows(1));
        folder.Write("bold.csv", Rows(3));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_overconfident_model_is_mended_and_the_map_brings_back_the_truth()
    {
        var run = CommandLine.Run("calibrate", folder.In("bold.csv"), "--map", folder.In("map.json"));
        Assert.Equal(ExitCode.Success, run.Exit);
        Assert.Contains("Mend bold by ", run.Output, StringComparison.Ordinal);
        var fit = JsonSerializer.Deserialize<RecalibrationFit>(File.ReadAllText(folder.In("map.json")), JsonRules.Indented)!;
        // What was said three times too boldly on the scale of logits: 0.9526 was 0.7311.
        Assert.InRange(fit.Apply([0.9526])[0], 0.66, 0.81);
    }

    [Fact]
    public void A_calibrated_model_needs_nothing()
    {
        using var document = JsonDocument.Parse(CommandLine.Run("calibrate", folder.In("good.csv"), "--json").Output);
        Assert.False(document.RootElement.GetProperty("helps").GetBoolean());
        Assert.Contains("needs no mending", document.RootElement.GetProperty("sentence").GetString(), StringComparison.Ordinal);
    }

    private static string Rows(double bold)
    {
        var random = SeededRandom.For(1, "rows");
        return "truth,score\n" + string.Concat(Enumerable.Range(0, 4000).Select(_ =>
        {
            var z = random.NextNormal();
            var truth = random.NextDouble() < 1 / (1 + Math.Exp(-z));
            return string.Create(CultureInfo.InvariantCulture, $"{(truth ? "yes" : "no")},{1 / (1 + Math.Exp(-bold * z)):R}\n");
        }));
    }
}
