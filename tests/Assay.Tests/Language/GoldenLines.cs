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
