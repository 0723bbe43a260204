using Assay.Data;
using Assay.Development;
using Assay.Development.Leaks;
using Assay.Development.Splits;
using Assay.Numerics;

namespace Assay.Tests.Development.Leaks;

/// <summary>Runs one check, or all, on a made-up table.</summary>
internal static class LeakTables
{
    public static LeakContext Look(this Dataset data, string split = "stratified") =>
        new() { Data = data, Split = SplitPlan.Make(data, SplitOptions.Parse(split), new SplitAdvice(SplitKind.Stratified, null, [])) };

    public static IReadOnlyList<LeakFinding> Check(this Dataset data, string check, string split = "stratified") =>
        [.. Catalogue<LeakCheck>.Find(check).Run(data.Look(split))];

    public static double[] Noise(int rows, ulong seed) => Make(rows, seed, r => r.NextNormal());

    public static double[] Whole(int rows, int bound, ulong seed) => Make(rows, seed, r => r.Next(bound));

    public static T[] Each<T>(int rows, Func<int, T> value) => [.. Enumerable.Range(0, rows).Select(value)];

    private static double[] Make(int rows, ulong seed, Func<SeededRandom, double> next)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, rows).Select(_ => next(random))];
    }
}
