namespace Assay.Learners;

/// <summary>One knob of a learner and the range it may be searched in.</summary>
/// <param name="Name">Kebab case, as in <see cref="Settings"/>.</param>
/// <param name="Low">Smallest value; unused when there are choices.</param>
/// <param name="High">Largest value; unused when there are choices.</param>
public sealed record Parameter(string Name, double Low, double High)
{
    /// <summary>Search on the logarithm.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>Only whole numbers.</summary>
    public bool Whole { get; init; }

    /// <summary>A fixed set of words instead of a range; empty for a range.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];
}
