using System.IO.Compression;
using System.Text.Json;
using Assay.Language.Python;
using Assay.Language.Tasks;

namespace Assay.Tests.Language.Benchmarks;

/// <summary>Ports of the benchmarks' Python functions answer what the functions themselves answer.</summary>
public class TaskPortTests
{
    public static TheoryData<string> Families => [.. Cases().Select(c => c.Family).Distinct()];

    [Theory]
    [MemberData(nameof(Families))]
    public void Answers_as_the_function_it_is_a_port_of(string family)
    {
        foreach (var (_, function, arguments, value) in Cases().Where(c => c.Family == family))
        {
            var at = function.LastIndexOf('/');
            var port = TaskPorts.Find(new TaskHook(function[(at + 1)..], $"lm_eval/tasks/{function[..at]}"));
            Assert.True(port is not null, function);
            Assert.Equal(PythonJson.Dump(Plain(value)), PythonJson.Dump(Plain(port(arguments))));
        }
    }

    [Fact]
    public void A_function_of_another_folder_is_not_taken_for_it() => Assert.Null(TaskPorts.Find(new TaskHook("utils.doc_to_text", "tasks/other_glue/mnli_more")));

    private static IEnumerable<(string Family, string Function, List<object?> Arguments, object? Value)> Cases()
    {
        using var file = File.OpenRead(Path.Combine(TestData.Repository, "tests/data/golden/language-ports/ports.jsonl.gz"));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            var one = (PythonDictionary)PythonJson.FromJson(document.RootElement)!;
            var function = one.Text("function")!;
            yield return (function[..function.LastIndexOf('.')], function, (List<object?>)Number(one["arguments"])!, Number(one["value"]));
        }
    }

    private static object? Number(object? value) => value switch
    {
        PythonDictionary d when d.Count == 1 && d.Contains("float") => double.NaN,
        PythonDictionary d => new PythonDictionary(d.Pairs.Select(p => KeyValuePair.Create((string)p.Key!, Number(p.Value)))),
        List<object?> list => list.Select(Number).ToList(),
        _ => value,
    };

    // Keys in order, pairs as lists, numbers to twelve digits, 1 and 1.0 alike: JSON keeps no such differences.
    private static object? Plain(object? value) => value switch
    {
        PythonDictionary d => new PythonDictionary(d.Pairs.Select(p => KeyValuePair.Create((string)p.Key!, Plain(p.Value))).OrderBy(p => p.Key, StringComparer.Ordinal)),
        PythonTuple tuple => tuple.Items.Select(Plain).ToList(),
        List<object?> list => list.Select(Plain).ToList(),
        double number => Math.Round(number, 12),
        long number => (double)number,
        _ => value,
    };
}
