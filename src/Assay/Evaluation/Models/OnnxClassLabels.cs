using System.Globalization;
using System.Text;

namespace Assay.Evaluation.Models;

/// <summary>
/// Finds the classes in an ONNX file, which ONNX Runtime does not tell: the list of labels of the last node that has one.
/// Source: onnx-ml.proto (ModelProto.graph 7, GraphProto.node 1, NodeProto.attribute 5, AttributeProto.name 1, ints 8, strings 9).
/// </summary>
internal ref struct OnnxClassLabels
{
    private readonly ReadOnlySpan<byte> bytes;
    private int at;

    private OnnxClassLabels(ReadOnlySpan<byte> bytes) => this.bytes = bytes;

    /// <summary>The labels in the file's order; empty when no node lists any.</summary>
    /// <exception cref="FormatException">The bytes are no protocol buffer.</exception>
    public static IReadOnlyList<string> Of(ReadOnlySpan<byte> model)
    {
        IReadOnlyList<string> labels = [];
        var reader = new OnnxClassLabels(model);
        while (reader.Next(out var field, out var graph, out _))
        {
            var nodes = new OnnxClassLabels(field == 7 ? graph : []);
            while (nodes.Next(out var part, out var node, out _))
            {
                labels = part == 1 && OfNode(node) is { Count: > 0 } found ? found : labels;
            }
        }

        return labels;
    }

    private static List<string> OfNode(ReadOnlySpan<byte> node)
    {
        var labels = new List<string>();
        var fields = new OnnxClassLabels(node);
        while (fields.Next(out var field, out var attribute, out _))
        {
            if (field == 5 && Attribute(attribute) is { Count: > 0 } found)
            {
                labels = found;
            }
        }

        return labels;
    }

    private static List<string> Attribute(ReadOnlySpan<byte> attribute)
    {
        var name = "";
        var values = new List<string>();
        var fields = new OnnxClassLabels(attribute);
        while (fields.Next(out var field, out var content, out var number))
        {
            switch (field)
            {
                case 1:
                    name = Encoding.UTF8.GetString(content);
                    break;
                case 8 when content.IsEmpty:
                    values.Add(number.ToString(CultureInfo.InvariantCulture));
                    break;
                case 8:
                    for (var packed = new OnnxClassLabels(content); packed.at < content.Length;)
                    {
                        values.Add(packed.Number().ToString(CultureInfo.InvariantCulture));
                    }

                    break;
                case 9:
                    values.Add(Encoding.UTF8.GetString(content));
                    break;
            }
        }

        return name is "classlabels_strings" or "classlabels_int64s" or "classlabels_ints" ? values : [];
    }

    private bool Next(out int field, out ReadOnlySpan<byte> content, out long number)
    {
        field = 0;
        number = 0;
        content = default;
        if (at >= bytes.Length)
        {
            return false;
        }

        var tag = Number();
        field = (int)(tag >> 3);
        switch (tag & 7)
        {
            case 0: number = Number(); break;
            case 1: Take(8); break;
            case 2: content = Take(Number()); break;
            case 5: Take(4); break;
            default: throw new FormatException($"byte {at}: wire type {tag & 7}");
        }

        return true;
    }

    private long Number()
    {
        long number = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var octet = Take(1)[0];
            number |= (long)(octet & 127) << shift;
            if (octet < 128)
            {
                return number;
            }
        }

        throw new FormatException($"byte {at}: a number without end");
    }

    private ReadOnlySpan<byte> Take(long length)
    {
        if (length < 0 || length > bytes.Length - at)
        {
            throw new FormatException("the file ends too early");
        }

        var taken = bytes.Slice(at, (int)length);
        at += (int)length;
        return taken;
    }
}
