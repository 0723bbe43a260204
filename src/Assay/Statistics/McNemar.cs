using Assay.Numerics;
using MathNet.Numerics;

namespace Assay.Statistics;

/// <summary>Whether two classifiers err equally often on the same rows, from the rows on which only one of them is right.</summary>
/// <remarks>Source: McNemar, Psychometrika 12, 1947; exact and mid-p: Fagerland, Lydersen and Laake, BMC Medical Research Methodology 13, 2013, who recommend mid-p.</remarks>
/// <param name="Exact">Two-sided exact binomial p value.</param>
/// <param name="MidP">The exact p value less half the probability of the table seen.</param>
/// <param name="ChiSquared">(b - c)^2 / (b + c); 0 when no row is discordant.</param>
/// <param name="ChiSquaredP">Its p value, one degree of freedom.</param>
/// <param name="Corrected">(|b - c| - 1)^2 / (b + c), Edwards' continuity correction.</param>
/// <param name="CorrectedP">Its p value.</param>
public sealed record McNemar(double Exact, double MidP, double ChiSquared, double ChiSquaredP, double Corrected, double CorrectedP)
{
    /// <summary>The test of <paramref name="onlyFirst"/> rows only the first has right against <paramref name="onlySecond"/> only the second has right.</summary>
    public static McNemar Of(long onlyFirst, long onlySecond)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(onlyFirst);
        ArgumentOutOfRangeException.ThrowIfNegative(onlySecond);
        var count = onlyFirst + onlySecond;
        if (count == 0)
        {
            return new(1, 1, 0, 1, 0, 1);
        }

        var fewer = Math.Min(onlyFirst, onlySecond);
        var tail = fewer == onlyFirst && fewer == onlySecond ? 0.5 : SpecialFunctions.BetaRegularized(count - fewer, fewer + 1, 0.5);
        var exact = onlyFirst == onlySecond ? 1 : Math.Min(1, 2 * tail);
        var point = Math.Exp(SpecialFunctions.GammaLn(count + 1) - SpecialFunctions.GammaLn(fewer + 1) - SpecialFunctions.GammaLn(count - fewer + 1) - (count * Math.Log(2)));
        var midP = onlyFirst == onlySecond ? 1 - point : (2 * tail) - point;
        double gap = Math.Abs(onlyFirst - onlySecond);
        var plain = gap * gap / count;
        var corrected = (gap - 1) * (gap - 1) / count;
        return new(exact, midP, plain, Tails.ChiSquaredAbove(plain, 1), corrected, Tails.ChiSquaredAbove(corrected, 1));
    }
}
