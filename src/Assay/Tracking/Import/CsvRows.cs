using System.Text;

namespace Assay.Tracking.Import;

/// <summary>Reads comma-separated rows as RFC 4180 has them: quotes around commas, line ends and doubled quotes.</summary>
/// <remarks>Each row comes with the number of its first line. A row longer than 4 million characters ends the reading, told.</remarks>
internal static class CsvRows
{
    private const int Longest = 4_000_000;

    internal static IEnumerable<(int Line, IReadOnlyList<string> Cells)> Read(string path, ImportLog log)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        var line = 1;
        while (reader.Peek() >= 0)
        {
            var start = line;
            if (Row(reader, ref line) is not { } cells)
            {
                log.Add($"{path}, line {start}: a row is longer than {Longest / 1_000_000} million characters. Is a quote missing?");
                yield break;
            }

            if (cells is not [""])
            {
                yield return (start, cells);
            }
        }
    }

    private static List<string>? Row(StreamReader reader, ref int line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var (quoted, length) = (false, 0);
        for (var read = reader.Read(); ; read = reader.Read())
        {
            if (++length > Longest)
            {
                return null;
            }

            line += read == '\n' ? 1 : 0;
            if (quoted && read >= 0)
            {
                quoted = Inside(reader, cell, (char)read);
            }
            else if (read is < 0 or '\n')
            {
                cells.Add(cell.ToString());
                return cells;
            }
            else if (read == ',')
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else if (read == '"' && cell.Length == 0)
            {
                quoted = true;
            }
            else if (read != '\r')
            {
                cell.Append((char)read);
            }
        }
    }

    // True while the quotes go on.
    private static bool Inside(StreamReader reader, StringBuilder cell, char read)
    {
        if (read != '"')
        {
            cell.Append(read);
            return true;
        }

        if (reader.Peek() != '"')
        {
            return false;
        }

        cell.Append((char)reader.Read());
        return true;
    }
}
