using Assay.Tuning.Spaces;

namespace Assay.Tests.Tuning;

/// <summary>Spaces that tests search.</summary>
internal static class TuningSpaces
{
    public static Space Plain { get; } = new([Dimension.Float("x", -5, 5), Dimension.Float("y", 1e-4, 1).Log()]);

    public static Space Mixed { get; } = new([Dimension.Float("x", -5, 5), Dimension.Int("n", 1, 30), Dimension.Category("k", "a", "b", "c"), Dimension.Ordinal("o", "s", "m", "l")]);

    public static Space Conditional { get; } = new(
    [
        Dimension.Category("kernel", "linear", "rbf", "poly"), Dimension.Float("C", 1e-3, 1e3).Log(),
        Dimension.Float("gamma", 1e-5, 10).Log().OnlyWhen("kernel", "rbf", "poly"), Dimension.Int("degree", 2, 5).OnlyWhen("kernel", "poly"),
    ]);

    public static Space Constrained { get; } = new([Dimension.Float("a", 0, 1), Dimension.Float("b", 0, 1)], new ParameterConstraint("a <= b"));
}
