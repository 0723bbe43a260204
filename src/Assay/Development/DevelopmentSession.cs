using Assay.Data;
using Assay.Development.Leaks;
using Assay.Development.Splits;
using Assay.Evaluation;
using Assay.Learners;
using Assay.Metrics;
using Assay.Statistics;

namespace Assay.Development;

/// <summary>One development run from table to verdict: leaks, split, four phases, promotion, test.</summary>
internal sealed class DevelopmentSession : IDisposable
{
    private const double SearchShare = 0.45;

    private readonly DevelopOptions options;
    private readonly WorkPlan plan;
    private readonly SharedWork shared = new();
    private readonly RunRecorder recorder;
    private readonly List<Trial> trials = [];
    private readonly List<Promotion> promotions = [];
    private readonly List<string> notes = [];
    private readonly Dataset data;
    private readonly IReadOnlyList<LeakFinding> leaks;
    private readonly Split split;
    private readonly SplitSummary splitSummary;
    private readonly Metric metric;
    private readonly double margin;
    private readonly FoldScore score;
    private readonly TrialRunner runner;
    private readonly PromotionRule rule;
    private readonly ProgressReporter progress;

    public DevelopmentSession(Dataset table, DevelopOptions options, RunRecorder recorder, long start)
    {
        this.options = options;
        this.recorder = recorder;
        metric = Fitting(options.Metric ?? DefaultMetric.For(table.Task), table);
        margin = Sensible(options.Margin ?? metric.DefaultMargin, metric);
        plan = new WorkPlan(options, start);
        progress = new ProgressReporter(options, plan, metric);
        if (recorder.Kept > 0)
        {
            progress.Say($"going on with run {recorder.Id}, {recorder.Kept} finished candidates kept");
        }

        progress.Say("split and leaks");
        var prepared = Preparation.Of(table, options, plan, metric);
        (data, split, splitSummary, leaks) = prepared;
        notes.AddRange(prepared.Notes);
        score = new FoldScore(data, split, metric);
        runner = new TrialRunner(data, split, score, options, shared);
        rule = new PromotionRule(score, runner, margin);
    }

    /// <summary>The prepared table: leaks dropped.</summary>
    public Dataset Data => data;

    /// <summary>Everything in order; the champion's model beside the outcome.</summary>
    public (Outcome Outcome, FinishedModel Final) Run()
    {
        var champion = BeforeMachineLearning();
        var baseline = champion;
        champion = SimplePhase(champion);
        champion = Search(champion, Phases.Optimised, Portfolio.Optimised(trials, options));
        champion = ComplexPhase(champion);
        return Finish(baseline, champion);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        plan.Dispose();
        shared.Dispose();
    }

    private static Metric Fitting(Metric metric, Dataset table) => metric.Supports(table.Task)
        ? metric
        : throw new AssayException(
            "usage.metric-task",
            $"{metric.Name} is not for this task: {table.TargetName} is a {table.Task.ToString().ToLowerInvariant()} target. Choose one of {string.Join(", ", Catalogue<Metric>.All.Where(m => m.IsHeadline && m.Supports(table.Task)).Select(m => m.Name))}, or another --task.");

    private static double Sensible(double margin, Metric metric) => margin is >= 0 and < 1
        ? margin
        : throw new AssayException(
            "usage.margin",
            $"The margin is {(metric.MarginIsRelative ? "a share of the loss" : $"in the unit of {metric.Name}")}, from 0 to below 1; found {margin}. Leave it out for {metric.DefaultMargin}.");

    private Trial BeforeMachineLearning()
    {
        // What a person gave must be readable before time is spent on anything else.
        foreach (var told in Portfolio.Told(data, options))
        {
            _ = told.Learner.Fit(new Sample(data, split.Development), runner.Options(told, options.Cancellation));
        }

        foreach (var candidate in Portfolio.BeforeMachineLearning(data, split, options))
        {
            // The first ones take milliseconds and are the answer of last resort: until there is one, only Ctrl-C ends them.
            TryWithin(candidate, trials.Any(t => t.Finished) ? plan.Baselines : options.Cancellation);
        }

        return Best(trials) ?? throw new AssayException(
            "data.nothing-to-learn", $"No baseline could be scored: {trials[0].Result.Error ?? trials[0].Result.Refused ?? metric.Name + " is undefined on every fold"}. Check the target column.");
    }

    // Cheapest first: a costlier simple model must be significantly and worthwhile better than the cheaper ones.
    private Trial SimplePhase(Trial champion)
    {
        var tried = Portfolio.Simple(data).Select(c => TryWithinPlan(c, mandatory: true)).OfType<Trial>().Where(t => t.Finished).ToArray();
        foreach (var challenger in tried.OrderBy(t => t.Result.StepsPerRow).ThenBy(t => t.Result.ModelBytes))
        {
            var decision = rule.DecideInChain(champion, challenger, tried.Length, costCounts: champion.Candidate.Phase == Phases.BeforeMachineLearning);
            champion = Record(decision) ? challenger : champion;
        }

        return champion;
    }

