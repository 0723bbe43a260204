using System.Text;
using Assay.Data;
using Assay.Learners.Trees;

namespace Assay.Learners.Simple;

/// <summary>A small tree and how columns become what it asks about.</summary>
internal sealed class DecisionTreeModel(DecisionTreeModel.Content content) : Model
{
    private readonly int depth = Depth(content.Root);

    /// <inheritdoc/>
    public override string Learner => content.Learner;

    /// <inheritdoc/>
    public override int Outputs => content.Root.Answer.Length;

    /// <inheritdoc/>
    public override long StepsPerRow => 1 + depth;

    /// <summary>The first question.</summary>
    public TreeNode Root => content.Root;

    /// <summary>Every leaf, with the questions that lead there and their answers.</summary>
    public IReadOnlyList<(TreeNode Leaf, string Path)> Leaves => [.. LeavesOf(content.Root, [])];

    /// <inheritdoc/>
    public override void Predict(Sample rows, Span<double> predicted)
    {
        Shapes.Check(this, rows, predicted);
        var leaves = LeafOf(rows);
        for (var i = 0; i < leaves.Length; i++)
        {
            leaves[i].Answer.CopyTo(predicted.Slice(i * Outputs, Outputs));
        }
    }

    /// <summary>The leaf each row falls into.</summary>
    public TreeNode[] LeafOf(Sample rows)
    {
        var encoding = content.Encoding.Bind(rows.Data);
        var features = new double[encoding.Width];
        var leaves = new TreeNode[rows.Count];
        for (var i = 0; i < leaves.Length; i++)
        {
            encoding.Write(rows.Rows.AsSpan(i, 1), features);
            var node = content.Root;
            while (node.Yes is not null)
            {
                node = node.Follow(features[node.Feature]);
            }

            leaves[i] = node;
        }

        return leaves;
    }

    /// <inheritdoc/>
    public override void Save(ModelFiles files)
    {
        files.WriteJson("tree.json", content);
        files.Write("tree.txt", ToString());
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static DecisionTreeModel Load(ModelFiles files) => new(files.ReadJson<Content>("tree.json"));

    /// <summary>The tree as indented text, one question or answer a line.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text, content.Root, "", "");
        return text.ToString();
    }

    private void Write(StringBuilder text, TreeNode node, string indent, string side)
    {
        if (node.Yes is null)
        {
            text.AppendLine($"{indent}{side}{string.Join(' ', node.Answer.Select(a => a.ToString("G4")))}   ({node.Rows} rows)");
            return;
        }

        text.AppendLine($"{indent}{side}{Question(node)}{(node.MissingIsYes ? " or missing" : "")}?   ({node.Rows} rows)");
        Write(text, node.Yes, indent + "  ", "yes: ");
        Write(text, node.No!, indent + "  ", "no: ");
    }

    private string Question(TreeNode node)
    {
        var name = content.Encoding.Names[node.Feature];
        if (node.Codes is null)
        {
            return $"{name} <= {node.Threshold:G6}";
        }

        var part = content.Encoding.Parts.OfType<CategoryPart>().First(p => p.Column == name);
        return $"{name} in {{{string.Join(", ", part.Levels.Where((_, i) => node.Codes.Contains((int)part.Codes[i])))}}}";
    }

    private IEnumerable<(TreeNode Leaf, string Path)> LeavesOf(TreeNode node, string[] path) => node.Yes is null
        ? [(node, path.Length == 0 ? "all rows" : string.Join(" and ", path))]
        : LeavesOf(node.Yes, [.. path, Side(node, yes: true)]).Concat(LeavesOf(node.No!, [.. path, Side(node, yes: false)]));

    // What is true of the rows that answer yes, or no: categories by their names, whatever codes the question was asked of.
    private string Side(TreeNode node, bool yes)
    {
        var name = content.Encoding.Names[node.Feature];
        var part = content.Encoding.Parts.OfType<CategoryPart>().FirstOrDefault(p => p.Names.Contains(name));
        var missing = yes && node.MissingIsYes ? " or missing" : "";
        if (part is null || name.EndsWith(" share", StringComparison.Ordinal))
        {
            return $"{name} {(yes ? "<=" : ">")} {node.Threshold:G6}{missing}";
        }

        if (part.OneEach)
        {
            return yes ? $"{part.Column} is not {name[(part.Column.Length + 4)..]}{missing}" : name;
        }

        string[] levels = [.. part.Levels.Where((_, i) => (node.Codes?.Contains((int)part.Codes[i]) ?? part.Codes[i] <= node.Threshold) == yes)];
        return $"{part.Column} {(levels.Length == 1 ? $"is {levels[0]}" : $"in {{{string.Join(", ", levels)}}}")}{missing}";
    }

    private static int Depth(TreeNode node) => node.Yes is null ? 0 : 1 + Math.Max(Depth(node.Yes), Depth(node.No!));

    /// <summary>What is saved.</summary>
    internal sealed record Content(string Learner, LearningTask Task, TreeEncoding Encoding, TreeNode Root);
}
