using System.IO.Compression;
using Assay.Language.Programs;
using Assay.Language.Python;
using Assay.Language.Scoring;

namespace Assay.Tests.Language.Programs;

/// <summary>HumanEval's own solutions pass its tests, and programs that do nothing do not.</summary>
public class HumanEvalTests
{
    [Fact]
    public void All_164_solutions_pass_in_the_sandbox()
    {
        var questions = Questions();
        Assert.Equal(164, questions.Count);
        Assert.Equal(1.0, Score(questions, q => [q.Text("canonical_solution")!])["pass@1"]);
    }

    [Fact]
    public void One_right_program_in_two_is_half_a_point_at_one_try_and_a_whole_at_two()
    {
        var made = Score([.. Questions().Take(3)], q => ["    return None\n", q.Text("canonical_solution")!]);
        Assert.Equal((0.5, 1.0), ((double)made["pass@1"]!, (double)made["pass@2"]!));
    }

    private static PythonDictionary Score(IReadOnlyList<PythonDictionary> questions, Func<PythonDictionary, string[]> written)
    {
        var tests = questions.Select(object? (q) => $"{q.Text("test")}\ncheck({q.Text("entry_point")})").ToList();
        var programs = questions.Select(object? (q) => written(q).Select(object? (w) => q.Text("prompt") + w).ToList()).ToList();
        return ProgramScore.Of(tests, programs, new PythonDictionary { ["k"] = new List<object?> { 1L, 2L } });
    }

    private static IReadOnlyList<PythonDictionary> Questions()
    {
        Assert.SkipUnless(ProgramSandbox.Missing is null, ProgramSandbox.Missing ?? "");
        using var file = File.OpenRead(TestData.Larger("llm/humaneval/HumanEval.jsonl.gz"));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (PythonDictionary)PythonJson.Parse(line)!)];
    }
}
