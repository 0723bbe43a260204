using System.Globalization;
using Assay.Data;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Assay.Tuning.Spaces;

/// <summary>Reads a space from YAML; every refusal says the line, what was found and what is allowed.</summary>
/// <remarks>Only the document's tree is read: no tag makes an object, no alias runs anything.</remarks>
internal sealed class SpaceYaml(string source)
{
    private static readonly string[] tops = ["parameters", "constraints"];
    private static readonly string[] kinds = ["float", "int", "category", "ordinal"];
    private static readonly string[] keys = ["type", "low", "high", "log", "step", "choices", "when"];

    internal Space Read(string yaml)
    {
        var top = Map(Root(yaml), "the document");
        Known(top, tops, "the top level");
        var parameters = Map(Child(top, "parameters") ?? throw Fault(top, "expected \"parameters:\" with one entry a parameter"), "parameters");
        var dimensions = parameters.Children.Select(p => At(p.Key, () => Dimension(Text(p.Key, "a name"), Map(p.Value, Text(p.Key, "a name"))))).ToArray();
        var constraints = List(Child(top, "constraints"), "constraints").Select(c => At(c, () => new ParameterConstraint(Text(c, "constraints")))).ToArray();
        return dimensions.Length > 0
            ? Bound(parameters, dimensions, constraints)
            : throw Fault(parameters, "expected at least one parameter");
    }

    // A fault of one parameter's conditions is told with that parameter's line.
    private Space Bound(YamlMappingNode parameters, Dimension[] dimensions, ParameterConstraint[] constraints)
    {
        foreach (var (child, node) in dimensions.Zip(parameters.Children))
        {
            _ = At(node.Key, () => new Space([.. dimensions.Where(d => child.When.Any(c => c.Parent == d.Name)).Select(d => d.Always()), child]));
        }

        return At(parameters, () => new Space(ParentsFirst(dimensions), constraints));
    }

    private YamlNode Root(string yaml)
    {
        IReadOnlyList<YamlNode> roots;
        try
        {
            roots = YamlTree.Roots(yaml);
        }
        catch (YamlException error)
        {
            throw new AssayException("usage.space-yaml", $"{source}, line {error.Start.Line}: this is not YAML ({error.InnerException?.Message ?? error.Message}).", error);
        }

        return roots.Count == 1
            ? roots[0]
            : throw new AssayException("usage.space-yaml", $"{source}: expected one document with \"parameters:\", found {roots.Count}.");
    }

    private Dimension Dimension(string name, YamlMappingNode node)
    {
        Known(node, keys, $"parameter \"{name}\"");
        var kind = Text(Child(node, "type") ?? throw Fault(node, $"parameter \"{name}\" needs a type: {string.Join(", ", kinds)}"), "type");
        var made = kind switch
        {
            "float" => Spaces.Dimension.Float(name, Number(node, "low", name), Number(node, "high", name)),
            "int" => Spaces.Dimension.Int(name, Whole(node, "low", name), Whole(node, "high", name)),
            "category" => Spaces.Dimension.Category(name, Words(node, "choices", name)),
            "ordinal" => Spaces.Dimension.Ordinal(name, Words(node, "choices", name)),
            _ => throw Fault(node, $"parameter \"{name}\" has type \"{kind}\"; allowed are {string.Join(", ", kinds)}.{Spelling.DidYouMean(kind, kinds)}"),
        };
        OnlyFor(node, name, kind is "float" or "int" ? ["choices"] : ["low", "high", "log", "step"]);
        if (Child(node, "log") is { } log)
        {
            made = Text(log, "log") switch { "true" => made.Log(), "false" => made, var other => throw Fault(log, $"log is true or false, not \"{other}\"") };
        }

        made = Child(node, "step") is null ? made : made.By(Number(node, "step", name));
        return Child(node, "when") is { } when
            ? Map(when, "when").Children.Aggregate(made, (d, c) => d.OnlyWhen(Text(c.Key, "when"), Words(c.Value)))
            : made;
    }

    private void OnlyFor(YamlMappingNode node, string name, string[] others)
    {
        if (others.FirstOrDefault(o => Child(node, o) is not null) is { } wrong)
        {
            throw Fault(Child(node, wrong)!, $"parameter \"{name}\" of type {Text(Child(node, "type")!, "type")} takes no \"{wrong}\"");
        }
    }

    // The order in the file is free; the tree needs parents before children.
    private static List<Dimension> ParentsFirst(Dimension[] dimensions)
    {
        var (sorted, left) = (new List<Dimension>(), dimensions.ToList());
        while (left.Count > 0)
        {
            var ready = left.FindIndex(d => d.When.All(c => left.All(o => o.Name != c.Parent)));
            var next = left[Math.Max(ready, 0)];
            if (ready < 0)
            {
                throw new AssayException("usage.space-condition", $"The conditions of {string.Join(", ", left.Select(d => $"\"{d.Name}\""))} go round in a circle.");
            }

            sorted.Add(next);
            left.Remove(next);
        }

        return sorted;
    }

    private double Number(YamlMappingNode node, string key, string name)
    {
        var found = Child(node, key) ?? throw Fault(node, $"parameter \"{name}\" needs \"{key}\", a number");
        var text = Text(found, key);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Fault(found, $"\"{key}\" of parameter \"{name}\" is a number, not \"{text}\"");
    }

    private long Whole(YamlMappingNode node, string key, string name)
    {
        var number = Number(node, key, name);
        return Math.Abs(number) < 1L << 53 && number == Math.Floor(number) ? (long)number : throw Fault(Child(node, key)!, $"\"{key}\" of parameter \"{name}\" is a whole number, not {number:R}");
    }

    private string[] Words(YamlMappingNode node, string key, string name) =>
        Words(Child(node, key) ?? throw Fault(node, $"parameter \"{name}\" needs \"{key}\", a list such as [relu, tanh]"));

    private string[] Words(YamlNode node) => node is YamlScalarNode ? [Text(node, "choices")] : [.. List(node, "choices").Select(c => Text(c, "choices"))];

    private IEnumerable<YamlNode> List(YamlNode? node, string where) => node switch
    {
        null => [],
        YamlSequenceNode list => list.Children,
        _ => throw Fault(node, $"{where} is a list such as [a, b]"),
    };

    private YamlMappingNode Map(YamlNode node, string where) => node as YamlMappingNode ?? throw Fault(node, $"{where} holds entries such as name: {{type: float, low: 0, high: 1}}");

    private string Text(YamlNode node, string where) => node is YamlScalarNode { Value: { } value } ? value : throw Fault(node, $"{where} takes a single value here");

    private void Known(YamlMappingNode node, string[] allowed, string where)
    {
        foreach (var key in node.Children.Keys)
        {
            var text = Text(key, where);
            if (!allowed.Contains(text))
            {
                throw Fault(key, $"{where} has no \"{text}\"; allowed are {string.Join(", ", allowed)}.{Spelling.DidYouMean(text, allowed)}");
            }
        }
    }

    private static YamlNode? Child(YamlMappingNode node, string key) => node.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;

    private T At<T>(YamlNode node, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (AssayException fault) when (!fault.Message.Contains($"{source}, line ", StringComparison.Ordinal))
        {
            throw new AssayException(fault.Code, $"{source}, line {node.Start.Line}: {fault.Message[(fault.Code.Length + 2)..]}", fault);
        }
    }

    private AssayException Fault(YamlNode node, string message) => new("usage.space-yaml", $"{source}, line {node.Start.Line}: {message.TrimEnd('.', '?')}{(message.EndsWith('?') ? "?" : ".")}");
}
