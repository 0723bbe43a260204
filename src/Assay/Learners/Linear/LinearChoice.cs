using Assay.Data;
using Assay.Metrics;

namespace Assay.Learners.Linear;

/// <summary>Fits every fold for plans and values of l2, and keeps the simplest that nothing else clearly beats on the validation rows.</summary>
/// <remarks>
/// Where the future differs from the past, folds disagree and a single odd fold can make the mean loss fall for the wrong reason. So the
/// standard choice (straight lines, l2 = 1) gives way only to one with a lower mean loss, lower in most folds, that ranks no worse; where
/// folds go forward in time, bent lines must have been better every time.
/// </remarks>
internal sealed class LinearChoice
{
    // A plan that is not simplest must lower the loss by a thousandth to be worth it.
    private const double WorthIt = 0.999;
    private const int Patience = 2;
    private readonly string learner;
    private readonly Dataset data;
    private readonly IReadOnlyList<Fold> folds;
    private readonly FitOptions options;
    private readonly TimeSpan[] times;
    private readonly RocAuc ranking = new();
    private Choice? best;

    /// <summary>Nothing tried yet.</summary>
    public LinearChoice(string learner, Dataset data, IReadOnlyList<Fold> folds, FitOptions options)
    {
        this.learner = learner;
        this.data = data;
        this.folds = folds;
        this.options = options;
        times = new TimeSpan[folds.Count];
    }

    /// <summary>Tries all and gives the best choice's predictions, models and settings.</summary>
    public CrossFit Run()
    {
        foreach (var plan in LinearPlan.All(options.Settings, data))
        {
            var found = Walk(plan);
            best = best is null || (found.Beats(best, WorthIt) && (!Fold.GoForward(folds) || found.NeverLosesTo(best))) ? found : best;
        }

        return new CrossFit { OutOfFold = CrossFit.Join(best!.Predicted), Models = best.Models, FitTimes = times, Refit = best.Settings };
    }

    // From l2 = 1 to stronger penalties while that helps; if it never did, to weaker ones.
    private Choice Walk(LinearPlan plan)
    {
        var fits = new LinearFit[folds.Count];
        EachFold(fold => fits[fold] = new LinearFit(learner, new Sample(data, folds[fold].Train), plan, options.Cancellation));
        var found = Try(plan, fits, plan.Start);
        foreach (var direction in new[] { plan.Stronger, plan.Weaker })
        {
            var before = found;
            found = Follow(plan, fits, direction, found);
            if (!ReferenceEquals(found, before))
            {
                break;
            }
        }

        return found;
    }

    private Choice Follow(LinearPlan plan, LinearFit[] fits, IReadOnlyList<double> penalties, Choice found)
    {
        var worse = 0;
        foreach (var l2 in penalties)
        {
            var tried = Try(plan, fits, l2);
            var better = tried.Beats(found, 1);
            worse = better ? 0 : worse + 1;
            found = better ? tried : found;
            if (worse >= Patience)
            {
                break;
            }
        }

        return found;
    }

    private Choice Try(LinearPlan plan, LinearFit[] fits, double l2)
    {
        var models = new LinearModel[folds.Count];
        var predicted = new double[folds.Count][];
        var scores = new (double Loss, double Misranked, double Weight)[folds.Count];
        EachFold(fold =>
        {
            var validation = new Sample(data, folds[fold].Validation);
            models[fold] = fits[fold].Solve(l2, LinearFit.Roughly);
            predicted[fold] = models[fold].Predict(validation);
            scores[fold] = Score(validation, predicted[fold]);
        });
        return new Choice(plan.Settings.With("l2", l2), models, predicted, scores);
    }

    private void EachFold(Action<int> body) => FoldLoop.Run(folds.Count, options, fold =>
    {
        var start = ThreadClock.Now;
        body(fold);
        times[fold] += ThreadClock.Now - start;
    });

    private (double Loss, double Misranked, double Weight) Score(Sample validation, double[] predicted)
    {
        double loss = 0, all = 0;
        var target = validation.Target();
        var weights = LabelSummary.Weights(validation);
        for (var i = 0; i < target.Length; i++)
        {
            loss += weights[i] * LabelSummary.Loss(predicted.AsSpan(i * data.Outputs, data.Outputs), data.Task, target[i]);
            all += weights[i];
        }

        var twoClasses = data.Task == LearningTask.Binary && all > 0 && target.Contains(0) && target.Contains(1);
        var area = twoClasses ? ranking.Measure(new Scored(target, predicted, 1, weights)).Value : 1;
        return (all > 0 ? loss / all : 0, double.IsNaN(area) ? 0 : 1 - area, all);
    }

    /// <summary>One plan with one l2.</summary>
    private sealed record Choice(
        Settings Settings, IReadOnlyList<LinearModel> Models, double[][] Predicted, (double Loss, double Misranked, double Weight)[] Folds)
    {
        // How much of the ROC area a lower loss may cost: what folds of a few thousand rows cannot tell from nothing.
        private const double AreaTolerance = 0.0005;

        private double Loss => Folds.Sum(f => f.Loss * f.Weight) / Math.Max(Folds.Sum(f => f.Weight), 1e-300);

        /// <summary>Whether the loss is lower in every fold.</summary>
        public bool NeverLosesTo(Choice other) => Folds.Zip(other.Folds).All(f => f.First.Loss < f.Second.Loss && f.First.Misranked <= f.Second.Misranked);

        /// <summary>Whether the mean loss is below that share of the other's, in most folds, and the ranking no worse.</summary>
        public bool Beats(Choice other, double share) =>
            Loss < other.Loss * share
            && 2 * Folds.Zip(other.Folds).Count(f => f.First.Loss < f.Second.Loss) > Folds.Length
            && Folds.Average(f => f.Misranked) <= other.Folds.Average(f => f.Misranked) + AreaTolerance;
    }
}
