using Assay.Data;
using Assay.Development.Splits;
using CsCheck;
using static Assay.Tests.Development.Tables;

namespace Assay.Tests.Development.Splits;

public class FoldsTests
{
    private static readonly Gen<Dataset> anyTable =
        from labels in Gen.Int[0, 2].Array[20, 200]
        from groups in Gen.Int[0, 15].Array[labels.Length]
        from regression in Gen.Bool
        let entity = Numbers("group", groups.Select(g => (double)g))
        select regression ? Regression(labels.Select((l, i) => l + (0.01 * (i % 7))), entity) : Classes([.. labels[..^3], 0, 1, 2], entity);

    [Fact]
    public void Hash_is_the_finaliser_of_split_mix() =>
        // First output of SplitMix64 with seed 0, from Vigna's reference program.
        Assert.Equal(0xE220A8397B1DCDAFUL, Folds.Hash(0, 0));

    [Fact]
    public void Classes_are_dealt_in_turn()
    {
        var data = Classes([0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]);
        var part = Folds.Stratified(data, data.All.Rows, [], 3, 42);
        Assert.All(Enumerable.Range(0, 3), k => Assert.Equal((2, 2), (part[..6].Count(p => p == k), part[6..].Count(p => p == k))));
    }

    [Fact]
    public void Stratified_parts_differ_by_at_most_one_row_of_every_class() => anyTable.Where(t => t.Task == LearningTask.Multiclass).Sample(data =>
    {
        var part = Folds.Stratified(data, data.All.Rows, [], 4, 7);
        var target = data.Target.ToArray();
        Assert.All(Enumerable.Range(0, 3), c =>
        {
            var counts = Enumerable.Range(0, 4).Select(k => part.Zip(target).Count(p => p.First == k && p.Second == c)).ToArray();
            Assert.InRange(counts.Max() - counts.Min(), 0, 1);
        });
    });

    [Fact]
    public void Rows_that_belong_together_stay_together() => anyTable.Sample(data =>
    {
        var groups = RowKeys.Groups(data.Columns[0]);
        foreach (var part in new[] { Folds.Stratified(data, data.All.Rows, groups, 3, 1), Folds.Grouped(data, data.All.Rows, groups, 3, 1) })
        {
            Assert.All(groups.Zip(part).GroupBy(p => p.First), g => Assert.Single(g.Select(p => p.Second).Distinct()));
        }
    });

    [Fact]
    public void Groups_fill_parts_evenly()
    {
        var random = new Assay.Numerics.SeededRandom(3);
        var groups = Enumerable.Range(0, 3000).Select(_ => (double)random.Next(400)).ToArray();
        var data = Classes(groups.Select(g => g % 3 == 0 && random.NextDouble() < 0.6 ? 1 : 0), Numbers("group", groups));
        var part = Folds.Grouped(data, data.All.Rows, RowKeys.Groups(data.Columns[0]), 5, 0);
        var rate = data.Target.ToArray().Average();
        Assert.All(Enumerable.Range(0, 5), k =>
        {
            var labels = part.Zip(data.Target.ToArray()).Where(p => p.First == k).Select(p => p.Second).ToArray();
            Assert.InRange(labels.Length, 580, 620);
            Assert.InRange(labels.Average(), rate - 0.01, rate + 0.01);
        });
    }

    [Fact]
    public void Folds_partition_the_rows() => anyTable.Sample(data =>
    {
        int[] rows = [.. Enumerable.Range(0, data.RowCount).Where(r => r % 3 != 0)];
        var folds = Folds.Across(rows, Folds.Stratified(data, rows, [], 4, 5), 4);
        Assert.Equal(rows, folds.SelectMany(f => f.Validation).Order());
        Assert.All(folds, f => Assert.Equal(rows, f.Train.Concat(f.Validation).Order()));
    });

    [Fact]
    public void Forward_folds_train_on_the_past_only() => Gen.Select(Gen.Int[10, 300], Gen.Int[2, 8]).Sample((rows, blocks) =>
    {
        int[] order = [.. Enumerable.Range(0, rows).Reverse()];
        var folds = Folds.Forward(order, Folds.Blocks(rows, blocks), blocks);
        Assert.Equal(blocks - 1, folds.Count);
        Assert.All(folds, f => Assert.True(f.Train.Min() > f.Validation.Max()));
        Assert.All(folds.Zip(folds.Skip(1)), p => Assert.Equal(p.Second.Train, p.First.Train.Concat(p.First.Validation)));
    });

    [Fact]
    public void The_same_seed_deals_the_same_and_another_seed_does_not() => anyTable.Where(t => t.RowCount > 50).Sample(data =>
    {
        var first = Folds.Stratified(data, data.All.Rows, [], 5, 11);
        Assert.Equal(first, Folds.Stratified(data, data.All.Rows, [], 5, 11));
        Assert.NotEqual(first, Folds.Stratified(data, data.All.Rows, [], 5, 12));
    });
}
