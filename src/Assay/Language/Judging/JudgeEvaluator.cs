using Assay.Language.Models;
using Assay.Language.Python;
using Assay.Language.Tasks;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.AI.Evaluation;

namespace Assay.Language.Judging;

/// <summary>A judge of ours as an evaluator of Microsoft.Extensions.AI.Evaluation.</summary>
/// <remarks>The last message of the user is the prompt; contexts given are fields by name (context, reference).</remarks>
public sealed class JudgeEvaluator : IEvaluator
{
    private readonly JudgeDefinition judge;

    /// <summary>A built-in judge, or a YAML file.</summary>
    /// <exception cref="AssayException"><c>usage.unknown-name</c>, <c>data.judge</c>.</exception>
    public JudgeEvaluator(string nameOrFile, IReadOnlyDictionary<string, string>? parameters = null) =>
        judge = JudgeDefinition.Find(nameOrFile).With(parameters ?? new Dictionary<string, string>());

    /// <inheritdoc/>
    public IReadOnlyCollection<string> EvaluationMetricNames => [judge.Name];

    /// <inheritdoc/>
    public async ValueTask<EvaluationResult> EvaluateAsync(
        IEnumerable<Microsoft.Extensions.AI.ChatMessage> messages,
        ChatResponse modelResponse,
        ChatConfiguration? chatConfiguration = null,
        IEnumerable<EvaluationContext>? additionalContext = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(chatConfiguration);
        var row = new PythonDictionary { ["prompt"] = messages.LastOrDefault(m => m.Role == ChatRole.User)?.Text ?? "", ["response"] = modelResponse.Text };
        foreach (var context in additionalContext ?? [])
        {
            row[context.Name] = string.Join('\n', context.Contents.Select(c => c.ToString()));
        }

        using var model = new ChatClientModel(chatConfiguration.ChatClient);
        var said = await model.GenerateAsync(new TaskPrompt(null, [new Tasks.ChatMessage("user", JudgePrompt.Of(judge, row, 0))], false), new GenerationSettings([], 1024, 0), cancellationToken).ConfigureAwait(false);
        var score = JudgePrompt.Score(judge, said);
        return new EvaluationResult(new NumericMetric(judge.Name, double.IsNaN(score) ? null : score, said));
    }
}
