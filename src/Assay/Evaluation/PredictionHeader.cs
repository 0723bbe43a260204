using System.Collections.Frozen;
using Assay.Data;
using Assay.Evaluation.Models;

namespace Assay.Evaluation;

/// <summary>Which column of a file of predictions is what.</summary>
/// <param name="Id">Names the row; null when rows go by their number.</param>
/// <param name="Truth">The truth; null when the file has none.</param>
/// <param name="Predicted">The predicted class or value; null when there is none.</param>
/// <param name="Score">One probability or score a row; null when there is none.</param>
/// <param name="Probabilities">The columns with one probability a class, with the class each is of.</param>
internal sealed record PredictionHeader(string? Id, string? Truth, string? Predicted, string? Score, IReadOnlyList<(string Class, string Column)> Probabilities)
{
    private static readonly string[] ids = ["id", "row-id", "rowid", "sample-id", "record-id", "uid", "uuid", "key", "index", "row", "unnamed: 0"];
    private static readonly string[] truths = ["truth", "y-true", "ytrue", "true", "true-label", "actual", "actuals", "expected", "ground-truth", "target", "observed", "gold", "reference", "y"];
    private static readonly string[] predictions = ["prediction", "predicted", "predictions", "y-pred", "ypred", "pred", "preds", "predicted-label", "predicted-class", "predicted-value", "forecast", "output", "yhat", "y-hat"];
    private static readonly string[] scores = ["score", "scores", "y-score", "yscore", "probability", "proba", "prob", "y-prob", "y-proba", "p", "predicted-probability", "confidence"];
    private static readonly string[] prefixes = ["probability", "proba", "prob", "p", "score"];

    private static readonly FrozenSet<string> all = ids.Concat(truths).Concat(predictions).Concat(scores).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Every column that is not part of the prediction itself.</summary>
    public bool IsOther(string column) => column != Truth && column != Predicted && column != Score && column != Id && Probabilities.All(p => p.Column != column);

    /// <summary>Finds the columns by name; what was told decides.</summary>
    /// <remarks>A column <c>label</c> is the prediction where another column is the truth, and the truth where another is the prediction.</remarks>
    /// <exception cref="AssayException"><c>data.column-missing</c>.</exception>
    public static PredictionHeader Find(IReadOnlyList<string> names, string file, PredictionColumns told)
    {
        foreach (var name in new[] { told.Truth, told.Predicted, told.Score, told.Id, told.Group, told.Time, told.Weight }.OfType<string>().Where(n => !names.Contains(n, StringComparer.Ordinal)))
        {
            throw new AssayException("data.column-missing", $"Column \"{name}\" is not in {file} (columns: {string.Join(", ", names.Take(30))}).{Spelling.DidYouMean(name, names)}");
        }

        var free = names.Where(n => n != told.Group && n != told.Time && n != told.Weight && n != told.Truth && n != told.Predicted && n != told.Score && n != told.Id).ToList();
        var truth = told.Truth ?? First(free, truths);
        var predicted = told.Predicted ?? First(free, predictions);
        var probabilities = free.Where(n => n != truth && n != predicted).Select(n => (Class: ClassOf(n), Column: n)).Where(p => p.Class is not null).Select(p => (p.Class!, p.Column)).ToList();
        var score = told.Score ?? First(free, scores);
        var label = First(free, ["label", "class"]);
        if (label is not null && told.Truth is null && truth is null)
        {
            (truth, label) = (label, null);
        }

        predicted ??= label;
        return new PredictionHeader(told.Id ?? First(free, ids), truth, predicted, score, probabilities.Count >= 2 ? probabilities : []);
    }

    /// <summary>Takes columns that are called as the classes are for their probabilities, as <c>DataFrame(model.predict_proba(X), columns=model.classes_)</c> names them.</summary>
    /// <param name="table">The file.</param>
    /// <param name="classes">The classes of the truth.</param>
    /// <remarks>Only where no other probability is found, every class has such a column, and the columns add up to 1 in every row.</remarks>
    public PredictionHeader WithClassColumns(RawTable table, IReadOnlyList<string> classes)
    {
        if (Score is not null || Probabilities.Count > 0 || classes.Count < 2 || classes.Any(c => !IsOther(c) || table.Columns.All(t => t.Name != c)))
        {
            return this;
        }

        var numbers = classes.Select(c => CleanColumn.Of(table.Columns.First(t => t.Name == c), keepText: false).Cells as RawNumbers).ToList();
        var adds = numbers.All(n => n is not null) && Enumerable.Range(0, table.Rows).All(r => numbers.All(n => n!.Values[r] is >= 0 and <= 1) && Math.Abs(numbers.Sum(n => n!.Values[r]) - 1) < 1e-3);
        return adds ? this with { Probabilities = [.. classes.Select(c => (c, c))] } : this;
    }

    /// <summary>The columns of probabilities under the names the truth has for the classes: <c>prob_class_0</c> and <c>p_0.0</c> are of a class <c>0</c>; others keep what their names say.</summary>
    public IReadOnlyList<(string Class, string Column)> NamesOf(IReadOnlyList<string> classes)
    {
        return [.. Probabilities.Select(p => (Known(p.Class) ?? (WithoutWord(p.Class) is { } rest ? Known(rest) : null) ?? p.Class, p.Column))];

        string? Known(string name) => classes.FirstOrDefault(c => c == name) ?? classes.FirstOrDefault(c => ClassColumns.Same(c, name));
    }

    /// <summary>This header when it has a prediction.</summary>
    /// <exception cref="AssayException"><c>data.prediction-missing</c>.</exception>
    public PredictionHeader OrRefused(RawTable table, string file) => Predicted is null && Score is null && Probabilities.Count == 0
        ? throw new AssayException(
            "data.prediction-missing",
            $"No column of {file} is known as a prediction (columns: {string.Join(", ", table.Columns.Select(c => c.Name).Take(30))}). Name it with --predicted COL (a class or value) or --score COL (of the positive class).")
        : this;

    private static string? First(List<string> names, string[] known) => known.Select(k => names.FirstOrDefault(n => Plain(n) == k)).FirstOrDefault(n => n is not null);

    // "probability no", "prob_no", "p(no)" and the like; a name that means something of its own is none.
    private static string? ClassOf(string name)
    {
        if (all.Contains(Plain(name)))
        {
            return null;
        }

        foreach (var prefix in prefixes.Where(p => name.StartsWith(p, StringComparison.OrdinalIgnoreCase) && name.Length > p.Length + 1))
        {
            var rest = name[prefix.Length..];
            if (rest[0] is ' ' or '_' or '-' or ':' or '.')
            {
                return rest[1..];
            }

            if ((rest[0], rest[^1]) is ('(', ')') or ('[', ']'))
            {
                return rest[1..^1];
            }
        }

        return null;
    }

    // "class_0", "class 0" and "class0" without the word.
    private static string? WithoutWord(string name) =>
        name.StartsWith("class", StringComparison.OrdinalIgnoreCase) && name[5..].TrimStart(' ', '_', '-') is { Length: > 0 } rest ? rest : null;

    private static string Plain(string name) => name.Trim().ToLowerInvariant().Replace('_', '-').Replace(' ', '-').Replace("unnamed:-0", "unnamed: 0", StringComparison.Ordinal);
}
