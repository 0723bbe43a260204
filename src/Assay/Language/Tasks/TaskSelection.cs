using Assay.Language.Python;

namespace Assay.Language.Tasks;

/// <summary>What names on a command line stand for: every task once, and groups with the ones inside them first.</summary>
/// <remarks>Follows lm-evaluation-harness 0.4.13's TaskFactory: what a group's file says beyond its own keys holds for every task in it.</remarks>
internal sealed class TaskSelection
{
    private static readonly HashSet<string> groupKeys = ["group", "group_alias", "task", "aggregate_metric_list", "metadata"];

    private readonly TaskFolder folder;
    private readonly OrderedDictionary<string, TaskSettings> tasks = [];
    private readonly OrderedDictionary<string, TaskGroup> groups = [];

    private TaskSelection(TaskFolder folder) => this.folder = folder;

    /// <summary>The tasks, in the order they were found.</summary>
    public IReadOnlyList<TaskSettings> Tasks => [.. tasks.Values];

    /// <summary>The groups, inner ones first.</summary>
    public IReadOnlyList<TaskGroup> Groups => [.. groups.Values];

    /// <summary>Resolves names of tasks, groups and tags.</summary>
    public static TaskSelection Of(TaskFolder folder, IEnumerable<string> names)
    {
        var selection = new TaskSelection(folder);
        foreach (var name in names)
        {
            selection.Add(name, new PythonDictionary());
        }

        return selection;
    }

    private IReadOnlyList<string> Add(string name, PythonDictionary overrides)
    {
        var entry = folder.Find(name);
        switch (entry.Kind)
        {
            case TaskKind.Tag:
                return [.. entry.Members.Where(folder.Has).SelectMany(m => Add(m, overrides))];
            case TaskKind.Group:
                AddGroup(name, entry.Settings, overrides);
                return [name];
            case TaskKind.Python:
                throw new AssayException("data.task-refused", $"Task \"{name}\" is a Python class ({entry.Path}), which has no port here.");
            default:
                var settings = Over(entry.Settings, overrides);
                settings["metadata"] = Metadata(settings, entry.Path);
                return [AddTask(settings)];
        }
    }

    private string AddTask(PythonDictionary settings)
    {
        var task = new TaskSettings(settings);
        tasks.TryAdd(task.Name, task);
        return task.Name;
    }

    private void AddGroup(string name, PythonDictionary settings, PythonDictionary overrides)
    {
        var forTasks = Over(Without(settings, groupKeys.Contains), overrides);
        var children = new List<string>();
        foreach (var member in settings.TryGet("task", out var given) && given is List<object?> list ? list : [])
        {
            children.AddRange(AddMember(name, member, forTasks));
        }

        var leaves = children.SelectMany(c => groups.TryGetValue(c, out var inner) ? inner.Leaves : [c]).Distinct().ToList();
        groups[name] = new TaskGroup(name, settings, children, leaves);
    }

    private IReadOnlyList<string> AddMember(string group, object? member, PythonDictionary overrides)
    {
        if (member is string name)
        {
            return folder.Has(name) ? Add(name, overrides) : Inline(group, name, overrides);
        }

        var item = member as PythonDictionary ?? throw new AssayException("data.task-group", $"Group \"{group}\" lists {PythonText.Repr(member)}: expected a name or settings with task or group.");
        if (item.Text("group") is { } inner)
        {
            if (folder.Has(inner))
            {
                return Add(inner, Over(overrides, Without(item, k => k == "group")));
            }

            AddGroup($"{group}::{inner}", item, overrides);
            return [$"{group}::{inner}"];
        }

        var task = item.Text("task") ?? throw new AssayException("data.task-group", $"Group \"{group}\" lists settings with neither task nor group.");
        return folder.Has(task) ? Add(task, Over(overrides, item)) : Inline(group, task, Over(overrides, item));
    }

    private IReadOnlyList<string> Inline(string group, string name, PythonDictionary settings)
    {
        if (!settings.Contains("dataset_path"))
        {
            throw new AssayException("usage.unknown-task", $"Group \"{group}\" lists \"{name}\", which is no task, group or tag below {folder.Root}.");
        }

        return [AddTask(Over(settings, new PythonDictionary { ["task"] = $"{group}::{name}" }))];
    }

    private PythonDictionary Metadata(PythonDictionary settings, string path)
    {
        var metadata = settings.TryGet("metadata", out var given) && given is PythonDictionary d ? d.Copy() : new PythonDictionary();
        metadata["config_source"] = Path.GetRelativePath(folder.Root, path).Replace('\\', '/');
        return metadata;
    }

    private static PythonDictionary Over(PythonDictionary below, PythonDictionary above)
    {
        var made = below.Copy();
        foreach (var (key, value) in above.Pairs)
        {
            made[key] = value;
        }

        return made;
    }

    private static PythonDictionary Without(PythonDictionary from, Func<string, bool> leftOut)
    {
        var made = new PythonDictionary();
        foreach (var (key, value) in from.Pairs.Where(p => !leftOut(PythonText.Str(p.Key))))
        {
            made[key] = value;
        }

        return made;
    }
}
