using System.CommandLine;
using Assay.Cli.Frame;
using Assay.Cli.Health;

namespace Assay.Cli.Commands;

/// <summary>Says whether this machine has what Assay needs, and what to do where it has not.</summary>
[Named("doctor")]
internal sealed class DoctorCommand : AssayCommand
{
    private readonly Option<string> store = CommonOptions.Store();

    public override string Summary => "Check whether this machine has what Assay needs";

    public override string Details => "Reads a small table, grows a few trees and writes a file, so what it calls fine has been tried. Exit code 3 when something is missing.";

    public override IReadOnlyList<Example> Examples => [new("assay doctor", "Every check with what to do."), new("assay doctor --json", "The same for a program, or for a report of a fault.")];

    public override IReadOnlyList<Symbol> Symbols => [store];

    public override Task<ExitCode> RunAsync(Invocation call)
    {
        var findings = MachineChecks.All(call.Get(store), call.Surroundings.Variable("ASSAY_DATA"));
        if (call.Json)
        {
            call.WriteJson(new { version = ProgramVersion.Describe(), checks = findings });
        }
        else
        {
            call.Output.WriteLine(ProgramVersion.Describe());
            var width = findings.Max(f => f.Name.Length);
            foreach (var finding in findings)
            {
                call.Output.WriteLine($"{(finding.Fine ? "ok     " : "missing")}  {finding.Name.PadRight(width)}  {finding.Found}");
                if (finding.Remedy is { } remedy)
                {
                    call.Output.WriteLine($"         {remedy}");
                }
            }
        }

        return Task.FromResult(findings.All(f => f.Fine) ? ExitCode.Success : ExitCode.Input);
    }
}
