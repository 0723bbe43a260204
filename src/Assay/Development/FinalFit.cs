using Assay.Data;
using Assay.Learners;
using Assay.Learners.Ensembles;

namespace Assay.Development;

/// <summary>Fits the champion on all development rows, or falls back on its fold models when no time is left.</summary>
internal sealed class FinalFit(Dataset data, Split split, TrialRunner runner)
{
    /// <summary>The champion's model, and a note when it is made of fold models.</summary>
    public (Model Model, string? Note) Fit(Trial champion, CancellationToken cancellation)
    {
        try
        {
            return (Refit(champion, cancellation), null);
        }
        catch (Exception ended) when (ended is OperationCanceledException or AggregateException { InnerException: OperationCanceledException })
        {
            // A trial restored from an interrupted run has no fold models left: then the fit must take the time it takes.
            var models = champion.Fit!.Models;
            if (models.Count == 0)
            {
                return (Refit(champion, CancellationToken.None), $"Fitting {champion.Result.Name} on all development rows went past the budget.");
            }

            return (new EnsembleModel("greedy-ensemble", models, [.. models.Select(_ => 1.0)]),
                $"No time was left to fit {champion.Result.Name} on all development rows: the model is the mean of its {models.Count} fold models.");
        }
    }

    private Model Refit(Trial trial, CancellationToken cancellation)
    {
        if (trial.Members.Count > 0)
        {
            var members = trial.Members.Select(m => Refit(m.Member, cancellation)).ToArray();
            if (trial.Inputs is { } inputs)
            {
                var rows = split.Folds.SelectMany(f => f.Validation).Order().ToArray();
                var top = Stacking.Top(data.Task).Fit(new Sample(inputs, rows), runner.Options(trial.Candidate with { Settings = trial.TopSettings }, cancellation));
                return new StackedModel(members, top, inputs.Schema);
            }

            return new EnsembleModel(trial.Result.Learner, members, [.. trial.Members.Select(m => m.Weight)]);
        }

        var settled = trial.Candidate with { Settings = trial.Fit!.Refit };
        return trial.Candidate.Learner.Fit(new Sample(data, split.Development), runner.Options(settled, cancellation));
    }
}
