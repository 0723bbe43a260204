using Assay.Statistics;

namespace Assay.Development;

/// <summary>The model that is kept, scored once on the locked test part.</summary>
/// <param name="Name">The candidate's name.</param>
/// <param name="Phase">The phase it comes from.</param>
/// <param name="Test">Every metric that fits the task on the locked test part, by kebab-case name.</param>
public sealed record ChampionResult(string Name, string Phase, IReadOnlyDictionary<string, Interval> Test)
{
    /// <summary>The best baseline without learning, on the same test rows and by the main metric.</summary>
    public Interval? BaselineTest { get; init; }

    /// <summary>The paired gain of the champion over that baseline on the test rows, positive is better.</summary>
    public Interval? GainOverBaseline { get; init; }
}
