using System.Runtime.CompilerServices;

namespace Assay.Shared;

/// <summary>Pins what people see by an approved text file beside the test.</summary>
public static class Approved
{
    /// <summary>
    /// Holds the text against <c>TestClass.Member.approved.txt</c> (or <c>TestClass.name.approved.txt</c>) beside the test's source.
    /// On a difference the test fails, shows the first line that differs and leaves a <c>.received.txt</c> to compare;
    /// with ASSAY_APPROVE=1 the new text is taken over: read the difference before committing it.
    /// </summary>
    public static void Matches(string actual, string? name = null, [CallerFilePath] string source = "", [CallerMemberName] string member = "")
    {
        var stem = Path.Combine(Path.GetDirectoryName(source)!, $"{Path.GetFileNameWithoutExtension(source)}.{name ?? member}");
        var (approved, received) = ($"{stem}.approved.txt", $"{stem}.received.txt");
        var text = Normalise(actual);
        if (Environment.GetEnvironmentVariable("ASSAY_APPROVE") == "1")
        {
            File.WriteAllText(approved, text);
        }

        var expected = File.Exists(approved) ? Normalise(File.ReadAllText(approved)) : "";
        if (text == expected)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        Assert.Fail($"{Path.GetFileName(approved)}: {FirstDifference(expected, text)}\nNew text: {received}\nTo take it over: ASSAY_APPROVE=1, then read the difference.");
    }

    private static string Normalise(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";

    private static string FirstDifference(string expected, string actual)
    {
        var (before, after) = (expected.Split('\n'), actual.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(before.Length, after.Length)).First(i => At(before, i) != At(after, i));
        return $"line {line + 1} was\n  {At(before, line) ?? "(no line)"}\nand is now\n  {At(after, line) ?? "(no line)"}";
    }

    private static string? At(string[] lines, int index) => index < lines.Length ? lines[index] : null;
}
