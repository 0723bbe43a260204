namespace Assay.Language.TextMetrics;

/// <summary>The greedy search of TER: phrases are moved while that lowers the number of edits.</summary>
internal sealed class ShiftSearch(List<string> reference)
{
    private const int LongestShift = 10;
    private const int FarthestShift = 50;
    private const int MostCandidates = 1000;

    private readonly BeamDistance distance = new(reference);
    private int candidates;

    /// <summary>Shifts and other edits that turn the words into the reference.</summary>
    public int Edits(List<string> words)
    {
        var shifts = 0;
        while (true)
        {
            var (gain, shifted) = Best(words);
            if (candidates >= MostCandidates || gain <= 0)
            {
                return shifts + distance.Between(words);
            }

            shifts++;
            words = shifted;
        }
    }

    private (int Gain, List<string> Words) Best(List<string> words)
    {
        var before = distance.Between(words);
        var alignment = distance.Align();
        (int Gain, int Length, int Start, int Target)? best = null;
        var result = words;
        foreach (var (start, at, length) in Matches(words))
        {
            // Only a phrase that is wrong where it stands, aimed at a place that is wrong, and not inside itself.
            if (!Any(alignment.WrongWords, start, length) || !Any(alignment.WrongReference, at, length) || (start <= alignment.Of[at] && alignment.Of[at] < start + length))
            {
                continue;
            }

            var last = -1;
            for (var offset = -1; offset < length && at + offset < alignment.Of.Count; offset++)
            {
                var target = at + offset == -1 ? 0 : alignment.Of[at + offset] + 1;
                if (target == last)
                {
                    continue;
                }

                last = target;
                var shifted = Shift(words, start, length, target);
                var candidate = (before - distance.Between(shifted), length, -start, -target);
                candidates++;
                if (best is null || candidate.CompareTo(best.Value) > 0)
                {
                    (best, result) = (candidate, shifted);
                }
            }

            if (candidates >= MostCandidates)
            {
                break;
            }
        }

        return (best?.Gain ?? 0, result);
    }

    private static bool Any(List<bool> flags, int from, int length)
    {
        for (var i = from; i < Math.Min(from + length, flags.Count); i++)
        {
            if (flags[i])
            {
                return true;
            }
        }

        return false;
    }

    private IEnumerable<(int Start, int At, int Length)> Matches(List<string> words)
    {
        for (var start = 0; start < words.Count; start++)
        {
            for (var at = Math.Max(0, start - FarthestShift); at < Math.Min(reference.Count, start + FarthestShift + 1); at++)
            {
                for (var length = 0; length < LongestShift && start + length < words.Count && at + length < reference.Count && words[start + length] == reference[at + length];)
                {
                    yield return (start, at, ++length);
                }
            }
        }
    }

    private static List<string> Shift(List<string> words, int start, int length, int target)
    {
        var moved = words.GetRange(start, length);
        if (target < start)
        {
            return [.. words[..target], .. moved, .. words[target..start], .. words[(start + length)..]];
        }

        return target > start + length
            ? [.. words[..start], .. words[(start + length)..target], .. moved, .. words[target..]]
            : [.. words[..start], .. words[(start + length)..Math.Min(words.Count, length + target)], .. moved, .. words[Math.Min(words.Count, length + target)..]];
    }
}
