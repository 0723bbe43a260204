using Assay.Language.Verification;

namespace Assay.Tests.Language;

public class LanguageCaseTests
{
    public static TheoryData<string> Kinds => [.. LanguageCases.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Cases_of_the_reference_programs_are_equal(string kind)
    {
        var results = LanguageCases.Run(FileOf(kind)).ToList();
        var wrong = results.Where(r => r.Difference is not null).ToList();
        Assert.NotEmpty(results);
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {results.Count} {kind} differ:\n{string.Join('\n', wrong.Take(8).Select(w => $"{w.Id}: {w.Difference}"))}");
    }

    // The file whose folder and name make the kind; those that do not come with the repository are with the larger data.
    private static string FileOf(string kind)
    {
        var own = kind.StartsWith("model-", StringComparison.Ordinal) || kind.StartsWith("prompts-", StringComparison.Ordinal) ? null : Find(TestData.In("tests/data/golden/llm"), kind);
        return own ?? Find(TestData.Larger("golden/llm"), kind) ?? throw new FileNotFoundException($"There is no case file for {kind}.");
    }

    private static string? Find(string root, string kind) => Directory.EnumerateFiles(root, "*.jsonl*", SearchOption.AllDirectories)
        .FirstOrDefault(f => $"{Path.GetFileName(Path.GetDirectoryName(f))}-{Path.GetFileName(f).Split('.')[0]}".Replace('_', '-') == kind);
}
