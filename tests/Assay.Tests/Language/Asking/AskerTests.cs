using Assay.Language.Asking;
using Assay.Language.Models;
using Assay.Language.Tasks;
using CsCheck;

namespace Assay.Tests.Language.Asking;

public class AskerTests
{
    private static readonly EagerClock clock = new(TimeSpan.FromHours(1));

    [Fact]
    public void Every_document_is_handed_on_once_and_in_order_whatever_the_provider_refuses() =>
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 3], Gen.Int[1, 40]).Sample((documents, questions, concurrency) =>
        {
            using var model = new ScriptedModel((prompt, attempt) => attempt <= prompt.Length % 4 ? new ProviderRefusal("busy") { MayPass = true, IsOverload = true } : null);
            var (order, _) = Run(model, documents, questions, new AskingOptions { Concurrency = concurrency });
            Assert.Equal(Enumerable.Range(0, documents).Select(d => $"document {d}"), order.Select(i => i.Label));
            Assert.All(order, i => Assert.Equal(i.Questions.Select(q => $"said: {((GenerationQuestion)q).Prompt.Text}"), i.Replies.Select(r => r!.Text)));
            Assert.All(model.Tries, t => Assert.Equal((t.Key.Length % 4) + 1, t.Value));
            Assert.True(model.Most <= concurrency);
        }, iter: 60);

    [Fact]
    public void A_provider_that_says_how_long_to_wait_is_waited_for()
    {
        var own = new EagerClock(TimeSpan.FromHours(1));
        using var model = new ScriptedModel((prompt, attempt) => prompt == "0/0" && attempt == 1 ? new ProviderRefusal("busy") { MayPass = true, IsOverload = true, RetryAfter = TimeSpan.FromSeconds(77) } : null);
        using var journal = new AnswerJournal();
        var asker = new Asker(model, journal, new AskingOptions(), own);
        Finish(asker.RunAsync([Question("document 0", ["0/0"], _ => { })], 1, TestContext.Current.CancellationToken));
        Assert.Contains(TimeSpan.FromSeconds(77), own.Waits);
        Assert.Equal(1, asker.Progress(1).AskedAgain);
    }

    [Fact]
    public void What_may_not_pass_is_not_asked_again_and_stops_everything()
    {
        using var model = new ScriptedModel((prompt, _) => prompt == "5/0" ? new ProviderRefusal("no such model") : null);
        var fault = Assert.Throws<AssayException>(() => Run(model, 20, 1, new AskingOptions { Concurrency = 1 }));
        Assert.Equal("provider.refused", fault.Code);
        Assert.Contains("no such model", fault.Message, StringComparison.Ordinal);
        Assert.Equal(1, model.Tries["5/0"]);
        Assert.Equal(6, model.Tries.Count);
    }

    [Fact]
    public void Failures_that_are_allowed_are_marked_and_the_rest_goes_on()
    {
        using var model = new ScriptedModel((prompt, _) => prompt is "5/0" or "7/0" ? new ProviderRefusal("broken") { MayPass = true } : null);
        var (order, asker) = Run(model, 20, 1, new AskingOptions { MostFailures = 2, MostTries = 3 });
        Assert.Equal(20, order.Count);
        Assert.Equal(["document 5", "document 7"], order.Where(i => i.Failure == "broken").Select(i => i.Label));
        Assert.Equal(3, model.Tries["5/0"]);
        Assert.Equal(2, asker.Progress(20).Failed);
    }

    [Fact]
    public void The_budget_is_never_passed()
    {
        using var model = new ScriptedModel((_, _) => null);
        var options = new AskingOptions { Concurrency = 1, Price = new TokenPrice(1_000_000, 0), MostCost = 55 };
        var fault = Assert.Throws<AssayException>(() => Run(model, 20, 1, options));
        Assert.Equal("provider.budget-spent", fault.Code);
        // Ten tokens at one each: the sixth would make 60.
        Assert.Equal(5, model.Tries.Count);
    }

    [Fact]
    public void The_same_question_of_two_documents_is_asked_once()
    {
        using var model = new ScriptedModel((_, _) => null);
        using var journal = new AnswerJournal();
        var done = 0;
        Finish(new Asker(model, journal, new AskingOptions(), clock).RunAsync(Enumerable.Range(0, 2).Select(i => Question($"document {i}", ["the same"], _ => done++)), 2, TestContext.Current.CancellationToken));
        Assert.Equal(2, done);
        Assert.Equal(1, model.Tries["the same"]);
    }

    [Fact]
    public void An_answer_in_the_journal_is_not_asked_again_and_nothing_else_is_used_when_replaying()
    {
        using var folder = new TemporaryFolder();
        using var model = new ScriptedModel((_, _) => null);
        Run(model, 10, 2, new AskingOptions(), folder.In("answers.jsonl"));
        var (order, asker) = Run(model, 10, 2, new AskingOptions { IsReplay = true }, folder.In("answers.jsonl"));
        Assert.Equal(10, order.Count);
        Assert.Equal(20, asker.Progress(10).FromJournal);
        Assert.All(model.Tries.Values, n => Assert.Equal(1, n));
        Assert.Equal("data.answer-missing", Assert.Throws<AssayException>(() => Run(model, 11, 2, new AskingOptions { IsReplay = true }, folder.In("answers.jsonl"))).Code);
    }

    [Fact]
    public void Few_documents_are_open_at_a_time()
    {
        using var model = new ScriptedModel((_, _) => null);
        using var journal = new AnswerJournal();
        var (taken, done, most) = (0, 0, 0);
        IEnumerable<Inquiry> Source()
        {
            for (var i = 0; i < 5000; i++)
            {
                most = Math.Max(most, ++taken - done);
                yield return Question($"document {i}", [$"{i}"], _ => done++);
            }
        }

        Finish(new Asker(model, journal, new AskingOptions { Concurrency = 4 }, clock).RunAsync(Source(), 5000, TestContext.Current.CancellationToken));
        Assert.Equal(5000, done);
        Assert.InRange(most, 1, 64 + (8 * 4) + 1);
    }

    private static void Finish(Task asking) => asking.GetAwaiter().GetResult();

    private static Inquiry Question(string label, IEnumerable<string> prompts, Action<Inquiry> done) =>
        new(label, [.. prompts.Select(p => new GenerationQuestion(new TaskPrompt(p, null, false), new GenerationSettings([], 5, 0), 0))], done);

    private static (List<Inquiry> Order, Asker Asker) Run(ScriptedModel model, int documents, int questions, AskingOptions options, string? file = null)
    {
        using var journal = file is null ? new AnswerJournal() : AnswerJournal.Open(file);
        var order = new List<Inquiry>();
        var asker = new Asker(model, journal, options, clock);
        Finish(asker.RunAsync(Enumerable.Range(0, documents).Select(d => Question($"document {d}", Enumerable.Range(0, questions).Select(q => $"{d}/{q}"), order.Add)), documents, TestContext.Current.CancellationToken));
        return (order, asker);
    }
}
