using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Assay.Language.Python;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Assay.Language.Tasks;

/// <summary>Reads a task file as PyYAML reads it: YAML 1.1's plain words, merge keys, and <c>!function</c> as a <see cref="TaskHook"/>.</summary>
internal sealed partial class TaskYaml
{
    private readonly IParser parser;
    private readonly string folder;
    private readonly Dictionary<string, object?> anchors = [];

    private TaskYaml(IParser parser, string folder)
    {
        this.parser = parser;
        this.folder = folder;
    }

    /// <summary>The settings of one file, its includes not followed.</summary>
    /// <exception cref="AssayException"><c>data.task-yaml</c> when it is no YAML or no mapping.</exception>
    public static PythonDictionary Read(string path)
    {
        var text = File.ReadAllText(path);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!.Replace('\\', '/');
        try
        {
            object? value;
            try
            {
                value = Parse(text, folder);
            }
            catch (YamlException wrong) when (wrong.Message.Contains("wrong indentation", StringComparison.Ordinal))
            {
                value = Parse(Indented(text), folder);
            }

            return value as PythonDictionary ?? throw new AssayException("data.task-yaml", $"{path} holds no settings: a task file is a mapping of keys to values.");
        }
        catch (YamlException wrong)
        {
            throw new AssayException("data.task-yaml", $"{path} is no YAML that can be read, near line {wrong.Start.Line}: {wrong.Message}", wrong);
        }
    }

    /// <summary>The value of a YAML text.</summary>
    public static object? Parse(string yaml, string folder = ".")
    {
        var reader = new TaskYaml(new Parser(new StringReader(yaml)), folder);
        reader.parser.Consume<StreamStart>();
        if (reader.parser.TryConsume<StreamEnd>(out _))
        {
            return null;
        }

        reader.parser.Consume<DocumentStart>();
        return reader.Value();
    }

    // PyYAML lets a quoted text go on at the margin, the parser here does not. White space at the beginning of such a line means nothing.
    private static string Indented(string text)
    {
        var made = new System.Text.StringBuilder(text.Length);
        var (quote, last) = ('\0', '\n');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            made.Append(c);
            if (quote == '\0')
            {
                quote = c is '"' or '\'' && last is ':' or '-' or '[' or ',' or '{' or '\n' && c is '"' or '\'' ? c : '\0';
                last = c is ' ' or '\t' ? last : c;
            }
            else if (c == '\\' && quote == '"' && i + 1 < text.Length && text[i + 1] != '\n')
            {
                made.Append(text[++i]);
            }
            else if (c == quote)
            {
                (quote, last) = ('\0', c);
            }
            else if (c == '\n')
            {
                made.Append(' ', 40);
            }
        }

        return made.ToString();
    }

    private object? Value()
    {
        switch (parser.Current)
        {
            case AnchorAlias alias:
                parser.MoveNext();
                return anchors.TryGetValue(alias.Value.Value, out var known) ? known : throw new YamlException(alias.Start, alias.End, $"unknown alias {alias.Value}");
            case Scalar scalar:
                parser.MoveNext();
                return Keep(scalar, Scalar(scalar));
            case SequenceStart start:
                parser.MoveNext();
                var list = new List<object?>();
                Keep(start, list);
                while (!parser.TryConsume<SequenceEnd>(out _))
                {
                    list.Add(Value());
                }

                return list;
            default:
                var mapping = parser.Consume<MappingStart>();
                var made = new PythonDictionary();
                Keep(mapping, made);
                Fill(made);
                return made;
        }
    }

    private void Fill(PythonDictionary made)
    {
        var merged = new List<PythonDictionary>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var merges = parser.Current is Scalar { Value: "<<", Style: ScalarStyle.Plain };
            var key = Value();
            var value = Value();
            if (merges)
            {
                merged.AddRange(value is PythonDictionary one ? [one] : ((List<object?>)value!).OfType<PythonDictionary>());
            }
            else
            {
                made[key] = value;
            }
        }

        foreach (var (key, value) in merged.SelectMany(m => m.Pairs).Where(p => !made.Contains(p.Key)).ToList())
        {
            made[key] = value;
        }
    }

    private object? Keep(NodeEvent node, object? value)
    {
        if (!node.Anchor.IsEmpty)
        {
            anchors[node.Anchor.Value] = value;
        }

        return value;
    }

    private object? Scalar(Scalar scalar)
    {
        if (!scalar.Tag.IsEmpty)
        {
            return scalar.Tag.Value switch
            {
                "!function" => new TaskHook(scalar.Value.Trim(), folder),
                "tag:yaml.org,2002:str" or "!" => scalar.Value,
                _ => Plain(scalar.Value),
            };
        }

        return scalar.Style is ScalarStyle.Plain ? Plain(scalar.Value) : scalar.Value;
    }

    private static object? Plain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "yes" or "Yes" or "YES" or "true" or "True" or "TRUE" or "on" or "On" or "ON" => true,
        "no" or "No" or "NO" or "false" or "False" or "FALSE" or "off" or "Off" or "OFF" => false,
        _ => char.IsAsciiDigit(text[0]) || text[0] is '-' or '+' or '.' ? Number(text) : text,
    };

    private static object Number(string text)
    {
        var digits = text.Replace("_", "", StringComparison.Ordinal);
        var sign = digits[0] == '-' ? -1 : 1;
        var bare = digits.TrimStart('-', '+');
        if (Whole().IsMatch(text))
        {
            return PythonValues.Whole(sign * Magnitude(bare));
        }

        if (Real().IsMatch(text))
        {
            return bare.ToLowerInvariant() switch
            {
                ".inf" => sign * double.PositiveInfinity,
                ".nan" => double.NaN,
                _ when bare.Contains(':') => sign * bare.Split(':').Aggregate(0.0, (sum, part) => (sum * 60) + double.Parse(part, CultureInfo.InvariantCulture)),
                _ => double.Parse(digits, CultureInfo.InvariantCulture),
            };
        }

        return text;
    }

    private static BigInteger Magnitude(string bare)
    {
        if (bare.Contains(':'))
        {
            return bare.Split(':').Aggregate(BigInteger.Zero, (sum, part) => (sum * 60) + BigInteger.Parse(part, CultureInfo.InvariantCulture));
        }

        var (radix, digits) = bare.Length > 1 && bare[0] == '0' ? bare[1] switch { 'x' => (16, bare[2..]), 'b' => (2, bare[2..]), _ => (8, bare[1..]) } : (10, bare);
        return digits.Aggregate(BigInteger.Zero, (value, c) => (value * radix) + Convert.ToInt32(c.ToString(), 16));
    }

    [GeneratedRegex(@"^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"^(?:[-+]?(?:[0-9][0-9_]*)\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$")]
    private static partial Regex Real();
}
