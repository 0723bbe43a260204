using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using Assay.Language.Attacks;
using Assay.Language.Runs;
using Assay.Numerics;

namespace Assay.Tests.Language.Attacks;

public sealed partial class AttackTests
{
    private const string Prompt = "Determine whether the following sentence is positive or negative.\n\n{{ text }} Answer 'positive' or 'negative'";

    public static TheoryData<string> Attacks => [.. Catalogue<PromptAttack>.All.Select(a => Catalogue<PromptAttack>.NameOf(a.GetType()))];

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Label_words_and_placeholders_stay_and_the_same_seed_gives_the_same(string name)
    {
        var attack = Catalogue<PromptAttack>.Find(name);
        string[] Made()
        {
            var random = SeededRandom.For(3, "test");
            var text = AttackedText.Of(Prompt, new HashSet<string> { "positive", "negative" });
            return [.. attack.Whole(Prompt, random), .. text.Words.SelectMany(w => attack.Candidates(text[w], random).Select(c => text.With(w, c).ToString()))];
        }

        var made = Made();
        Assert.NotEmpty(made);
        Assert.Equal(made, Made());
        Assert.DoesNotContain(Prompt, made);
        Assert.All(made, m =>
        {
            Assert.Contains("{{ text }}", m, StringComparison.Ordinal);
            Assert.Equal(2, m.Split("positive").Length - 1);
            Assert.Equal(2, m.Split("negative").Length - 1);
        });
    }

    [Fact]
    public void A_text_taken_apart_is_the_same_put_together() => Assert.Equal(Prompt, AttackedText.Of(Prompt, new HashSet<string>()).ToString());

    [Fact]
    public async Task The_search_finds_the_word_a_model_hangs_on_and_measures_on_other_documents()
    {
        using var folder = new TemporaryFolder();
        folder.Write("tasks/mood.yaml", "task: mood\ndataset_path: mood\ntest_split: test\ndescription: \"Determine the mood of the sentence.\\n\"\ndoc_to_text: \"{{text}}\\nMood:\"\ndoc_to_target: \"{{mood}}\"\nmetric_list:\n  - metric: exact_match\n");
        folder.Write("data/mood/test.jsonl", string.Concat(Enumerable.Range(0, 40).Select(i => JsonSerializer.Serialize(new { text = $"sentence {i}", mood = i % 2 == 0 ? "good" : "bad" }) + "\n")));
        // A model that is lost without the word "mood" before the sentence, and otherwise right.
        using var endpoint = new LoopbackEndpoint(request =>
        {
            using var body = JsonDocument.Parse(request.Body);
            var prompt = body.RootElement.GetProperty("messages")[0].GetProperty("content").GetString()!;
            var number = int.Parse(SentenceNumber().Match(prompt).Groups[1].Value, CultureInfo.InvariantCulture);
            var said = !prompt.Split('\n')[0].Contains("mood", StringComparison.Ordinal) ? "?" : number % 2 == 0 ? "good" : "bad";
            return Task.FromResult(new LoopbackEndpoint.Response(JsonSerializer.Serialize(new { choices = (object[])[new { index = 0, message = new { content = said } }] })));
        });
        var results = await AttackRun.RunAsync(
            new AttackOptions
            {
                Run = new LanguageRunOptions { Tasks = ["mood"], Path = folder.In("tasks"), Data = folder.In("data"), Model = $"openai:m@{endpoint.Address}/v1" },
                Attacks = ["deepwordbug", "checklist"],
                MostWords = 1,
            },
            TimeProvider.System,
            TestContext.Current.CancellationToken);
        var slips = results[0];
        Assert.Equal((1.0, 0.0, 1.0), (slips.Clean, slips.Attacked, slips.DropRate));
        Assert.Equal((1.0, "character"), (slips.Drop.Value, slips.Level));
        Assert.DoesNotContain("mood", slips.Prompt, StringComparison.Ordinal);
        Assert.StartsWith("Determine the ", slips.Prompt, StringComparison.Ordinal);
        // What stands at the end does not touch it.
        Assert.Equal(0, results[1].DropRate);
    }

    // What PromptBench published: clean and attacked accuracy of every prompt, and their difference, in percent. Eleven of 1,260 contradict themselves there:
    // the attacked accuracy is the clean one, and the difference is not 0.
    [Theory]
    [InlineData("chatgpt", 468, 8)]
    [InlineData("t5", 468, 2)]
    [InlineData("vicuna", 324, 1)]
    public void Drop_rates_of_published_attacks_agree_with_what_is_printed(string model, int expected, int contradictions)
    {
        using var lines = new StreamReader(new GZipStream(File.OpenRead(TestData.Larger($"llm/promptbench_adv/{model}_zeroshot.md.gz")), CompressionMode.Decompress));
        var found = Published().Matches(lines.ReadToEnd());
        Assert.Equal(expected, found.Count);
        var differ = new List<string>();
        foreach (Match attack in found)
        {
            double[] numbers = [.. Enumerable.Range(1, 3).Select(i => double.Parse(attack.Groups[i].Value, CultureInfo.InvariantCulture))];
            var rate = PromptDrop.Rate(numbers[0] / 100, numbers[1] / 100);
            // The printed numbers are rounded to a hundredth of a percent.
            if (numbers[0] == 0 ? !double.IsNaN(rate) : Math.Abs((rate * numbers[0]) - numbers[2]) > 0.0151)
            {
                Assert.Equal(numbers[0], numbers[1]);
                differ.Add(attack.Value);
            }
        }

        Assert.Equal(contradictions, differ.Count);
    }

    [GeneratedRegex(@"sentence (\d+)")]
    private static partial Regex SentenceNumber();

    [GeneratedRegex(@"Original acc: ([\d.]+)%, attacked acc: ([\d.]+)%, dropped acc: (-?[\d.]+)%")]
    private static partial Regex Published();
}
