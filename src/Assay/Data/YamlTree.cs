using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Assay.Data;

/// <summary>Reads YAML that others wrote as trees of nodes; no tag makes an object.</summary>
internal static class YamlTree
{
    private const int Deepest = 16;

    /// <summary>The root of each document, in order.</summary>
    /// <exception cref="YamlException">It is not YAML, or nested more than 16 deep, which would overflow the stack before a tree is made.</exception>
    internal static IReadOnlyList<YamlNode> Roots(string text)
    {
        _ = Events(text).Count(); // looks at the depth before a tree is made

        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return [.. stream.Documents.Select(d => d.RootNode)];
    }

    /// <summary>The line of the first anchor or alias, which can make a small file enormous or endless; null when there is none.</summary>
    /// <exception cref="YamlException">As above, where it comes before an anchor.</exception>
    internal static long? FirstAnchor(string text) =>
        Events(text).FirstOrDefault(part => part is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })?.Start.Line;

    private static IEnumerable<ParsingEvent> Events(string text)
    {
        var parser = new Parser(new StringReader(text));
        for (var depth = 0; parser.MoveNext();)
        {
            var part = parser.Current!;
            depth += part switch { MappingStart or SequenceStart => 1, MappingEnd or SequenceEnd => -1, _ => 0 };
            if (depth > Deepest)
            {
                throw new YamlException(part.Start, part.End, $"lists and maps are nested more than {Deepest} deep");
            }

            yield return part;
        }
    }
}
