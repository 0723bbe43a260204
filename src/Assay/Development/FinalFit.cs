using Assay.Data;
using Assay.Learners;
using Assay.Learners.Ensembles;

namespace Assay.Development;

/// <summary>Fits the champion on all development rows, or falls back on its fold models when no time is left.</summary>
internal sealed class FinalFit(Dataset data, Split split, TrialRunner runner, DevelopOptions options)
{
    /// <summary>The champion's model, and a note when it is made of fold models.</summary>
    /// <exception cref="OperationCanceledException">Ctrl-C; the clock never ends it without a model.</exception>
    public (Model Model, string? Note) Fit(Trial champion, CancellationToken cancellation)
    {
        try
        {
            return (Refit(champion, cancellation), null);
        }
        catch (Exception ended) when (options.EndedByClock(ended))
        {
            return (FromFolds(champion), $"No time was left to fit {champion.Result.Name} on all development rows: the model is made of its fold models.");
        }
    }

    private Model FromFolds(Trial trial)
    {
        var models = trial.Fit!.Models;
        if (trial.Inputs is { } inputs)
        {
            return new StackedModel([.. trial.Members.Select(m => FromFolds(m.Member))], Top(trial, inputs, options.Cancellation), inputs.Schema);
        }

        if (trial.Members.Count > 0)
        {
            return new EnsembleModel(trial.Result.Learner, [.. trial.Members.Select(m => FromFolds(m.Member))], [.. trial.Members.Select(m => m.Weight)]);
        }

        // A trial restored from an interrupted run has no fold models left: then the fit must take the time it takes.
        if (models.Count == 0)
        {
            return Refit(trial, options.Cancellation);
        }

        // Under a time split the earlier folds' models have seen little and old data; the last one has seen the most and the newest.
        return split.Kind == SplitKind.Time
            ? models[^1]
            : new EnsembleModel(Catalogue<Learner>.NameOf(typeof(GreedyEnsemble)), models, [.. models.Select(_ => 1.0)]);
    }

    private Model Top(Trial trial, Dataset inputs, CancellationToken cancellation) =>
        Stacking.Top(data.Task).Fit(inputs.All, runner.Options(trial.Candidate with { Settings = trial.TopSettings }, cancellation));

    private Model Refit(Trial trial, CancellationToken cancellation)
    {
        if (trial.Members.Count > 0)
        {
            var members = trial.Members.Select(m => Refit(m.Member, cancellation)).ToArray();
            if (trial.Inputs is { } inputs)
            {
                return new StackedModel(members, Top(trial, inputs, cancellation), inputs.Schema);
            }

            return new EnsembleModel(trial.Result.Learner, members, [.. trial.Members.Select(m => m.Weight)]);
        }

        var settled = trial.Candidate with { Settings = trial.Fit!.Refit };
        return trial.Candidate.Learner.Fit(new Sample(data, split.Development), runner.Options(settled, cancellation));
    }
}
