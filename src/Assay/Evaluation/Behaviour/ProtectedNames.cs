using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Assay.Data;

namespace Assay.Evaluation.Behaviour;

/// <summary>Which columns hold what an answer should not depend on, guessed from the words of their names. Weak evidence: a suite confirms or corrects it.</summary>
/// <remarks>
/// The words are those of the grounds of discrimination named in Article 21 of the Charter of Fundamental Rights of the European Union and
/// in the United States' Equal Credit Opportunity Act, with the personal names and postal codes that stand in for them.
/// </remarks>
internal static class ProtectedNames
{
    // Whose use is unlawful or pointless nearly everywhere.
    private static readonly FrozenSet<string> never = new[]
    {
        "sex", "gender", "race", "racial", "ethnicity", "ethnic", "religion", "religious", "faith", "caste", "nationality", "citizenship", "native",
        "disability", "disabled", "handicap", "orientation", "pregnant", "pregnancy", "surname", "firstname", "lastname", "forename", "zip", "zipcode", "postcode", "postal",
    }.ToFrozenSet();

    // Protected too, but lawfully used in many models: gaps are shown, sameness is not asked.
    private static readonly FrozenSet<string> sometimes = new[] { "age", "birth", "dob", "birthdate", "birthday", "marital", "married" }.ToFrozenSet();

    private static readonly FrozenSet<string> persons = new[]
    {
        "customer", "client", "applicant", "borrower", "patient", "person", "personal", "user", "employee", "driver", "student", "in", "years", "group", "of", "date", "status", "at", "the",
    }.ToFrozenSet();

    /// <summary>Columns an answer should not depend on at all.</summary>
    public static IReadOnlyList<string> Irrelevant(Dataset data) => Columns(data, words => words.Any(never.Contains) || IsName(words));

    /// <summary>Columns whose groups should be compared: those, and age and marital status.</summary>
    public static IReadOnlyList<string> Compared(Dataset data) =>
        Columns(data, words => words.Any(never.Contains) || (words.Any(sometimes.Contains) && words.All(w => sometimes.Contains(w) || persons.Contains(w))));

    private static string[] Columns(Dataset data, Func<string[], bool> says) =>
        [.. data.Columns.Zip(data.Schema).Where(c => c.Second.Role is not (ColumnRole.Target or ColumnRole.Weight) && says(Words(c.First.Name))).Select(c => c.First.Name)];

    private static bool IsName(string[] words) => words is ["name"] or ["first" or "last" or "full" or "given" or "family", "name"];

    // Split at punctuation, digits' edges and capitals, as in homeZip_code.
    private static string[] Words(string name) => [.. Regex.Matches(name, "[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+").Select(m => m.Value.ToLowerInvariant())];
}
