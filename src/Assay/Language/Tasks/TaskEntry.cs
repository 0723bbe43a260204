using Assay.Language.Python;

namespace Assay.Language.Tasks;

/// <summary>What a name in a folder of tasks stands for.</summary>
internal enum TaskKind
{
    /// <summary>A task of settings.</summary>
    Task,

    /// <summary>A task that is a Python class.</summary>
    Python,

    /// <summary>Tasks with a score over all of them.</summary>
    Group,

    /// <summary>A word that several tasks carry.</summary>
    Tag,
}

/// <summary>A task, group or tag.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Settings">The file's settings with its includes; empty for a tag.</param>
/// <param name="Path">The file; empty for a tag.</param>
/// <param name="Members">The tasks that carry a tag.</param>
internal sealed record TaskEntry(string Name, TaskKind Kind, PythonDictionary Settings, string Path, SortedSet<string> Members);
