using System.Text;
using System.Text.Json;

namespace Assay.Learners;

/// <summary>The files of a model as bytes by relative path, before they go to or after they came from disk.</summary>
public sealed class ModelFiles
{
    private readonly SortedDictionary<string, byte[]> files;
    private readonly string prefix;

    /// <summary>An empty set of files.</summary>
    public ModelFiles()
        : this(new(StringComparer.Ordinal), "")
    {
    }

    private ModelFiles(SortedDictionary<string, byte[]> files, string prefix)
    {
        this.files = files;
        this.prefix = prefix;
    }

    /// <summary>All files under this prefix, by path relative to it, in ordinal order.</summary>
    public IReadOnlyDictionary<string, byte[]> All =>
        files.Where(f => f.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(f => f.Key[prefix.Length..], f => f.Value);

    /// <summary>The sum of all lengths, in bytes.</summary>
    public long Bytes => All.Values.Sum(f => (long)f.Length);

    /// <summary>The files of one part, for models made of models.</summary>
    public ModelFiles Part(string name) => new(files, $"{prefix}{name}/");

    /// <summary>Adds or replaces a file.</summary>
    public void Write(string path, byte[] content) => files[prefix + path] = content;

    /// <summary>Adds or replaces a UTF-8 text file.</summary>
    public void Write(string path, string content) => Write(path, Encoding.UTF8.GetBytes(content));

    /// <summary>Adds or replaces a JSON file; NaN and infinities are written as strings.</summary>
    public void WriteJson<T>(string path, T value) => Write(path, JsonSerializer.SerializeToUtf8Bytes(value, JsonRules.Compact));

    /// <summary>The file's bytes.</summary>
    /// <exception cref="AssayException"><c>model.file-missing</c>.</exception>
    public byte[] Read(string path) =>
        files.TryGetValue(prefix + path, out var content)
            ? content
            : throw new AssayException("model.file-missing", $"The model folder has no file \"{prefix}{path}\". Copy the whole folder, or develop the model again.");

    /// <summary>The file as text.</summary>
    public string ReadText(string path) => Encoding.UTF8.GetString(Read(path));

    /// <summary>The file as a value.</summary>
    public T ReadJson<T>(string path) =>
        JsonSerializer.Deserialize<T>(Read(path), JsonRules.Compact)
        ?? throw new AssayException("model.file-broken", $"The model file \"{prefix}{path}\" holds no value. Copy the whole folder again.");
}
