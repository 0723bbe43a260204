namespace Assay.Language.Tasks;

/// <summary>A place of a task file that names a Python function: <c>!function utils.process_docs</c>.</summary>
/// <param name="Function">As written: module and function.</param>
/// <param name="Folder">The folder of the file that says so, with slashes.</param>
internal sealed record TaskHook(string Function, string Folder)
{
    public override string ToString() => $"!function {Function}";
}
