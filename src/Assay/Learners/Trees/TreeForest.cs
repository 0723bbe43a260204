using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Assay.Learners.Trees;

/// <summary>LightGBM's text model as flat arrays, scored by our own code: raw scores are LightGBM's bit for bit.</summary>
/// <remarks>
/// Four walks run side by side (four rows in one tree, or four trees for one row), because one walk alone waits for memory at every
/// node. A leaf is a node that leads to itself, so walks of different length need no test of their own. Leaf values are added in
/// the order of trees, whichever way is taken.
/// Source of the decisions: LightGBM 4.7, include/LightGBM/tree.h, <c>NumericalDecision</c> and <c>CategoricalDecision</c>.
/// </remarks>
internal sealed class TreeForest
{
    private readonly Node[] nodes;
    private readonly double[] values;
    private readonly int[] roots;
    private readonly bool[] withSets;
    private readonly uint[] sets;
    private readonly int[] zeroWhenMissing;
    private readonly bool anySets;

    internal TreeForest(TreeForestBuilder built, TreeText header)
    {
        nodes = [.. built.Nodes];
        values = [.. built.Values];
        roots = [.. built.Roots];
        withSets = [.. built.WithSets];
        sets = [.. built.Sets];
        zeroWhenMissing = [.. built.ZeroWhenMissing.Order()];
        anySets = withSets.Contains(true);
        Outputs = header.TreesARound;
        Averages = header.Averages;
        Width = header.Width;
        NodesARow = built.NodesARow;
    }

    /// <summary>Raw scores a row.</summary>
    public int Outputs { get; }

    /// <summary>Whether scores are the mean over rounds and not their sum.</summary>
    public bool Averages { get; }

    /// <summary>Features a row.</summary>
    public int Width { get; }

    /// <summary>Trees in all.</summary>
    public int Trees => roots.Length;

    /// <summary>Nodes visited a row, on the mean of the rows the trees were grown on.</summary>
    public long NodesARow { get; }

    /// <summary>Reads a model in LightGBM's text form.</summary>
    /// <exception cref="AssayException"><c>model.file-broken</c>.</exception>
    public static TreeForest Parse(string text)
    {
        try
        {
            var header = TreeText.Read(text);
            return new TreeForest(new TreeForestBuilder(header), header);
        }
        catch (Exception error) when (error is FormatException or KeyNotFoundException or IndexOutOfRangeException or ArgumentException or OverflowException)
        {
            throw new AssayException("model.file-broken", $"The trees are not in LightGBM's text form ({error.Message}). Copy the whole model folder again.", error);
        }
    }

    /// <summary>Raw scores of some rows.</summary>
    /// <param name="features">Row after row, <see cref="Width"/> each; missing cells of features that had none in training become 0.</param>
    /// <param name="scores">Overwritten, <see cref="Outputs"/> a row.</param>
    public void Score(Span<double> features, Span<double> scores)
    {
        var rows = scores.Length / Outputs;
        FillMissing(features, rows);
        scores.Clear();
        if (rows < 4)
        {
            for (var row = 0; row < rows; row++)
            {
                ScoreOne(features.Slice(row * Width, Width), scores.Slice(row * Outputs, Outputs));
            }
        }
        else
        {
            ScoreMany(features, scores, rows);
        }

        if (Averages && roots.Length > 0)
        {
            foreach (ref var score in scores)
            {
                score /= roots.Length / Outputs;
            }
        }
    }

    private void FillMissing(Span<double> features, int rows)
    {
        foreach (var feature in zeroWhenMissing)
        {
            for (var row = 0; row < rows; row++)
            {
                ref var cell = ref features[(row * Width) + feature];
                cell = double.IsNaN(cell) ? 0 : cell;
            }
        }
    }

    private void ScoreOne(ReadOnlySpan<double> row, Span<double> scores)
    {
        ref readonly var first = ref MemoryMarshal.GetReference(row);
        var tree = 0;
        var output = 0;
        for (; tree + 4 <= roots.Length; tree += 4)
        {
            int a = roots[tree], b = roots[tree + 1], c = roots[tree + 2], d = roots[tree + 3];
            if (anySets)
            {
                Walk<WithSets>(in first, in first, in first, in first, ref a, ref b, ref c, ref d);
            }
            else
            {
                Walk<WithoutSets>(in first, in first, in first, in first, ref a, ref b, ref c, ref d);
            }

            Add(scores, ref output, values[a]);
            Add(scores, ref output, values[b]);
            Add(scores, ref output, values[c]);
            Add(scores, ref output, values[d]);
        }

        for (; tree < roots.Length; tree++)
        {
            Add(scores, ref output, values[WalkOne(in first, roots[tree])]);
        }
    }

