using System.Globalization;
using System.IO.Compression;
using Assay.Language.Python;
using DuckDB.NET.Data;

namespace Assay.Language.Tasks;

/// <summary>Data sets in a folder, found by the name a task gives them, as files the hub delivers: Parquet, JSON lines, JSON or CSV, packed or not.</summary>
/// <remarks>
/// <c>openai/gsm8k</c> is looked for at <c>openai/gsm8k</c>, <c>openai__gsm8k</c>, <c>openai--gsm8k</c> and <c>gsm8k</c> below the folder; inside, a
/// configuration's folder first. A file belongs to a split whose name is a word of its name or of its folder; a file that is the only one serves every split.
/// </remarks>
internal sealed class TaskData(string root)
{
    private static readonly string[] kinds = [".parquet", ".jsonl", ".jsonl.gz", ".json", ".json.gz", ".csv", ".csv.gz", ".tsv", ".tsv.gz"];

    private readonly Dictionary<string, IReadOnlyList<PythonDictionary>> kept = [];

    /// <summary>The rows of a split.</summary>
    /// <exception cref="AssayException"><c>data.dataset-missing</c>, with the places looked at.</exception>
    public IReadOnlyList<PythonDictionary> Rows(string dataset, string? name, string split)
    {
        var key = $"{dataset}|{name}|{split}";
        if (!kept.TryGetValue(key, out var rows))
        {
            kept[key] = rows = [.. Files(dataset, name, split).SelectMany(Read)];
        }

        return rows;
    }

    private IReadOnlyList<string> Files(string dataset, string? name, string split)
    {
        var last = dataset.Split('/')[^1];
        string[] places = [.. ((string[])[dataset, dataset.Replace("/", "__", StringComparison.Ordinal), dataset.Replace("/", "___", StringComparison.Ordinal), dataset.Replace("/", "--", StringComparison.Ordinal), last]).Distinct().Select(p => Path.Combine(root, p))];
        foreach (var place in places)
        {
            var all = Below(place);
            var own = name is null ? [] : all.Where(f => Words(place, f).Contains(name) || Stem(f) == name || Stem(f).StartsWith(name + "_", StringComparison.Ordinal) || Stem(f).StartsWith(name + "-", StringComparison.Ordinal)).ToList();
            var usable = own.Count > 0 ? own : all;
            var found = usable.Where(f => Words(place, f).Contains(split) || IsSplit(Stem(f), split)).ToList();
            if (found.Count > 0 || usable.Count == 1)
            {
                return found.Count > 0 ? found : usable;
            }
        }

        // A configuration's own name may be the only thing a folder of other people's files keeps.
        var named = name is null || !Directory.Exists(root) ? [] : Below(root).Where(f => Stem(f) == name).ToList();
        return named.Count == 1 ? named : throw new AssayException("data.dataset-missing", $"There is no data for {dataset}{(name is null ? "" : $" ({name})")}, split {split}. Looked for files at {string.Join(", ", places)}.");
    }

    private static List<string> Below(string place)
    {
        if (Directory.Exists(place))
        {
            return [.. Directory.EnumerateFiles(place, "*", SearchOption.AllDirectories).Where(f => kinds.Any(k => f.EndsWith(k, StringComparison.Ordinal))).Order(StringComparer.Ordinal)];
        }

        return [.. kinds.Select(k => place + k).Where(File.Exists).Take(1)];
    }

    // Names of the folders between.
    private static string[] Words(string place, string file) => Directory.Exists(place) ? Path.GetDirectoryName(Path.GetRelativePath(place, file))!.Split('/', '\\') : [];

    private static string Stem(string file) => kinds.Where(k => file.EndsWith(k, StringComparison.Ordinal)).OrderByDescending(k => k.Length).Select(k => Path.GetFileName(file)[..^k.Length]).First();

    private static bool IsSplit(string stem, string split) => stem == split || stem.Split('-', '_', '.').Contains(split) || stem.EndsWith("_" + split, StringComparison.Ordinal);

