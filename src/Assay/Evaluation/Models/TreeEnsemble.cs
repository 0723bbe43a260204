using System.Runtime.InteropServices;

namespace Assay.Evaluation.Models;

/// <summary>Trees of LightGBM or XGBoost, flat, scored by our own code.</summary>
/// <remarks>
/// Both libraries' decisions are "at most the threshold goes left": XGBoost's "less than" becomes "at most the next smaller float", on
/// features rounded to float. Sums keep each library's precision and order of trees, so they are the library's own.
/// Sources: LightGBM 4.7, include/LightGBM/tree.h, <c>NumericalDecision</c> and <c>CategoricalDecision</c>; XGBoost 1.7,
/// src/predictor/predict_fn.h and src/common/categorical.h.
/// </remarks>
internal sealed class TreeEnsemble
{
    private const int Most = 1 << 20;

    // LightGBM's kZeroThreshold, a float.
    private const double Zero = 1e-35f;
    private readonly List<Node> nodes = [];
    private readonly List<double> leaves = [];
    private readonly List<int> roots = [];
    private readonly List<int> outputOf = [];
    private readonly List<uint> sets = [];

    /// <summary>An ensemble without trees yet.</summary>
    /// <param name="width">Features a row.</param>
    /// <param name="single">Whether features, leaves and sums are floats.</param>
    /// <param name="start">What each output's sum starts from; length: outputs.</param>
    /// <exception cref="FormatException">More features than any model has.</exception>
    public TreeEnsemble(int width, bool single, double[] start) => (Width, Single, Start) = (Counted(width, "features"), single, start);

    /// <summary>Features a row.</summary>
    public int Width { get; }

    /// <summary>Whether numbers are floats.</summary>
    public bool Single { get; }

    /// <summary>Where the sums start.</summary>
    public double[] Start { get; }

    /// <summary>Trees so far.</summary>
    public int Trees => roots.Count;

    /// <summary>The count, which a file says and memory will be taken for.</summary>
    /// <exception cref="FormatException">It is below 0 or above a million.</exception>
    public static int Counted(int count, string what) => count is >= 0 and <= Most ? count : throw new FormatException($"{count} {what}");

    /// <summary>Adds a tree whose nodes are numbered in any order; each is reached once.</summary>
    /// <param name="output">The output its leaves are added to.</param>
    /// <param name="node">The decision of a node, or null and the value when it is a leaf, by the tree's own numbers, from 0.</param>
    /// <param name="limit">Nodes the tree may have at most.</param>
    /// <exception cref="FormatException">A number points outside the model or in a circle.</exception>
    public void Add(int output, Func<int, (Split? Split, double Leaf)> node, int limit)
    {
        outputOf.Add(output >= 0 && output < Start.Length ? output : throw new FormatException($"output {output} of {Start.Length}"));
        roots.Add(nodes.Count);
        var pending = new Stack<(int Own, int Parent, bool Left)>();
        pending.Push((0, -1, false));
        for (var seen = 0; pending.TryPop(out var step); seen++)
        {
            if (seen >= limit)
            {
                throw new FormatException($"a tree of {limit} nodes leads in a circle");
            }

            var (split, leaf) = node(step.Own);
            var place = split is null ? ~leaves.Count : nodes.Count;
            Link(step.Parent, step.Left, place);
            if (split is null)
            {
                leaves.Add(leaf);
                continue;
            }

            nodes.Add(Packed(split));
            pending.Push((split.Right, place, false));
            pending.Push((split.Left, place, true));
        }
    }

