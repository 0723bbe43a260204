using System.Collections.Concurrent;
using Assay.Language.Models;

namespace Assay.Tests.Language.Asking;

/// <summary>A model that answers "said: PROMPT", after refusals that a test tells it to give, and notes what it was asked.</summary>
internal sealed class ScriptedModel(Func<string, int, ProviderRefusal?> refuse) : LanguageModel
{
    private readonly ConcurrentDictionary<string, int> tries = new();
    private int underWay;
    private int most;

    public override string Name => "scripted";

    /// <summary>How often every prompt was asked.</summary>
    public IReadOnlyDictionary<string, int> Tries => tries;

    /// <summary>The most that were under way at once.</summary>
    public int Most => most;

    public override async Task<ModelReply> AskAsync(ModelQuestion question, CancellationToken cancellation)
    {
        var prompt = ((GenerationQuestion)question).Prompt.Text!;
        var now = Interlocked.Increment(ref underWay);
        for (int seen; now > (seen = most) && Interlocked.CompareExchange(ref most, now, seen) != seen;)
        {
        }

        // Answers come in an order of their own.
        for (var i = 0; i < prompt.Length % 5; i++)
        {
            await Task.Yield();
        }

        Interlocked.Decrement(ref underWay);
        var attempt = tries.AddOrUpdate(prompt, 1, (_, n) => n + 1);
        return refuse(prompt, attempt) is { } refusal ? throw refusal : new ModelReply { Text = $"said: {prompt}", Usage = new TokenUsage(10, 2) };
    }
}
