using Assay.Language.Python;

namespace Assay.Language.Verification;

/// <summary>Runs files of reference cases: JSON lines, one case a line, in folders such as jinja, scoring and text-metrics.</summary>
public static class LanguageCases
{
    /// <summary>Kinds of case files that are understood, as folder-file.</summary>
    public static IReadOnlyList<string> Kinds => [.. Catalogue<LanguageCheck>.All.Select(c => Catalogue<LanguageCheck>.NameOf(c.GetType()))];

    /// <summary>Runs every case file below a folder (or one file).</summary>
    /// <returns>One result a case; files that are no case files, such as the data of cases, are left out.</returns>
    public static IEnumerable<LanguageCaseResult> Run(string path)
    {
        IEnumerable<string> files = File.Exists(path) ? [path] : Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*.jsonl*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            : throw new AssayException("data.file-missing", $"There is no case file or folder at \"{path}\".");
        var checks = Catalogue<LanguageCheck>.All.ToDictionary(c => Catalogue<LanguageCheck>.NameOf(c.GetType()));
        foreach (var file in files)
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
            var kind = $"{Path.GetFileName(folder)}-{Path.GetFileName(file).Split('.')[0]}".Replace('_', '-');
            if (!checks.TryGetValue(kind, out var check))
            {
                continue;
            }

            var beside = new LanguageCaseFiles(folder);
            foreach (var (i, one) in LanguageCaseFiles.Read(file).Index())
            {
                yield return new LanguageCaseResult(file, PythonText.Str(one.TryGet("id", out var id) ? id : i + 1L), Difference(check, one, beside));
            }
        }
    }

    private static string? Difference(LanguageCheck check, PythonDictionary one, LanguageCaseFiles files)
    {
        try
        {
            return check.Difference(one, files);
        }
        catch (Exception fault) when (fault is PythonException or AssayException or InvalidOperationException or ArgumentException or KeyNotFoundException or InvalidCastException or NullReferenceException or IndexOutOfRangeException)
        {
            return $"{fault.GetType().Name}: {fault.Message}{fault.StackTrace?.Split('\n')[0]}";
        }
    }
}
