namespace Assay.Tuning;

/// <summary>Which trials of an earlier study a new one has taken over.</summary>
/// <param name="Study">The earlier study.</param>
/// <param name="Trials">How many trials it has.</param>
/// <param name="Taken">How many were taken.</param>
/// <param name="LeftOut">How many were left out for which reason.</param>
public sealed record WarmStartReport(string Study, int Trials, int Taken, IReadOnlyDictionary<string, int> LeftOut)
{
    /// <summary>The same as a plain sentence.</summary>
    public override string ToString() =>
        $"{Taken} of {Trials} trials of study {Study} were taken"
        + (LeftOut.Count == 0 ? "." : $"; left out: {string.Join(", ", LeftOut.OrderByDescending(r => r.Value).ThenBy(r => r.Key, StringComparer.Ordinal).Select(r => $"{r.Value} {r.Key}"))}.");
}