    private void Add(Span<double> scores, ref int output, double value)
    {
        scores[output] += value;
        output = output + 1 == Outputs ? 0 : output + 1;
    }

    private void ScoreMany(ReadOnlySpan<double> features, Span<double> scores, int rows)
    {
        for (int tree = 0, output = 0; tree < roots.Length; tree++)
        {
            var row = 0;
            for (; row + 4 <= rows; row += 4)
            {
                int a = roots[tree], b = a, c = a, d = a;
                ref readonly var r = ref features[row * Width];
                ref readonly var s = ref features[(row + 1) * Width];
                ref readonly var t = ref features[(row + 2) * Width];
                ref readonly var u = ref features[(row + 3) * Width];
                if (withSets[tree])
                {
                    Walk<WithSets>(in r, in s, in t, in u, ref a, ref b, ref c, ref d);
                }
                else
                {
                    Walk<WithoutSets>(in r, in s, in t, in u, ref a, ref b, ref c, ref d);
                }

                scores[(row * Outputs) + output] += values[a];
                scores[((row + 1) * Outputs) + output] += values[b];
                scores[((row + 2) * Outputs) + output] += values[c];
                scores[((row + 3) * Outputs) + output] += values[d];
            }

            for (; row < rows; row++)
            {
                scores[(row * Outputs) + output] += values[WalkOne(in features[row * Width], roots[tree])];
            }

            output = output + 1 == Outputs ? 0 : output + 1;
        }
    }

    private void Walk<TSets>(
        in double r, in double s, in double t, in double u, ref int a, ref int b, ref int c, ref int d)
        where TSets : struct, IHasSets
    {
        while (true)
        {
            var nextA = Next<TSets>(in r, a);
            var nextB = Next<TSets>(in s, b);
            var nextC = Next<TSets>(in t, c);
            var nextD = Next<TSets>(in u, d);
            if (((nextA ^ a) | (nextB ^ b) | (nextC ^ c) | (nextD ^ d)) == 0)
            {
                return;
            }

            (a, b, c, d) = (nextA, nextB, nextC, nextD);
        }
    }

    private int WalkOne(in double row, int at)
    {
        for (int next = Next<WithSets>(in row, at); next != at; next = Next<WithSets>(in row, at))
        {
            at = next;
        }

        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Next<TSets>(in double row, int at)
        where TSets : struct, IHasSets
    {
        // Node numbers and features were checked against the arrays' lengths when the model was read.
        ref readonly var node = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(nodes), at);
        var value = Unsafe.Add(ref Unsafe.AsRef(in row), node.Feature);
        if (TSets.Value && node.Kind == Node.Set)
        {
            return node.Left + (IsMember(value, node) ? 0 : 1);
        }

        var right = value > node.Threshold ? 1 : 0;
#pragma warning disable CS1718 // a number that is not itself is NaN, and this form has no branch
        var missing = value != value ? 1 : 0;
#pragma warning restore CS1718
        return node.Left + (right | (missing & node.MissingRight));
    }

    private bool IsMember(double value, in Node node)
    {
        // Codes are whole and not negative; NaN and unknown codes go right.
        if (!(value >= 0) || value >= int.MaxValue)
        {
            return false;
        }

        var code = (int)value;
        var bits = BitConverter.DoubleToInt64Bits(node.Threshold);
        return code / 32 < (int)bits && ((sets[(int)(bits >> 32) + (code / 32)] >> (code % 32)) & 1) != 0;
    }

    private interface IHasSets
    {
        static abstract bool Value { get; }
    }

    private readonly struct WithSets : IHasSets
    {
        public static bool Value => true;
    }

    private readonly struct WithoutSets : IHasSets
    {
        public static bool Value => false;
    }

    /// <summary>Sixteen bytes: a decision, or a leaf that leads to itself.</summary>
    internal struct Node
    {
        public const byte Number = 0;
        public const byte Set = 1;

        /// <summary>Values above it go right; infinite for a leaf; for a set its first word (high half) and its length (low half).</summary>
        public double Threshold;

        /// <summary>The left child; the right one stands beside it.</summary>
        public int Left;

        /// <summary>The feature asked.</summary>
        public ushort Feature;

        /// <summary>1 when a missing value goes right.</summary>
        public byte MissingRight;

        /// <summary>Number or set.</summary>
        public byte Kind;
    }
}
