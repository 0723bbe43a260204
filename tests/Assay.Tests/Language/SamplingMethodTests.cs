using Assay.Language.Asking;
using Assay.Language.Models;
using Assay.Language.Python;
using Assay.Language.Runs;
using Assay.Language.Tasks;

namespace Assay.Tests.Language;

public sealed class SamplingMethodTests
{
    // Six answers to one question whose right answer is 42: three right, spread so that 42 wins the vote.
    private static readonly string[] answers = ["41", "42", "7", "42", "41", "42"];

    [Theory]
    [InlineData("maj1@6", 1.0)]
    [InlineData("maj1@1", 0.0)]
    [InlineData("best@2", 1.0)]
    [InlineData("best@1", 0.0)]
    // 1 - C(3, 2) / C(6, 2) and 3 / 6.
    [InlineData("pass@2/6", 0.8)]
    [InlineData("pass@1/6", 0.5)]
    public async Task Answers_drawn_count_together_as_the_method_says(string method, double expected)
    {
        var result = await Run(method);
        Assert.Equal(expected, PythonOperators.ToDouble(result["exact_match,number"]), 1e-12);
    }

    [Fact]
    public async Task Thinking_first_is_the_beginning_of_the_answer()
    {
        string? seen = null;
        await Run("cot", prompt => seen = prompt);
        Assert.EndsWith("A: Let's think step by step.", seen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vote@3")]
    [InlineData("maj1")]
    [InlineData("pass@5/3")]
    [InlineData("best@0")]
    public void A_method_nobody_knows_is_refused(string text) => Assert.Equal("usage.sampling", Assert.Throws<AssayException>(() => SamplingMethod.Parse(text)).Code);

    private static async Task<PythonDictionary> Run(string method, Action<string>? seen = null)
    {
        using var folder = new TemporaryFolder();
        folder.Write("one.yaml", "task: one\ndataset_path: one\ntest_split: test\ndoc_to_text: \"Q: {{q}}\\nA:\"\ndoc_to_target: \"{{a}}\"\nfilter_list:\n  - name: number\n    filter:\n      - function: regex\n        regex_pattern: \"(\\\\d+)\"\n      - function: take_first\nmetric_list:\n  - metric: exact_match\n");
        using var model = new Drawn(seen);
        using var journal = new AnswerJournal();
        var run = new LanguageRun(new Asker(model, journal, new AskingOptions(), TimeProvider.System), (_, _, _) => [new PythonDictionary { ["q"] = "6 x 7", ["a"] = "42" }])
        {
            Sampling = SamplingMethod.Parse(method),
            BootstrapIterations = 0,
        };
        var results = await run.RunAsync(TaskSelection.Of(TaskFolder.Read(folder.FullName), ["one"]), TestContext.Current.CancellationToken);
        return (PythonDictionary)((PythonDictionary)results["results"]!)["one"]!;
    }

    private sealed class Drawn(Action<string>? seen) : LanguageModel
    {
        public override string Name => "drawn";

        public override Task<ModelReply> AskAsync(ModelQuestion question, CancellationToken cancellation)
        {
            var asked = (GenerationQuestion)question;
            seen?.Invoke(asked.Prompt.Text!);
            return Task.FromResult(new ModelReply { Text = $"I think {answers[asked.Repeat]}." });
        }
    }
}
