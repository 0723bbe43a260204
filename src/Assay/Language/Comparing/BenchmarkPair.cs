using Assay.Statistics;

namespace Assay.Language.Comparing;

/// <summary>Two models on the same documents of one benchmark.</summary>
/// <param name="Benchmark">The task or group.</param>
/// <param name="First">One model.</param>
/// <param name="Second">The other.</param>
/// <param name="Gain">How much better the second is, with its interval; above 0 is better whatever way the metric runs.</param>
/// <param name="Test">How it was judged.</param>
public sealed record BenchmarkPair(string Benchmark, string First, string Second, Interval Gain, string Test)
{
    /// <summary>The two-sided p value of this pair alone.</summary>
    public double P { get; init; } = double.NaN;

    /// <summary>The p value after Holm over all pairs and benchmarks of the table.</summary>
    public double HolmP { get; init; } = double.NaN;

    /// <summary>Documents both answered.</summary>
    public long Documents { get; init; }

    /// <summary>better, worse or cannot-tell, of the second, by the p value after Holm.</summary>
    public string Verdict { get; init; } = "cannot-tell";

    /// <summary>The smallest true difference these documents would show in four of five such comparisons.</summary>
    public double Detectable { get; init; } = double.NaN;
}
