using System.Text.Json;

namespace Assay.Metrics.Verification;

/// <summary>Runs files of cases against the library: anyone can check it against references of their own.</summary>
/// <remarks>
/// A file is a JSON array of cases: <c>id</c>, <c>fn</c> (a name of <see cref="Functions"/>), <c>params</c>, <c>input</c>,
/// <c>expected</c>, <c>tol</c>. A number passes when |got - want| is at most tol x max(1, |want|). "NaN" wants an undefined number.
/// An expected <c>error</c> wants a typed error, or a number recorded as undefined with its reason.
/// </remarks>
public static class MetricCases
{
    /// <summary>Every function a case may name.</summary>
    public static IReadOnlyList<string> Functions { get; } = [.. Catalogue<ReferenceFunction>.All.Select(f => Catalogue<ReferenceFunction>.NameOf(f.GetType()).Replace('-', '_'))];

    /// <summary>Runs every case of the text of one file.</summary>
    /// <exception cref="AssayException"><c>data.case-bad</c> when the text is not an array of cases.</exception>
    public static IReadOnlyList<CaseResult> Run(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Array
                ? [.. document.RootElement.EnumerateArray().Select(Run)]
                : throw new AssayException("data.case-bad", "A case file holds a JSON array of cases.");
        }
        catch (JsonException problem)
        {
            throw new AssayException("data.case-bad", $"The file is not JSON: {problem.Message}", problem);
        }
    }

    private static CaseResult Run(JsonElement one)
    {
        var id = Text(one, "id") ?? "a case without id";
        var function = Text(one, "fn");
        if (function is null || !one.TryGetProperty("expected", out var expected))
        {
            return new(id, function ?? "", "the case has no \"fn\" or no \"expected\"");
        }

        if (!Functions.Contains(function))
        {
            return new(id, function, $"there is no function \"{function}\"." + Spelling.DidYouMean(function, Functions));
        }

        var input = new CaseInput(one.GetProperty("input"), one.TryGetProperty("params", out var parameters) ? parameters : default);
        var tolerance = one.TryGetProperty("tol", out var tol) && tol.ValueKind == JsonValueKind.Number ? tol.GetDouble() : 1e-9;
        var wantsError = expected.ValueKind == JsonValueKind.Object && expected.TryGetProperty("error", out _);
        try
        {
            var answer = Catalogue<ReferenceFunction>.Find(function.Replace('_', '-')).Compute(input);
            return new(id, function, wantsError ? Refused(answer) : CaseComparison.Differs(answer, expected, tolerance));
        }
        catch (Exception problem) when (problem is AssayException or ArgumentException)
        {
            return new(id, function, wantsError ? null : $"refused: {problem.Message}");
        }
        catch (Exception fault) when (fault is not (OutOfMemoryException or OperationCanceledException))
        {
            // A fault is the library's, and one case must not hide the others.
            return new(id, function, $"broke with {fault.GetType().Name}: {fault.Message}");
        }
    }

    // A number that is undefined with a recorded reason is a refusal too: no caller can take it for a score.
    private static string? Refused(Answer answer)
    {
        var values = answer.All();
        return values.All(value => value is MetricValue { Undefined: not null })
            ? null
            : $"must be refused, but the answer was {string.Join(", ", values)}";
    }

    private static string? Text(JsonElement one, string key) =>
        one.ValueKind == JsonValueKind.Object && one.TryGetProperty(key, out var found) ? found.ToString() : null;
}
