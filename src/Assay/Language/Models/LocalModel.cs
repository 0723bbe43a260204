using System.Text;
using Assay.Language.Python;

namespace Assay.Language.Models;

/// <summary>A Llama-2 model in this process, with true log-probabilities; one text at a time.</summary>
internal sealed class LocalModel : LanguageModel
{
    private const int Begin = 1;

    private readonly LlamaWeights weights;
    private readonly LlamaPass pass;
    private readonly List<int> taken = [];

    private LocalModel(string path, LlamaWeights weights, LlamaTokenizer tokenizer)
    {
        Name = Path.GetFileNameWithoutExtension(path);
        this.weights = weights;
        pass = new LlamaPass(weights);
        Tokenizer = tokenizer;
    }

    public override string Name { get; }

    public LlamaTokenizer Tokenizer { get; }

    /// <summary>The longest text in tokens.</summary>
    public int Length => weights.Length;

    /// <summary>Reads a model and the tokenizer beside it (<c>tok*.bin</c> or <c>tokenizer.bin</c>).</summary>
    public static LocalModel Read(string path)
    {
        var weights = LlamaWeights.Read(path);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string[] named = [Path.Combine(folder, $"tok{weights.Vocabulary}.bin"), Path.Combine(folder, "tokenizer.bin")];
        var tokenizer = named.FirstOrDefault(File.Exists)
            ?? throw new AssayException("data.file-missing", $"The model {path} has no tokenizer beside it: expected {string.Join(" or ", named.Select(Path.GetFileName))}.");
        return new LocalModel(path, weights, LlamaTokenizer.Read(tokenizer, weights.Vocabulary));
    }

    /// <summary>One text at a time: the model remembers the beginning of the last.</summary>
    public override int MostAtOnce => 1;

    public override Task<ModelReply> AskAsync(ModelQuestion question, CancellationToken cancellation) => Task.FromResult(question switch
    {
        LikelihoodQuestion asked => new ModelReply { Likelihoods = [.. asked.Continuations.Select(c => Continuation(asked.Context, c))] },
        TextQuestion asked => new ModelReply { Likelihoods = [(Windows(Tokenizer.Encode(asked.Text)).Sum(w => Score(w.Context, w.Predicted).LogLikelihoods.Sum()), false)] },
        GenerationQuestion asked => new ModelReply { Text = Written(asked, cancellation) },
        _ => throw new InvalidOperationException(question.ToString()),
    });

    /// <summary>The tokens of context and continuation: spaces at the end of the context belong to the continuation.</summary>
    public (List<int> Context, List<int> Continuation) Pair(string context, string continuation)
    {
        if (context.Length == 0)
        {
            return ([Begin], continuation.Length > 0 ? Tokenizer.Encode(continuation) : throw PythonException.Index("empty continuation"));
        }

        var kept = PythonStrings.RightStrip(context);
        continuation = context[kept.Length..] + continuation;
        List<int> whole = [Begin, .. Tokenizer.Encode(kept + continuation)];
        List<int> before = [Begin, .. Tokenizer.Encode(kept)];
        var after = whole.Skip(before.Count).ToList();
        return after.Count > 0 ? (before, after) : throw PythonException.Index("empty continuation");
    }

    /// <summary>Windows that predict every token once, each with as much context as fits.</summary>
    public IEnumerable<(List<int> Context, List<int> Predicted)> Windows(List<int> tokens)
    {
        for (var from = 0; from < tokens.Count;)
        {
            var to = Math.Min(tokens.Count, from + Length);
            yield return from == 0
                ? ([Begin], tokens[..to])
                : (tokens[Math.Max(0, to - Length - 1)..from], tokens[from..to]);
            from = to;
        }
    }

    /// <summary>The log-likelihood of every token that follows, the text cut at its beginning to what the model takes.</summary>
    public (List<double> LogLikelihoods, bool IsGreedy) Score(IReadOnlyList<int> context, IReadOnlyList<int> continuation)
    {
        var (likelihoods, likeliest) = Scored(context, continuation, 1);
        return (likelihoods, likeliest.Zip(continuation.Skip(continuation.Count - likeliest.Count)).All(p => p.First[0].Token == p.Second));
    }

