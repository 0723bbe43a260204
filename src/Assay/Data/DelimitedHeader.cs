using System.Globalization;
using System.Text;

namespace Assay.Data;

/// <summary>The first line of a delimited file: its names and the delimiter, decided by us so that no other guess can change them.</summary>
internal sealed record DelimitedHeader(char Delimiter, IReadOnlyList<string> Names)
{
    private const int LongestHeader = 1 << 24;
    private static readonly char[] candidates = [',', '\t', ';', '|'];

    /// <summary>Reads the header.</summary>
    /// <exception cref="AssayException"><c>data.column-duplicate</c>, <c>data.header-missing</c>, <c>data.not-utf8</c>, <c>data.file-corrupt</c>.</exception>
    public static DelimitedHeader Read(TableFile file)
    {
        var line = FirstLine(file);
        var delimiter = Choose(file, line);
        var names = Fields(line, delimiter);
        CheckNames(file, names);
        return new DelimitedHeader(delimiter, names);
    }

    /// <summary>Splits one record; a doubled quote inside quotes is one quote.</summary>
    internal static List<string> Fields(string line, char delimiter)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var letter = line[i];
            if (letter == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                field.Append('"');
                i++;
            }
            else if (letter == '"' && (quoted || field.Length == 0))
            {
                quoted = !quoted;
            }
            else if (letter == delimiter && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(letter);
            }
        }

        fields.Add(field.ToString());
        return fields;
    }

    private static string FirstLine(TableFile file)
    {
        try
        {
            using var content = file.OpenContent();
            using var reader = new StreamReader(content, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true);
            var line = new StringBuilder();
            var quoted = false;
            for (var next = reader.Read(); next >= 0 && line.Length < LongestHeader; next = reader.Read())
            {
                quoted ^= next == '"';
                if (next is '\n' or '\r' && !quoted)
                {
                    break;
                }

                line.Append((char)next);
            }

            return line.Length > 0
                ? line.ToString()
                : throw new AssayException("data.header-missing", $"{file.Name} has an empty first line; expected the column names.");
        }
        catch (DecoderFallbackException)
        {
            throw FileDiagnosis.NotUtf8(file);
        }
        catch (InvalidDataException problem)
        {
            throw FileDiagnosis.Corrupt(file, problem);
        }
    }

    private static char Choose(TableFile file, string line)
    {
        var name = file.Name.ToLowerInvariant();
        if (name.Contains(".tsv", StringComparison.Ordinal) || name.Contains(".tab", StringComparison.Ordinal))
        {
            return '\t';
        }

        var best = candidates.MaxBy(c => Fields(line, c).Count);
        return Fields(line, best).Count > 1 ? best : ',';
    }

    private static void CheckNames(TableFile file, List<string> names)
    {
        var repeated = names.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => $"\"{g.Key}\" ({g.Count()} times)").ToList();
        if (repeated.Count > 0)
        {
            throw new AssayException(
                "data.column-duplicate",
                $"{file.Name} has columns of the same name: {string.Join(", ", repeated)}. Names are compared without regard to case. Rename them in the first line.");
        }

        if (names.All(n => double.TryParse(n, NumberStyles.Float, CultureInfo.InvariantCulture, out _)))
        {
            throw new AssayException(
                "data.header-missing",
                $"The first line of {file.Name} holds only numbers ({string.Join(", ", names.Take(5))}{(names.Count > 5 ? ", ..." : "")}); expected the column names. Add a header line.");
        }
    }
}