    /// <summary>The sums of some rows.</summary>
    /// <param name="features">Row after row, <see cref="Width"/> each; NaN is missing.</param>
    /// <param name="sums">Overwritten, one a row and output.</param>
    public void Score(Span<double> features, Span<double> sums)
    {
        var outputs = Start.Length;
        var rows = sums.Length / outputs;
        if (Single)
        {
            foreach (ref var cell in features)
            {
                cell = (float)cell;
            }
        }

        for (var row = 0; row < rows; row++)
        {
            Start.CopyTo(sums[(row * outputs)..]);
        }

        for (var tree = 0; tree < roots.Count; tree++)
        {
            for (var row = 0; row < rows; row++)
            {
                ref var sum = ref sums[(row * outputs) + outputOf[tree]];
                sum += Leaf(features.Slice(row * Width, Width), roots[tree]);
                sum = Single ? (float)sum : sum;
            }
        }
    }

    private double Leaf(ReadOnlySpan<double> row, int at)
    {
        var all = CollectionsMarshal.AsSpan(nodes);
        while (at >= 0)
        {
            ref readonly var node = ref all[at];
            at = GoesLeft(in node, row[node.Feature]) ? node.Left : node.Right;
        }

        return leaves[~at];
    }

    private bool GoesLeft(in Node node, double value) => node.Rule switch
    {
        Rule.Plain => (double.IsNaN(value) ? 0 : value) <= node.Threshold,
        Rule.Missing => double.IsNaN(value) ? node.MissingLeft : value <= node.Threshold,
        Rule.MissingOrZero => double.IsNaN(value) || Math.Abs(value) <= Zero ? node.MissingLeft : value <= node.Threshold,
        Rule.MembersLeft => !double.IsNaN(value) && IsMember(value, in node),
        _ => double.IsNaN(value) ? node.MissingLeft : value < 0 || !IsMember(value, in node),
    };

    private bool IsMember(double value, in Node node)
    {
        if (!(value > -1 && value < int.MaxValue))
        {
            return false;
        }

        var code = (int)value;
        return code / 32 < node.SetLength && ((sets[node.SetStart + (code / 32)] >> (code % 32)) & 1) != 0;
    }

    private void Link(int parent, bool left, int place)
    {
        if (parent < 0)
        {
            roots[^1] = place;
            return;
        }

        ref var above = ref CollectionsMarshal.AsSpan(nodes)[parent];
        above.Left = left ? place : above.Left;
        above.Right = left ? above.Right : place;
    }

    private Node Packed(Split split)
    {
        var node = new Node
        {
            Feature = split.Feature >= 0 && split.Feature < Width ? split.Feature : throw new FormatException($"feature {split.Feature} of {Width}"),
            Threshold = split.Threshold,
            Rule = split.Rule,
            MissingLeft = split.MissingLeft,
            SetStart = sets.Count,
            SetLength = split.Set.Length,
        };
        Counted((sets.Count + split.Set.Length) / 64, "times 64 words of category codes");
        sets.AddRange(split.Set);
        return node;
    }

    /// <summary>How a node decides.</summary>
    internal enum Rule : byte
    {
        /// <summary>At most the threshold goes left; a missing value counts as 0.</summary>
        Plain,

        /// <summary>At most the threshold goes left; a missing value goes its own way.</summary>
        Missing,

        /// <summary>The same, and 0 counts as missing.</summary>
        MissingOrZero,

        /// <summary>Codes of the set go left, all others and missing ones right.</summary>
        MembersLeft,

        /// <summary>Codes of the set go right, all others left, missing ones their own way.</summary>
        MembersRight,
    }

    /// <summary>One decision as a file says it.</summary>
    internal sealed record Split(int Feature, Rule Rule, int Left, int Right)
    {
        /// <summary>At most this goes left.</summary>
        public double Threshold { get; init; }

        /// <summary>Whether a missing value goes left.</summary>
        public bool MissingLeft { get; init; }

        /// <summary>Bits of the codes in the set.</summary>
        public uint[] Set { get; init; } = [];
    }

    private struct Node
    {
        public double Threshold;
        public int Feature;
        public int Left;
        public int Right;
        public int SetStart;
        public int SetLength;
        public Rule Rule;
        public bool MissingLeft;
    }
}
