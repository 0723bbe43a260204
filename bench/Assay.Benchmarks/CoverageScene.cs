using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Benchmarks;

/// <summary>One number whose interval is put to the test.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Rows">Rows of each simulated data set.</param>
/// <param name="Draw">Makes a data set.</param>
/// <param name="Value">The number itself, on a population.</param>
/// <param name="Interval">The interval under test.</param>
internal sealed record CoverageScene(
    string Name,
    int Rows,
    Func<SeededRandom, int, CoverageRows> Draw,
    Func<CoverageRows, double> Value,
    Func<CoverageRows, BootstrapOptions, Interval> Interval);
