using System.Globalization;
using System.Text.Json;

namespace Assay.Evaluation.Models;

/// <summary>Reads XGBoost's model in JSON or UBJSON. Source: XGBoost 1.7, doc/model.schema, src/tree/tree_model.cc, src/gbm/gbtree.cc and the objectives' <c>PredTransform</c> and <c>ProbToMargin</c>.</summary>
internal static class XgboostFile
{
    /// <summary>Reads the bytes of the file.</summary>
    /// <exception cref="AssayException"><c>model.file-broken</c>, <c>model.unsupported</c>.</exception>
    public static TreeFile Read(ReadOnlySpan<byte> bytes, string name)
    {
        try
        {
            // In UBJSON the first key's length follows the brace, in JSON blanks or a quote.
            var json = bytes.Length > 1 && bytes[1] is (byte)'L' or (byte)'l' or (byte)'i' or (byte)'U' or (byte)'I' or (byte)'$' or (byte)'#' ? UniversalBinaryJson.ToJson(bytes) : Strict(bytes);
            using var document = JsonDocument.Parse(json);
            return Model(document.RootElement.GetProperty("learner"), name);
        }
        catch (Exception error) when (error is FormatException or KeyNotFoundException or IndexOutOfRangeException or InvalidOperationException or ArgumentException or ArithmeticException or JsonException)
        {
            throw new AssayException("model.file-broken", $"{name} is not XGBoost's model as it should be ({error.Message}). Save the model again with save_model.", error);
        }
    }

    // XGBoost writes NaN and Infinity bare, which JSON does not have: nothing, and the largest float.
    private static byte[] Strict(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("NaN"u8) < 0 && json.IndexOf("Infinity"u8) < 0)
        {
            return json.ToArray();
        }

        var strict = new List<byte>(json.Length + 64);
        var text = false;
        for (var i = 0; i < json.Length; i++)
        {
            var word = text ? [] : json[i..].StartsWith("NaN"u8) ? "NaN"u8 : json[i..].StartsWith("Infinity"u8) ? "Infinity"u8 : [];
            if (!word.IsEmpty)
            {
                strict.AddRange(word.Length == 3 ? "null"u8 : "3.4028235E38"u8);
                i += word.Length - 1;
                continue;
            }

            strict.Add(json[i]);
            if (text && json[i] == '\\' && i + 1 < json.Length)
            {
                strict.Add(json[++i]);
            }
            else
            {
                text ^= json[i] == '"';
            }
        }

