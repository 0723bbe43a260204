using Assay.Numerics;

namespace Assay.Language.Asking;

/// <summary>How long to wait before a question is asked again.</summary>
internal static class Backoff
{
    private static readonly TimeSpan longestAsked = TimeSpan.FromMinutes(10);

    /// <summary>Half a second, doubled with every try up to a minute, times 0.5 to 1.5 by the seed; at least what the provider asks for.</summary>
    /// <param name="seed">The seed of the run and the question, so that questions do not all come back at once.</param>
    /// <param name="tries">How often it was tried, from 1.</param>
    /// <param name="asked">What the provider asks for, believed up to ten minutes.</param>
    public static TimeSpan Wait(ulong seed, int tries, TimeSpan asked)
    {
        var share = 0.5 + SeededRandom.For(seed, "backoff", tries).NextDouble();
        var own = TimeSpan.FromSeconds(Math.Min(60, 0.5 * Math.Pow(2, tries - 1)) * share);
        var least = asked < longestAsked ? asked : longestAsked;
        return own > least ? own : least;
    }
}
