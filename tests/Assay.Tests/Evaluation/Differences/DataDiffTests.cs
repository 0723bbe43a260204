using System.Globalization;
using System.Text;
using System.Text.Json;
using Assay.Evaluation.Differences;
using Assay.Tracking;
using Assay.Tracking.Versions;
using CsCheck;

namespace Assay.Tests.Evaluation.Differences;

public sealed class DataDiffTests : IDisposable
{
    private readonly TemporaryFolder room = new();

    public void Dispose() => room.Dispose();

    [Fact]
    public void A_table_is_identical_to_itself()
    {
        var diff = Diff("id,x\n1,2\n2,3\n", "id,x\n1,2\n2,3\n");
        Assert.Equal((true, true, 2L, 0, 0), (diff.Identical, diff.SameRows, diff.Rows.Unchanged, diff.Schema.Count, diff.Rows.Sample.Count));
    }

    [Fact]
    public void The_same_rows_in_another_order_are_known_as_such()
    {
        var diff = Diff("id,x\n1,a\n2,b\n3,c\n", "id,x\n3,c\n1,a\n2,b\n");
        Assert.Equal((false, true, 3L), (diff.Identical, diff.SameRows, diff.Rows.Unchanged));
    }

    [Fact]
    public void Rows_are_added_removed_and_changed_by_key_and_cells_counted()
    {
        var diff = Diff("id,x,name\n1,1.5,a\n2,2,b\n3,3,c\n4,4,d\n", "id,x,name\n1,1.5,a\n2,2.5,B\n4,4,\n5,5,e\n");
        Assert.Equal((1L, 1L, 2L, 1L, 3L), (diff.Rows.Added, diff.Rows.Removed, diff.Rows.Changed, diff.Rows.Unchanged, diff.Rows.ChangedCells));
        Assert.Equal(["id"], diff.Rows.Key);
        Assert.True(diff.Rows.KeyInferred);
        Assert.Equal([KeyValuePair.Create("x", 1L), KeyValuePair.Create("name", 2L)], diff.Rows.ChangedCellsByColumn);
        var changed = diff.Rows.Sample[0];
        Assert.Equal(("changed", "2"), (changed.Change, changed.Key[0]));
        Assert.Equal([new CellDifference("x", "2", "2.5"), new CellDifference("name", "b", "B")], changed.Cells);
        Assert.Equal(["nullable"], diff.Schema.Where(s => s.Column == "name").Select(s => s.Change));
    }

    [Fact]
    public void Cells_written_differently_are_equal()
    {
        var diff = Diff("id,x\n1,1.50\n2,2\n", "id,x\n1,1.5\n2,2\n");
        Assert.Equal((true, 0L, 2L), (diff.Identical, diff.Rows.Changed, diff.Rows.Unchanged));
    }

    [Fact]
    public void A_marker_of_missing_does_not_make_equal_numbers_different()
    {
        var changed = Diff("id,x\n1,0.10\n2,007\n3,3\n4,2026\n", "id,x\n1,0.10\n2,007\n3,NA\n4,2026\n").Rows;
        Assert.Equal((1L, 3L), (changed.Changed, changed.Unchanged));
        var both = Diff("id,x\n1,0.1\n2,NA\n3,3\n", "id,x\n1,0.10\n2,NA\n3,3.5\n").Rows;
        Assert.Equal((1L, 2L), (both.Changed, both.Unchanged));
        // Texts stay texts: version 1.1 is not version 1.10.
        Assert.Equal(1, Diff("id,x\n1,1.1\n2,beta\n", "id,x\n1,1.10\n2,beta\n").Rows.Changed);
    }

    [Fact]
    public void Times_that_end_in_Z_are_times()
    {
        var same = Diff("id,t\n1,2026-01-01T00:00:00.000Z\n2,2026-01-01T10:00:00Z\n", "id,t\n1,2026-01-01 00:00:00\n2,2026-01-01 10:00:00\n");
        Assert.Equal((true, 0), (same.Identical, same.Schema.Count));
        var differs = Diff("id,t\n1,2026-01-01T00:00:00.000Z\n", "id,t\n1,2026-01-01T00:00:01.000Z\n");
        Assert.Equal(new CellDifference("t", "2026-01-01", "2026-01-01 00:00:01"), differs.Rows.Sample.Single().Cells.Single());
    }

