using System.Text.RegularExpressions;

namespace Assay.Tests.House;

/// <summary>One C# file of the repository, as far as the house's rules look at it.</summary>
/// <param name="Path">From the repository's root, with slashes.</param>
/// <param name="Lines">Its lines.</param>
internal sealed partial record SourceFile(string Path, string[] Lines)
{
    /// <summary>Every C# file below the folders given.</summary>
    public static IReadOnlyList<SourceFile> Below(params string[] folders) =>
    [
        .. folders.SelectMany(f => Directory.EnumerateFiles(TestData.In(f), "*.cs", SearchOption.AllDirectories))
            .Select(f => new SourceFile(System.IO.Path.GetRelativePath(TestData.Repository, f).Replace('\\', '/'), File.ReadAllLines(f)))
            .Where(f => !f.Path.Contains("/obj/") && !f.Path.Contains("/bin/"))
            .OrderBy(f => f.Path, StringComparer.Ordinal),
    ];

    /// <summary>The type it is named after; a part of a partial type may add a word: <c>Dataset.Reading.cs</c>.</summary>
    public string Name => System.IO.Path.GetFileName(Path).Split('.')[0];

    /// <summary>The namespace it declares; empty for a program's top level.</summary>
    public string Namespace => Lines.Select(l => NamespaceLine().Match(l)).FirstOrDefault(m => m.Success)?.Groups[1].Value ?? "";

    /// <summary>The names of the types it declares outermost with this accessibility.</summary>
    public IEnumerable<string> Types(string accessibility) =>
        Lines.Select(l => TypeLine().Match(l)).Where(m => m.Success && m.Groups["access"].Value == accessibility).Select(m => m.Groups["name"].Value);

    /// <summary>
    /// Members with a body, by their first line, and the lines they take from there to the closing brace. The format check
    /// keeps the indentation honest, so a member of an outermost type begins and ends four spaces in.
    /// </summary>
    public IEnumerable<(string Member, int Lines)> Members()
    {
        for (var i = 0; i < Lines.Length; i++)
        {
            if (!Lines[i].StartsWith("    {", StringComparison.Ordinal) || Lines[i].Length != 5)
            {
                continue;
            }

            var first = i;
            while (first > 0 && Lines[first - 1].Trim() is { Length: > 0 } above && !above.EndsWith(';') && above[0] is not ('{' or '}' or '/'))
            {
                first--;
            }

            var last = Array.FindIndex(Lines, i, l => l is "    }" or "    });" || l.StartsWith("    };", StringComparison.Ordinal));
            if (!NestedType().IsMatch(Lines[first]))
            {
                yield return (Lines[first].Trim(), last - first + 1);
            }
        }
    }

    [GeneratedRegex(@"^namespace ([\w.]+)")]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^(?<access>public|internal) (?:[a-z]+ )*?(?:class|record struct|record class|record|struct|interface|enum|delegate [\w<>\[\]?.,() ]+?) (?<name>\w+)\b")]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"\b(class|record|struct|interface|enum) \w+")]
    private static partial Regex NestedType();
}
