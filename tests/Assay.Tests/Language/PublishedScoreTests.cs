using System.IO.Compression;
using Assay.Language.Python;
using Assay.Language.Scoring;
using Assay.Language.Tasks;

namespace Assay.Tests.Language;

public class PublishedScoreTests
{
    private static readonly FilterPipeline flexible = Pipeline("[{function: regex, group_select: -1, regex_pattern: '(-?[$0-9.,]{2,})|(-?[0-9]+)'}, {function: take_first}]");
    private static readonly FilterPipeline reasoned = Pipeline("[{function: regex, regex_pattern: '(?<=the answer is )(.*)(?=.)'}, {function: take_first}]");
    private static readonly FilterPipeline direct = Pipeline("[{function: remove_whitespace}, {function: take_first}]");

    [Fact]
    public void Extracted_numbers_agree_with_the_authors_on_every_answer_of_GSM8K()
    {
        var options = (PythonDictionary)TaskYaml.Parse("""{ignore_case: true, regexes_to_ignore: [",", "\\$", "(?s).*#### ", "\\.$"]}""")!;
        var (answers, agree) = (0, 0);
        foreach (var row in Lines("gsm8k/example_model_solutions.jsonl.gz"))
        {
            // This file ends a solution with A: where the data set has ####.
            var gold = row.Text("ground_truth")!.Replace("\nA: ", "\n#### ", StringComparison.Ordinal);
            foreach (var model in row.Values.OfType<PythonDictionary>())
            {
                var found = flexible.Apply([new List<object?> { model["solution"] }], [row])[0];
                answers++;
                agree += ExactMatch.Score([found], [gold], options) == 1 == model["is_correct"] is true ? 1 : 0;
            }
        }

        Assert.Equal((5276, 5276), (answers, agree));
    }

    [Theory]
    [InlineData("boolean_expressions")]
    [InlineData("date_understanding")]
    [InlineData("navigate")]
    [InlineData("snarks")]
    [InlineData("tracking_shuffled_objects_three_objects")]
    public void Published_accuracies_of_BIG_Bench_Hard_come_out(string task)
    {
        foreach (var (kind, pipeline) in ((string, FilterPipeline)[])[("cot", reasoned), ("direct", direct)])
        {
            var outputs = ((List<object?>)((PythonDictionary)PythonJson.Parse(Text($"bbh/davinci-outputs/{kind}-{task}.json.gz"))!)["outputs"]!).Cast<PythonDictionary>().ToList();
            var right = outputs.Count(o => ExactMatch.Score([pipeline.Apply([new List<object?> { o["prediction"] }], [o])[0]], [o["target"]], new PythonDictionary()) == 1);
            var published = (PythonDictionary)PythonJson.Parse(File.ReadLines(TestData.Larger($"llm/bbh/davinci-outputs/{kind}-{task}.metrics.jsonl")).First())!;
            Assert.Equal(PythonOperators.ToDouble(published["accuracy"]), 100.0 * right / outputs.Count, 1e-9);
        }
    }

    private static FilterPipeline Pipeline(string yaml) => new("", [.. ((List<object?>)TaskYaml.Parse(yaml)!).Cast<PythonDictionary>()]);

    private static IEnumerable<PythonDictionary> Lines(string file) => Text(file).Split('\n').Where(l => l.Length > 0).Select(l => (PythonDictionary)PythonJson.Parse(l)!);

    private static string Text(string file)
    {
        using var packed = new GZipStream(File.OpenRead(TestData.Larger($"llm/{file}")), CompressionMode.Decompress);
        using var reader = new StreamReader(packed);
        return reader.ReadToEnd();
    }
}
