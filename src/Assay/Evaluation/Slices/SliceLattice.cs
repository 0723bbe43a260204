using System.Numerics;

namespace Assay.Evaluation.Slices;

/// <summary>One slice of a lattice: its last condition, its rows, the slice above it and those below it.</summary>
internal record struct SliceNode(int Parent, int Condition, int Size, int FirstChild, int Children);

/// <summary>Every conjunction with enough rows up to a depth. Which ones there are depends on the columns alone, not on the losses.</summary>
/// <remarks>So that one list of slices serves the losses, their permutations and what remains of them after a finding.</remarks>
internal sealed class SliceLattice : SliceCandidates
{
    private const int MostSlices = 20_000_000;

    private readonly PackedRows packed;
    private readonly SliceNode[] nodes;
    private readonly int[] roots;
    private readonly int depth;

    private SliceLattice(PackedRows packed, List<SliceNode>[] trees, int depth)
    {
        (this.packed, this.depth) = (packed, depth);
        roots = new int[packed.Conditions];
        nodes = new SliceNode[trees.Sum(t => t.Count)];
        var next = 0;
        for (var condition = 1; condition < packed.Conditions; condition++)
        {
            roots[condition] = next;
            foreach (var node in trees[condition])
            {
                nodes[next++] = node with { Parent = node.Parent < 0 ? -1 : node.Parent + roots[condition], FirstChild = node.FirstChild + roots[condition] };
            }
        }
    }

    public override int Count => nodes.Length;

    public override int Rows => packed.Rows;

    /// <summary>Finds the slices.</summary>
    /// <exception cref="AssayException"><c>data.slices-too-many</c>: more than 20 million.</exception>
    public static SliceLattice Build(PackedRows packed, int depth, int threads)
    {
        var trees = new List<SliceNode>[packed.Conditions];
        trees[0] = [];
        var ones = new int[packed.Rows];
        ones.AsSpan().Fill(1);
        var total = 0;
        SliceTasks.Run(threads, SliceTasks.Conditions(packed), () => new Builder(packed, ones, depth), (builder, condition) =>
        {
            trees[condition] = builder.Build(condition);
            if (Interlocked.Add(ref total, trees[condition].Count) > MostSlices)
            {
                throw TooMany(packed.MinSupport);
            }
        });
        return new SliceLattice(packed, trees, Math.Min(depth, packed.Features));
    }

    public override int SizeOf(int slice) => nodes[slice].Size;

    public override IReadOnlyList<SlicePredicate> Describe(int slice) => [.. Conditions(slice).Select(packed.Describe)];

    public override int[] RowsOf(int slice) => packed.RowsOf(Conditions(slice));

    public override void AddUp<T>(T[] perRow, Action<int, T> visit)
    {
        var replay = new Replay<T>(this, perRow, visit);
        for (var condition = 1; condition < packed.Conditions; condition++)
        {
            replay.Descend(condition);
        }
    }

    private static AssayException TooMany(int support) => new(
        "data.slices-too-many", $"More than {MostSlices:#,0} slices have {support} rows or more. Raise --min-support, lower --depth, or name fewer columns with --features.");

    private int[] Conditions(int slice)
    {
        var conditions = new List<int>();
        for (var node = slice; node >= 0; node = nodes[node].Parent)
        {
            conditions.Add(nodes[node].Condition);
        }

        conditions.Reverse();
        return [.. conditions];
    }

    private sealed class Builder(PackedRows packed, int[] ones, int depth) : SliceDescent<int>(packed, ones, depth)
    {
        private readonly int[][] nodeOf = [.. Enumerable.Range(0, Math.Max(1, depth)).Select(_ => new int[packed.Conditions])];
        private List<SliceNode> tree = [];

        public List<SliceNode> Build(int condition)
        {
            tree = [];
            Descend(condition);
            return tree;
        }

        protected override int RowsOf(int cell) => cell;

        protected override bool Visit(int level, int condition, int cell)
        {
            if (cell < Packed.MinSupport)
            {
                return false;
            }

            var parent = level == 0 ? -1 : nodeOf[level - 1][Path[level - 1]];
            if (parent >= 0)
            {
                var above = tree[parent];
                tree[parent] = above with { FirstChild = above.Children == 0 ? tree.Count : above.FirstChild, Children = above.Children + 1 };
            }

            nodeOf[level][condition] = tree.Count;
            tree.Add(new SliceNode(parent, condition, cell, 0, 0));
            return tree.Count <= MostSlices ? true : throw TooMany(Packed.MinSupport);
        }
    }

    // The same walk over slices that are known already.
    private sealed class Replay<T>(SliceLattice lattice, T[] perRow, Action<int, T> visit)
        where T : struct, IAdditionOperators<T, T, T>
    {
        private readonly PackedRows packed = lattice.packed;
        private readonly T[][] cells = [.. Enumerable.Range(0, lattice.depth).Select(_ => new T[lattice.packed.Conditions])];
        private readonly int[][] places = [.. Enumerable.Range(0, lattice.depth).Select(_ => Nowhere(lattice.packed.Conditions))];
        private readonly int[][] parted = [.. Enumerable.Range(0, Math.Max(0, lattice.depth - 2)).Select(_ => new int[lattice.packed.Rows])];

        public void Descend(int condition)
        {
            var rows = packed.RowsOf(condition);
            var cell = default(T);
            foreach (var row in rows)
            {
                cell += perRow[row];
            }

            visit(lattice.roots[condition], cell);
            Expand(lattice.roots[condition], rows, 0);
        }

        private void Expand(int slice, ReadOnlySpan<int> rows, int level)
        {
            var (first, count) = (lattice.nodes[slice].FirstChild, lattice.nodes[slice].Children);
            if (count == 0)
            {
                return;
            }

            SliceKernel.Fill(packed, rows, perRow, packed.FeatureOf(lattice.nodes[slice].Condition) + 1, cells[level]);
            var last = first + count;
            for (var child = first; child < last; child++)
            {
                visit(child, cells[level][lattice.nodes[child].Condition]);
            }

            for (int from = first, to; from < last && level < parted.Length; from = to)
            {
                var feature = packed.FeatureOf(lattice.nodes[from].Condition);
                for (to = from + 1; to < last && lattice.nodes[to].Condition < packed.Starts[feature + 1]; to++)
                {
                }

                Follow(lattice.nodes.AsSpan(from, to - from), from, rows, level);
            }
        }

        // The slices are all those of one feature below the slice whose rows are given.
        private void Follow(ReadOnlySpan<SliceNode> slices, int first, ReadOnlySpan<int> rows, int level)
        {
            var next = 0;
            foreach (var node in slices)
            {
                if (node.Children > 0)
                {
                    places[level][node.Condition] = next;
                    next += node.Size;
                }
            }

            if (next == 0)
            {
                return;
            }

            SliceKernel.Part(packed, rows, packed.FeatureOf(slices[0].Condition), places[level], parted[level]);
            var start = 0;
            for (var i = 0; i < slices.Length; i++)
            {
                if (slices[i].Children > 0)
                {
                    places[level][slices[i].Condition] = -1;
                    Expand(first + i, parted[level].AsSpan(start, slices[i].Size), level + 1);
                    start += slices[i].Size;
                }
            }
        }

        private static int[] Nowhere(int conditions)
        {
            var places = new int[conditions];
            places.AsSpan().Fill(-1);
            return places;
        }
    }
}
