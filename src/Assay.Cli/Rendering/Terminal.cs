using Assay.Evaluation.Report;
using Spectre.Console;

namespace Assay.Cli.Rendering;

/// <summary>The pieces every page on a terminal is made of.</summary>
internal static class Terminal
{
    private const int LettersOfAPath = 4096;

    /// <summary>Beside what matters.</summary>
    public static Style Muted { get; } = new(Color.Grey);
    /// <summary>What the eye should find first.</summary>
    public static Style Strong { get; } = new(decoration: Decoration.Bold);
    /// <summary>Good news.</summary>
    public static Style Good { get; } = new(Color.Green, decoration: Decoration.Bold);
    /// <summary>Worth a look.</summary>
    public static Style Warn { get; } = new(Color.Yellow);
    /// <summary>Bad news.</summary>
    public static Style Bad { get; } = new(Color.Red, decoration: Decoration.Bold);

    /// <summary>A name and a value in one piece; nothing when it is empty.</summary>
    // What people copy is never broken, however narrow the terminal: the line goes past the console's layout.
    public static void Whole(IAnsiConsole console, string name, string value, int indent)
    {
        if (value.Length > 0)
        {
            console.Write(new Text(name.PadRight(indent), Muted));
            console.Profile.Out.Writer.WriteLine(PlainText.Of(value, LettersOfAPath));
        }
    }

    /// <summary>A heading with a muted remark beside it.</summary>
    public static void Heading(IAnsiConsole console, string title, string below)
    {
        console.WriteLine();
        console.Write(new Paragraph(PlainText.Of(title, 120), Strong).Append(below.Length == 0 ? "" : $"  {PlainText.Of(below, 200)}", Muted));
        console.WriteLine();
    }

    /// <summary>A table with these headings, some of its columns to the right.</summary>
    public static Table NewTable(IReadOnlyList<string> headings, IReadOnlyCollection<string> right)
    {
        var table = new Table().Border(TableBorder.Simple).BorderStyle(Muted);
        foreach (var heading in headings)
        {
            var column = new TableColumn(new Text(heading, Muted)) { Alignment = right.Contains(heading) ? Justify.Right : Justify.Left };
            table.AddColumn(right.Contains(heading) ? column.NoWrap() : column);
        }

        return table;
    }

    /// <summary>A cell; text from data is made plain.</summary>
    public static Text Cell(string text, Style? style = null) => new(PlainText.Of(text, 160), style);

    /// <summary>A line of a grid of facts.</summary>
    public static void Fact(Grid facts, string name, string value) => facts.AddRow(Cell(name, Muted), new Text(PlainText.Of(value)));

    /// <summary>A paragraph.</summary>
    public static void Line(IAnsiConsole console, string text, Style? style = null, int indent = 0)
    {
        console.Write(new Padder(new Text(text, style), new Padding(indent, 0, 0, 0)));
    }

    /// <summary>"12 more candidates are in the report" when there are more.</summary>
    public static void Rest(IAnsiConsole console, int count, string what)
    {
        if (count > 0)
        {
            Line(console, $"{Figures.Count(count)} more {what}.", Muted);
        }
    }
}