    private Trial Search(Trial champion, string phase, IEnumerable<Candidate> candidates)
    {
        // The search takes what it can get, so it must leave room for the complex phase.
        plan.Share = SearchShare;
        foreach (var candidate in candidates)
        {
            TryWithinPlan(candidate, mandatory: false);
        }

        plan.Share = 1;
        return Promote(champion, phase);
    }

    private Trial ComplexPhase(Trial champion)
    {
        foreach (var candidate in Portfolio.Complex(trials, data, split, metric))
        {
            TryWithinPlan(candidate, mandatory: false);
        }

        AddEnsembles();
        return Promote(champion, Phases.Complex);
    }

    private void AddEnsembles()
    {
        var builder = new EnsembleBuilder(data, split, score, options);
        AddEnsemble("greedy-ensemble", () => builder.Greedy(trials, runner, plan.Ensembles));
        AddEnsemble("stacking", () => builder.Stack(trials, runner, plan.Ensembles));
    }

    private void AddEnsemble(string name, Func<Trial?> build)
    {
        if (plan.EnsemblesAreOver)
        {
            plan.LeaveOut(name, 0);
            return;
        }

        progress.Say(name);
        try
        {
            if (build() is { } ensemble)
            {
                Keep(ensemble, record: true);
            }
        }
        catch (Exception ended) when (options.EndedByClock(ended))
        {
            plan.Cut(name);
        }
    }

    private Trial Promote(Trial champion, string phase)
    {
        Trial[] tried = [.. Ordered(trials.Where(t => t.Candidate.Phase == phase))];
        var promoted = rule.Decide(champion, tried, Portfolio.Lead(phase, split)).FirstOrDefault(Record);
        return promoted is null ? champion : tried.First(t => t.Result.Name == promoted.To);
    }

    private Trial? TryWithinPlan(Candidate candidate, bool mandatory)
    {
        var work = split.Folds.Sum(f => candidate.Learner.Work(data, f.Train.Length, candidate.Settings));
        if (!mandatory && (plan.SearchIsOver || !plan.Fits(work)))
        {
            plan.LeaveOut(candidate.Name, work);
            return null;
        }

        var trial = TryWithin(candidate, mandatory ? plan.Simple : plan.Search);
        plan.Spend(trial?.Fit is null ? 0 : split.Folds.Sum(f => candidate.Learner.Work(data, f.Train.Length, trial.Fit.Refit)));
        return trial;
    }

    // Null when the clock ended it.
    private Trial? TryWithin(Candidate candidate, CancellationToken cancellation)
    {
        try
        {
            return Try(candidate, cancellation);
        }
        catch (Exception ended) when (options.EndedByClock(ended))
        {
            plan.Cut(candidate.Name);
            return null;
        }
    }

    private Trial Try(Candidate candidate, CancellationToken cancellation)
    {
        progress.Running(candidate);
        if (recorder.Restore(candidate) is { } restored)
        {
            return Keep(restored, record: false);
        }

        return Keep(runner.Run(candidate, cancellation), record: true);
    }

    private Trial Keep(Trial trial, bool record)
    {
        trials.Add(trial);
        if (record)
        {
            recorder.Record(trial);
        }

        progress.Finished(trial, Best(trials));
        return trial;
    }

    private bool Record(Promotion decision)
    {
        promotions.Add(decision);
        return decision.Promoted;
    }

    private Trial? Best(IEnumerable<Trial> of) => Ordered(of).FirstOrDefault();

    private IEnumerable<Trial> Ordered(IEnumerable<Trial> of)
    {
        var sign = metric.LargerIsBetter ? -1 : 1;
        return of.Where(t => t.Finished).OrderBy(t => sign * t.Result.Score.Value).ThenBy(t => t.Result.StepsPerRow);
    }

    private (Outcome Outcome, FinishedModel Final) Finish(Trial baseline, Trial champion)
    {
        progress.Say("final fit of " + champion.Result.Name);
        var final = new FinalFit(data, split, runner, options);
        var (model, note) = final.Fit(champion, plan.FinalFit);
        if (note is not null)
        {
            notes.Add(note);
        }

        var test = new TestScoring(data, split, options, plan.Everything);
        var rows = new Sample(data, split.Test);
        var predicted = model.Predict(rows);
        var baselinePredicted = champion == baseline ? predicted : final.Fit(baseline, plan.FinalFit).Model.Predict(rows);
        var result = new ChampionResult(champion.Result.Name, champion.Candidate.Phase, test.All(metric, predicted))
        {
            BaselineTest = test.One(metric, baselinePredicted),
            GainOverBaseline = champion == baseline ? null : test.Gain(metric, baselinePredicted, predicted),
        };
        var evidence = Evidence(model, predicted);
        var curves = Curves(champion);
        // What was asked to stop must not end as if it had not been.
        options.Cancellation.ThrowIfCancellationRequested();
        var tested = new Predictions(champion.Result.Name, data.Taking(split.Test), predicted, data.Task == LearningTask.Regression ? PredictionKind.Value : PredictionKind.Probability);
        return (Outcome(result, evidence, curves), new FinishedModel(model, champion.Fit!.Refit, Residuals(champion), tested));
    }

