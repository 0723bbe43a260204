using Assay.Evaluation.Slices;

namespace Assay.Tests.Evaluation.Slices;

public class SliceLineTests
{
    public static TheoryData<int> Runs => [.. Enumerable.Range(1, 21)];

    [Theory]
    [MemberData(nameof(Runs))]
    public void Finds_what_the_reference_finds(int number)
    {
        var run = GoldenRuns.All().Single(r => r.Number == number);
        var table = GoldenRuns.Table(run.Dataset);
        var found = SliceLine.Search(table, run.Options);
        Assert.Equal(run.Valid, found.ValidSlices);
        Same(run, found);
        // Passing over what cannot be a result changes no result.
        var pruned = SliceLine.Search(table, run.Options with { CountsValid = false, Threads = 2 });
        Assert.Null(pruned.ValidSlices);
        Assert.Equal(found.Slices.Select(Key), pruned.Slices.Select(Key));
    }

    private static void Same(GoldenRun run, SliceLineResult found)
    {
        Assert.Equal(run.Expected.Count, found.Slices.Count);
        var byName = found.Slices.ToDictionary(Name);
        foreach (var expected in run.Expected)
        {
            Assert.True(byName.TryGetValue(Name(expected), out var slice), $"run {run.Number}: {Name(expected)} was not found");
            Assert.Equal(expected.Size, slice.Size);
            Assert.InRange(Math.Abs(slice.ErrorSum - expected.ErrorSum), 0, run.Dataset is "housing" or "adultll" ? 1e-9 * expected.ErrorSum : 0);
            Assert.InRange(Math.Abs(slice.Score - expected.Score), 0, 1e-9);
        }

        Assert.Equal(found.Slices.OrderByDescending(s => s.Score), found.Slices);
    }

    private static string Name(ScoredSlice slice) => string.Join(" and ", slice.Predicates.Select(p => p.Text));

    private static string Key(ScoredSlice slice) => $"{Name(slice)}: {slice.Size} {slice.ErrorSum:R} {slice.Score:R}";
}
