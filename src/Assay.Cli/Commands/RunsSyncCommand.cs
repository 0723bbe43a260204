using System.CommandLine;
using Assay.Cli.Frame;
using Assay.Tracking.Client;

namespace Assay.Cli.Commands;

/// <summary>Sends journals that logging processes left.</summary>
[Named("runs sync")]
internal sealed class RunsSyncCommand : AssayCommand
{
    private readonly Argument<string[]> journals = new("journal") { Description = "Journals or folders of them; .assay/journals when not given", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> store = new("--store") { Description = "Send to this store or server (http://...) instead of the one a journal names", HelpName = "URI" };
    private readonly Option<string?> artifacts = CommonOptions.Artifacts();

    public override string Summary => "Send what logging processes left in journals: killed ones, and those without their server";

    public override string Details =>
        "Each point arrives exactly once, however often this is done. Runs whose process died become interrupted. A journal that was taken whole is deleted; "
        + "one with things the target refused is kept (exit code 1), as is one whose target is away (4). A file that is no journal, and a journal that cannot be sent for another reason, is named and passed over (3). Journals of living processes are passed over: those send themselves. A server's token is read from ASSAY_TOKEN.";

    public override IReadOnlyList<Example> Examples =>
    [
        new("assay runs sync", "all journals of this folder"),
        new("assay runs sync /data/journals --store http://tracking:5000", "others, to a server"),
    ];

    public override IReadOnlyList<Symbol> Symbols => [journals, store, artifacts];

    public override Task<ExitCode> RunAsync(Invocation call)
    {
        var options = new TrackingClientOptions { Artifacts = call.Get(artifacts), Token = call.Surroundings.Variable("ASSAY_TOKEN") };
        var reports = new List<JournalReport>();
        var (passed, waiting, wrong) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var journal in Journals(call))
        {
            try
            {
                var report = TrackingJournal.Send(journal, options, call.Get(store), call.Cancellation);
                reports.Add(report);
                Tell(call, report);
            }
            catch (AssayException error) when (error.Code == "tracking.journal-in-use")
            {
                passed.Add(journal);
                call.Messages.WriteLine($"{journal} is open in a living process, which sends it itself.");
            }
            catch (AssayException error) when (error.Code.StartsWith("provider.", StringComparison.Ordinal))
            {
                // Other journals may go elsewhere.
                waiting.Add(journal);
                call.Messages.WriteLine($"{journal} waits: {Listing.OneLine(error.Message)}");
            }
            catch (AssayException error)
            {
                // A file of something else, or a store that is gone, keeps no other journal back.
                wrong.Add(journal);
                call.Messages.WriteLine($"{journal} was not sent: {Listing.OneLine(error.Message)}");
            }
        }

        if (call.Json)
        {
            call.WriteJson(new { Journals = reports, InUse = passed, Waiting = waiting, NotSent = wrong });
        }
        else
        {
            Listing.Write(call, ["journal", "target", "runs", "points sent", "refused", "deleted"], reports.Select(r => (string[])
                [r.Journal, r.Target, $"{r.Runs}", $"{r.Points}", $"{r.Refusals.Count}", r.Deleted ? "yes" : "no"]));
        }

        return Task.FromResult(
            wrong.Count > 0 ? ExitCode.Input : waiting.Count > 0 ? ExitCode.Provider : reports.Any(r => r.Refusals.Count > 0) ? ExitCode.GateFailed : ExitCode.Success);
    }

    private string[] Journals(Invocation call)
    {
        var named = call.Get(journals) is { Length: > 0 } typed ? typed : [TrackingClientOptions.DefaultJournals];
        foreach (var missing in named.Where(n => !Directory.Exists(n) && !File.Exists(n) && n != TrackingClientOptions.DefaultJournals))
        {
            throw new AssayException("tracking.journal-missing", $"There is no journal or folder \"{missing}\".");
        }

        return [.. named.SelectMany(n => File.Exists(n) ? [n] : TrackingJournal.Find(n)).Select(Path.GetFullPath).Distinct()];
    }

    private static void Tell(Invocation call, JournalReport report)
    {
        if (report.Finding is { } finding)
        {
            call.Messages.WriteLine(finding);
        }

        foreach (var refusal in report.Refusals)
        {
            call.Messages.WriteLine(Listing.OneLine(refusal));
        }
    }
}
