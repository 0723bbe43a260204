using System.Text.Json;

namespace Assay.Benchmarks.Peers;

/// <summary>One data set as <c>meta.json</c> beside the peers' figures describes it.</summary>
/// <param name="Target">The column to predict.</param>
/// <param name="Task">binary, multiclass or regression.</param>
/// <param name="Split">iid, group or time.</param>
/// <param name="Positive">The positive class, a text or a number; undefined unless binary.</param>
/// <param name="Drop">Columns left out on both sides: leaks and names of rows.</param>
/// <param name="Group">The column no value of which may be on both sides, or null.</param>
/// <param name="Categorical">Numbers that are names.</param>
/// <param name="Text">A column of free text, or null.</param>
public sealed record TabularSet(
    string Target, string Task, string Split, JsonElement Positive, IReadOnlyList<string> Drop, string? Group, IReadOnlyList<string> Categorical, string? Text)
{
    /// <summary>Reads every set of the folder.</summary>
    public static IReadOnlyDictionary<string, TabularSet> Read(string folder) =>
        JsonSerializer.Deserialize<Dictionary<string, TabularSet>>(File.ReadAllText(Path.Combine(folder, "meta.json")), JsonRules.Compact)!;

    /// <summary>The words after <c>assay</c> that develop on this set with one fold locked away, as the peers had it.</summary>
    public IReadOnlyList<string> Arguments(string folder, string name, int fold)
    {
        // The group's column is dropped as a feature by its role; named twice it would be gone before it could group.
        var drop = Drop.Where(c => c != Group).ToList();
        List<string> words = ["develop", Path.Combine(folder, $"{name}.csv.gz"), "--target", Target, "--task", Task, "--test-fold", $"{Path.Combine(folder, $"{name}.folds.gz")}:{fold}"];
        Add("--positive", Positive.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : Positive.ToString());
        Add("--drop", drop.Count == 0 ? null : string.Join(',', drop));
        Add("--categorical", Categorical.Count == 0 ? null : string.Join(',', Categorical));
        Add("--text", Text);
        Add("--group", Group);
        Add("--split", Split switch { "time" => "time", "group" => $"group:{Group}", _ => "stratified" });
        return words;

        void Add(string option, string? value) => words.AddRange(value is null ? [] : [option, value]);
    }
}
