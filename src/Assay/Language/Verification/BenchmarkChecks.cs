using Assay.Language.Benchmarks;
using Assay.Language.Python;

namespace Assay.Language.Verification;

/// <summary>Scores of single benchmarks.</summary>
internal static class BenchmarkChecks
{
    /// <summary>A value wrapped as {"value": ...} or {"error": ...}.</summary>
    public static object? Value(object? expected) => expected is PythonDictionary d ? d.TryGet("value", out var v) ? v : d["error"] : expected;
}

/// <summary>DROP: bags of answers.</summary>
[Named("scoring-drop-metrics")]
internal sealed class DropMetricsCheck : LanguageCheck
{
    public override string? Difference(PythonDictionary one, LanguageCaseFiles files)
    {
        var (match, f1) = DropPorts.Metrics(DropPorts.Spans(one["predicted"]), DropPorts.Spans(one["gold"]));
        return Compare("em", one["em"], match) ?? Compare("f1", one["f1"], f1);
    }
}

/// <summary>DROP: normalised spans.</summary>
[Named("scoring-drop-normalize")]
internal sealed class DropNormalizeCheck : LanguageCheck
{
    public override string? Difference(PythonDictionary one, LanguageCaseFiles files) => Compare("normalized", one["normalized"], DropPorts.Normalize(one.Text("text")!));
}

/// <summary>DROP: whole documents.</summary>
[Named("scoring-drop-process-results")]
internal sealed class DropResultsCheck : LanguageCheck
{
    public override string? Difference(PythonDictionary one, LanguageCaseFiles files) =>
        Compare("scores", one["expected"], DropPorts.Results(new List<object?> { one["response"] }, one["answers"]));
}

/// <summary>MATH: boxed answers.</summary>
[Named("scoring-math-boxed")]
internal sealed class MathBoxedCheck : LanguageCheck
{
    public override string? Difference(PythonDictionary one, LanguageCaseFiles files)
    {
        var last = OrError(() => Boxed.Last(one.Text("text")!));
        return Compare("last boxed", BenchmarkChecks.Value(one["last_boxed"]), last) ?? Compare("content", BenchmarkChecks.Value(one["remove_boxed"]), OrError(() => Boxed.Content(last as string)));
    }
}

/// <summary>MATH: equality of answers.</summary>
[Named("scoring-math-equivalence")]
internal sealed class MathEquivalenceCheck : LanguageCheck
{
    public override string? Difference(PythonDictionary one, LanguageCaseFiles files)
    {
        foreach (var side in (string[])["a", "b"])
        {
            var expected = one.TryGet($"strip_{side}_error", out var error) ? error : one[$"strip_{side}"];
            var difference = Compare($"strip {side}", expected, OrError(() => HendrycksMathPorts.Strip(one.Text(side)!)))
                ?? Compare($"minerva {side}", one[$"minerva_normalize_{side}"], MinervaMathPorts.Normalize(one.Text(side)!));
            if (difference is not null)
            {
                return difference;
            }
        }

        return Compare("equal", one["hendrycks_is_equiv"], HendrycksMathPorts.AreEquivalent(one.Text("a"), one.Text("b")));
    }
}

/// <summary>MATH: whole documents.</summary>
[Named("scoring-math-process-results")]
internal sealed class MathResultsCheck : LanguageCheck
{
    public override string? Difference(PythonDictionary one, LanguageCaseFiles files)
    {
        var document = new PythonDictionary { ["solution"] = one["solution"] };
        var response = one.Text("response")!;
        var answer = OrError(() => Boxed.Content(Boxed.Last(one.Text("solution")!)));
        return Compare("doc answer", BenchmarkChecks.Value(one["hendrycks_doc_answer"]), answer)
            ?? Compare("exact match", one["hendrycks_exact_match"], OrError(() => HendrycksMathPorts.Score(document, response)))
            ?? Compare("unnormalized", one["minerva_unnormalized"], MinervaMathPorts.Unnormalized(response))
            ?? Compare("normalized", one["minerva_normalized"], MinervaMathPorts.Normalize(MinervaMathPorts.Unnormalized(response)))
            ?? Compare("minerva doc answer", BenchmarkChecks.Value(one["minerva_doc_answer"]), OrError(() => MinervaMathPorts.Normalize(Boxed.Content(Boxed.Last(one.Text("solution")!)))));
    }
}

/// <summary>TruthfulQA: true mass.</summary>
[Named("scoring-truthfulqa-mc2")]
internal sealed class TruthfulMassCheck : LanguageCheck
{
    public override string? Difference(PythonDictionary one, LanguageCaseFiles files) =>
        Compare("mc2", one["mc2"], TruthfulQaPorts.TrueMass([.. List(one["loglikelihoods"]).Select(PythonOperators.ToDouble)], [.. List(one["labels"]).Select(PythonOperators.ToIndex)]));
}

/// <summary>TruthfulQA: generated answers.</summary>
[Named("scoring-truthfulqa-gen")]
internal sealed class TruthfulGenerationCheck : LanguageCheck
{
    public override string? Difference(PythonDictionary one, LanguageCaseFiles files) =>
        Compare("processed", one["processed"], TruthfulQaPorts.Process((PythonDictionary)one["raw"]!))
        ?? Compare("scores", one["expected"], TruthfulQaPorts.Score((PythonDictionary)one["processed"]!, one.Text("completion")!), 1e-9);
}

/// <summary>IFEval: instructions kept.</summary>
[Named("scoring-ifeval")]
internal sealed class IfEvalCheck : LanguageCheck
{
    public override string? Difference(PythonDictionary one, LanguageCaseFiles files) => Compare("kept", one["expected"], IfEvalPorts.Score(one, one.Text("response")!));
}
