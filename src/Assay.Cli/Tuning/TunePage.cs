using System.Globalization;
using Assay.Cli.Frame;
using Assay.Tuning;
using Assay.Tuning.Honesty;
using Assay.Tuning.Sensitivity;

namespace Assay.Cli.Tuning;

/// <summary>What a search came to: the best configuration, or the front, and how trials ended.</summary>
/// <param name="study">The search.</param>
/// <param name="name">Its name in the store.</param>
/// <param name="reason">Why it stopped.</param>
internal sealed class TunePage(Study study, string name, string reason)
{
    /// <summary>What the best is worth on new data; null when nothing is known of it.</summary>
    internal HonestBest? Honest { get; init; }

    /// <summary>Trials taken from earlier studies.</summary>
    internal IReadOnlyList<WarmStartReport> Earlier { get; init; } = [];

    /// <summary>Writes the page, or one JSON document.</summary>
    internal void Write(Invocation call)
    {
        var counts = study.History.Trials.GroupBy(t => t.State).OrderBy(g => g.Key).ToDictionary(g => g.Key.ToString().ToLowerInvariant(), g => g.Count());
        var importances = study.Options.Directions.Count == 1 ? new VarianceImportance().Of(study.History, study.Options.Seed) : [];
        if (call.Json)
        {
            call.WriteJson(new
            {
                Study = name,
                Stopped = reason,
                Trials = counts,
                Best = study.Options.Directions.Count == 1 ? Document(study.Best) : null,
                Front = study.Options.Directions.Count > 1 ? study.Front.Select(Document) : null,
                Expected = Honest?.Expected,
                Flattery = Honest?.Flattery(study.Options.Directions[0]),
                Earlier = Earlier.Count > 0 ? Earlier : null,
                Importance = importances,
                Advice = ImportanceMethod.Sentence(importances),
                study.Notes,
            });
            return;
        }

        foreach (var trial in study.Options.Directions.Count == 1 ? study.Best is { } best ? [best] : [] : study.Front)
        {
            call.Output.WriteLine($"{(study.Options.Directions.Count == 1 ? "Best" : "Front")}: {string.Join(", ", trial.Values.Select(v => v.ToString("G6", CultureInfo.InvariantCulture)))} ({Origin(trial)}){Expectation()}");
            foreach (var (parameter, value) in trial.Configuration.Texts)
            {
                call.Output.WriteLine($"  {parameter} = {value}");
            }
        }

        if (study.Best is null)
        {
            call.Output.WriteLine(counts.ContainsKey("done") ? "No trial ended with values that keep every constraint." : "No trial ended with values.");
        }

        call.Output.WriteLine($"Study {name}: {string.Join(", ", counts.Select(c => $"{c.Value} {c.Key}"))}. Stopped because {reason}.");
        if (ImportanceMethod.Sentence(importances) is { Length: > 0 } advice)
        {
            foreach (var (parameter, share) in importances.Select(i => (i.Parameter, i.Share)))
            {
                call.Output.WriteLine($"  {parameter} {100 * share.Value:F0} % ({100 * share.Low:F0} to {100 * share.High:F0})");
            }

            call.Output.WriteLine(advice);
        }

        foreach (var report in Earlier)
        {
            call.Output.WriteLine(report);
        }

        if (study.Best is not null && study.Options.Directions.Count == 1)
        {
            call.Output.WriteLine(Honest is null
                ? "The best of many is flattered by luck. To see by how much, let the program write {\"folds\": [0.1, 0.2, 0.15]} instead of one value, or add --confirm 5."
                : $"Expected on new data: {Honest.Expected.Method}.");
        }
    }

    private static string Origin(Trial trial) => trial.IsEarlier ? $"taken {trial.Sampler}" : $"trial {trial.Number}";

    private string Expectation() => Honest?.Expected is { } expected
        ? $"; expected on new data {Four(expected.Value)} ({Four(Math.Min(expected.Low, expected.High))} to {Four(Math.Max(expected.Low, expected.High))})"
        : "";

    private static string Four(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private static object? Document(Trial? trial) => trial is null ? null : new { Trial = trial.Number, trial.Parent, From = trial.IsEarlier ? trial.Sampler["from ".Length..] : null, trial.Values, trial.Constraints, Parameters = trial.Configuration.Values.ToDictionary() };
}
