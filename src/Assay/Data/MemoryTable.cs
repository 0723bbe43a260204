using System.Collections;
using System.Reflection;

namespace Assay.Data;

/// <summary>Makes a <see cref="RawTable"/> of columns or rows a program holds.</summary>
internal static class MemoryTable
{
    public static RawTable OfColumns(string name, IEnumerable<(string Name, IEnumerable Cells)> columns)
    {
        var cells = columns.Select(c => (c.Name, Cells: (IReadOnlyList<object?>)[.. c.Cells.Cast<object?>()])).ToList();
        var count = cells.Count == 0 ? 0 : cells[0].Cells.Count;
        var odd = cells.FirstOrDefault(c => c.Cells.Count != count);
        if (odd.Name is not null)
        {
            throw new ArgumentException($"Column \"{odd.Name}\" has {odd.Cells.Count} rows but \"{cells[0].Name}\" has {count}.", nameof(columns));
        }

        var repeated = cells.GroupBy(c => c.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1);
        if (repeated is not null)
        {
            throw new AssayException("data.column-duplicate", $"{name} has {repeated.Count()} columns named \"{repeated.Key}\". Names are compared without regard to case. Rename them.");
        }

        if (count == 0)
        {
            throw new AssayException("data.no-rows", $"{name} has no rows.");
        }

        return Build(name, [.. cells.Select(c => MemoryColumn.Of(c.Name, c.Cells))], count);
    }

    public static RawTable OfRows<T>(string name, IEnumerable<T> rows)
    {
        var list = rows.ToList();
        var properties = typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanRead && p.GetIndexParameters().Length == 0);
        return OfColumns(name, properties.Select(p => (p.Name, (IEnumerable)list.Select(r => p.GetValue(r)))));
    }

    private static RawTable Build(string name, List<(RawColumn Column, ulong[] Hashes, string Class)> columns, int count)
    {
        var fingerprinter = new Fingerprinter(columns.Select(c => (c.Column.Name, c.Class)));
        for (var start = 0; start < count; start += RowDigest.ChunkLength)
        {
            var length = Math.Min(RowDigest.ChunkLength, count - start);
            for (var column = 0; column < columns.Count; column++)
            {
                fingerprinter.Add(column, columns[column].Hashes.AsSpan(start, length));
            }

            fingerprinter.EndRows(length);
        }

        return new RawTable(name, [.. columns.Select(c => c.Column)], count, fingerprinter.Finish());
    }
}
