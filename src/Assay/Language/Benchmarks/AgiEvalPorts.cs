using Assay.Language.Python;
using Assay.Language.Tasks;

namespace Assay.Language.Benchmarks;

/// <summary>AGIEval: several right options, and answers of mathematics read out of what a model wrote.</summary>
/// <remarks>Source: Zhong et al., NAACL 2024 (Findings); the harness' agieval/utils.py.</remarks>
[Named("agieval")]
internal sealed class AgiEvalPorts : TaskPorts
{
    public override IReadOnlyDictionary<string, Func<IReadOnlyList<object?>, object?>> Functions { get; } = new Dictionary<string, Func<IReadOnlyList<object?>, object?>>
    {
        ["agieval/utils.process_results"] = a => new PythonDictionary
        {
            ["acc"] = AreEqual((string?)PythonOperators.Item(a[1], 0L), (string?)((PythonDictionary)a[0]!)["answer"]) ? 1L : 0L,
        },
        ["agieval/utils.process_results_mcqa"] = a => Options((PythonDictionary)a[0]!, Likelihoods(a[1])),
    };

    private static PythonDictionary Options(PythonDictionary document, double[] likelihoods)
    {
        double[] lengths = [.. PythonOperators.Iterate(document["choices"]).Select(c => (double)CodePoints.Length((string)c!))];
        double Right(double[] values) => PythonOperators.Contains(document["gold"], (long)Largest(values)) ? 1 : 0;
        return new PythonDictionary { ["acc"] = Right(likelihoods), ["acc_norm"] = Right([.. likelihoods.Zip(lengths, (l, n) => l / n)]) };
    }

    private static bool AreEqual(string? said, string? gold)
    {
        if (said is null || gold is null)
        {
            return said is null && gold is null;
        }

        var (one, other) = (Read(said), Read(gold));
        // Where the harness' normalisation breaks down, as it does without an answer, the two are compared as they are.
        return one is null || other is null ? one == other : HendrycksMathPorts.AreEquivalent(one, other);
    }

    // The boxed answer, else the last between dollars, else what follows the last equals sign, else the last number.
    private static string? Read(string text)
    {
        if (text.Contains("\\boxed", StringComparison.Ordinal))
        {
            return Boxed.Last(text) is { } boxed && boxed.StartsWith("\\boxed{", StringComparison.Ordinal) && boxed.EndsWith('}') ? AfterEquals(boxed[7..^1]) : null;
        }

        if (Last(@"\$(.*)\$", text) is { Length: > 0 } dollars)
        {
            return AfterEquals(dollars) is { Length: > 0 } within ? within : Plain(text);
        }

        return Plain(text);
    }

    private static string? Plain(string text) => text.Contains('=', StringComparison.Ordinal)
        ? PythonStrings.RightStrip(AfterEquals(text), ".").Split("\\n")[0]
        : Last(@"(?:\$)?\d+(?:\.\d+)?(?![\w\d])", text);

    private static string AfterEquals(string text) => text.Contains('=', StringComparison.Ordinal) ? PythonStrings.LeftStrip(text[(text.LastIndexOf('=') + 1)..], " ") : text;

    private static string? Last(string pattern, string text) => PythonRegex.FindAll(PythonRegex.Compile(pattern), text) is { Count: > 0 } found ? (string?)found[^1] : null;
}
