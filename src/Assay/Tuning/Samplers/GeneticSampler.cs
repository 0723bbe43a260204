using Assay.Numerics;
using Assay.Tuning.Spaces;

namespace Assay.Tuning.Samplers;

/// <summary>NSGA-II: children of good and well spread parents, for several objectives and many trials.</summary>
/// <remarks>
/// A steady stream instead of generations: every child comes from the best trials so far, so no worker waits for another. Tournaments by front
/// and room, uniform crossover, polynomial mutation. Source: Deb et al., IEEE Transactions on Evolutionary Computation 6(2), 2002.
/// </remarks>
[Named("nsga-ii")]
public sealed class GeneticSampler : Sampler
{
    private const int Population = 20;
    private const double CrossoverShare = 0.9;
    private const double MutationIndex = 20;

    /// <inheritdoc/>
    public override Configuration Propose(TrialHistory history, SeededRandom random)
    {
        if (history.FinishedCount < Population)
        {
            return new QuasiRandomSampler().Propose(history, random);
        }

        Configuration[] parents = [.. LossRanking.Of(history).Take(Population).Select(t => t.Configuration)];
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var child = Child(history.Space, (Tournament(parents, random), Tournament(parents, random)), random);
            if (history.Space.Allows(child))
            {
                return child;
            }
        }

        return history.Space.Draw(random);
    }

    private static Configuration Tournament(Configuration[] parents, SeededRandom random) => parents[Math.Min(random.Next(parents.Length), random.Next(parents.Length))];

    private static Configuration Child(Space space, (Configuration First, Configuration Second) parents, SeededRandom random)
    {
        var units = new double[space.Dimensions.Count];
        var crosses = random.NextDouble() < CrossoverShare;
        for (var i = 0; i < units.Length; i++)
        {
            var (own, other) = (parents.First.Units[i], parents.Second.Units[i]);
            var taken = (crosses && random.Next(2) == 0) || double.IsNaN(own) ? other : own;
            var mutates = random.NextDouble() < 1.0 / units.Length;
            units[i] = space.Dimensions[i] switch
            {
                { IsOrdered: true } => double.IsNaN(taken) ? random.NextDouble() : mutates ? Mutated(taken, random.NextDouble()) : taken,
                { Choices.Count: var count } => double.IsNaN(taken) || mutates ? random.Next(count) : taken,
            };
        }

        return space.FromUnits(units);
    }

    private static double Mutated(double unit, double draw)
    {
        var power = 1 / (MutationIndex + 1);
        var shift = draw < 0.5
            ? Math.Pow((2 * draw) + ((1 - (2 * draw)) * Math.Pow(1 - unit, MutationIndex + 1)), power) - 1
            : 1 - Math.Pow((2 * (1 - draw)) + (((2 * draw) - 1) * Math.Pow(unit, MutationIndex + 1)), power);
        return Math.Clamp(unit + shift, 0, 1);
    }
}
