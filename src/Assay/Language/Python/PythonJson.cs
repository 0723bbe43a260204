using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Assay.Language.Python;

/// <summary>JSON as Python's values and back, as Python's json module writes it.</summary>
internal static partial class PythonJson
{
    /// <summary>The value of one JSON text; a number without point or exponent is an int.</summary>
    public static object? Parse(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 256 });
        return FromJson(document.RootElement);
    }

    /// <summary><c>json.loads(text)</c>, which takes NaN and infinities too.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static object? Load(string text) => Named(Parse(NamedNumber().Replace(text, m => m.Value[0] == '"' ? m.Value : $"\"{Mark}{m.Value}\"")));

    // A text no JSON holds as it is, because a control character must be escaped.
    private const string Mark = "\\u0001\\u0002";

    [GeneratedRegex("""
        "(?:\\.|[^"\\])*"|-?Infinity|NaN
        """)]
    private static partial Regex NamedNumber();

    private static object? Named(object? value)
    {
        switch (value)
        {
            case string text when text.StartsWith("\u0001\u0002", StringComparison.Ordinal):
                return text[2..] switch { "NaN" => double.NaN, "Infinity" => double.PositiveInfinity, _ => double.NegativeInfinity };
            case List<object?> list:
                return list.Select(Named).ToList();
            case PythonDictionary d:
                return new PythonDictionary(d.Pairs.Select(p => KeyValuePair.Create((string)p.Key!, Named(p.Value))));
            default:
                return value;
        }
    }

    /// <summary>The value of a JSON element.</summary>
    public static object? FromJson(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => Text(element),
        JsonValueKind.Number => Number(element.GetRawText()),
        JsonValueKind.Array => element.EnumerateArray().Select(FromJson).ToList(),
        _ => Dictionary(element),
    };

    /// <summary><c>json.dumps(value)</c> with <paramref name="ascii"/> for its ensure_ascii and an indentation in spaces, or none.</summary>
    public static string Dump(object? value, bool ascii = true, int? indent = null)
    {
        var result = new StringBuilder();
        Write(result, value, ascii, indent, 0);
        return result.ToString();
    }

    private static PythonDictionary Dictionary(JsonElement element)
    {
        var made = new PythonDictionary();
        foreach (var property in element.EnumerateObject())
        {
            made[property.Name] = FromJson(property.Value);
        }

        return made;
    }

    // A lone surrogate is legal in Python's JSON but refused by .NET's reader.
    private static string Text(JsonElement element)
    {
        var raw = element.GetRawText();
        return raw.Contains("\\u", StringComparison.Ordinal) ? Unescape(raw[1..^1]) : element.GetString()!;
    }

    private static string Unescape(string raw)
    {
        var result = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                result.Append(raw[i]);
                continue;
            }

            i++;
            result.Append(raw[i] switch
            {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                'b' => '\b',
                'f' => '\f',
                'u' => (char)ushort.Parse(raw.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                var other => other,
            });
            i += raw[i] == 'u' ? 4 : 0;
        }

        return result.ToString();
    }

    private static object Number(string raw) =>
        raw.AsSpan().IndexOfAny('.', 'e', 'E') >= 0
            ? double.Parse(raw, CultureInfo.InvariantCulture)
            : long.TryParse(raw, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? (object)whole : BigInteger.Parse(raw, CultureInfo.InvariantCulture);

    private static void Write(StringBuilder to, object? value, bool ascii, int? indent, int depth)
    {
        switch (value)
        {
            case null or bool:
                to.Append(value is null ? "null" : (bool)value ? "true" : "false");
                break;
            case double d:
                to.Append(double.IsNaN(d) ? "NaN" : double.IsInfinity(d) ? (d > 0 ? "Infinity" : "-Infinity") : PythonText.Float(d));
                break;
            case string s:
                WriteText(to, s, ascii);
                break;
            case PythonDictionary d:
                Container(to, '{', '}', indent, depth, d.Pairs.Select<(object? Key, object? Value), Action>(p => () =>
                {
                    WriteText(to, p.Key as string ?? KeyText(p.Key), ascii);
                    to.Append(": ");
                    Write(to, p.Value, ascii, indent, depth + 1);
                }));
                break;
            case List<object?> or PythonTuple:
                Container(to, '[', ']', indent, depth, PythonOperators.Iterate(value).Select<object?, Action>(item => () => Write(to, item, ascii, indent, depth + 1)));
                break;
            case long or int or BigInteger:
                to.Append(PythonText.Repr(value));
                break;
            default:
                WriteText(to, PythonText.Str(value), ascii);
                break;
        }
    }

    private static string KeyText(object? key) => key switch
    {
        null => "null",
        bool b => b ? "true" : "false",
        _ => PythonText.Repr(key),
    };

    private static void Container(StringBuilder to, char open, char close, int? indent, int depth, IEnumerable<Action> items)
    {
        to.Append(open);
        var any = false;
        foreach (var item in items)
        {
            to.Append(any ? indent is null ? ", " : "," : "");
            NewLine(to, indent, depth + 1);
            item();
            any = true;
        }

        if (any)
        {
            NewLine(to, indent, depth);
        }

        to.Append(close);
    }

    private static void NewLine(StringBuilder to, int? indent, int depth)
    {
        if (indent is { } spaces)
        {
            to.Append('\n').Append(' ', spaces * depth);
        }
    }

    /// <summary>A text in quotes, as <see cref="Dump"/> writes it.</summary>
    internal static void WriteText(StringBuilder to, string text, bool ascii = true)
    {
        to.Append('"');
        foreach (var c in text)
        {
            to.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\b' => "\\b",
                '\f' => "\\f",
                < ' ' => $"\\u{(int)c:x4}",
                > '~' when ascii => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        }

        to.Append('"');
    }
}
