using System.CommandLine;
using System.Text.Json;

namespace Assay.Cli.Frame;

/// <summary>What a command gets: the values typed, where to write, and when to stop.</summary>
internal sealed class Invocation(ParseResult parsed, Surroundings surroundings, CancellationToken cancellation)
{
    /// <summary>Results and nothing else: standard output.</summary>
    public TextWriter Output => surroundings.Output;

    /// <summary>Progress, notes and warnings: standard error.</summary>
    public TextWriter Messages => surroundings.Error;

    /// <summary>Where the process was started and what it can see.</summary>
    public Surroundings Surroundings => surroundings;

    /// <summary>When the command began, as a timestamp of the system's clock.</summary>
    public long Started => surroundings.Started;

    /// <summary>Cancelled by Ctrl-C or a termination signal: save what is done, then let the exception out.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>The words of the command line as they were typed, for the record.</summary>
    public IReadOnlyList<string> Words => [.. parsed.Tokens.Select(t => t.Value)];

    /// <summary>Whether the result must be one JSON document.</summary>
    public bool Json { get; } = parsed.GetValue<bool>("--json");

    /// <summary>Whether the user wants details, such as the full trace of a fault.</summary>
    public bool Verbose { get; } = parsed.GetValue<bool>("--verbose");

    /// <summary>The value of an option, or its default.</summary>
    public T Get<T>(Option<T> option) => parsed.GetValue(option)!;

    /// <summary>The value of an argument, or its default.</summary>
    public T Get<T>(Argument<T> argument) => parsed.GetValue(argument)!;

    /// <summary>Whether the option was typed, as against left at its default.</summary>
    public bool Has(Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>Writes one indented JSON document to standard output.</summary>
    public void WriteJson<T>(T document) => Output.WriteLine(JsonSerializer.Serialize(document, JsonRules.Indented));
}
