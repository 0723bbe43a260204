using Assay.Language.Tasks;

namespace Assay.Language.Models;

/// <summary>Something that answers: a model in this process, or one behind an address.</summary>
internal abstract class LanguageModel : IDisposable
{
    /// <summary>What results call it.</summary>
    public abstract string Name { get; }

    /// <summary>The natural logarithm of the probability of a continuation, and whether every token of it is the likeliest.</summary>
    public abstract Task<(double LogLikelihood, bool IsGreedy)> ContinuationAsync(string context, string continuation, CancellationToken cancellation);

    /// <summary>The natural logarithm of the probability of a whole text.</summary>
    public abstract Task<double> TextAsync(string text, CancellationToken cancellation);

    /// <summary>A text that goes on from a prompt.</summary>
    public abstract Task<string> GenerateAsync(TaskPrompt prompt, GenerationSettings settings, CancellationToken cancellation);

    /// <inheritdoc/>
    public virtual void Dispose() => GC.SuppressFinalize(this);

    /// <summary>The text up to the first stop sequence.</summary>
    protected static string Cut(string text, IReadOnlyList<string> until) =>
        until.Where(u => u.Length > 0).Aggregate(text, (t, stop) => t.IndexOf(stop, StringComparison.Ordinal) is >= 0 and var at ? t[..at] : t);
}
