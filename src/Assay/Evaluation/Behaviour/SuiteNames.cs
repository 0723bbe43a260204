using Assay.Data;
using Assay.Evaluation.Perturbations;

namespace Assay.Evaluation.Behaviour;

/// <summary>Finds what a suite's settings name in the data.</summary>
internal static class SuiteNames
{
    /// <summary>The column of that name, the target aside.</summary>
    /// <exception cref="AssayException"><c>suite.column-missing</c>, with the nearest name.</exception>
    public static Column Column(Dataset data, string check, string name)
    {
        var target = data.Schema.FirstOrDefault(s => s.Role == ColumnRole.Target)?.Name;
        var known = data.Columns.Where(c => c.Name != target).ToArray();
        return known.FirstOrDefault(c => c.Name == name) ?? throw new AssayException(
            "suite.column-missing",
            $"Check {check} names the column \"{name}\", which {data.Name} does not have besides its target (columns: {string.Join(", ", known.Select(c => c.Name))}).{Spelling.DidYouMean(name, known.Select(c => c.Name))}");
    }

    /// <summary>The index of the class of that name.</summary>
    /// <exception cref="AssayException"><c>suite.class-unknown</c>, with the nearest name.</exception>
    public static int Class(Dataset data, string check, string name)
    {
        for (var i = 0; i < data.Classes.Count; i++)
        {
            if (data.Classes[i] == name)
            {
                return i;
            }
        }

        throw new AssayException(
            "suite.class-unknown",
            data.Classes.Count == 0
                ? $"Check {check} names the class \"{name}\", but {data.Name} has numbers to predict. Say what the prediction should be, not of which class."
                : $"Check {check} names the class \"{name}\"; known classes: {string.Join(", ", data.Classes)}.{Spelling.DidYouMean(name, data.Classes)}");
    }

    /// <summary>The column with this text in every cell.</summary>
    /// <exception cref="AssayException"><c>suite.value-wrong</c> when such a column cannot hold it.</exception>
    public static Column Holding(Column column, string check, string? text) => Cells.Written(column, text) ?? throw new AssayException(
        "suite.value-wrong", $"Check {check} wants \"{text}\" in column \"{column.Name}\", which holds {(column.Kind == ColumnKind.Date ? "dates, such as 2026-01-31" : "numbers, such as 12.5")}.");
}
