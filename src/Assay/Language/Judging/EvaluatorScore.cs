using Microsoft.Extensions.AI;
using Microsoft.Extensions.AI.Evaluation;

namespace Assay.Language.Judging;

/// <summary>Any evaluator of Microsoft.Extensions.AI.Evaluation as a scorer: every metric it gives, as a number.</summary>
public static class EvaluatorScore
{
    /// <summary>The metrics of one response: numbers as they are, yes 1 and no 0; NaN where the evaluator gave none.</summary>
    /// <param name="evaluator">The evaluator.</param>
    /// <param name="prompt">What the model was asked.</param>
    /// <param name="response">What it said.</param>
    /// <param name="configuration">The model the evaluator asks; null when it needs none.</param>
    /// <param name="cancellation">Ends it.</param>
    // Five parameters: what the interface of the evaluator takes.
    public static async Task<IReadOnlyDictionary<string, double>> OfAsync(IEvaluator evaluator, string prompt, string response, ChatConfiguration? configuration, CancellationToken cancellation)
    {
        var result = await evaluator.EvaluateAsync([new ChatMessage(ChatRole.User, prompt)], new ChatResponse(new ChatMessage(ChatRole.Assistant, response)), configuration, null, cancellation).ConfigureAwait(false);
        return result.Metrics.ToDictionary(m => m.Key, m => m.Value switch
        {
            NumericMetric { Value: { } number } => number,
            BooleanMetric { Value: { } yes } => yes ? 1 : 0,
            _ => double.NaN,
        });
    }
}
