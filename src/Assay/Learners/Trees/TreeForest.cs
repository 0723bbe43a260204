using System.Globalization;
using System.Runtime.CompilerServices;

namespace Assay.Learners.Trees;

/// <summary>LightGBM's text model as flat arrays, scored by our own code: raw scores are LightGBM's bit for bit.</summary>
/// <remarks>Source of the decisions: LightGBM 4.7, include/LightGBM/tree.h, <c>NumericalDecision</c> and <c>CategoricalDecision</c>.</remarks>
internal sealed class TreeForest
{
    private readonly Node[] nodes;
    private readonly int[] roots;
    private readonly uint[] sets;
    private readonly bool hasSets;

    private TreeForest(Node[] nodes, int[] roots, uint[] sets, TreeText header)
    {
        this.nodes = nodes;
        this.roots = roots;
        this.sets = sets;
        hasSets = sets.Length > 0;
        Outputs = header.TreesARound;
        Averages = header.Averages;
        Width = header.Width;
        MeanDepth = roots.Length == 0 ? 0 : Depth() / roots.Length;
    }

    /// <summary>Raw scores a row.</summary>
    public int Outputs { get; }

    /// <summary>Whether scores are the mean over rounds and not their sum.</summary>
    public bool Averages { get; }

    /// <summary>Features a row.</summary>
    public int Width { get; }

    /// <summary>Trees in all.</summary>
    public int Trees => roots.Length;

    /// <summary>Nodes visited a tree, about.</summary>
    public double MeanDepth { get; }

    /// <summary>Reads a model in LightGBM's text form.</summary>
    /// <exception cref="AssayException"><c>model.file-broken</c>.</exception>
    public static TreeForest Parse(string text)
    {
        try
        {
            var header = TreeText.Read(text);
            var nodes = new List<Node>();
            var sets = new List<uint>();
            var roots = new List<int>();
            foreach (var tree in header.Trees)
            {
                roots.Add(nodes.Count);
                Append(tree, nodes, sets);
            }

            return new TreeForest([.. nodes], [.. roots], [.. sets], header);
        }
        catch (Exception error) when (error is FormatException or KeyNotFoundException or IndexOutOfRangeException or ArgumentException or OverflowException)
        {
            throw new AssayException("model.file-broken", $"The trees are not in LightGBM's text form ({error.Message}). Copy the whole model folder again.", error);
        }
    }

    /// <summary>Raw scores of one row.</summary>
    /// <param name="features">The row's features, length <see cref="Width"/>.</param>
    /// <param name="scores">Overwritten, length <see cref="Outputs"/>.</param>
    public void Score(ReadOnlySpan<double> features, Span<double> scores)
    {
        scores.Clear();
        for (int tree = 0, output = 0; tree < roots.Length; tree++)
        {
            scores[output] += hasSets ? LeafWithSets(roots[tree], features) : Leaf(roots[tree], features);
            output = output + 1 == Outputs ? 0 : output + 1;
        }

        if (Averages && roots.Length > 0)
        {
            foreach (ref var score in scores)
            {
                score /= roots.Length / Outputs;
            }
        }
    }

    private double Leaf(int at, ReadOnlySpan<double> features)
    {
        ref var node = ref nodes[at];
        while (node.Left >= 0)
        {
            var value = features[node.Feature];
            node = ref nodes[node.Left + (GoesLeft(value, node) ? 0 : 1)];
        }

        return node.Value;
    }

    private double LeafWithSets(int at, ReadOnlySpan<double> features)
    {
        ref var node = ref nodes[at];
        while (node.Left >= 0)
        {
            var value = features[node.Feature];
            var left = node.Kind == NodeKind.Set ? IsMember(value, node) : GoesLeft(value, node);
            node = ref nodes[node.Left + (left ? 0 : 1)];
        }

        return node.Value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool GoesLeft(double value, in Node node) =>
        double.IsNaN(value)
            ? node.Kind == NodeKind.MissingLeft || (node.Kind == NodeKind.MissingIsZero && 0 <= node.Value)
            : value <= node.Value;

    private bool IsMember(double value, in Node node)
    {
        // Codes are whole and not negative; NaN and unknown codes go right.
        if (!(value >= 0) || value >= int.MaxValue)
        {
            return false;
        }

        var code = (int)value;
        return code / 32 < node.SetLength && ((sets[(int)node.Value + (code / 32)] >> (code % 32)) & 1) != 0;
    }

    private double Depth()
    {
        // Expected nodes on the way to a leaf if both children were as likely; capped by the real tree's shape.
        double total = 0;
        foreach (var root in roots)
        {
            total += Down(root);
        }

        return total;

        double Down(int at) => nodes[at].Left < 0 ? 0 : 1 + ((Down(nodes[at].Left) + Down(nodes[at].Left + 1)) / 2);
    }

    private static void Append(TreeText.Tree tree, List<Node> nodes, List<uint> sets)
    {
        var firstSet = sets.Count;
        sets.AddRange(tree.Sets);
        nodes.Add(default);
        Place(nodes.Count - 1, tree.LeafValues.Length == 1 ? -1 : 0);

        void Place(int at, int child)
        {
            if (child < 0)
            {
                nodes[at] = new Node { Value = tree.LeafValues[~child], Left = -1 };
                return;
            }

            // LightGBM numbers children after their parent; anything else could loop.
            if (Math.Max(tree.Left[child], tree.Right[child]) >= tree.Features.Length || Points(tree.Left[child]) || Points(tree.Right[child]))
            {
                throw new FormatException("a node points at itself or above");
            }

            var left = nodes.Count;
            nodes.Add(default);
            nodes.Add(default);
            nodes[at] = Decision(tree, child, left, firstSet);
            Place(left, tree.Left[child]);
            Place(left + 1, tree.Right[child]);

            bool Points(int to) => to >= 0 && to <= child;
        }
    }

    private static Node Decision(TreeText.Tree tree, int node, int left, int firstSet)
    {
        var type = tree.Decisions[node];
        if ((type & 1) != 0)
        {
            var set = (int)tree.Thresholds[node];
            return new Node
            {
                Value = firstSet + tree.SetBounds[set],
                SetLength = (ushort)(tree.SetBounds[set + 1] - tree.SetBounds[set]),
                Feature = tree.Features[node],
                Left = left,
                Kind = NodeKind.Set,
            };
        }

        var missing = (type >> 2) & 3;
        return missing == 1
            ? throw new FormatException("zero as missing is not used by Assay's models")
            : new Node
            {
                Value = tree.Thresholds[node],
                Feature = tree.Features[node],
                Left = left,
                Kind = missing == 0 ? NodeKind.MissingIsZero : (type & 2) != 0 ? NodeKind.MissingLeft : NodeKind.MissingRight,
            };
    }

    private enum NodeKind : byte
    {
        MissingIsZero,
        MissingLeft,
        MissingRight,
        Set,
    }

    private struct Node
    {
        public double Value; // threshold, leaf value, or first word of the set
        public int Left; // index of the left child, the right one stands beside it; negative for a leaf
        public int Feature;
        public ushort SetLength;
        public NodeKind Kind;
    }
}
