using Assay.Data;
using Assay.Evaluation.Rows;
using Assay.Tests.Learners;
using CsCheck;

namespace Assay.Tests.Evaluation.Rows;

public class StrataTests
{
    [Fact]
    public void Names_are_strata_and_missing_cells_are_one_too()
    {
        var strata = Strata.By(Tables.Names("colour", "red", null, "blue", "red"))!;
        Assert.Equal(["blue", "red", "missing"], strata.Names);
        Assert.Equal([1, 2, 0, 1], strata.Of);
    }

    [Fact]
    public void Rare_names_are_put_together()
    {
        var strata = Strata.By(Tables.Names("colour", "red", "red", "blue", "green"), leastRows: 2)!;
        Assert.Equal(["red", "other"], strata.Names);
        Assert.Equal([0, 0, 1, 1], strata.Of);
    }

    [Fact]
    public void Many_numbers_are_quartiles() => Assert.Equal(
        ["up to 25.75", "over 25.75 to 50.5", "over 50.5 to 75.25", "over 75.25"],
        Strata.By(new NumberColumn("n", ColumnKind.Number, [.. Enumerable.Range(1, 100).Select(i => (double)i)]))!.Names);

    [Fact]
    public void A_constant_column_deals_nothing() => Assert.Null(Strata.By(Tables.Numbers("n", 3, 3, 3)));

    [Fact]
    public void Crossed_strata_hold_every_row_once() => Gen.Int[0, 4].Array[2, 60].Sample(codes =>
    {
        var a = new Strata("a", codes, ["0", "1", "2", "3", "4"]);
        var b = new Strata("b", [.. codes.Select((c, i) => (c + i) % 2)], ["even", "odd"]);
        var rows = a.Crossed(b).Rows();
        Assert.Equal(Enumerable.Range(0, codes.Length), rows.SelectMany(r => r).Order());
        Assert.All(rows, r => Assert.Single(r.Select(i => (a.Of[i], b.Of[i])).Distinct()));
    });
}
