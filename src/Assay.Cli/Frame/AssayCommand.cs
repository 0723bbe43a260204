using System.CommandLine;

namespace Assay.Cli.Frame;

/// <summary>One command of the command line: one file in <c>Commands</c>, found by its <see cref="NamedAttribute"/>.</summary>
/// <remarks>
/// A name of several words, such as <c>runs list</c>, is a command inside a group; the group needs no file of its own.
/// The frame adds <c>--json</c>, <c>--verbose</c> and <c>--help</c> to every command and turns exceptions into exit codes,
/// so a command holds no error handling: it throws <see cref="AssayException"/> for what the user can mend.
/// Options live in fields of the command (see <see cref="CommonOptions"/> for those many share).
/// </remarks>
internal abstract class AssayCommand
{
    /// <summary>What it does, in one line without a full stop, shown in lists of commands.</summary>
    public abstract string Summary { get; }

    /// <summary>More for the command's own help: one or several plain paragraphs; empty when the summary says it all.</summary>
    public virtual string Details => "";

    /// <summary>Command lines that work, most useful first.</summary>
    public virtual IReadOnlyList<Example> Examples => [];

    /// <summary>Whether lists of commands leave it out.</summary>
    public virtual bool Hidden => false;

    /// <summary>The arguments (in order) and options of this command.</summary>
    public virtual IReadOnlyList<Symbol> Symbols => [];

    /// <summary>Does the work. Results go to <see cref="Invocation.Output"/>, everything else to <see cref="Invocation.Messages"/>.</summary>
    public abstract Task<ExitCode> RunAsync(Invocation call);
}
