using Assay.Data;

namespace Assay.Development.Splits;

/// <summary>Deals rows to parts 0 to k - 1. Portable: only a hash of seed and row number decides, no library's shuffle.</summary>
/// <remarks>
/// h(row) is the SplitMix64 finaliser of seed * 2^32 + row + 0x9E3779B97F4A7C15 (Steele, Lea and Flood, OOPSLA 2014). Classes are
/// dealt round after round in order of h; numbers in blocks of k neighbours of the sorted target; groups largest first to the part that
/// is furthest behind in rows and labels (as in scikit-learn's StratifiedGroupKFold, with shares in place of standard deviations).
/// </remarks>
public static class Folds
{
    /// <summary>Deals so that every part has the same share of every class, or the same distribution of a numeric target.</summary>
    /// <param name="data">The table the rows are of.</param>
    /// <param name="rows">Rows to deal, indices into the table.</param>
    /// <param name="together">One number a row of the table: rows with the same number go to the same part. Empty: every row by itself.</param>
    /// <param name="parts">k, at least 2.</param>
    /// <param name="seed">Decides the order.</param>
    /// <returns>The part of each entry of <paramref name="rows"/>, in their order.</returns>
    public static int[] Stratified(Dataset data, ReadOnlySpan<int> rows, ReadOnlySpan<int> together, int parts, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parts, 2);
        var bundles = Bundle.Of(data, rows, together, seed);
        var part = data.Task == LearningTask.Regression ? DealNumbers(bundles, parts) : DealClasses(bundles, data, parts);
        return Spread(bundles, part, rows.Length);
    }

    /// <summary>Deals whole groups, parts as equal in rows and labels as the groups allow.</summary>
    /// <param name="data">The table the rows are of.</param>
    /// <param name="rows">Rows to deal, indices into the table.</param>
    /// <param name="groups">One group number a row of the table.</param>
    /// <param name="parts">k, at least 2 and at most the number of groups.</param>
    /// <param name="seed">Decides between groups of the same size.</param>
    /// <returns>The part of each entry of <paramref name="rows"/>, in their order.</returns>
    public static int[] Grouped(Dataset data, ReadOnlySpan<int> rows, ReadOnlySpan<int> groups, int parts, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parts, 2);
        var labels = Labels(data, rows);
        var bundles = Bundle.Of(data, rows, groups, seed);
        var order = Enumerable.Range(0, bundles.Count).OrderByDescending(b => bundles[b].Positions.Count).ThenBy(b => bundles[b].Hash);
        var balance = new Balance(parts, labels);
        var part = new int[bundles.Count];
        foreach (var bundle in order)
        {
            part[bundle] = balance.Place(bundles[bundle].Positions);
        }

        return Spread(bundles, part, rows.Length);
    }

    /// <summary>Cuts rows already in order of time into contiguous blocks of equal size: block = position * k / n.</summary>
    public static int[] Blocks(int rows, int parts)
    {
        var block = new int[rows];
        for (var i = 0; i < rows; i++)
        {
            block[i] = (int)((long)i * parts / rows);
        }

        return block;
    }

    /// <summary>One fold a part: its rows validate, all others train. Rows keep the order they came in.</summary>
    public static IReadOnlyList<Fold> Across(ReadOnlySpan<int> rows, ReadOnlySpan<int> part, int parts)
    {
        var folds = new Fold[parts];
        for (var k = 0; k < parts; k++)
        {
            folds[k] = new Fold(Where(rows, part, p => p != k), Where(rows, part, p => p == k));
        }

        return folds;
    }

    /// <summary>Expanding windows: fold j trains on blocks 0 to j and validates on block j + 1; one fold less than blocks.</summary>
    public static IReadOnlyList<Fold> Forward(ReadOnlySpan<int> rows, ReadOnlySpan<int> block, int blocks)
    {
        var folds = new Fold[blocks - 1];
        for (var j = 0; j < folds.Length; j++)
        {
            folds[j] = new Fold(Where(rows, block, b => b <= j), Where(rows, block, b => b == j + 1));
        }

        return folds;
    }

    /// <summary>The hash h that orders rows; the same on every machine.</summary>
    internal static ulong Hash(ulong seed, int row)
    {
        var z = (seed << 32) + (ulong)row + 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    private static int[] DealClasses(IReadOnlyList<Bundle> bundles, Dataset data, int parts)
    {
        // Classes in ordinal order of their names, so that the deal does not depend on which class is the positive one.
        var rank = Enumerable.Range(0, data.Classes.Count).OrderBy(c => data.Classes[c], StringComparer.Ordinal).ToArray();
        var place = new int[rank.Length];
        for (var i = 0; i < rank.Length; i++)
        {
            place[rank[i]] = i;
        }

        var order = Enumerable.Range(0, bundles.Count).OrderBy(b => place[(int)bundles[b].Target]).ThenBy(b => bundles[b].Hash);
        var part = new int[bundles.Count];
        var ofClass = new int[parts];
        var all = new int[parts];
        var previous = double.NaN;
        foreach (var bundle in order)
        {
            var (target, size) = (bundles[bundle].Target, bundles[bundle].Positions.Count);
            if (target != previous)
            {
                Array.Clear(ofClass);
                previous = target;
            }

            var k = Enumerable.Range(0, parts).MinBy(p => (ofClass[p], all[p], p));
            part[bundle] = k;
            ofClass[k] += size;
            all[k] += size;
        }

        return part;
    }

    private static int[] DealNumbers(IReadOnlyList<Bundle> bundles, int parts)
    {
        var order = Enumerable.Range(0, bundles.Count).OrderBy(b => bundles[b].Target).ThenBy(b => bundles[b].Hash).ToArray();
        var part = new int[bundles.Count];
        var rows = new int[parts];
        for (var start = 0; start < order.Length; start += parts)
        {
            // The largest bundle of the block goes to the part with the fewest rows; with single rows this is plain order of h.
            var block = order.AsSpan(start, Math.Min(parts, order.Length - start)).ToArray();
            var bySize = block.OrderByDescending(b => bundles[b].Positions.Count).ThenBy(b => bundles[b].Hash);
            var byNeed = Enumerable.Range(0, parts).OrderBy(k => rows[k]).ThenBy(k => k).ToArray();
            foreach (var (bundle, k) in bySize.Zip(byNeed))
            {
                part[bundle] = k;
                rows[k] += bundles[bundle].Positions.Count;
            }
        }

        return part;
    }

    // Class index, or the quarter of the sorted target the row falls into.
    private static int[] Labels(Dataset data, ReadOnlySpan<int> rows)
    {
        var target = data.Target.Span;
        var labels = new int[rows.Length];
        if (data.Task != LearningTask.Regression)
        {
            for (var i = 0; i < labels.Length; i++)
            {
                labels[i] = (int)target[rows[i]];
            }

            return labels;
        }

        var values = new double[rows.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = target[rows[i]];
        }

        var order = Enumerable.Range(0, values.Length).ToArray();
        Array.Sort((double[])values.Clone(), order);
        for (var i = 0; i < order.Length; i++)
        {
            labels[order[i]] = (int)(4L * i / order.Length);
        }

        return labels;
    }

    private static int[] Spread(IReadOnlyList<Bundle> bundles, int[] part, int rows)
    {
        var spread = new int[rows];
        for (var b = 0; b < part.Length; b++)
        {
            foreach (var position in bundles[b].Positions)
            {
                spread[position] = part[b];
            }
        }

        return spread;
    }

    private static int[] Where(ReadOnlySpan<int> rows, ReadOnlySpan<int> part, Func<int, bool> keep)
    {
        var kept = new List<int>(rows.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            if (keep(part[i]))
            {
                kept.Add(rows[i]);
            }
        }

        return [.. kept];
    }

    /// <summary>Rows that must not be parted: positions in the dealt rows, the target and hash of the first.</summary>
    private sealed record Bundle(List<int> Positions, double Target, ulong Hash)
    {
        public static List<Bundle> Of(Dataset data, ReadOnlySpan<int> rows, ReadOnlySpan<int> together, ulong seed)
        {
            var target = data.Target.Span;
            var known = new Dictionary<int, Bundle>();
            var bundles = new List<Bundle>(rows.Length);
            for (var i = 0; i < rows.Length; i++)
            {
                var key = together.IsEmpty ? i : together[rows[i]];
                if (!known.TryGetValue(key, out var bundle))
                {
                    bundle = new Bundle([], target[rows[i]], Folds.Hash(seed, rows[i]));
                    known.Add(key, bundle);
                    bundles.Add(bundle);
                }

                bundle.Positions.Add(i);
            }

            return bundles;
        }
    }

    /// <summary>Rows and labels each part holds so far.</summary>
    private sealed class Balance(int parts, int[] labels)
    {
        private readonly int classes = labels.Length == 0 ? 1 : labels.Max() + 1;
        private readonly int[] totals = Counts(labels);
        private readonly int[,] held = new int[parts, labels.Length == 0 ? 1 : labels.Max() + 1];
        private readonly int[] rows = new int[parts];

        /// <summary>Gives the group to the part where the sum of squared shares grows least; rows weigh as much as all labels together.</summary>
        public int Place(List<int> group)
        {
            var counts = new int[classes];
            foreach (var position in group)
            {
                counts[labels[position]]++;
            }

            var best = Enumerable.Range(0, parts).MinBy(k => (Growth(k, counts, group.Count), rows[k], k));
            rows[best] += group.Count;
            for (var c = 0; c < classes; c++)
            {
                held[best, c] += counts[c];
            }

            return best;
        }

        private double Growth(int part, int[] counts, int size)
        {
            var growth = classes * (double)rows[part] * size / ((double)labels.Length * labels.Length);
            for (var c = 0; c < classes; c++)
            {
                growth += totals[c] == 0 ? 0 : (double)held[part, c] * counts[c] / ((double)totals[c] * totals[c]);
            }

            return growth;
        }

        private static int[] Counts(int[] labels)
        {
            var counts = new int[labels.Length == 0 ? 1 : labels.Max() + 1];
            foreach (var label in labels)
            {
                counts[label]++;
            }

            return counts;
        }
    }
}