    private static IEnumerable<PythonDictionary> Read(string file)
    {
        if (file.EndsWith(".parquet", StringComparison.Ordinal))
        {
            return Table(file);
        }

        using var stream = File.OpenRead(file);
        using var unpacked = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : (Stream)stream;
        using var reader = new StreamReader(unpacked);
        var text = reader.ReadToEnd();
        var bare = file.EndsWith(".gz", StringComparison.Ordinal) ? file[..^3] : file;
        return Path.GetExtension(bare) switch
        {
            ".jsonl" => [.. text.Split('\n').Where(l => l.Trim().Length > 0).Select(l => (PythonDictionary)PythonJson.Parse(l)!)],
            ".json" => Whole(text),
            var kind => Delimited(text.TrimStart('\ufeff'), kind == ".tsv" ? '\t' : ','),
        };
    }

    // A list of rows, rows line by line, or one object that holds the list.
    private static List<PythonDictionary> Whole(string text)
    {
        if (text.TrimStart().StartsWith('{') && text.Trim().Contains("}\n{", StringComparison.Ordinal))
        {
            return [.. text.Split('\n').Where(l => l.Trim().Length > 0).Select(l => (PythonDictionary)PythonJson.Parse(l)!)];
        }

        var value = PythonJson.Parse(text);
        var list = value as List<object?> ?? (value as PythonDictionary)?.Values.OfType<List<object?>>().FirstOrDefault();
        return list is null ? throw new AssayException("data.dataset-rows", "A JSON data set must be a list of rows, or an object that holds one.") : [.. list.Cast<PythonDictionary>()];
    }

    private static IEnumerable<PythonDictionary> Delimited(string text, char separator)
    {
        var rows = Cells(text, separator);
        var head = rows[0];
        var lists = head.Where(h => h.EndsWith('0') && head.Contains(h[..^1] + "1") && !head.Contains(h[..^1] + "s")).Select(h => h[..^1]).ToList();
        return rows.Skip(1).Where(r => r.Count == head.Count).Select(r => Row(head, r, lists));
    }

    // Numbered columns, such as choice0 to choice3, are also a list under their plural.
    private static PythonDictionary Row(List<string> head, List<string> cells, List<string> lists)
    {
        var row = new PythonDictionary(head.Zip(cells).Select(p => KeyValuePair.Create(p.First, Value(p.Second))));
        foreach (var list in lists)
        {
            row[list + "s"] = Enumerable.Range(0, head.Count).TakeWhile(i => head.Contains($"{list}{i}")).Select(object? (i) => cells[head.IndexOf($"{list}{i}")]).ToList();
        }

        return row;
    }

    private static object? Value(string cell) => long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) && whole.ToString(CultureInfo.InvariantCulture) == cell ? whole : cell;

    private static List<List<string>> Cells(string text, char separator)
    {
        var rows = new List<List<string>> { new() };
        var (cell, quoted) = (new System.Text.StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"' && quoted && i + 1 < text.Length && text[i + 1] == '"')
            {
                cell.Append(text[i++]);
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && (c == separator || c == '\n'))
            {
                rows[^1].Add(cell.ToString());
                cell.Clear();
                if (c == '\n')
                {
                    rows.Add([]);
                }
            }
            else if (quoted || c != '\r')
            {
                cell.Append(c);
            }
        }

        rows[^1].Add(cell.ToString());
        return rows;
    }

    private static List<PythonDictionary> Table(string file)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT to_json(row)::VARCHAR FROM (SELECT * FROM read_parquet('{file.Replace("'", "''", StringComparison.Ordinal)}')) AS row";
        using var reader = command.ExecuteReader();
        var rows = new List<PythonDictionary>();
        while (reader.Read())
        {
            rows.Add((PythonDictionary)PythonJson.Parse(reader.GetString(0))!);
        }

        return rows;
    }
}