        return [.. strict];
    }

    private static TreeFile Model(JsonElement learner, string name)
    {
        var parameters = learner.GetProperty("learner_model_param");
        var objective = learner.GetProperty("objective").GetProperty("name").GetString()!;
        var width = Whole(parameters, "num_feature", 0);
        var outputs = TreeEnsemble.Counted(Math.Max(1, Math.Max(Whole(parameters, "num_class", 0), Whole(parameters, "num_target", 1))), "outputs");
        var booster = learner.GetProperty("gradient_booster");
        var weights = booster.TryGetProperty("weight_drop", out var dropped) ? Floats(dropped) : [];
        var kind = booster.GetProperty("name").GetString();
        if (kind is not ("gbtree" or "dart"))
        {
            throw new AssayException("model.unsupported", $"{name} is boosted by \"{kind}\"; gbtree and dart are read. Let a command score.");
        }

        var model = (kind == "dart" ? booster.GetProperty("gbtree") : booster).GetProperty("model");
        var ensemble = new TreeEnsemble(width, single: true, Start(parameters.GetProperty("base_score").GetString()!, objective, outputs));
        var of = model.GetProperty("tree_info").EnumerateArray().Select(t => t.GetInt32()).ToArray();
        foreach (var (tree, index) in model.GetProperty("trees").EnumerateArray().Select((tree, i) => (tree, i)))
        {
            Add(ensemble, of[index], tree, (weights.Length > index ? weights[index] : 1, name));
        }

        return new TreeFile(ensemble, Output(objective, name)) { Features = Features(learner, width) };
    }

    private static void Add(TreeEnsemble ensemble, int output, JsonElement tree, (float Weight, string Name) how)
    {
        var left = Wholes(tree.GetProperty("left_children"));
        var right = Wholes(tree.GetProperty("right_children"));
        var features = Wholes(tree.GetProperty("split_indices"));
        var conditions = Floats(tree.GetProperty("split_conditions"));
        var defaults = tree.GetProperty("default_left").EnumerateArray().Select(d => d.ValueKind == JsonValueKind.True || (d.ValueKind == JsonValueKind.Number && d.GetInt32() != 0)).ToArray();
        var sets = Sets(tree);
        if (tree.TryGetProperty("tree_param", out var parameters) && Whole(parameters, "size_leaf_vector", 1) > 1)
        {
            throw new AssayException("model.unsupported", $"{how.Name} has leaves of several numbers (multi_strategy=multi_output_tree), which are not read. Let a command score.");
        }

        ensemble.Add(output, Node, left.Length);

        (TreeEnsemble.Split?, double) Node(int node)
        {
            if (left[node] < 0)
            {
                return (null, (float)(how.Weight * conditions[node]));
            }

            var rule = sets.TryGetValue(node, out var set) ? TreeEnsemble.Rule.MembersRight : TreeEnsemble.Rule.Missing;
            return (new(features[node], rule, left[node], right[node]) { Threshold = MathF.BitDecrement(conditions[node]), MissingLeft = defaults[node], Set = set ?? [] }, 0);
        }
    }

    // The codes of a node's set go right.
    private static Dictionary<int, uint[]> Sets(JsonElement tree)
    {
        var sets = new Dictionary<int, uint[]>();
        if (!tree.TryGetProperty("categories_nodes", out var nodes))
        {
            return sets;
        }

        var codes = Wholes(tree.GetProperty("categories"));
        var starts = Wholes(tree.GetProperty("categories_segments"));
        var lengths = Wholes(tree.GetProperty("categories_sizes"));
        foreach (var (node, i) in Wholes(nodes).Select((node, i) => (node, i)))
        {
            var own = codes.AsSpan(starts[i], lengths[i]);
            var largest = 0;
            foreach (var code in own)
            {
                largest = code is >= 0 and < 1 << 24 ? Math.Max(largest, code) : throw new FormatException($"category code {code}");
            }

            var bits = new uint[(largest / 32) + 1];
            foreach (var code in own)
            {
                bits[code / 32] |= 1u << (code % 32);
            }

            sets[node] = bits;
        }

        return sets;
    }

    // The base score is saved as people see it and added as the objective adds it. From 3.1 on it is a list in square brackets.
    private static double[] Start(string saved, string objective, int outputs)
    {
        float[] scores = [.. saved.Trim('[', ']').Split(',', StringSplitOptions.TrimEntries).Select(s => float.Parse(s, CultureInfo.InvariantCulture))];
        Func<float, float> margin = objective switch
        {
            "binary:logistic" or "reg:logistic" => p => -MathF.Log((1 / p) - 1),
            "count:poisson" or "reg:gamma" or "reg:tweedie" or "survival:cox" or "survival:aft" => MathF.Log,
            _ => score => score,
        };
        return scores.Length == outputs
            ? Array.ConvertAll(scores, s => (double)margin(s))
            : scores.Length == 1 ? [.. Enumerable.Repeat((double)margin(scores[0]), outputs)] : throw new FormatException($"{scores.Length} base scores for {outputs} outputs");
    }

    private static TreeOutput Output(string objective, string name) => objective switch
    {
        "binary:logistic" or "reg:logistic" => TreeOutput.Logistic(1),
        "multi:softprob" or "multi:softmax" => TreeOutput.Softmax,
        "count:poisson" or "reg:gamma" or "reg:tweedie" or "survival:cox" or "survival:aft" => TreeOutput.Exponential,
        "binary:hinge" => TreeOutput.Step,
        "binary:logitraw" or "reg:squarederror" or "reg:linear" or "reg:squaredlogerror" or "reg:pseudohubererror" or "reg:absoluteerror" or "reg:quantileerror" => TreeOutput.Raw,
        _ when objective.StartsWith("rank:", StringComparison.Ordinal) => TreeOutput.Raw,
        _ => throw new AssayException("model.unsupported", $"{name} was trained for the objective \"{objective}\", which is not known. Let a command score."),
    };

    private static FeatureRequest[] Features(JsonElement learner, int width)
    {
        string[] names = learner.TryGetProperty("feature_names", out var given) ? [.. given.EnumerateArray().Select(n => n.GetString() ?? "")] : [];
        return [.. Enumerable.Range(0, width).Select(i => new FeatureRequest(names.Length == width ? names[i] : "", []))];
    }

    private static int Whole(JsonElement parameters, string name, int otherwise) =>
        parameters.TryGetProperty(name, out var text) ? int.Parse(text.GetString()!, CultureInfo.InvariantCulture) : otherwise;

    private static int[] Wholes(JsonElement list) => [.. list.EnumerateArray().Select(n => n.GetInt32())];

    private static float[] Floats(JsonElement list) => [.. list.EnumerateArray().Select(n => n.ValueKind == JsonValueKind.Null ? float.NaN : n.GetSingle())];
}
