namespace Assay.Shared;

/// <summary>An empty folder of its own for one test, deleted with everything in it at the end.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>The full path of the folder.</summary>
    public string FullName { get; } = Directory.CreateTempSubdirectory("assay-test-").FullName;

    /// <summary>The full path of a name inside the folder; nothing is created.</summary>
    public string In(string name) => Path.Combine(FullName, name);

    /// <summary>Writes a text file into the folder.</summary>
    /// <returns>Its full path.</returns>
    public string Write(string name, string content)
    {
        var path = In(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(FullName, recursive: true);
}
