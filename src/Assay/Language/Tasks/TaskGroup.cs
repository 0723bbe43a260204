using Assay.Language.Python;

namespace Assay.Language.Tasks;

/// <summary>Tasks chosen by name: single ones, and the groups they were asked for in.</summary>
/// <param name="Name">The group's name.</param>
/// <param name="Settings">The group's settings.</param>
/// <param name="Children">Names of its tasks and groups, in order.</param>
/// <param name="Leaves">Names of all tasks below it.</param>
internal sealed record TaskGroup(string Name, PythonDictionary Settings, IReadOnlyList<string> Children, IReadOnlyList<string> Leaves);
