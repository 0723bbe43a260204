using System.Text.Json;
using Assay.Statistics;
using CsCheck;

namespace Assay.Tests.Statistics;

public class BetaCalibrationTests
{
    public static TheoryData<string> Cases => [.. Golden().Select(c => c.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Finds_the_reference_optimum_to_one_in_a_hundred_million(string name)
    {
        var golden = Golden().Single(c => c.GetProperty("name").GetString() == name);
        var fit = BetaCalibration.Fit(Numbers(golden, "probabilities"), Numbers(golden, "truth"));
        foreach (var (found, wanted) in new[] { (fit.Low, "low"), (fit.High, "high"), (fit.Offset, "offset"), (fit.Loss, "loss") })
        {
            var reference = golden.GetProperty(wanted).GetDouble();
            Assert.InRange(Math.Abs(found - reference), 0, 1e-8 * Math.Max(1, Math.Abs(reference)));
        }
    }

    [Fact]
    public void Weights_of_one_and_no_offset_change_nothing() =>
        Gen.Double[0.001, 0.999].Sample(p => Assert.Equal(p, new BetaCalibration(1, 1, 0, 0).At(p), 12));

    [Fact]
    public void Never_falls() => (from low in Gen.Double[0, 5] from high in Gen.Double[0, 5] from offset in Gen.Double[-3, 3] from p in Gen.Double[0, 1] from q in Gen.Double[0, 1] select (low, high, offset, p, q))
        .Sample(t => Assert.True(new BetaCalibration(t.low, t.high, t.offset, 0).At(Math.Min(t.p, t.q)) <= new BetaCalibration(t.low, t.high, t.offset, 0).At(Math.Max(t.p, t.q)) + 1e-12));

    [Fact]
    public void Refuses_one_class_and_classes_that_are_parted_completely()
    {
        Assert.Equal("data.one-class", Assert.Throws<AssayException>(() => BetaCalibration.Fit([0.2, 0.4], [1, 1])).Code);
        Assert.Equal("data.no-optimum", Assert.Throws<AssayException>(() => BetaCalibration.Fit([0.2, 0.3, 0.7, 0.8], [0, 0, 1, 1])).Code);
    }

    private static IEnumerable<JsonElement> Golden() =>
        JsonDocument.Parse(File.ReadAllText(TestData.In("tests/data/golden/calibration/beta.json"))).RootElement.EnumerateArray();

    private static double[] Numbers(JsonElement golden, string name) => [.. golden.GetProperty(name).EnumerateArray().Select(v => v.GetDouble())];
}
