using Assay.Language.Tasks;

namespace Assay.Language.Models;

/// <summary>Something that answers: a model in this process, or one behind an address.</summary>
internal abstract class LanguageModel : IDisposable
{
    /// <summary>What results call it.</summary>
    public abstract string Name { get; }

    /// <summary>What answers are kept under: two models that may answer differently differ in it.</summary>
    public virtual string Identity => Name;

    /// <summary>How many questions it takes at once.</summary>
    public virtual int MostAtOnce => int.MaxValue;

    /// <summary>Asks once; what may pass when asked again is a <see cref="ProviderRefusal"/>.</summary>
    /// <exception cref="AssayException"><c>usage.model-likelihood</c> and others where the model cannot answer questions of this kind.</exception>
    public abstract Task<ModelReply> AskAsync(ModelQuestion question, CancellationToken cancellation);

    /// <summary>The natural logarithm of the probability of a continuation, and whether every token of it is the likeliest.</summary>
    public async Task<(double LogLikelihood, bool IsGreedy)> ContinuationAsync(string context, string continuation, CancellationToken cancellation) =>
        (await AskAsync(new LikelihoodQuestion(context, [continuation]), cancellation).ConfigureAwait(false)).Likelihoods[0];

    /// <summary>The natural logarithm of the probability of a whole text.</summary>
    public async Task<double> TextAsync(string text, CancellationToken cancellation) =>
        (await AskAsync(new TextQuestion(text), cancellation).ConfigureAwait(false)).Likelihoods[0].LogLikelihood;

    /// <summary>A text that goes on from a prompt.</summary>
    public async Task<string> GenerateAsync(TaskPrompt prompt, GenerationSettings settings, CancellationToken cancellation) =>
        (await AskAsync(new GenerationQuestion(prompt, settings, 0), cancellation).ConfigureAwait(false)).Text!;

    /// <inheritdoc/>
    public virtual void Dispose() => GC.SuppressFinalize(this);

    /// <summary>The text up to the first stop sequence.</summary>
    protected static string Cut(string text, IReadOnlyList<string> until) =>
        until.Where(u => u.Length > 0).Aggregate(text, (t, stop) => t.IndexOf(stop, StringComparison.Ordinal) is >= 0 and var at ? t[..at] : t);

    /// <summary>The refusal of likelihoods by a model that only writes.</summary>
    protected AssayException NoLikelihood(string kind) => new(
        "usage.model-likelihood",
        $"{kind}:{Name} only writes answers and gives no log-probabilities of a given text: use completions:MODEL@URL or local:FILE for this task, or a task that generates.");
}
