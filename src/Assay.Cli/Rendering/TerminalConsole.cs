using Assay.Cli.Frame;
using Spectre.Console;

namespace Assay.Cli.Rendering;

/// <summary>Spectre consoles over the streams a command was given, so that pages and progress can be tested and redirected.</summary>
internal static class TerminalConsole
{
    /// <summary>Over standard output: colours on a terminal, plain text in a file.</summary>
    public static IAnsiConsole ForOutput(Surroundings surroundings) =>
        Over(surroundings.Output, surroundings.OutputIsTerminal && Colours(surroundings), surroundings.OutputIsTerminal, surroundings.Width);

    /// <summary>Over standard error, for progress.</summary>
    public static IAnsiConsole ForMessages(Surroundings surroundings) =>
        Over(surroundings.Error, surroundings.Colour, surroundings.Interactive, surroundings.Width);

    /// <summary>Over any writer.</summary>
    /// <param name="writer">Where text goes.</param>
    /// <param name="colour">Whether colours may be used.</param>
    /// <param name="terminal">Whether the text may be redrawn.</param>
    /// <param name="width">Letters on a line.</param>
    public static IAnsiConsole Over(TextWriter writer, bool colour, bool terminal, int width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = terminal ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = colour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = terminal ? InteractionSupport.Yes : InteractionSupport.No,
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    private static bool Colours(Surroundings surroundings) => string.IsNullOrEmpty(surroundings.Variable("NO_COLOR"));
}
