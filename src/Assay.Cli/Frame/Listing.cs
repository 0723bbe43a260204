using Spectre.Console;

namespace Assay.Cli.Frame;

/// <summary>Writes a table of texts: drawn on a terminal, tab-separated lines with a heading for any other reader.</summary>
internal static class Listing
{
    /// <summary>Writes to standard output; every row has as many cells as there are headings.</summary>
    public static void Write(Invocation call, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        if (call.Surroundings.OutputIsTerminal)
        {
            Draw(call, headings, rows);
            return;
        }

        call.Output.WriteLine(string.Join('\t', headings));
        foreach (var row in rows)
        {
            call.Output.WriteLine(string.Join('\t', row.Select(OneLine)));
        }
    }

    /// <summary>The text without what would break a line or a column, or steer a terminal.</summary>
    public static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));

    private static void Draw(Invocation call, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(call.Output),
            ColorSystem = string.IsNullOrEmpty(call.Surroundings.Variable("NO_COLOR")) ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        });
        console.Profile.Width = call.Surroundings.Width;
        var table = new Table { Border = TableBorder.Simple };
        foreach (var heading in headings)
        {
            table.AddColumn(new TableColumn(new Text(heading)));
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(OneLine(cell))));
        }

        console.Write(table);
    }
}
