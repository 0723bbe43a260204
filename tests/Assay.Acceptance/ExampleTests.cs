using System.Diagnostics;
using System.Globalization;

namespace Assay.Acceptance;

/// <summary>The programs in <c>examples</c>, run as their readers run them.</summary>
public class ExampleTests
{
    [Fact]
    public async Task The_first_program_takes_a_table_to_a_verdict()
    {
        using var folder = new TemporaryFolder();
        var rows = Enumerable.Range(0, 300).Select(i => (Size: i * 37 % 101, Noise: i * 53 % 29));
        var table = folder.Write("sold.csv", "size,noise,bought\n" + string.Concat(rows.Select(r =>
            string.Create(CultureInfo.InvariantCulture, $"{r.Size},{r.Noise},{(r.Size + r.Noise > 65 ? "yes" : "no")}\n"))));
        var start = new ProcessStartInfo("dotnet", ["run", TestData.In("examples/first.cs"), "--", table, "bought"])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var messages = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output + await messages);
        Assert.Matches(@"roc-auc \d\.\d{4} \(\d\.\d{4} to \d\.\d{4}\) on rows never seen", output);
    }
}
