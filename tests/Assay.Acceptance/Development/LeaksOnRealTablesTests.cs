using Assay.Development;
using Assay.Development.Leaks;
using Assay.Development.Splits;

namespace Assay.Acceptance.Development;

public class LeaksOnRealTablesTests
{
    public static TheoryData<string> Names => [.. RealTable.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_documented_leak_is_found_and_nothing_else_is_certain(string name)
    {
        var table = RealTable.Read(name);
        var split = SplitPlan.Make(table.Data, new SplitOptions(), SplitAdvisor.Advise(table.Data));
        var found = LeakChecks.Run(new LeakContext { Data = table.Data, Split = split, Threads = 2 });
        Assert.Empty(table.Leaks.Except(found.SelectMany(f => f.Columns)));
        Assert.Empty(found.Where(f => f.Certainty == LeakCertainty.Certain).SelectMany(f => f.Columns).Except(table.Leaks));
    }

    [Theory]
    [InlineData("sms_spam", "403 of 5,574 rows")]
    [InlineData("nyc_taxi", "27,699 of 100,000 rows")]
    public void Duplicates_are_counted(string name, string count)
    {
        var table = RealTable.Read(name);
        var split = SplitPlan.Make(table.Data, new SplitOptions(), SplitAdvisor.Advise(table.Data));
        var found = Assert.Single(Catalogue<LeakCheck>.Find("duplicates").Run(new LeakContext { Data = table.Data, Split = split }));
        Assert.Contains(count, found.Evidence, StringComparison.Ordinal);
        Assert.Contains("0 of", found.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Random_folds_over_patients_are_told()
    {
        var table = RealTable.Read("diabetes130");
        var split = SplitPlan.Make(table.Data, SplitOptions.Parse("stratified"), SplitAdvisor.Advise(table.Data));
        var found = Assert.Single(Catalogue<LeakCheck>.Find("group-overlap").Run(new LeakContext { Data = table.Data, Split = split }));
        Assert.Equal("patient_nbr", found.Column);
    }

    [Fact]
    public void A_column_known_only_after_the_call_is_suspected_on_the_given_folds_too()
    {
        var table = RealTable.Read("bank_marketing");
        var split = SplitPlan.Make(table.Data, new SplitOptions { TestFold = TestFold.Read(table.FoldFile, 0) }, SplitAdvisor.Advise(table.Data));
        var found = LeakChecks.Run(new LeakContext { Data = table.Data, Split = split, Threads = 2 });
        Assert.Contains(found, f => f.Columns.Contains("duration"));
    }
}
