using System.Collections;
using Assay.Data;
using Assay.Evaluation.Slices;

namespace Assay.Tests.Evaluation.Slices;

public class RowLossesTests
{
    private static readonly string[] names = [.. Enumerable.Range(0, 20).Select(i => i % 2 == 0 ? "no" : "yes")];

    [Fact]
    public void Names_are_right_or_wrong()
    {
        var losses = Of(names, names.Select((n, i) => i is 3 or 4 ? "yes" : n));
        Assert.Equal("error rate", losses.Name);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => i == 4 ? 1.0 : 0), losses.Values);
    }

    [Fact]
    public void Probabilities_are_those_of_the_positive_class()
    {
        double[] positive = [.. Enumerable.Range(0, 20).Select(i => i == 1 ? 0.25 : 0.4)];
        Assert.Equal((-Math.Log(0.6), -Math.Log(0.25), "log loss"), (Of(names, positive).Values[0], Of(names, positive).Values[1], Of(names, positive).Name));
        Assert.Equal((0, 1), (Of(names, positive, "zero-one").Values[0], Of(names, positive, "zero-one").Values[1]));
        Assert.Equal(0.5625, Of(names, positive, "squared").Values[1], 12);
        Assert.Equal(0.75, Of(names, positive, "absolute").Values[1], 12);
    }

    [Fact]
    public void Numbers_are_off_by_so_much()
    {
        double[] truth = [.. Enumerable.Range(0, 30).Select(i => i * 1.5)];
        double[] predicted = [.. truth.Select(t => t - 2)];
        Assert.All(Of(truth, predicted).Values, l => Assert.Equal(4, l, 12));
        Assert.All(Of(truth, predicted, "absolute").Values, l => Assert.Equal(2, l, 12));
    }

    [Theory]
    [InlineData("usage.measure", "log-loss", "no")]
    [InlineData("data.prediction-unknown", null, "perhaps")]
    [InlineData("data.prediction-missing", null, null)]
    public void Refuses_what_does_not_fit(string code, string? measure, string? first) =>
        Assert.Equal(code, Assert.Throws<AssayException>(() => Of(names, names.Select((n, i) => i == 0 ? first : n), measure)).Code);

    private static RowLosses Of(IEnumerable truth, IEnumerable predicted, string? measure = null) => RowLosses.Of(
        Dataset.FromColumns("t", new ReadOptions { Target = "truth", Existing = ["predicted"] }, ("truth", truth), ("predicted", predicted)), "predicted", measure);
}
