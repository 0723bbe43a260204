using System.CommandLine;
using Assay.Cli.Frame;
using Assay.Metrics.Verification;

namespace Assay.Cli.Commands;

/// <summary>Checks the library's numbers against files of reference cases.</summary>
[Named("metrics verify")]
internal sealed class MetricsVerifyCommand : AssayCommand
{
    private readonly Argument<string> path = new("dir-or-file") { Description = "A case file, or a folder whose *.json files are case files" };
    private readonly Option<int> show = new("--show") { Description = "Show at most so many failures", HelpName = "N", DefaultValueFactory = _ => 10 };

    public override string Summary => "Check metrics, tests and intervals against reference cases of your own";

    public override string Details =>
        "A case file is a JSON array of cases: id, fn (what to compute), params, input, expected, tol. A number passes when it is within "
        + "tol x max(1, |expected|); \"NaN\" wants an undefined number; an expected error wants a typed error. Exit code 1 when a case fails.\n\n"
        + "Functions: " + string.Join(", ", MetricCases.Functions) + ".";

    public override IReadOnlyList<Example> Examples => [new("assay metrics verify tests/data/golden/metrics", "the cases that come with the source")];

    public override IReadOnlyList<Symbol> Symbols => [path, show];

    public override Task<ExitCode> RunAsync(Invocation call)
    {
        var results = Files(call.Get(path)).SelectMany(file => MetricCases.Run(File.ReadAllText(file)).Select(result => (file, result))).ToList();
        var failures = results.Where(r => !r.result.Passed).ToList();
        if (call.Json)
        {
            call.WriteJson(new
            {
                Passed = results.Count - failures.Count,
                Failed = failures.Count,
                Failures = failures.Select(f => new { f.file, f.result.Id, f.result.Function, f.result.Failure }),
            });
        }
        else
        {
            foreach (var (file, result) in failures.Take(call.Get(show)))
            {
                call.Output.WriteLine($"{Path.GetFileName(file)} {result.Id} {result.Function}: {result.Failure}");
            }

            call.Output.WriteLine($"{results.Count - failures.Count} passed, {failures.Count} failed");
        }

        return Task.FromResult(failures.Count == 0 ? ExitCode.Success : ExitCode.GateFailed);
    }

    private static string[] Files(string path)
    {
        if (File.Exists(path))
        {
            return [path];
        }

        string[] files = Directory.Exists(path) ? [.. Directory.GetFiles(path, "*.json").Order(StringComparer.Ordinal)] : [];
        return files.Length > 0
            ? files
            : throw new AssayException("data.file-missing", $"There is no case file at \"{path}\": give a .json file or a folder that holds some.");
    }
}
