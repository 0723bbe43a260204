namespace Assay.Learners.Trees;

/// <summary>Turns the trees of a text model into nodes whose children stand side by side, and checks every number on the way.</summary>
internal sealed class TreeForestBuilder
{
    private readonly int width;

    /// <summary>Lays out all trees.</summary>
    /// <exception cref="FormatException">A number points outside the model.</exception>
    public TreeForestBuilder(TreeText text)
    {
        width = text.Width is > 0 and <= ushort.MaxValue ? text.Width : throw new FormatException($"{text.Width} features");
        if (text.TreesARound < 1 || text.Trees.Count % text.TreesARound != 0)
        {
            throw new FormatException($"{text.Trees.Count} trees in rounds of {text.TreesARound}");
        }

        double visited = 0;
        foreach (var tree in text.Trees)
        {
            Roots.Add(Nodes.Count);
            WithSets.Add(tree.Sets.Length > 0);
            visited += Append(tree);
        }

        NodesARow = (long)Math.Ceiling(visited);
    }

    /// <summary>All nodes of all trees.</summary>
    public List<TreeForest.Node> Nodes { get; } = [];

    /// <summary>The value of each node that is a leaf; 0 elsewhere.</summary>
    public List<double> Values { get; } = [];

    /// <summary>The first node of each tree.</summary>
    public List<int> Roots { get; } = [];

    /// <summary>Whether a tree asks for membership in a set.</summary>
    public List<bool> WithSets { get; } = [];

    /// <summary>The words of all sets.</summary>
    public List<uint> Sets { get; } = [];

    /// <summary>Features without missing cells in training, where LightGBM reads a missing cell as 0.</summary>
    public HashSet<int> ZeroWhenMissing { get; } = [];

    /// <summary>Mean number of nodes a row visits in all trees.</summary>
    public long NodesARow { get; }

    private double Append(TreeText.Tree tree)
    {
        var firstSet = Sets.Count;
        Sets.AddRange(tree.Sets);
        var pending = new Stack<(int At, int Child, int Depth)>();
        pending.Push((Room(1), tree.LeafValues.Length == 1 ? -1 : 0, 1));
        double visited = 0, rows = 0;
        while (pending.TryPop(out var step))
        {
            if (step.Child < 0)
            {
                Values[step.At] = tree.LeafValues[~step.Child];
                Nodes[step.At] = new TreeForest.Node { Threshold = double.PositiveInfinity, Left = step.At };
                var count = ~step.Child < tree.LeafCounts.Length ? tree.LeafCounts[~step.Child] : 1;
                visited += (double)step.Depth * count;
                rows += count;
                continue;
            }

            var left = Room(2);
            Nodes[step.At] = Decision(tree, step.Child, left, firstSet);
            pending.Push((left + 1, Below(tree.Right[step.Child], step.Child), step.Depth + 1));
            pending.Push((left, Below(tree.Left[step.Child], step.Child), step.Depth + 1));
        }

        return rows > 0 ? visited / rows : 1;
    }

    private int Room(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Nodes.Add(default);
            Values.Add(0);
        }

        return Nodes.Count - count;
    }

    // LightGBM numbers children after their parent; anything else could loop for ever.
    private static int Below(int child, int parent) =>
        child < 0 || child > parent ? child : throw new FormatException($"node {parent} leads to node {child}");

    private TreeForest.Node Decision(TreeText.Tree tree, int node, int left, int firstSet)
    {
        var type = tree.Decisions[node];
        var feature = tree.Features[node] >= 0 && tree.Features[node] < width ? (ushort)tree.Features[node] : throw new FormatException($"feature {tree.Features[node]} of {width}");
        if ((type & 1) != 0)
        {
            var set = (int)tree.Thresholds[node];
            var start = firstSet + tree.SetBounds[set];
            var length = tree.SetBounds[set + 1] - tree.SetBounds[set];
            return length < 0 || start < 0 || start + length > Sets.Count
                ? throw new FormatException($"set {set} lies outside")
                : new TreeForest.Node
                {
                    Threshold = BitConverter.Int64BitsToDouble(((long)start << 32) | (uint)length),
                    Left = left,
                    Feature = feature,
                    Kind = TreeForest.Node.Set,
                };
        }

        var missing = (type >> 2) & 3;
        if (missing == 0)
        {
            ZeroWhenMissing.Add(feature);
        }

        return missing == 1
            ? throw new FormatException("zero counts as missing, which Assay's models never use")
            : new TreeForest.Node
            {
                Threshold = tree.Thresholds[node],
                Left = left,
                Feature = feature,
                MissingRight = (type & 2) != 0 ? (byte)0 : (byte)1,
            };
    }
}
