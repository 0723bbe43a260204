using Assay.Language.Programs;
using Assay.Language.Python;

namespace Assay.Language.Scoring;

/// <summary>pass@k of programs that a model wrote: each is run with its tests in a <see cref="ProgramSandbox"/>.</summary>
/// <remarks>Source: Chen et al., 2021 (arXiv:2107.03374); code_eval of Hugging Face's evaluate, which runs the program, a line break and the tests.</remarks>
internal static class ProgramScore
{
    /// <summary><c>pass@k</c> for every k of the options that there are programs enough for, the mean over questions.</summary>
    /// <param name="tests">The tests of each question, as source.</param>
    /// <param name="programs">The programs of each question, a list each.</param>
    /// <param name="options"><c>k</c>: a whole number or several; 1, 10 and 100 when nothing is said.</param>
    public static PythonDictionary Of(object? tests, object? programs, PythonDictionary options)
    {
        var sandbox = new ProgramSandbox();
        var counts = PythonOperators.Iterate(tests).Zip(PythonOperators.Iterate(programs)).Select(question =>
        {
            string[] written = [.. PythonOperators.Iterate(question.Second).Select(PythonText.Str)];
            var passed = written.AsParallel().WithDegreeOfParallelism(Environment.ProcessorCount).Count(p => sandbox.Passes($"{p}\n{PythonText.Str(question.First)}"));
            return (All: written.Length, Passed: passed);
        }).ToList();
        var made = new PythonDictionary();
        foreach (var k in Wanted(options).Where(k => counts.All(c => c.All >= k)))
        {
            made[$"pass@{k}"] = counts.Average(c => PassAtK.Estimate(c.All, c.Passed, k));
        }

        return made;
    }

    private static IEnumerable<int> Wanted(PythonDictionary options) => !options.TryGet("k", out var given) || given is null ? [1, 10, 100]
        : given is List<object?> several ? several.Select(PythonOperators.ToIndex) : [PythonOperators.ToIndex(given)];
}
