using System.Text.Json;
using Assay.Language.Judging;
using Assay.Language.Models;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.AI.Evaluation;

namespace Assay.Tests.Language.Judging;

public sealed class JudgeRunTests
{
    public static TheoryData<string> Judges => [.. JudgeDefinition.BuiltIn];

    [Theory]
    [MemberData(nameof(Judges))]
    public void Every_judge_asks_for_answers_it_can_read(string name)
    {
        var judge = JudgeDefinition.Find(name);
        judge = judge.With(judge.Parameters.ToDictionary(p => p, p => $"the {p}"));
        var row = new Assay.Language.Python.PythonDictionary();
        foreach (var field in judge.Fields)
        {
            row[field] = $"some {field}";
        }

        var prompt = JudgePrompt.Of(judge, row, 0);
        Assert.All(judge.Fields, f => Assert.Contains($"<<<{f}>>>\nsome {f}\n", prompt, StringComparison.Ordinal));
        Assert.DoesNotContain("{{", prompt, StringComparison.Ordinal);
        Assert.All(judge.Scale, s => Assert.Equal(s.Score, JudgePrompt.Score(judge, judge.JudgesFacts ? $"Fact: a | {s.Answer}" : $"It may be anything.\nVerdict: {s.Answer}")));
        Assert.True(double.IsNaN(JudgePrompt.Score(judge, "I would rather not say.")));
    }

    [Theory]
    [InlineData("Verdict: 4", 4)]
    [InlineData("At first sight verdict: 2, but no.\n**Verdict: 5**", 5)]
    [InlineData("verdict - 3.", 3)]
    [InlineData("4", 4)]
    [InlineData("Verdict: 6", double.NaN)]
    [InlineData("", double.NaN)]
    public void The_last_verdict_counts(string said, double expected) => Assert.Equal(expected, JudgePrompt.Score(JudgeDefinition.Find("coherence"), said));

    [Fact]
    public void Facts_are_averaged() => Assert.Equal(0.5, JudgePrompt.Score(JudgeDefinition.Find("factual-accuracy"), "Fact: a | yes\nFact: b | no\n- Fact: c | unclear"));

    [Fact]
    public async Task A_judge_that_prefers_what_comes_first_gives_ties_and_is_told()
    {
        var outcome = await Pairs(_ => "I like it. Verdict: 1");
        Assert.Equal((0.5, 1, 1), (outcome.Mean.Value, outcome.Inconsistent, outcome.PositionBias));
    }

    [Fact]
    public async Task A_judge_that_looks_at_the_responses_is_consistent_and_held_against_people()
    {
        // The judge prefers the longer response; people agree on three of four.
        var outcome = await Pairs(prompt => Length(prompt, 1) > Length(prompt, 2) ? "Verdict: 1" : Length(prompt, 1) < Length(prompt, 2) ? "Verdict: 2" : "Verdict: tie");
        Assert.Equal([1, 0, 0.5, 1], outcome.Rows.Select(r => r.Score));
        Assert.Equal((0, 0), (outcome.Inconsistent, outcome.PositionBias));
        Assert.Equal(0.75, outcome.Calibration!.Agreement.Value);
        Assert.Equal(0.125, outcome.Calibration.Bias.Value);
        Assert.Equal(8, outcome.Asking.Asked);
    }

    [Fact]
    public async Task What_cannot_be_read_is_no_score()
    {
        var outcome = await Run("coherence", """{"prompt": "p", "response": "good"}""" + "\n" + """{"prompt": "p", "response": "odd"}""", prompt => prompt.Contains("odd", StringComparison.Ordinal) ? "Hm." : "Verdict: 5");
        Assert.Equal((1, 5), (outcome.Unread, outcome.Mean.Value));
        Assert.True(double.IsNaN(outcome.Rows[1].Score));
    }

    [Fact]
    public async Task A_field_that_is_not_there_is_named()
    {
        var fault = await Assert.ThrowsAsync<AssayException>(() => Run("groundedness", """{"prompt": "p", "answer": "a"}""", _ => "Verdict: 1"));
        Assert.Equal("data.judge-field", fault.Code);
        Assert.Contains("--field response=COLUMN", fault.Message, StringComparison.Ordinal);
        Assert.Equal("usage.judge-parameter", (await Assert.ThrowsAsync<AssayException>(() => Run("tone", "{}", _ => ""))).Code);
    }

    [Fact]
    public async Task A_judge_is_an_evaluator_and_an_evaluator_is_a_scorer()
    {
        using var endpoint = Endpoint(prompt => prompt.Contains("some response", StringComparison.Ordinal) ? "Fine. Verdict: 4" : "Verdict: 1");
        using var client = new ModelChatClient(ModelAddress.Open($"openai:judge@{endpoint.Address}/v1", new ModelConnection()));
        var scores = await EvaluatorScore.OfAsync(new JudgeEvaluator("coherence"), "a prompt", "some response", new ChatConfiguration(client), TestContext.Current.CancellationToken);
        Assert.Equal(4, Assert.Single(scores).Value);
    }

    private static int Length(string prompt, int response)
    {
        var opening = $"<<<response {response}>>>\n";
        var from = prompt.IndexOf(opening, StringComparison.Ordinal) + opening.Length;
        return prompt.IndexOf("\n<<<end", from, StringComparison.Ordinal) - from;
    }

    private static Task<JudgeOutcome> Pairs(Func<string, string> judge) => Run("helpfulness", string.Join('\n', (((string, string, string)[])[("long one", "short", "a"), ("x", "longer", "b"), ("same", "size", "tie"), ("longest", "y", "tie")])
        .Select(r => JsonSerializer.Serialize(new { prompt = "p", response_a = r.Item1, response_b = r.Item2, human = r.Item3 }))), judge);

    private static async Task<JudgeOutcome> Run(string name, string rows, Func<string, string> judge)
    {
        using var folder = new TemporaryFolder();
        using var endpoint = Endpoint(judge);
        var options = new JudgeOptions { Judge = name, Data = folder.Write("rows.jsonl", rows), Model = $"openai:judge@{endpoint.Address}/v1", Labels = "human" };
        return await JudgeRun.RunAsync(options, TimeProvider.System, TestContext.Current.CancellationToken);
    }

    private static LoopbackEndpoint Endpoint(Func<string, string> judge) => new(request =>
    {
        using var body = JsonDocument.Parse(request.Body);
        var said = judge(body.RootElement.GetProperty("messages")[0].GetProperty("content").GetString()!);
        return Task.FromResult(new LoopbackEndpoint.Response(JsonSerializer.Serialize(new { choices = (object[])[new { index = 0, message = new { role = "assistant", content = said } }] })));
    });
}
