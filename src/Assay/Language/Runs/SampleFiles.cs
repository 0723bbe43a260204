using System.Text;
using Assay.Language.Python;

namespace Assay.Language.Runs;

/// <summary>Samples written as they come; at the end one file a task, filter by filter as the harness has them.</summary>
internal sealed class SampleFiles(string folder) : IDisposable
{
    private readonly OrderedDictionary<string, OrderedDictionary<string, StreamWriter>> open = [];

    /// <summary>Writes one sample of a task.</summary>
    public void Add(string task, PythonDictionary sample)
    {
        open.TryAdd(task, []);
        var filter = sample.Text("filter")!;
        if (!open[task].TryGetValue(filter, out var writer))
        {
            Directory.CreateDirectory(folder);
            writer = new StreamWriter(new FileStream(Path.Combine(folder, $".samples-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose), new UTF8Encoding(false));
            open[task][filter] = writer;
        }

        writer.Write(PythonJson.Dump(ResultFiles.Plain(sample), ascii: false));
        writer.Write('\n');
    }

    /// <summary>Puts every task's samples into <c>samples_TASK_TIME.jsonl</c>.</summary>
    public void Complete(string time)
    {
        foreach (var (task, filters) in open)
        {
            using var whole = File.Create(Path.Combine(folder, $"samples_{task}_{time}.jsonl"));
            foreach (var writer in filters.Values)
            {
                writer.Flush();
                writer.BaseStream.Position = 0;
                writer.BaseStream.CopyTo(whole);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var writer in open.Values.SelectMany(f => f.Values))
        {
            writer.Dispose();
        }
    }
}
