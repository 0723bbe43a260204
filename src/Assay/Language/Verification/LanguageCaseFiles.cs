using System.IO.Compression;
using Assay.Language.Python;

namespace Assay.Language.Verification;

/// <summary>The folder a case file is in, and what cases of it have looked up there.</summary>
internal sealed class LanguageCaseFiles(string folder)
{
    private readonly Dictionary<string, object> kept = [];

    /// <summary>The lines of a JSON lines file in the folder, packed or not.</summary>
    public IEnumerable<PythonDictionary> Lines(string name) => Read(File.Exists(Path.Combine(folder, name)) ? Path.Combine(folder, name) : Path.Combine(folder, name + ".gz"));

    /// <summary>A file of the data cases were made on: below a folder above this one, or below a folder <c>shared/data</c> beside one.</summary>
    public string Above(string path)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            foreach (var candidate in (string[])[Path.Combine(at.FullName, path), Path.Combine(at.FullName, "shared", "data", path), Path.Combine(at.FullName, "data", path)])
            {
                if (File.Exists(candidate))
                {
                    return candidate;
                }
            }
        }

        throw new AssayException("data.file-missing", $"The cases in {folder} need {path} in a folder above them.");
    }

    /// <summary>Something made once for all cases.</summary>
    public T Keep<T>(string name, Func<T> make)
        where T : notnull
    {
        if (!kept.TryGetValue(name, out var value))
        {
            kept[name] = value = make();
        }

        return (T)value;
    }

    /// <summary>The lines of a JSON lines file, unpacked when it ends in <c>.gz</c>.</summary>
    public static IEnumerable<PythonDictionary> Read(string path)
    {
        using var file = File.OpenRead(path);
        using var unpacked = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        using var reader = new StreamReader(unpacked);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                yield return (PythonDictionary)PythonJson.Parse(line)!;
            }
        }
    }
}
