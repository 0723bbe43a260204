using System.Text.RegularExpressions;
using Assay.Language.Python;
using Assay.Language.Scoring;
using Assay.Language.Tasks;

namespace Assay.Language.Benchmarks;

/// <summary>MBPP: programs are taken out of the code block a model writes and run with the question's assertions.</summary>
/// <remarks>Source: Austin et al., 2021 (arXiv:2108.07732); the harness' mbpp/utils.py. The three examples are records 2 to 4 of the data set (CC BY 4.0).</remarks>
[Named("mbpp")]
internal sealed partial class MbppPorts : TaskPorts
{
    public override IReadOnlyDictionary<string, Func<IReadOnlyList<object?>, object?>> Functions { get; } = new Dictionary<string, Func<IReadOnlyList<object?>, object?>>
    {
        ["mbpp/utils.pass_at_1"] = a => PassAtOne(a[0], a[1]),
        ["mbpp/utils.extract_code_blocks"] = a => Program((string)a[0]!),
        ["mbpp/utils.build_predictions"] = a => PythonOperators.Iterate(a[0]).Select(object? (r) => PythonOperators.Iterate(r).Select(object? (t) => Program((string)t!)).ToList()).ToList(),
        ["mbpp/utils.list_fewshot_samples"] = _ => ((List<object?>)PythonLiteral.Parse(Examples)!).ToList(),
    };

    private static object? PassAtOne(object? tests, object? programs)
    {
        List<object?> asked = tests is string one ? [one] : [.. PythonOperators.Iterate(tests)];
        List<object?> written = [.. PythonOperators.Iterate(programs).Select(p => p is string ? new List<object?> { p } : p)];
        return ProgramScore.Of(asked, written, new PythonDictionary { ["k"] = 1L })["pass@1"];
    }

    // The prompt opened the block, so its fence stands before what was written.
    private static string Program(string text)
    {
        var found = Block().Match("```" + text);
        found = found.Success ? found : Block().Match("```" + text.Replace("```python", "```", StringComparison.Ordinal));
        return found.Success ? found.Groups[1].Value : "";
    }

    [GeneratedRegex(@"```(?:\w+)?\n?(.*?)\n?```", RegexOptions.Singleline)]
    private static partial Regex Block();

    private const string Examples = """
        [
            {"task_id": 2, "text": "Write a function to find the similar elements from the given two tuple lists.",
             "code": "def similar_elements(test_tup1, test_tup2):\r\n  res = tuple(set(test_tup1) & set(test_tup2))\r\n  return (res) ",
             "test_list": ["assert similar_elements((3, 4, 5, 6),(5, 7, 4, 10)) == (4, 5)", "assert similar_elements((1, 2, 3, 4),(5, 4, 3, 7)) == (3, 4)",
                           "assert similar_elements((11, 12, 14, 13),(17, 15, 14, 13)) == (13, 14)"], "is_fewshot": True},
            {"task_id": 3, "text": "Write a python function to identify non-prime numbers.",
             "code": "import math\r\ndef is_not_prime(n):\r\n    result = False\r\n    for i in range(2,int(math.sqrt(n)) + 1):\r\n        if n % i == 0:\r\n            result = True\r\n    return result",
             "test_list": ["assert is_not_prime(2) == False", "assert is_not_prime(10) == True", "assert is_not_prime(35) == True"], "is_fewshot": True},
            {"task_id": 4, "text": "Write a function to find the largest integers from a given list of numbers using heap queue algorithm.",
             "code": "import heapq as hq\r\ndef heap_queue_largest(nums,n):\r\n  largest_nums = hq.nlargest(n, nums)\r\n  return largest_nums",
             "test_list": ["assert heap_queue_largest( [25, 35, 22, 85, 14, 65, 75, 22, 58],3)==[85, 75, 65] ", "assert heap_queue_largest( [25, 35, 22, 85, 14, 65, 75, 22, 58],2)==[85, 75] ",
                           "assert heap_queue_largest( [25, 35, 22, 85, 14, 65, 75, 22, 58],5)==[85, 75, 65, 58, 35]"], "is_fewshot": True},
        ]
        """;
}
