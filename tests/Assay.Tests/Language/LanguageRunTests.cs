using System.Text;
using Assay.Language.Asking;
using Assay.Language.Models;
using Assay.Language.Python;
using Assay.Language.Runs;
using Assay.Language.Tasks;
using Assay.Language.Verification;

namespace Assay.Tests.Language;

public class LanguageRunTests
{
    [Theory]
    [InlineData("mc")]
    [InlineData("gen")]
    [InlineData("ll")]
    [InlineData("mt")]
    [InlineData("group")]
    public async Task Whole_runs_end_in_the_harness_results(string name)
    {
        var run = GoldenLines.Values("scoring/end_to_end_results.jsonl").First(r => r.Text("run") == name);
        var expected = GoldenLines.Values("scoring/end_to_end_samples.jsonl.gz").Where(s => s.Text("run") == name).ToList();
        using var folder = new TemporaryFolder();
        var (results, samples) = await Run(run, folder);
        foreach (var part in ((string[])["results", "groups", "versions", "n-shot", "higher_is_better", "n-samples", "group_subtasks"]).Where(run.Contains))
        {
            Assert.Null(Differs(run[part], results[part]));
        }

        var found = samples.SelectMany(s => s.Value.Select(row => (Task: s.Key, Row: row))).ToList();
        foreach (var sample in expected)
        {
            var (_, row) = found.First(f => f.Task == sample.Text("task") && PythonOperators.AreEqual(f.Row["doc_id"], sample["doc_id"]) && f.Row.Text("filter") == sample.Text("filter"));
            foreach (var (key, value) in sample.Pairs.Where(p => p.Key is not ("run" or "task" or "n_requests")))
            {
                Assert.Null(Differs(value, row[key]) is { } difference ? $"{sample.Text("task")} {sample["doc_id"]} {key}: {difference}" : null);
            }
        }
    }

    // The cases know settings, not files: every task becomes a file of its own.
    private static async Task<(PythonDictionary Results, OrderedDictionary<string, List<PythonDictionary>> Samples)> Run(PythonDictionary run, TemporaryFolder folder)
    {
        var tasks = GoldenLines.Values("prompts/tasks.jsonl").ToDictionary(t => t.Text("task")!);
        var names = ((List<object?>)run["tasks"]!).Cast<string>().ToList();
        if (run.Contains("groups"))
        {
            AddStem(folder, (PythonDictionary)tasks["mmlu_anatomy"]["config"]!, ((List<object?>)((PythonDictionary)run["group_subtasks"]!)["mmlu_stem"]!).Cast<string>());
        }

        foreach (var name in names.Where(tasks.ContainsKey))
        {
            var settings = (PythonDictionary)tasks[name]["config"]!;
            var source = ((PythonDictionary)settings["metadata"]!).Text("config_source")!["lm_eval/tasks/".Length..];
            settings["num_fewshot"] = tasks[name]["config_num_fewshot"];
            folder.Write(source, Yaml(settings));
        }

        var data = new PromptCaseData(new LanguageCaseFiles(TestData.Larger("golden/llm/prompts")));
        using var model = new HashModel();
        using var journal = new AnswerJournal();
        var samples = new OrderedDictionary<string, List<PythonDictionary>>();
        var results = await new LanguageRun(new Asker(model, journal, new AskingOptions(), TimeProvider.System), data.Rows)
        {
            Sampled = (task, sample) =>
            {
                samples.TryAdd(task, []);
                samples[task].Add(sample);
            },
            Shots = run["num_fewshot_argument"] is long shots ? (int)shots : null,
            Limit = PythonOperators.ToIndex(run["limit"]),
            BootstrapIterations = PythonOperators.ToIndex(run["bootstrap_iters"]),
        }.RunAsync(TaskSelection.Of(TaskFolder.Read(folder.FullName), names), TestContext.Current.CancellationToken);
        return (results, samples);
    }

