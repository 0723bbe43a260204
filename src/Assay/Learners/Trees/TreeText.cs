using System.Globalization;

namespace Assay.Learners.Trees;

/// <summary>What a LightGBM text model says. Source: LightGBM 4.7, src/boosting/gbdt_model_text.cpp and src/io/tree.cpp.</summary>
internal sealed class TreeText
{
    private TreeText(Dictionary<string, string> header, List<Tree> trees)
    {
        TreesARound = int.Parse(header["num_tree_per_iteration"], CultureInfo.InvariantCulture);
        Width = int.Parse(header["max_feature_idx"], CultureInfo.InvariantCulture) + 1;
        Averages = header.ContainsKey("average_output");
        Trees = trees;
    }

    /// <summary>Trees a round: one, or one a class.</summary>
    public int TreesARound { get; }

    /// <summary>Features a row.</summary>
    public int Width { get; }

    /// <summary>Whether the score is the mean over rounds.</summary>
    public bool Averages { get; }

    /// <summary>The trees, round after round.</summary>
    public IReadOnlyList<Tree> Trees { get; }

    /// <summary>Reads the text.</summary>
    public static TreeText Read(string text)
    {
        var header = new Dictionary<string, string>(StringComparer.Ordinal);
        var trees = new List<Tree>();
        Dictionary<string, string>? tree = null;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var equals = line.IndexOf('=');
            var key = equals < 0 ? line : line[..equals];
            if (key is "end of trees")
            {
                break;
            }

            if (key is "Tree")
            {
                Close(tree, trees);
                tree = new Dictionary<string, string>(StringComparer.Ordinal);
            }
            else if (key.Length > 0)
            {
                (tree ?? header)[key.ToString()] = equals < 0 ? "" : line[(equals + 1)..].ToString();
            }
        }

        Close(tree, trees);
        return new TreeText(header, trees);
    }

    private static void Close(Dictionary<string, string>? fields, List<Tree> trees)
    {
        if (fields is not null)
        {
            trees.Add(new Tree(fields));
        }
    }

    /// <summary>One tree: arrays by inner node, and leaf values; a negative child c is the leaf ~c.</summary>
    public sealed class Tree
    {
        /// <summary>Reads the fields of a tree.</summary>
        public Tree(Dictionary<string, string> fields)
        {
            if (fields.GetValueOrDefault("is_linear", "0") != "0")
            {
                throw new FormatException("trees with linear leaves are not used by Assay's models");
            }

            LeafValues = Values(fields, "leaf_value", Real);
            LeafCounts = fields.ContainsKey("leaf_count") ? Values(fields, "leaf_count", int.Parse) : [];
            if (LeafValues.Length <= 1)
            {
                return;
            }

            Features = Values(fields, "split_feature", int.Parse);
            Gains = fields.ContainsKey("split_gain") ? Values(fields, "split_gain", Real) : [];
            Thresholds = Values(fields, "threshold", Real);
            Decisions = Values(fields, "decision_type", int.Parse);
            Left = Values(fields, "left_child", int.Parse);
            Right = Values(fields, "right_child", int.Parse);
            SetBounds = fields.ContainsKey("cat_boundaries") ? Values(fields, "cat_boundaries", int.Parse) : [];
            Sets = fields.ContainsKey("cat_threshold") ? Values(fields, "cat_threshold", uint.Parse) : [];
        }

        /// <summary>One value a leaf.</summary>
        public double[] LeafValues { get; }

        /// <summary>Training rows of each leaf; empty when the text does not say.</summary>
        public int[] LeafCounts { get; }

        /// <summary>Feature of each node.</summary>
        public int[] Features { get; } = [];

        /// <summary>How much each node's split lowered the loss.</summary>
        public double[] Gains { get; } = [];

        /// <summary>Threshold of each node, or the number of its set.</summary>
        public double[] Thresholds { get; } = [];

        /// <summary>Bit 0: a set; bit 1: missing goes left; bits 2 and 3: what is missing (0 nothing, 1 zero, 2 NaN).</summary>
        public int[] Decisions { get; } = [];

        /// <summary>Left child of each node.</summary>
        public int[] Left { get; } = [];

        /// <summary>Right child of each node.</summary>
        public int[] Right { get; } = [];

        /// <summary>Where each set starts in <see cref="Sets"/>, and the end.</summary>
        public int[] SetBounds { get; } = [];

        /// <summary>Bits of the codes that go left.</summary>
        public uint[] Sets { get; } = [];

        // A split between missing and not missing has an infinite threshold, spelt in C's way.
        private static double Real(string word, CultureInfo culture) => word switch
        {
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            _ => double.Parse(word, culture),
        };

        private static T[] Values<T>(Dictionary<string, string> fields, string name, Func<string, CultureInfo, T> parse)
        {
            var words = fields[name].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return Array.ConvertAll(words, w => parse(w, CultureInfo.InvariantCulture));
        }
    }
}