    /// <summary>The same with the likeliest tokens at every place, at most so many, best first.</summary>
    public (List<double> LogLikelihoods, List<(int Token, double LogProbability)[]> Likeliest) Scored(IReadOnlyList<int> context, IReadOnlyList<int> continuation, int most)
    {
        int[] all = [.. context, .. continuation];
        var tokens = all[Math.Max(0, all.Length - Length - 1)..];
        var scored = Math.Min(continuation.Count, tokens.Length - 1);
        var (likelihoods, likeliest) = (new List<double>(scored), new List<(int, double)[]>(scored));
        // What the last text began with is still in memory, but its logits are not: the last token of the context is taken again.
        for (var i = Shared(tokens, tokens.Length - 1 - scored); i + 1 < tokens.Length; i++)
        {
            var logits = Take(tokens[i]);
            if (i >= tokens.Length - 1 - scored)
            {
                likelihoods.Add(LogProbability(logits, tokens[i + 1]));
                likeliest.Add(Best(logits, most));
            }
        }

        return (likelihoods, likeliest);
    }

    /// <summary>The likeliest tokens one after another.</summary>
    public (List<int> Tokens, string Text) Greedy(IReadOnlyList<int> prompt, int most, IReadOnlyList<string> until, CancellationToken cancellation)
    {
        most = Math.Min(most, Length / 2);
        int[] tokens = prompt.Count > Length - most ? [.. prompt.Skip(prompt.Count - (Length - most))] : [.. prompt];
        var (made, next, text) = (new List<int>(), -1, new StringBuilder());
        // Piece by piece, which differs from the whole text only inside a letter of several bytes.
        bool Stops() => until.Any(u => u.Length > 0 && text.ToString(Math.Max(0, text.Length - u.Length - 64), Math.Min(text.Length, u.Length + 64)).Contains(u, StringComparison.Ordinal));
        for (var i = Shared(tokens, tokens.Length - 1); i < tokens.Length; i++)
        {
            next = Likeliest(Take(tokens[i]));
        }

        while (made.Count < most && next is not (1 or 2) && !Stops())
        {
            cancellation.ThrowIfCancellationRequested();
            text.Append(Tokenizer.Decode([next], made.Count > 0 ? made[^1] : tokens[^1]));
            made.Add(next);
            next = made.Count < most ? Likeliest(Take(next)) : next;
        }

        return (made, Tokenizer.Decode(made, tokens[^1]));
    }

    /// <summary>The logits after these tokens.</summary>
    public float[] Logits(IReadOnlyList<int> tokens)
    {
        Shared([], 0);
        foreach (var token in tokens.SkipLast(1))
        {
            Take(token);
        }

        return Take(tokens[^1]).ToArray();
    }

    /// <summary>The token's log-probability under the logits.</summary>
    public static double LogProbability(ReadOnlySpan<float> logits, int token)
    {
        double largest = float.NegativeInfinity;
        foreach (var logit in logits)
        {
            largest = Math.Max(largest, logit);
        }

        var sum = 0.0;
        foreach (var logit in logits)
        {
            sum += Math.Exp(logit - largest);
        }

        return logits[token] - largest - Math.Log(sum);
    }

    private static (int Token, double LogProbability)[] Best(ReadOnlySpan<float> logits, int most)
    {
        if (most <= 1)
        {
            var best = Likeliest(logits);
            return [(best, LogProbability(logits, best))];
        }

        var values = logits.ToArray();
        return [.. Enumerable.Range(0, values.Length).OrderByDescending(i => values[i]).Take(most).Select(i => (i, LogProbability(values, i)))];
    }

    private (double LogLikelihood, bool IsGreedy) Continuation(string context, string continuation)
    {
        var (before, after) = Pair(context, continuation);
        var (likelihoods, greedy) = Score(before, after);
        return (likelihoods.Sum(), greedy);
    }

    private string Written(GenerationQuestion asked, CancellationToken cancellation)
    {
        if (asked.Settings.Temperature > 0)
        {
            throw new AssayException("usage.model-sampling", "The local model takes the likeliest token every time; this task wants sampling (do_sample with a temperature above 0).");
        }

        return Cut(Greedy([Begin, .. Tokenizer.Encode(RequestJson.TextOf(asked.Prompt))], asked.Settings.MostTokens, asked.Settings.Until, cancellation).Text, asked.Settings.Until);
    }

    private static int Likeliest(ReadOnlySpan<float> logits)
    {
        var best = 0;
        for (var i = 1; i < logits.Length; i++)
        {
            best = logits[i] > logits[best] ? i : best;
        }

        return best;
    }

    private ReadOnlySpan<float> Take(int token)
    {
        taken.Add(token);
        return pass.Take(token);
    }

    // Goes back to where the new text leaves the last one, and no further than most.
    private int Shared(ReadOnlySpan<int> tokens, int most)
    {
        var kept = 0;
        while (kept < Math.Min(most, taken.Count) && taken[kept] == tokens[kept])
        {
            kept++;
        }

        taken.RemoveRange(kept, taken.Count - kept);
        pass.Rewind(kept);
        return kept;
    }
}