    // The group of the harness and its tasks, which differ in subject only.
    private static void AddStem(TemporaryFolder folder, PythonDictionary anatomy, IEnumerable<string> names)
    {
        folder.Write("mmlu/_stem.yaml", "group: mmlu_stem\ngroup_alias: stem\ntask:\n  - mmlu_stem_tasks\naggregate_metric_list:\n  - metric: acc\n    weight_by_size: True\nmetadata:\n  version: 2\n");
        foreach (var name in names)
        {
            var (settings, subject) = (anatomy.Copy(), name["mmlu_".Length..]);
            settings["task"] = name;
            settings["tag"] = "mmlu_stem_tasks";
            settings["task_alias"] = subject;
            settings["dataset_name"] = subject;
            settings["description"] = $"The following are multiple choice questions (with answers) about {subject.Replace('_', ' ')}.\n\n";
            folder.Write($"mmlu/{name}.yaml", Yaml(settings));
        }
    }

    // JSON is YAML, but for the tag of a function.
    private static string Yaml(object? value) => value switch
    {
        PythonDictionary { Count: 1 } d when d.Text("hook") is { } hook => $"!function {hook}",
        PythonDictionary d => "{" + string.Join(", ", d.Pairs.Select(p => $"{PythonJson.Dump(p.Key)}: {Yaml(p.Value)}")) + "}",
        List<object?> list => "[" + string.Join(", ", list.Select(Yaml)) + "]",
        _ => PythonJson.Dump(value),
    };

    private static string? Differs(object? expected, object? found) => (expected, found) switch
    {
        (PythonDictionary e, PythonDictionary f) => e.Keys.Select(k => f.TryGet(k, out var v) ? Differs(e[k], v) is { } d ? $"{k}: {d}" : null : $"{k} is missing").FirstOrDefault(d => d is not null)
            ?? (f.Count == e.Count ? null : $"has also {string.Join(", ", f.Keys.Where(k => !e.Contains(k)))}"),
        (List<object?> e, List<object?> or PythonTuple) => PythonOperators.Iterate(found).ToList() is var f && f.Count == e.Count ? e.Zip(f).Select(p => Differs(p.First, p.Second)).FirstOrDefault(d => d is not null) : "length",
        _ when PythonOperators.IsNumber(expected) && PythonOperators.IsNumber(found) =>
            Math.Abs(PythonOperators.ToDouble(expected) - PythonOperators.ToDouble(found)) <= 1e-9 * Math.Max(1, Math.Abs(PythonOperators.ToDouble(expected))) ? null : $"expected {expected}, found {found}",
        _ => PythonOperators.AreEqual(expected, found) ? null : $"expected {PythonText.Repr(expected)}, found {PythonText.Repr(found)}",
    };

    /// <summary>The model of the cases: every answer follows from a hash of the question (README of the cases).</summary>
    private sealed class HashModel : LanguageModel
    {
        private static readonly string[] answers =
        [
            "The answer is (A).", " 42", "#### 18", "So the answer is yes.", " (B)", "B", "Yes", "No", "\n\n", "the answer is (C). Done.", " $1,000", "True", "False", " red kite",
            "Die Antwort ist ja.", "A: 7. The answer is 12.",
        ];

        public override string Name => "hash";

        public override Task<ModelReply> AskAsync(ModelQuestion question, CancellationToken cancellation) => Task.FromResult(question switch
        {
            LikelihoodQuestion asked => new ModelReply { Likelihoods = [.. asked.Continuations.Select(c => Hash($"{asked.Context}\0{c}")).Select(h => (-(double)(h % 100000) / 1000, (h >> 32) % 5 == 0))] },
            TextQuestion asked => new ModelReply { Likelihoods = [(-Encoding.UTF8.GetByteCount(asked.Text) * (1 + ((double)(Hash(asked.Text) % 1000) / 1000)), false)] },
            GenerationQuestion asked => new ModelReply { Text = answers[Hash(asked.Prompt.Text!) % 16] },
            _ => throw new InvalidOperationException(),
        });

        private static ulong Hash(string text) => Encoding.UTF8.GetBytes(text).Aggregate(14695981039346656037UL, (hash, octet) => (hash ^ octet) * 1099511628211UL);
    }
}
