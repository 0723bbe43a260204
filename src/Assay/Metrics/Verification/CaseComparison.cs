using System.Collections;
using System.Text.Json;

namespace Assay.Metrics.Verification;

/// <summary>Compares an answer with what a case expects.</summary>
internal static class CaseComparison
{
    /// <summary>The first difference in words, or null.</summary>
    public static string? Differs(object? got, JsonElement want, double tolerance, string path = "") => want.ValueKind switch
    {
        JsonValueKind.Object => Members(got, want, tolerance, path),
        JsonValueKind.Array => Items(got, want, tolerance, path),
        JsonValueKind.True or JsonValueKind.False => got is bool flag && flag == want.GetBoolean() ? null
            : got is not bool && Number(got) is { } asNumber && asNumber == (want.GetBoolean() ? 1 : 0) ? null : Say(path, want, got),
        // Null stands for a number the reference does not have.
        JsonValueKind.Null => got is null || (Number(got) is { } number && double.IsNaN(number)) ? null : Say(path, want, got),
        _ => Numbers(got, want, tolerance, path),
    };

    private static string? Members(object? got, JsonElement want, double tolerance, string path)
    {
        if (got is not Answer answer)
        {
            return Say(path, want, got);
        }

        foreach (var member in want.EnumerateObject())
        {
            var inner = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            var difference = answer.Has(member.Name)
                ? Differs(answer.Get(member.Name), member.Value, tolerance, inner)
                : $"{inner}: the library has no such number";
            if (difference is not null)
            {
                return difference;
            }
        }

        return null;
    }

    private static string? Items(object? got, JsonElement want, double tolerance, string path)
    {
        object?[] items = got is IEnumerable list and not string ? [.. list.Cast<object?>()] : [];
        if (got is not IEnumerable || items.Length != want.GetArrayLength())
        {
            return $"{path}: want {want.GetArrayLength()} items, got {(got is IEnumerable ? items.Length : got)}";
        }

        var at = 0;
        foreach (var item in want.EnumerateArray())
        {
            if (Differs(items[at], item, tolerance, $"{path}[{at}]") is { } difference)
            {
                return difference;
            }

            at++;
        }

        return null;
    }

    private static string? Numbers(object? got, JsonElement want, double tolerance, string path)
    {
        if (want.ValueKind == JsonValueKind.String && got is string text)
        {
            return text == want.GetString() ? null : Say(path, want, got);
        }

        if (Number(got) is not { } number)
        {
            return Say(path, want, got);
        }

        var wanted = want.ValueKind == JsonValueKind.String && want.GetString() is not ("NaN" or "Infinity" or "-Infinity")
            ? double.NaN
            : CaseInput.ToNumber(want);
        var same = double.IsNaN(wanted) ? double.IsNaN(number)
            : number == wanted || (double.IsFinite(wanted) && Math.Abs(number - wanted) <= tolerance * Math.Max(1, Math.Abs(wanted)));
        return same ? null : Say(path, want, number.ToString("R"));
    }

    private static double? Number(object? value) => value switch
    {
        double number => number,
        int number => number,
        long number => number,
        bool flag => flag ? 1 : 0,
        MetricValue metric => metric.Value,
        _ => null,
    };

    private static string Say(string path, JsonElement want, object? got) => $"{path}: want {want.GetRawText()}, got {got ?? "nothing"}";
}
