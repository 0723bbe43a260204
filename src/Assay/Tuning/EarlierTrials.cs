using Assay.Tuning.Spaces;
using Assay.Tuning.Storage;

namespace Assay.Tuning;

/// <summary>Chooses the trials of an earlier study that say something about this space: those whose every parameter is in both and inside the new limits.</summary>
/// <remarks>Nothing is moved to the nearest allowed value: a trial that is left out is counted with its reason.</remarks>
internal static class EarlierTrials
{
    /// <summary>The trials to take, in the order they ended, and what was left out.</summary>
    internal static (IReadOnlyList<Trial> Taken, WarmStartReport Report) Of(string name, StudyRecords records, Space space)
    {
        var (taken, leftOut) = (new List<Trial>(), new Dictionary<string, int>());
        foreach (var entry in records.Trials.OrderBy(t => t.Changed).ThenBy(t => t.Trial.Number))
        {
            var (made, fault) = Made(entry.Trial, space);
            if (made is null)
            {
                leftOut[fault!] = leftOut.GetValueOrDefault(fault!) + 1;
                continue;
            }

            taken.Add(entry.Trial with { Configuration = made, Reports = [.. entry.Reports.Select(r => r.Report)], Sampler = Trial.EarlierMark + name, RetryOf = null, Parent = null });
        }

        return (taken, new WarmStartReport(name, records.Trials.Count, taken.Count, leftOut));
    }

    private static (Configuration? Made, string? Fault) Made(Trial trial, Space space)
    {
        if (trial.State is not (TrialState.Done or TrialState.Pruned))
        {
            return (null, trial.State == TrialState.Failed ? "that failed" : "that did not end");
        }

        var texts = trial.Configuration.Texts.ToDictionary();
        if (texts.Keys.FirstOrDefault(n => space.IndexOf(n) < 0) is { } unknown)
        {
            return (null, $"with {unknown}, which this space lacks");
        }

        var codes = new double[space.Dimensions.Count];
        Array.Fill(codes, double.NaN);
        for (var i = 0; i < codes.Length; i++)
        {
            var dimension = space.Dimensions[i];
            if (!space.Counts(i, codes))
            {
                continue;
            }

            if (!texts.TryGetValue(dimension.Name, out var text))
            {
                return (null, $"without {dimension.Name}");
            }

            if (Code(dimension, text) is not { } code)
            {
                return (null, $"with {dimension.Name} outside this space");
            }

            codes[i] = code;
        }

        var made = new Configuration(space, codes);
        return made.Texts.Count() < texts.Count ? (null, "with parameters that do not count here")
            : space.Allows(made) ? (made, null) : (null, "that break a constraint");
    }

    private static double? Code(Dimension dimension, string text)
    {
        if (dimension.Choices.Count > 0)
        {
            return dimension.Choices.Contains(text) ? dimension.Code(text) : null;
        }

        var inside = double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= dimension.Low && number <= dimension.High;
        // A number between the steps is none this space would try.
        return inside && Math.Abs(dimension.FromUnit(dimension.ToUnit(number)) - number) <= 1e-9 * Math.Max(1, Math.Abs(number)) ? number : null;
    }
}
