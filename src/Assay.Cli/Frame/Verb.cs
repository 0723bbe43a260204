using System.CommandLine;

namespace Assay.Cli.Frame;

/// <summary>A node of the command tree: the root, a group, or a command that runs.</summary>
/// <param name="word">The last word of its name.</param>
/// <param name="path">Every word typed to reach it, beginning with <c>assay</c>.</param>
internal sealed class Verb(string word, string path) : Command(word)
{
    /// <summary>Every word typed to reach it, beginning with <c>assay</c>.</summary>
    public string Path => path;

    /// <summary>What runs; null for the root and for a group.</summary>
    public AssayCommand? Runs { get; set; }

    /// <summary>The nodes below, ordered by name, without hidden ones.</summary>
    public IEnumerable<Verb> Shown => Subcommands.OfType<Verb>().Where(v => !v.Hidden).OrderBy(v => v.Name, StringComparer.Ordinal);

    /// <summary>One line for lists: the command's own, or the names of a group's members.</summary>
    public string Summary => Runs?.Summary ?? string.Join(", ", Shown.Select(v => v.Name));
}
