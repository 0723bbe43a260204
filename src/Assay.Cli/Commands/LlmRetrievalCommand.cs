using System.CommandLine;
using System.Globalization;
using Assay.Cli.Frame;
using Assay.Language.Retrieval;

namespace Assay.Cli.Commands;

/// <summary>Scores of a retriever.</summary>
[Named("llm retrieval")]
internal sealed class LlmRetrievalCommand : AssayCommand
{
    private readonly Argument<string> file = new("file") { Description = "JSON lines, one a question: retrieved (names, best first) and relevant (names, or names and grades)" };
    private readonly Option<int[]> cutoffs = new("--k") { Description = "How many of the retrieved count; may be given again", HelpName = "N", DefaultValueFactory = _ => [1, 5, 10], AllowMultipleArgumentsPerToken = true };

    public override string Summary => "Score what a retriever found: recall, precision, reciprocal rank and nDCG, with intervals";

    public override string Details => "recall is context recall and average-precision context precision, both by the names of texts. Questions are independent; intervals are 95 %.";

    public override IReadOnlyList<Example> Examples => [new("assay llm retrieval found.jsonl --k 5 10", "{\"retrieved\": [\"d3\", \"d1\"], \"relevant\": {\"d1\": 2, \"d7\": 1}} a line")];

    public override IReadOnlyList<Symbol> Symbols => [file, cutoffs];

    public override Task<ExitCode> RunAsync(Invocation call)
    {
        var given = call.Get(cutoffs);
        if (given.Any(k => k < 1))
        {
            throw new AssayException("usage.cutoff", $"--k must be at least 1; found {given.Min()}.");
        }

        var scores = RetrievalEvaluation.Read(call.Get(file), given);
        if (call.Json)
        {
            call.WriteJson(scores);
        }
        else
        {
            Listing.Write(call, ["metric", "mean", "low", "high"], scores.Select(s => (string[])[$"{s.Metric}@{s.K}", Number(s.Mean.Value), Number(s.Mean.Low), Number(s.Mean.High)]));
        }

        return Task.FromResult(ExitCode.Success);
    }

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
