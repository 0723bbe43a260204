using System.Diagnostics;

namespace Assay.Acceptance;

/// <summary>The script <c>./assay</c> as people start it.</summary>
public class ScriptTests
{
    private static readonly TimeSpan longestSecondStart = TimeSpan.FromSeconds(0.6);

    [Fact]
    public void Runs_from_any_folder_through_a_link_and_with_spaces_in_the_path()
    {
        using var elsewhere = new TemporaryFolder();
        var link = Path.Combine(Directory.CreateDirectory(elsewhere.In("a folder")).FullName, "assay link");
        File.CreateSymbolicLink(link, TestData.In("assay"));
        var result = Start(link, elsewhere.FullName, "--version");
        Assert.Equal(0, result.Exit);
        Assert.Matches(@"^assay \d+\.\d+\.\d+ \(commit", result.Output);
    }

    [Fact]
    public void Passes_the_exit_code_on_and_keeps_standard_output_for_results()
    {
        var result = Start(TestData.In("assay"), TestData.Repository, "complition", "bash");
        Assert.Equal(2, result.Exit);
        Assert.Empty(result.Output);
        Assert.Contains("Did you mean \"completion\"?", result.Messages);
    }

    [Fact]
    public void Words_with_spaces_and_quotes_arrive_as_typed()
    {
        var result = Start(TestData.In("assay"), TestData.Repository, "completion", "my \"shell\"");
        Assert.Contains("There is no shell \"my \"shell\"\"", result.Messages);
    }

    [Fact]
    public void A_second_start_does_not_build_and_takes_little_time()
    {
        Start(TestData.In("assay"), TestData.Repository, "--version");
        // The quickest of five: others may be using the machine.
        var starts = Enumerable.Range(0, 5).Select(_ => Start(TestData.In("assay"), TestData.Repository, "--help")).ToList();
        Assert.All(starts, s => Assert.Empty(s.Messages));
        Assert.InRange(starts.Min(s => s.Elapsed), TimeSpan.Zero, longestSecondStart);
    }

    private static (int Exit, string Output, string Messages, TimeSpan Elapsed) Start(string program, string folder, params string[] words)
    {
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(program, words) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var messages = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, messages.GetAwaiter().GetResult(), clock.Elapsed);
    }
}
