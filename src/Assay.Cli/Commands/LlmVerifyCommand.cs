using System.CommandLine;
using Assay.Cli.Frame;
using Assay.Language.Verification;

namespace Assay.Cli.Commands;

/// <summary>Checks language evaluation against files of reference cases.</summary>
[Named("llm verify")]
internal sealed class LlmVerifyCommand : AssayCommand
{
    private readonly Argument<string> path = new("dir-or-file") { Description = "A case file, or a folder with folders of case files (jinja, scoring, text-metrics ...)" };
    private readonly Option<int> show = new("--show") { Description = "Show at most so many differences", HelpName = "N", DefaultValueFactory = _ => 10 };

    public override string Summary => "Check templates, sampling, filters and scores against reference cases";

    public override string Details => "Case files are JSON lines, packed or not. Exit code 1 when a case fails.\n\nKinds: " + string.Join(", ", LanguageCases.Kinds) + ".";

    public override IReadOnlyList<Example> Examples => [new("assay llm verify tests/data/golden/llm", "the cases that come with the source")];

    public override IReadOnlyList<Symbol> Symbols => [path, show];

    public override Task<ExitCode> RunAsync(Invocation call)
    {
        var results = LanguageCases.Run(call.Get(path)).ToList();
        var failures = results.Where(r => r.Difference is not null).ToList();
        if (call.Json)
        {
            call.WriteJson(new
            {
                Passed = results.Count - failures.Count,
                Failed = failures.Count,
                Files = results.GroupBy(r => r.File).Select(g => new { File = g.Key, Passed = g.Count(r => r.Difference is null), Failed = g.Count(r => r.Difference is not null) }),
                Failures = failures,
            });
        }
        else
        {
            foreach (var failure in failures.Take(call.Get(show)))
            {
                call.Output.WriteLine($"{Path.GetFileName(failure.File)} {failure.Id}: {failure.Difference}");
            }

            call.Output.WriteLine($"{results.Count - failures.Count} passed, {failures.Count} failed");
        }

        return Task.FromResult(failures.Count == 0 ? ExitCode.Success : ExitCode.GateFailed);
    }
}
