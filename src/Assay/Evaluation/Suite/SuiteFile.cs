using System.Globalization;
using System.Text;
using Assay.Data;
using Assay.Evaluation.Checks;
using Assay.Metrics;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Assay.Evaluation.Suite;

/// <summary>A suite as a YAML file that a team can edit and keep beside its code.</summary>
/// <remarks>
/// <code>
/// suite: 1
/// metric: roc-auc
/// checks:
///   - check: invariance
///     columns: [sex]
///     budget: 0.01
/// </code>
/// Everything in it is text, lists and maps; tags are refused and nothing is executed.
/// </remarks>
public static class SuiteFile
{
    private const int LargestBytes = 4 << 20;
    private static readonly string[] known = ["suite", "metric", "checks"];

    /// <summary>Reads a suite and checks every name in it.</summary>
    /// <exception cref="AssayException"><c>suite.…</c>, naming the line.</exception>
    public static EvaluationSuite Read(string path)
    {
        var name = Path.GetFileName(path);
        if (!File.Exists(path))
        {
            throw new AssayException("suite.file-missing", $"There is no suite file \"{path}\". Write one with --write-suite FILE.");
        }

        if (new FileInfo(path).Length > LargestBytes)
        {
            throw new AssayException("suite.file-large", $"{name} is larger than {LargestBytes >> 20} MiB; that is no suite file.");
        }

        return Parse(File.ReadAllText(path), name);
    }

    /// <summary>Reads a suite from its text.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="name">The file's name, for messages.</param>
    public static EvaluationSuite Parse(string text, string name)
    {
        var root = Root(text, name);
        foreach (var key in root.Children.Keys.Select(k => Scalar(k, name)).Where(k => !known.Contains(k)))
        {
            throw new AssayException("suite.key-unknown", $"{name} has a key \"{key}\".{Spelling.DidYouMean(key, known)} Known: {string.Join(", ", known)}.");
        }

        if (!root.Children.TryGetValue("suite", out var version) || Scalar(version, name) != "1")
        {
            throw new AssayException("suite.version", $"{name} must begin with \"suite: 1\", the version of this format.");
        }

        var metric = root.Children.TryGetValue("metric", out var written) ? Catalogue<Metric>.Find(Scalar(written, name)).Name : null;
        if (!root.Children.TryGetValue("checks", out var checks) || checks is not YamlSequenceNode list || list.Children.Count == 0)
        {
            throw new AssayException("suite.checks-missing", $"{name} has no list \"checks\". Write one with --write-suite FILE and edit it.");
        }

        return new EvaluationSuite([.. list.Select(node => Run(node, name))]) { Metric = metric };
    }

    /// <summary>The suite as text: every run with its reason as a comment, and what else may be set.</summary>
    public static string Write(EvaluationSuite suite)
    {
        ArgumentNullException.ThrowIfNull(suite);
        var text = new StringBuilder("# What Assay chose to check, and why. Edit it, keep it beside your code, run it with --suite.\nsuite: 1\n");
        text.Append(suite.Metric is null ? "" : $"metric: {suite.Metric}\n").Append("checks:\n");
        foreach (var run in suite.Runs)
        {
            var check = Catalogue<Check>.Find(run.Settings.Check);
            text.Append($"  # {OneLine(run.Reason)}\n  - check: {check.Name}\n");
            foreach (var (setting, value) in run.Settings.Values)
            {
                text.Append($"    {setting}: {Flow(value)}\n");
            }

            foreach (var setting in check.Settings.Where(s => !run.Settings.Values.ContainsKey(s.Name)))
            {
                text.Append($"    # {setting.Name}: {OneLine(setting.Otherwise ?? "")}   {OneLine(setting.Description)}\n");
            }
        }

        foreach (var (check, reason) in suite.NotApplicable)
        {
            text.Append($"  # not here: {check}: {OneLine(reason)}\n");
        }

        return text.ToString();
    }

    private static YamlMappingNode Root(string text, string name)
    {
        try
        {
            if (YamlTree.FirstAnchor(text) is { } line)
            {
                throw new AssayException("suite.not-yaml", $"{name}, line {line}: anchors and aliases (& and *) are not known here. Write the value out.");
            }

            return YamlTree.Roots(text) is [YamlMappingNode root] ? root : throw new AssayException("suite.not-yaml", $"{name} must hold one map with \"suite: 1\" and \"checks\".");
        }
        catch (YamlException broken)
        {
            throw new AssayException("suite.not-yaml", $"{name}, line {broken.Start.Line}: {broken.Message.TrimEnd('.')}. Mend the YAML.", broken);
        }
    }

    private static SuiteRun Run(YamlNode node, string name)
    {
        if (node is not YamlMappingNode map || !map.Children.TryGetValue("check", out var check))
        {
            throw new AssayException("suite.check-missing", $"{name}, line {node.Start.Line}: every entry of checks is a map with \"check: NAME\".");
        }

        try
        {
            var found = Catalogue<Check>.Find(Scalar(check, name));
            var values = map.Children.Where(c => c.Key is not YamlScalarNode { Value: "check" }).ToDictionary(c => Scalar(c.Key, name), c => Value(c.Value, name), StringComparer.Ordinal);
            var lines = map.Children.ToDictionary(c => Scalar(c.Key, name), c => c.Key.Start.Line, StringComparer.Ordinal);
            var settings = new CheckSettings(found.Name, new SortedDictionary<string, object>(values, StringComparer.Ordinal)) { Source = new SuitePlace(name, node.Start.Line, lines) };
            settings.Verify(found.Settings);
            return new SuiteRun(settings, $"In {name}.");
        }
        catch (AssayException wrong) when (wrong.Code == "usage.unknown-name")
        {
            throw new AssayException("suite.check-unknown", $"{name}, line {node.Start.Line}: {wrong.Message[(wrong.Code.Length + 2)..]}", wrong);
        }
    }

    private static object Value(YamlNode node, string name) => node switch
    {
        YamlScalarNode => Scalar(node, name),
        YamlSequenceNode list => (IReadOnlyList<object>)[.. list.Select(n => Value(n, name))],
        YamlMappingNode map => (IReadOnlyDictionary<string, object>)map.Children.ToDictionary(c => Scalar(c.Key, name), c => Value(c.Value, name), StringComparer.Ordinal),
        _ => throw new AssayException("suite.not-yaml", $"{name}, line {node.Start.Line}: only texts, lists and maps are known here."),
    };

    private static string Scalar(YamlNode node, string name) => node is YamlScalarNode { Value: { } text } && node.Tag.IsEmpty
        ? text
        : throw new AssayException("suite.not-yaml", $"{name}, line {node.Start.Line}: a plain text is expected here, without a tag.");

    private static string Flow(object value) => value switch
    {
        string text => Quoted(text),
        IReadOnlyList<object> list => $"[{string.Join(", ", list.Select(Flow))}]",
        IReadOnlyDictionary<string, object> map => $"{{{string.Join(", ", map.Select(m => $"{Quoted(m.Key)}: {Flow(m.Value)}"))}}}",
        _ => Quoted(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };

    // Plain where YAML 1.2 reads it back as the same text in block and in flow; otherwise in double quotes.
    private static string Quoted(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '+' or '/') && text[0] is not '-' and not '.' || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
        ? text
        : $"\"{string.Concat(text.Select(Escaped))}\"";

    private static string Escaped(char letter) => letter switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        _ when char.IsControl(letter) || char.IsSurrogate(letter) || letter is '\u2028' or '\u2029' or '\uFEFF' => $"\\u{(int)letter:X4}",
        _ => letter.ToString(),
    };

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
