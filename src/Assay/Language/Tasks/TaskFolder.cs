using Assay.Language.Python;

namespace Assay.Language.Tasks;

/// <summary>The task files below a folder: tasks, groups and tags by name.</summary>
/// <remarks>
/// Files are taken in the order of their paths and the first definition of a name wins, as in lm-evaluation-harness 0.4.13. Files that
/// cannot be read are kept with the reason instead of being passed over in silence.
/// </remarks>
internal sealed class TaskFolder
{
    private readonly Dictionary<string, TaskEntry> entries = [];
    private readonly Dictionary<string, PythonDictionary> read = [];
    private readonly List<(string Path, string Reason)> unread = [];

    private TaskFolder(string root) => Root = root;

    /// <summary>The folder.</summary>
    public string Root { get; }

    /// <summary>Everything that has a name, ordered by name.</summary>
    public IReadOnlyList<TaskEntry> Entries => [.. entries.Values.OrderBy(e => e.Name, StringComparer.Ordinal)];

    /// <summary>Files that define nothing because they cannot be read.</summary>
    public IReadOnlyList<(string Path, string Reason)> Unread => unread;

    /// <summary>Reads every <c>*.yaml</c> below a folder.</summary>
    public static TaskFolder Read(string path)
    {
        if (!Directory.Exists(path))
        {
            throw new AssayException("data.folder-missing", $"There is no folder \"{path}\": give the folder that holds the task files, such as lm_eval/tasks of the harness.");
        }

        var folder = new TaskFolder(Path.GetFullPath(path));
        var files = Directory.EnumerateFiles(folder.Root, "*.yaml", SearchOption.AllDirectories).Select(f => f.Replace('\\', '/'))
            .Where(f => !f.Split('/').Any(p => p is "__pycache__" or ".ipynb_checkpoints"));
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            folder.Register(file);
        }

        return folder;
    }

    /// <summary>What carries this name.</summary>
    /// <exception cref="AssayException"><c>usage.unknown-task</c>, with the nearest name.</exception>
    public TaskEntry Find(string name) => entries.TryGetValue(name, out var entry)
        ? entry
        : throw new AssayException("usage.unknown-task", $"There is no task, group or tag \"{name}\" below {Root}.{Spelling.DidYouMean(name, entries.Keys)}");

    /// <summary>Whether a task, group or tag has this name.</summary>
    public bool Has(string name) => entries.ContainsKey(name);

    // Settings of a file with its includes merged: later ones over earlier ones, its own keys over all.
    private PythonDictionary Load(string path, IReadOnlyList<string> above)
    {
        path = Path.GetFullPath(path).Replace('\\', '/');
        if (above.Contains(path))
        {
            throw new AssayException("data.task-include", $"{path} includes itself.");
        }

        if (read.TryGetValue(path, out var known))
        {
            return known;
        }

        if (!File.Exists(path))
        {
            throw new AssayException("data.task-include", $"{above[^1]} includes {path}, which does not exist.");
        }

        var own = TaskYaml.Read(path);
        if (own.TryGet("include", out var include))
        {
            var merged = new PythonDictionary();
            foreach (var one in include is List<object?> several ? several : [include])
            {
                Take(Load(Path.Combine(Path.GetDirectoryName(path)!, PythonText.Str(one)), [.. above, path]), merged);
                merged.Remove("task_list");
            }

            own.Remove("include");
            Take(own, merged);
            own = merged;
        }

        read[path] = own;
        return own;
    }

    private static void Take(PythonDictionary from, PythonDictionary into)
    {
        foreach (var (key, value) in from.Pairs)
        {
            into[key] = value;
        }
    }

    private void Register(string path)
    {
        PythonDictionary settings;
        try
        {
            settings = Load(path, []);
        }
        catch (AssayException wrong)
        {
            unread.Add((path, wrong.Message));
            return;
        }

        var kind = settings.Contains("class") ? TaskKind.Python : settings.Contains("group") ? TaskKind.Group : TaskKind.Task;
        if (settings.Text(kind == TaskKind.Group ? "group" : "task") is not { } name || entries.ContainsKey(name))
        {
            return;
        }

        entries[name] = new TaskEntry(name, kind, settings, path, []);
        foreach (var tag in kind == TaskKind.Group ? [] : Words(settings, "tag"))
        {
            entries.TryAdd(tag, new TaskEntry(tag, TaskKind.Tag, new PythonDictionary(), "", []));
            entries[tag].Members.Add(name);
        }
    }

    private static IEnumerable<string> Words(PythonDictionary settings, string key) =>
        settings.TryGet(key, out var value) ? value is List<object?> several ? several.Select(PythonText.Str) : value is string one ? [one] : [] : [];
}
