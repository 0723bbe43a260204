using System.Globalization;
using System.Text.Json;
using Assay.Learners.Trees;

namespace Assay.Evaluation.Models;

/// <summary>Reads LightGBM's text model. Source: LightGBM 4.7, src/boosting/gbdt_model_text.cpp, src/io/tree.cpp and the objectives' <c>ConvertOutput</c>.</summary>
internal static class LightGbmFile
{
    /// <summary>Reads the text.</summary>
    /// <exception cref="AssayException"><c>model.file-broken</c>, <c>model.unsupported</c>.</exception>
    public static TreeFile Read(string text, string name)
    {
        try
        {
            var header = Header(text);
            if (text.Contains("\nis_linear=1", StringComparison.Ordinal))
            {
                throw new AssayException("model.unsupported", $"{name} has trees with linear leaves (linear_tree=true), which are not read. Train without them, or let a command score.");
            }

            var trees = TreeText.Read(text);
            var ensemble = new TreeEnsemble(trees.Width, single: false, new double[TreeEnsemble.Counted(trees.TreesARound, "classes")]);
            foreach (var (tree, index) in trees.Trees.Select((tree, i) => (tree, i)))
            {
                ensemble.Add(index % trees.TreesARound, node => Node(tree, node), (2 * tree.LeafValues.Length) + 1);
            }

            return new TreeFile(ensemble, Output(header.GetValueOrDefault("objective", ""), name))
            {
                Features = Features(header, trees, text),
                Divisor = trees.Averages ? Math.Max(1, trees.Trees.Count / trees.TreesARound) : 1,
            };
        }
        catch (Exception error) when (error is FormatException or KeyNotFoundException or IndexOutOfRangeException or InvalidOperationException or ArgumentException or ArithmeticException or JsonException)
        {
            throw new AssayException("model.file-broken", $"{name} is not LightGBM's text form as it should be ({error.Message}). Save the model again with save_model.", error);
        }
    }

    private static Dictionary<string, string> Header(string text)
    {
        var header = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.StartsWith("Tree="))
            {
                break;
            }

            if (line.IndexOf('=') is > 0 and var equals)
            {
                header[line[..equals].ToString()] = line[(equals + 1)..].ToString();
            }
        }

        return header;
    }

    // Inner nodes from 0; leaf l, which the text calls ~l, comes after them.
    private static (TreeEnsemble.Split?, double) Node(TreeText.Tree tree, int node)
    {
        var inner = tree.LeafValues.Length - 1;
        if (node >= inner)
        {
            return (null, tree.LeafValues[node - inner]);
        }

        int Own(int child) => child < 0 ? inner + ~child : child < inner ? child : throw new FormatException($"node {node} leads to node {child}");
        var type = tree.Decisions[node];
        var (left, right) = (Own(tree.Left[node]), Own(tree.Right[node]));
        if ((type & 1) != 0)
        {
            var set = (int)tree.Thresholds[node];
            return (new(tree.Features[node], TreeEnsemble.Rule.MembersLeft, left, right) { Set = tree.Sets[tree.SetBounds[set]..tree.SetBounds[set + 1]] }, 0);
        }

        var rule = ((type >> 2) & 3) switch
        {
            0 => TreeEnsemble.Rule.Plain,
            1 => TreeEnsemble.Rule.MissingOrZero,
            2 => TreeEnsemble.Rule.Missing,
            var other => throw new FormatException($"kind of missing value {other}"),
        };
        return (new(tree.Features[node], rule, left, right) { Threshold = tree.Thresholds[node], MissingLeft = (type & 2) != 0 }, 0);
    }

    private static TreeOutput Output(string objective, string name)
    {
        var words = objective.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var sigmoid = Array.Find(words, w => w.StartsWith("sigmoid:", StringComparison.Ordinal)) is { } told ? double.Parse(told[8..], CultureInfo.InvariantCulture) : 1;
        return words.FirstOrDefault() switch
        {
            "binary" or "multiclassova" => TreeOutput.Logistic(sigmoid),
            "cross_entropy" => TreeOutput.Logistic(1),
            "cross_entropy_lambda" => TreeOutput.SoftPlus,
            "multiclass" => TreeOutput.Softmax,
            "poisson" or "gamma" or "tweedie" => TreeOutput.Exponential,
            "regression" when words.Contains("sqrt") => TreeOutput.SignedSquare,
            null or "regression" or "regression_l1" or "huber" or "fair" or "quantile" or "mape" or "lambdarank" or "rank_xendcg" or "custom" => TreeOutput.Raw,
            var other => throw new AssayException("model.unsupported", $"{name} was trained for the objective \"{other}\", which is not known. Let a command score."),
        };
    }

    private static FeatureRequest[] Features(Dictionary<string, string> header, TreeText trees, string text)
    {
        var names = header.GetValueOrDefault("feature_names", "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        names = names.Length == trees.Width ? names : new string[trees.Width].Select(_ => "").ToArray();
        var levels = PandasLevels(text);
        int[] coded = [.. Coded(header, trees).Order()];
        return [.. names.Select((name, i) => new FeatureRequest(name, coded.Length == levels.Count && Array.IndexOf(coded, i) is >= 0 and var at ? levels[at] : []))];
    }

    // Features of codes: those that say so in feature_infos (a list of codes instead of a range), or split by sets.
    private static HashSet<int> Coded(Dictionary<string, string> header, TreeText trees)
    {
        var infos = header.GetValueOrDefault("feature_infos", "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var coded = infos.Select((info, i) => (info, i)).Where(f => f.info[0] != '[' && f.info != "none").Select(f => f.i).ToHashSet();
        foreach (var tree in trees.Trees)
        {
            coded.UnionWith(Enumerable.Range(0, tree.Decisions.Length).Where(n => (tree.Decisions[n] & 1) != 0).Select(n => tree.Features[n]));
        }

        return coded;
    }

    // Written by LightGBM's Python package: one list of levels a column of pandas categories, in the order of the columns.
    private static List<IReadOnlyList<string>> PandasLevels(string text)
    {
        const string Key = "\npandas_categorical:";
        var start = text.LastIndexOf(Key, StringComparison.Ordinal);
        if (start < 0)
        {
            return [];
        }

        var line = text[(start + Key.Length)..].Split('\n')[0].Trim();
        using var document = JsonDocument.Parse(line.Length == 0 ? "null" : line);
        return document.RootElement.ValueKind != JsonValueKind.Array
            ? []
            : [.. document.RootElement.EnumerateArray().Select(column => (IReadOnlyList<string>)[.. column.EnumerateArray().Select(level => level.ToString())])];
    }
}
