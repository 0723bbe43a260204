using System.Reflection;
using Assay.Language.Python;
using Assay.Language.Tasks;

namespace Assay.Language.Judging;

/// <summary>What a judge looks at and which answers it may give: one YAML file a judge.</summary>
/// <remarks>
/// Keys: <c>about</c> (one line), <c>fields</c> (what a row must hold), <c>criteria</c>, <c>steps</c> (a list, as G-Eval has them), <c>scale</c> (a list of
/// <c>answer</c>, <c>score</c>, <c>meaning</c>), <c>parameters</c> (texts the user gives, put in where criteria say <c>{{name}}</c>), <c>facts: true</c> for judges that
/// take a text apart and judge every claim. Built-in ones lie beside this file.
/// </remarks>
internal sealed record JudgeDefinition
{
    private const string Prefix = "Assay.Language.Judging.Judges.";

    /// <summary>Kebab case, the name of the file.</summary>
    public required string Name { get; init; }

    /// <summary>One line.</summary>
    public required string About { get; init; }

    /// <summary>What a row must hold.</summary>
    public required IReadOnlyList<string> Fields { get; init; }

    /// <summary>What is good and what is bad.</summary>
    public required string Criteria { get; init; }

    /// <summary>How to go about it; may be empty.</summary>
    public IReadOnlyList<string> Steps { get; init; } = [];

    /// <summary>The answers there are.</summary>
    public required IReadOnlyList<(string Answer, double Score, string Meaning)> Scale { get; init; }

    /// <summary>Texts the user gives.</summary>
    public IReadOnlyList<string> Parameters { get; init; } = [];

    /// <summary>Whether every claim gets an answer of its own and the score is their mean.</summary>
    public bool JudgesFacts { get; init; }

    /// <summary>Names of the judges that come with the program.</summary>
    public static IReadOnlyList<string> BuiltIn { get; } =
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Select(n => n[Prefix.Length..^".yaml".Length]).Order(StringComparer.Ordinal)];

    /// <summary>A built-in judge by name, or a file.</summary>
    /// <exception cref="AssayException"><c>usage.unknown-name</c>, <c>data.judge</c>.</exception>
    public static JudgeDefinition Find(string nameOrFile)
    {
        if (nameOrFile.EndsWith(".yaml", StringComparison.Ordinal) && File.Exists(nameOrFile))
        {
            return Of(Path.GetFileNameWithoutExtension(nameOrFile), TaskYaml.Read(nameOrFile));
        }

        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{Prefix}{nameOrFile}.yaml")
            ?? throw new AssayException("usage.unknown-name", $"There is no judge \"{nameOrFile}\".{Spelling.DidYouMean(nameOrFile, BuiltIn)} Known: {string.Join(", ", BuiltIn)}; or give a .yaml file of your own.");
        using var reader = new StreamReader(stream);
        return Of(nameOrFile, (PythonDictionary)TaskYaml.Parse(reader.ReadToEnd())!);
    }

    /// <summary>The judge with the user's texts in its criteria.</summary>
    /// <exception cref="AssayException"><c>usage.judge-parameter</c>.</exception>
    public JudgeDefinition With(IReadOnlyDictionary<string, string> given)
    {
        if (Parameters.FirstOrDefault(p => !given.ContainsKey(p)) is { } missing)
        {
            throw new AssayException("usage.judge-parameter", $"The judge {Name} needs the text \"{missing}\": give --set {missing}=TEXT.");
        }

        if (given.Keys.FirstOrDefault(k => !Parameters.Contains(k)) is { } extra)
        {
            throw new AssayException("usage.judge-parameter", $"The judge {Name} has no text \"{extra}\".{Spelling.DidYouMean(extra, Parameters)}");
        }

        return this with { Criteria = Parameters.Aggregate(Criteria, (text, name) => text.Replace($"{{{{{name}}}}}", given[name], StringComparison.Ordinal)) };
    }

    private static JudgeDefinition Of(string name, PythonDictionary given)
    {
        List<string> Texts(string key) => given.TryGet(key, out var list) && list is List<object?> items ? [.. items.Select(PythonText.Str)] : [];
        var scale = given.TryGet("scale", out var answers) && answers is List<object?> all ? all.OfType<PythonDictionary>().ToList() : [];
        if (given.Text("criteria") is not { } criteria || scale.Count < 2 || Texts("fields") is { Count: 0 } || scale.Any(s => !s.Contains("answer") || !s.TryGet("score", out var n) || !PythonOperators.IsNumber(n)))
        {
            throw new AssayException("data.judge", $"The judge {name} is not complete: expected fields (a list), criteria (a text) and scale (a list of at least two, each with answer, score and meaning).");
        }

        return new JudgeDefinition
        {
            Name = name,
            About = given.Text("about") ?? name,
            Fields = Texts("fields"),
            Criteria = criteria.Trim(),
            Steps = Texts("steps"),
            Scale = [.. scale.Select(s => (PythonText.Str(s["answer"]), PythonOperators.ToDouble(s["score"]), s.Text("meaning") ?? ""))],
            Parameters = Texts("parameters"),
            JudgesFacts = given.TryGet("facts", out var facts) && PythonOperators.Truth(facts),
        };
    }
}
