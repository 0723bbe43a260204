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

        WriteTabs(call, headings, rows);
    }

    /// <summary>The same with every cell in one piece on a terminal too, for values that people copy.</summary>
    public static void WriteWhole(Invocation call, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        if (!call.Surroundings.OutputIsTerminal)
        {
            WriteTabs(call, headings, rows);
            return;
        }

        var lines = rows.Select(row => row.Select(OneLine).ToArray()).Prepend([.. headings]).ToList();
        var widths = headings.Select((_, i) => lines.Max(l => l[i].Length)).ToArray();
        foreach (var line in lines)
        {
            call.Output.WriteLine(string.Join("   ", line.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
        }
    }

    /// <summary>The text without what would break a line or a column, or steer a terminal.</summary>
    public static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));

    private static void WriteTabs(Invocation call, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        call.Output.WriteLine(string.Join('\t', headings));
        foreach (var row in rows)
        {
            call.Output.WriteLine(string.Join('\t', row.Select(OneLine)));
        }
    }

    private static void Draw(Invocation call, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(call.Output),
            ColorSystem = string.IsNullOrEmpty(call.Surroundings.Variable("NO_COLOR")) ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        });
        console.Profile.Width = call.Surroundings.Width;
        var table = new Table { Border = TableBorder.Simple };
        foreach (var (i, heading) in headings.Index())
        {
            // The first column is what people copy into the next command.
            table.AddColumn(new TableColumn(new Text(heading)) { NoWrap = i == 0 });
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(OneLine(cell))));
        }

        console.Write(table);
    }
}
