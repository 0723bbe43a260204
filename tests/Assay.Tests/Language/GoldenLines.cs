using System.IO.Compression;
using System.Text.Json;
using Assay.Language.Python;

namespace Assay.Tests.Language;

/// <summary>Golden cases of language-model evaluation: those that come with the repository, the rest with the larger data.</summary>
internal static class GoldenLines
{
    /// <summary>The cases of a file such as <c>jinja/literals.jsonl</c>, packed or not.</summary>
    public static IEnumerable<JsonElement> Of(string file)
    {
        var own = Path.Combine(TestData.Repository, "tests/data/golden/llm", file);
        return Read(File.Exists(own) ? own : TestData.Larger($"golden/llm/{file}"));
    }

    /// <summary>The lines of a JSON lines file as Python's values.</summary>
    public static IEnumerable<PythonDictionary> Values(string file) => Of(file).Select(line => (PythonDictionary)PythonJson.FromJson(line)!);

    /// <summary>Runs every case and fails with the first few that differ.</summary>
    public static void Check(string file, Func<PythonDictionary, string?> difference)
    {
        var (cases, wrong) = (0, new List<string>());
        foreach (var one in Values(file))
        {
            cases++;
            string? found;
            try
            {
                found = difference(one);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                var where = (fault.StackTrace ?? "").Split('\n');
                found = $"{fault.GetType().Name} {fault.Message}\n{string.Join('\n', where.Take(2))}";
            }

            if (found is not null)
            {
                wrong.Add($"{PythonText.Str(one.TryGet("id", out var id) ? id : cases)}: {found}");
            }
        }

        Assert.True(cases > 0, $"{file} has no cases.");
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {cases} cases of {file} differ:\n{string.Join('\n', wrong.Take(12).Select(w => w[..Math.Min(w.Length, 1500)]))}");
    }

    private static IEnumerable<JsonElement> Read(string path)
    {
        using var file = File.OpenRead(path);
        using var unpacked = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        using var reader = new StreamReader(unpacked);
        while (reader.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            yield return document.RootElement.Clone();
        }
    }
}