    [Fact]
    public void Infinity_is_a_number_and_no_date()
    {
        var numbers = Diff("id,x\n1,5\n2,7\n", "id,x\n1,Infinity\n2,-Infinity\n");
        Assert.DoesNotContain(numbers.Schema, s => s.After == "date");
        Assert.Equal([new CellDifference("x", "5", "Infinity"), new CellDifference("x", "7", "-Infinity")], numbers.Rows.Sample.SelectMany(r => r.Cells));
        var dates = Diff("id,x\n1,2026-01-01\n2,Infinity\n", "id,x\n1,2026-01-01\n2,2026-05-05\n");
        Assert.Equal(new CellDifference("x", "Infinity", "2026-05-05"), dates.Rows.Sample.Single().Cells.Single());
    }

    [Fact]
    public void Keys_of_several_rows_are_told_and_never_merged()
    {
        var diff = Diff("id,x\n1,a\n1,b\n2,c\n3,d\n", "id,x\n1,a\n1,B\n2,c\n3,d\n3,e\n", new() { Key = ["id"] });
        Assert.Equal((1L, 2L), (diff.Rows.DuplicateKeysBefore, diff.Rows.DuplicateKeysAfter));
        Assert.Equal(["1", "3"], diff.Rows.DuplicateKeys.Order());
        Assert.Equal((2L, 1L, 0L, 3L), (diff.Rows.Added, diff.Rows.Removed, diff.Rows.Changed, diff.Rows.Unchanged));
        Assert.Contains(diff.Notes, n => n.StartsWith("The key is not unique", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_key_rows_are_a_multiset()
    {
        var diff = Diff("x,y\n1.5,a\n1.5,a\n2.5,b\n", "x,y\n1.5,a\n2.5,b\n3.5,b\n");
        Assert.Equal((0, 1L, 1L, 2L), (diff.Rows.Key.Count, diff.Rows.Added, diff.Rows.Removed, diff.Rows.Unchanged));
    }

    [Fact]
    public void Two_columns_together_can_be_the_key()
    {
        var diff = Diff("a,b,x\n1,x,5.5\n1,y,6.5\n2,x,7.5\n", "a,b,x\n1,x,5.5\n1,y,9.5\n2,x,7.5\n");
        Assert.Equal(["a", "b"], diff.Rows.Key);
        Assert.Equal(1, diff.Rows.Changed);
    }

    [Fact]
    public void A_renamed_column_is_known_by_its_content()
    {
        var rows = Enumerable.Range(0, 200).Select(i => (Id: i, X: Math.Sin(i), Name: $"name {i % 90}")).ToList();
        string Text(string x, string name, int changed) => $"id,{x},{name}\n" + string.Concat(rows.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Id},{(r.Id < changed ? 0.5 : r.X)},{r.Name}\n")));
        var diff = Diff(Text("x", "name", 0), Text("value", "label", 3));
        Assert.Equal([("renamed", "x", "value"), ("renamed", "name", "label")], diff.Schema.Select(s => (s.Change, s.Column, s.After!)));
        Assert.Equal((3L, 3L), (diff.Rows.Changed, diff.Rows.ChangedCells));
        Assert.Equal(1, diff.Schema[1].Similarity);
    }

    [Fact]
    public void Columns_that_come_go_move_and_change_their_type_are_told()
    {
        var diff = Diff("id,x,y,old\n1,1,2,3.25\n2,2,3,4.5\n3,3,4,5.75\n", "id,y,x,new\n1,2,1,p\n2,3,two,q\n3,4,3,r\n");
        Assert.Contains(diff.Schema, s => s is { Change: "removed", Column: "old" });
        Assert.Contains(diff.Schema, s => s is { Change: "added", Column: "new" });
        Assert.Contains(diff.Schema, s => s is { Change: "moved" });
        Assert.Contains(diff.Schema, s => s is { Change: "type", Column: "x", Before: "whole number", After: "text" });
        Assert.Equal((1L, 1L), (diff.Rows.Changed, diff.Rows.ChangedCells));
    }

    [Fact]
    public void A_column_is_flagged_only_when_it_moved_by_more_than_chance()
    {
        string Text(double shift, int rows) => "id,x,y\n" + string.Concat(Enumerable.Range(0, rows).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},{Math.Sin(i) + shift},{Math.Cos(i)}\n")));
        var moved = Diff(Text(0, 2000), Text(0.5, 2000));
        Assert.Equal(["x"], moved.Columns.Where(c => c.Flagged).Select(c => c.Column));
        Assert.InRange(moved.Columns[0].Distance!.Value, 0.1, 0.5);
        Assert.True(moved.Columns[0].AdjustedP < 1e-6);
        // Ten rows are too few to tell.
        Assert.DoesNotContain(Diff(Text(0, 10), Text(0.2, 10)).Columns, c => c.Flagged);
        // Significant and too small to matter.
        Assert.DoesNotContain(Diff(Text(0, 40_000), Text(0.002, 40_000)).Columns, c => c.Flagged);
    }

    [Fact]
    public void Missing_cells_and_classes_that_move_are_flagged()
    {
        string Text(int missing, int yes) => "id,x,label\n" + string.Concat(Enumerable.Range(0, 1000).Select(i => $"{i},{(i < missing ? "" : "1.5")},{(i % 100 < yes ? "yes" : "no")}\n"));
        var diff = Diff(Text(10, 20), Text(200, 50), new() { Target = "label" });
        Assert.Equal(["label", "x"], diff.Columns.Where(c => c.Flagged).Select(c => c.Column).Order());
        Assert.Equal([new ValueCount("no", 800, 500), new ValueCount("yes", 200, 500)], diff.Meaning.Labels);
        Assert.Equal(300, diff.Meaning.RelabelledRows);
        Assert.Equal(0.3, diff.Columns.Single(c => c.Column == "label").Distance!.Value, 6);
    }

    [Fact]
    public void Moves_between_parts_and_rows_in_two_parts_are_counted()
    {
        var diff = Diff(
            "id,x,part\n1,a,train\n2,b,train\n3,c,test\n4,c,test\n5,e,test\n",
            "id,x,part\n1,a,test\n2,b,train\n3,b,test\n4,c,test\n5,e,train\n",
            new() { Split = "part", Key = ["id"] });
        Assert.Equal([new PartMove("test", "train", 1), new PartMove("train", "test", 1)], diff.Meaning.Moves.OrderBy(m => m.From));
        Assert.Equal((0L, 2L), (diff.Meaning.LeakedBefore, diff.Meaning.LeakedAfter));
        Assert.Equal([new ValueCount("test", 3, 3), new ValueCount("train", 2, 2)], diff.Meaning.Parts);
    }

    [Fact]
    public void Content_a_test_file_shares_with_its_training_file_is_counted()
    {
        var diff = Diff("id,x,y\n1,1.5,no\n2,2.5,yes\n", "id,x,y\n11,2.5,yes\n12,3.5,no\n", new() { Target = "y", Key = ["id"] });
        Assert.Equal(1, diff.Meaning.SharedContent);
    }

    [Fact]
    public void Any_two_tables_differ_as_a_plain_loop_finds()
    {
        var row = Gen.Select(Gen.Int[0, 60], Gen.Int[0, 3].Select(i => i == 0 ? "" : $"{i * 0.5}"), Gen.Int[0, 2].Select(i => "abc"[i..(i + 1)]));
        var table = row.Array[4, 40].Select(rows => rows.DistinctBy(r => r.Item1).ToArray());
        Gen.Select(table, table).Sample(
            (first, second) =>
            {
                var (before, after) = (first.ToDictionary(r => r.Item1), second.ToDictionary(r => r.Item1));
                var both = before.Keys.Intersect(after.Keys).ToList();
                var diff = Diff(Text(first), Text(second), new() { Key = ["id"] });
                return diff.Rows.Added == after.Keys.Except(before.Keys).Count() && diff.Rows.Removed == before.Keys.Except(after.Keys).Count()
                    && diff.Rows.Changed == both.Count(k => before[k] != after[k])
                    && diff.Rows.ChangedCells == both.Sum(k => (before[k].Item2 != after[k].Item2 ? 1 : 0) + (before[k].Item3 != after[k].Item3 ? 1 : 0))
                    && diff.Rows.DuplicateKeysBefore + diff.Rows.DuplicateKeysAfter == 0;
            },
            iter: 60,
            threads: 1);

        static string Text((int Id, string X, string Name)[] rows) => "id,x,name\n" + string.Concat(rows.Select(r => $"{r.Id},{r.X},{r.Name}\n"));
    }

    [Fact]
    public void Other_formats_and_odd_files_give_the_same_diff()
    {
        var plain = Diff("id,x\n1,1.5\n2,2.5\n3,\n", "id,x\n1,1.5\n2,9.5\n4,4\n");
        var lines = DataDiff.Between(
            room.Write("a.jsonl", "{\"id\":1,\"x\":1.5}\n{\"id\":2,\"x\":2.5}\n{\"id\":3,\"x\":null}\n"), room.Write("b.jsonl", "{\"id\":1,\"x\":1.5}\n{\"id\":2,\"x\":9.5}\n{\"id\":4,\"x\":4.0}\n"), new());
        Assert.Equal((plain.Rows.Added, plain.Rows.Removed, plain.Rows.Changed), (lines.Rows.Added, lines.Rows.Removed, lines.Rows.Changed));
        Assert.Equal((plain.First.Ordered, plain.Second.Unordered), (lines.First.Ordered, lines.Second.Unordered));
    }

    [Fact]
    public void Versions_that_lie_on_each_other_give_the_rows_of_the_files()
    {
        var rows = Enumerable.Range(0, 4000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},{Math.Sin(i)},{(i % 3 == 0 ? "" : $"name {i % 50}")}")).ToList();
        var first = room.Write("a.csv", "id,x,name\n" + string.Concat(rows.Select(r => r + "\n")));
        rows[17] = "17,0.5,other";
        rows[90] = "90,,name 40";
        rows.RemoveRange(200, 4);
        rows.Insert(1000, "5000,1.25,new");
        var second = room.Write("b.csv", "id,x,name\n" + string.Concat(rows.Select(r => r + "\n")));
        using var store = Store.Open(room.In("store/assay.db"));
        var versions = new DataVersions(store);
        versions.Add(first, new() { Name = "t" });
        versions.Add(second, new() { Name = "t" });
        foreach (var turned in (bool[])[false, true])
        {
            var (one, two) = turned ? (second, first) : (first, second);
            var files = DataDiff.Between(one, two, new());
            var kept = DataDiff.Between(versions, versions.Get(turned ? "t@2" : "t@1"), versions.Get(turned ? "t@1" : "t@2"), new());
            Assert.Contains(kept.Notes, n => n.StartsWith("Both versions are in the store", StringComparison.Ordinal));
            Assert.Equal((files.Rows.Added, files.Rows.Removed, files.Rows.Changed, files.Rows.ChangedCells, files.Rows.Unchanged), (kept.Rows.Added, kept.Rows.Removed, kept.Rows.Changed, kept.Rows.ChangedCells, kept.Rows.Unchanged));
            Assert.Equal((files.First.Ordered, files.Second.Unordered), (kept.First.Ordered, kept.Second.Unordered));
            Assert.All(files.Columns.OrderBy(c => c.Column).Zip(kept.Columns.OrderBy(c => c.Column)), c =>
            {
                Assert.Equal((c.First.Before.Missing, c.First.After.Missing), (c.Second.Before.Missing, c.Second.After.Missing));
                Assert.Equal(c.First.Distance ?? 0, c.Second.Distance ?? 0, 4);
            });
        }
    }

    [Fact]
    public void Versions_that_do_not_lie_on_each_other_are_compared_whole()
    {
        using var store = Store.Open(room.In("store/assay.db"));
        var versions = new DataVersions(store);
        versions.Add(room.Write("a.csv", "id,x\n1,2\n"), new());
        versions.Add(room.Write("b.csv", "id,x\n1,3\n"), new());
        var diff = DataDiff.Between(versions, versions.Get("a.csv@1"), versions.Get("b.csv@1"), new());
        Assert.Equal(("a.csv@1", "b.csv@1", 1L), (diff.First.Name, diff.Second.Name, diff.Rows.Changed));
    }

    [Fact]
    public void JSON_stays_within_its_limit_whatever_the_table()
    {
        var names = Enumerable.Range(0, 900).Select(i => $"column {i} {new string('x', 200)}").ToList();
        string Text(int seed) => "id," + string.Join(',', names) + "\n" + string.Concat(Enumerable.Range(0, 40).Select(r => $"{r}," + string.Join(',', names.Select((_, c) => new string((char)('a' + ((c + r + seed) % 26)), 120))) + "\n"));
        var json = BoundedJson.Of(Diff(Text(0), Text(1)));
        Assert.InRange(Encoding.UTF8.GetByteCount(json), 1, BoundedJson.MostBytes - 1);
        Assert.Equal(40, JsonDocument.Parse(json).RootElement.GetProperty("rows").GetProperty("changed").GetInt64());
    }

    [Fact]
    public void A_key_that_is_no_column_of_both_is_refused() =>
        Assert.Equal("data.column-missing", Assert.Throws<AssayException>(() => Diff("id,x\n1,2\n", "id,x\n1,2\n", new() { Key = ["ix"] })).Code);

    private DataDiff Diff(string first, string second, DataDiffOptions? options = null) =>
        DataDiff.Between(room.Write("first.csv", first), room.Write("second.csv", second), options ?? new());
}
