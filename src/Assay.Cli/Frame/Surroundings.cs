namespace Assay.Cli.Frame;

/// <summary>What a command line runs in: its streams, terminal, folder and variables, given from outside so that tests can give others.</summary>
internal sealed record Surroundings
{
    /// <summary>Standard output.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Standard error.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Standard input; empty unless given.</summary>
    public TextReader Input { get; init; } = TextReader.Null;

    /// <summary>Reads a variable of the environment; null when it is not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Whether somebody watches standard error on a terminal, so that it may be redrawn.</summary>
    public bool Interactive { get; init; }

    /// <summary>Whether results go to a terminal rather than to a file or another program.</summary>
    public bool OutputIsTerminal { get; init; }

    /// <summary>When what runs here began, as a timestamp of the system's clock: budgets count from it.</summary>
    public long Started { get; init; } = TimeProvider.System.GetTimestamp();

    /// <summary>Columns text is broken at.</summary>
    public int Width { get; init; } = 100;

    /// <summary>Whether colours may be used on standard error: a terminal, and NO_COLOR not set (no-color.org).</summary>
    public bool Colour => Interactive && string.IsNullOrEmpty(Variable("NO_COLOR"));

    /// <summary>The process's own.</summary>
    public static Surroundings OfProcess()
    {
        var dumb = Environment.GetEnvironmentVariable("TERM") is "dumb";
        return new Surroundings
        {
            Output = Console.Out,
            Error = Console.Error,
            Input = Console.In,
            Variable = Environment.GetEnvironmentVariable,
            Interactive = !Console.IsErrorRedirected && !dumb,
            OutputIsTerminal = !Console.IsOutputRedirected && !dumb,
            Started = TimeProvider.System.GetTimestamp() - (long)(SinceProcessStart().TotalSeconds * TimeProvider.System.TimestampFrequency),
            Width = Console.IsOutputRedirected ? PipedWidth(Environment.GetEnvironmentVariable("COLUMNS")) : TerminalWidth(),
        };
    }

    /// <summary>Columns for a file or another program: as the variable COLUMNS says, 100 where it says nothing usable.</summary>
    internal static int PipedWidth(string? columns) => int.TryParse(columns, out var given) && given > 0 ? Math.Clamp(given, 40, 400) : 100;

    // The runtime's own start counts; the script that starts it may have built the program first in the same process, which does not.
    private static TimeSpan SinceProcessStart()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        var age = DateTime.Now - process.StartTime;
        return TimeSpan.FromSeconds(Math.Clamp(age.TotalSeconds, 0, 1));
    }

    private static int TerminalWidth() => Math.Clamp(Console.WindowWidth <= 0 ? 100 : Console.WindowWidth, 60, 120);
}
