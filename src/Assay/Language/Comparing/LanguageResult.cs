using Assay.Language.Python;

namespace Assay.Language.Comparing;

/// <summary>A results file with the samples beside it, of ours or of lm-evaluation-harness.</summary>
/// <param name="Model">What the model is called.</param>
/// <param name="Document">The results document.</param>
/// <param name="Folder">Where samples are.</param>
/// <param name="Time">The part of the file's name that samples share.</param>
internal sealed record LanguageResult(string Model, PythonDictionary Document, string Folder, string Time)
{
    private const string Opening = "results_";

    /// <summary>Reads a file, or the newest in a folder or one folder below it.</summary>
    /// <exception cref="AssayException"><c>data.results</c>.</exception>
    public static LanguageResult Read(string path)
    {
        var file = Directory.Exists(path)
            ? Directory.EnumerateFiles(path, $"{Opening}*.json", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 }).MaxBy(Path.GetFileName, StringComparer.Ordinal)
            : File.Exists(path) ? path : null;
        if (file is null)
        {
            throw new AssayException("data.results", $"There are no results in {path}: expected a file results_TIME.json, or a folder with one, as assay llm run --out writes it.");
        }

        var document = PythonJson.Load(File.ReadAllText(file)) as PythonDictionary;
        if (document is null || !document.TryGet("results", out var rows) || rows is not PythonDictionary)
        {
            throw new AssayException("data.results", $"{file} holds no results of benchmarks: expected a JSON object with \"results\".");
        }

        var name = Path.GetFileNameWithoutExtension(file);
        var model = document.Text("model_name") is { Length: > 0 } given ? given : Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file))!);
        return new LanguageResult(model, document, Path.GetDirectoryName(Path.GetFullPath(file))!, name.StartsWith(Opening, StringComparison.Ordinal) ? name[Opening.Length..] : "");
    }

    /// <summary>The row of a task or group; null when it is not there.</summary>
    public PythonDictionary? Row(string benchmark) => Part("results", benchmark) as PythonDictionary;

    /// <summary>What a part of the document says about a task.</summary>
    public object? Part(string part, string task) => Document.TryGet(part, out var all) && all is PythonDictionary d && d.TryGet(task, out var found) ? found : null;

    /// <summary>The tasks below a group, or the task itself.</summary>
    public IReadOnlyList<string> Leaves(string benchmark) =>
        Part("group_subtasks", benchmark) is List<object?> { Count: > 0 } children ? [.. children.SelectMany(c => Leaves(PythonText.Str(c)))] : [benchmark];

    /// <summary>The scores of a task's documents in one metric and filter, by task and number of the document; null without samples.</summary>
    public IReadOnlyList<SampleScore>? Scores(string benchmark, string metric)
    {
        var comma = metric.LastIndexOf(',');
        var made = new List<SampleScore>();
        foreach (var task in Leaves(benchmark))
        {
            var file = Path.Combine(Folder, $"samples_{task}_{Time}.jsonl");
            if (!File.Exists(file))
            {
                return null;
            }

            made.AddRange(File.ReadLines(file).Where(l => l.Length > 0).Select(line => SampleScore.Of(task, (PythonDictionary)PythonJson.Load(line)!, metric[..comma], metric[(comma + 1)..])).OfType<SampleScore>());
        }

        return made.Count > 0 ? made : null;
    }
}
