using Assay.Numerics;

namespace Assay.Evaluation.Perturbations;

/// <summary>The luck of one cell (or word, or letter), the same at every dose.</summary>
/// <param name="Dose">How much.</param>
/// <param name="Chance">Uniform in [0, 1).</param>
/// <param name="Bits">64 uniform bits for whatever else is to be chosen.</param>
internal readonly record struct CellDraw(double Dose, double Chance, ulong Bits)
{
    /// <summary>Whether this cell is among the share that the dose is.</summary>
    public bool Hit => Chance < Dose;

    /// <summary>A stream of its own.</summary>
    public SeededRandom Random => new(Bits);

    /// <summary>A standard normal number.</summary>
    public double Normal => Random.NextNormal();

    /// <summary>1 or -1, equally likely.</summary>
    public int Sign => (Bits & 1) == 0 ? 1 : -1;

    /// <summary>The next cell's luck.</summary>
    public static CellDraw Next(SeededRandom random, double dose) => new(dose, random.NextDouble(), random.NextBits());

    /// <summary>A whole number in [0, bound).</summary>
    public int Pick(int bound) => Random.Next(bound);
}