    private TestEvidence Evidence(Model model, double[] predicted)
    {
        progress.Say("importance and calibration");
        var maker = new EvidenceMaker(data, split, options);
        return maker.Describe(predicted) with
        {
            Importance = Whole(maker.Importance(model, metric, plan.Everything), data.Features.Count + data.Calendar.Count, found => $"importance of {data.Features.Count + data.Calendar.Count - found} columns"),
            Sizes = EvidenceMaker.Sizes(trials, metric.LargerIsBetter, rule.UsefulGain),
        };
    }

    private List<LearningCurve> Curves(Trial champion)
    {
        var runnerUp = Ordered(trials.Where(t => t != champion && t.Members.Count == 0 && t.Candidate.Learner != champion.Candidate.Learner)).FirstOrDefault();
        var curves = new List<LearningCurve>();
        // One repeat shows the shape; the last point is the trial's own, over all of them.
        var once = split.Once();
        var measure = new LearningCurves(data, once, new TrialRunner(data, once, new FoldScore(data, once, metric), options, shared), options, metric.LargerIsBetter);
        foreach (var trial in new[] { champion, runnerUp }.OfType<Trial>())
        {
            var work = LearningCurves.Work(trial, data, once);
            if (!plan.FitsAfterSearch(work))
            {
                notes.Add($"No learning curve of {trial.Result.Name}: it needs about {work:0} s of counted work; give a larger budget.");
                continue;
            }

            progress.Say("learning curve of " + trial.Result.Name);
            plan.Spend(work);
            var curve = measure.Measure(trial, plan.Everything);
            _ = Whole(curve.Points, LearningCurves.MostPoints, found => $"{LearningCurves.MostPoints - found} points of the learning curve of {trial.Result.Name}");
            curves.Add(curve);
        }

        return curves;
    }

    // What the clock has ended is told, since a second run may get further.
    private IReadOnlyList<T> Whole<T>(IReadOnlyList<T> found, int wanted, Func<int, string> missing)
    {
        if (found.Count < wanted && plan.Everything.IsCancellationRequested)
        {
            plan.Cut(missing(found.Count));
        }

        return found;
    }

    private double[] Residuals(Trial champion)
    {
        if (data.Task != LearningTask.Regression)
        {
            return [];
        }

        var residuals = score.Truth.Zip(champion.Fit!.OutOfFold, (t, p) => t - p).Order().ToArray();
        return [residuals[(int)(0.025 * (residuals.Length - 1))], residuals[(int)Math.Ceiling(0.975 * (residuals.Length - 1))]];
    }

    private Outcome Outcome(ChampionResult champion, TestEvidence evidence, List<LearningCurve> curves) => new()
    {
        Task = data.Task,
        Metric = metric.Name,
        LargerIsBetter = metric.LargerIsBetter,
        Margin = new UsefulMargin(rule.UsefulGain(Best(trials)!.Result.Score.Value), metric.MarginIsRelative, margin),
        Positive = data.Task == LearningTask.Binary ? data.Classes[1] : null,
        Seed = options.Seed,
        Threads = options.Threads,
        Dataset = Preparation.Describe(data),
        Split = splitSummary,
        Leaks = leaks,
        Phases = [.. Phases.All.Select(PhaseOf)],
        Promotions = promotions,
        Champion = champion,
        Verdict = Verdict.Say(metric.Name, champion, promotions, SearchFacts.Of(champion.Name, trials, Portfolio.Simple(data), rule)),
        LearningCurves = curves,
        Outlook = curves.Count == 2 ? LearningCurves.Outlook(curves[0], curves[1], metric.LargerIsBetter) : null,
        Evidence = evidence,
        Budget = plan.Summary(),
        Notes = [.. data.Notes, .. notes],
    };

    private PhaseResult PhaseOf(string phase)
    {
        var own = trials.Where(t => t.Candidate.Phase == phase).ToArray();
        var before = Best(trials.Where(t => Before(t.Candidate.Phase, phase)));
        return new PhaseResult(phase, [.. own.Select(t => WithGain(t, before))]) { Best = Best(own)?.Result.Name };
    }

    private CandidateResult WithGain(Trial trial, Trial? before) =>
        before is null || !trial.Finished ? trial.Result : trial.Result with { Gain = GainInTime(before, trial) };

    // The gain itself is a subtraction and always given; its interval is what the clock may end.
    private Interval GainInTime(Trial before, Trial trial)
    {
        if (!plan.Everything.IsCancellationRequested)
        {
            return rule.QuickGain(before, trial);
        }

        var sign = metric.LargerIsBetter ? 1 : -1;
        return new Interval(sign * (trial.Result.Score.Value - before.Result.Score.Value), double.NaN, double.NaN, "no interval, the budget was used up");
    }

    private static bool Before(string phase, string than) =>
        Phases.All.ToList().IndexOf(phase) < Phases.All.ToList().IndexOf(than);
}
