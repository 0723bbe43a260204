using System.CommandLine;
using System.Text;
using Assay.Tracking;

namespace Assay.Cli.Frame;

/// <summary>A file that an option names to be written at the end of a command; that it can be written is known at the start.</summary>
/// <param name="Option">The option, such as <c>--junit</c>.</param>
/// <param name="Path">As typed.</param>
internal sealed record OutputFile(string Option, string Path)
{
    /// <summary>The option's file, its folder made; null when the option was not given.</summary>
    /// <exception cref="AssayException"><c>usage.file-not-writable</c>.</exception>
    public static OutputFile? Of(Invocation call, Option<string?> option)
    {
        if (call.Get(option) is not { } path)
        {
            return null;
        }

        var file = new OutputFile(option.Name, path);
        file.Check();
        return file;
    }

    /// <summary>Writes the text.</summary>
    /// <exception cref="AssayException"><c>usage.file-not-writable</c>, <c>store.disk-full</c>.</exception>
    public void Write(string text)
    {
        try
        {
            Folder.WriteFile(Path, file => file.Write(Encoding.UTF8.GetBytes(text)));
        }
        catch (AssayException fault) when (fault.Code == "store.not-writable")
        {
            throw NotWritable(fault.InnerException?.Message ?? fault.Message, fault);
        }
    }

    private void Check()
    {
        try
        {
            var full = System.IO.Path.GetFullPath(Path);
            if (Directory.Exists(full) || System.IO.Path.EndsInDirectorySeparator(full))
            {
                throw NotWritable("it is a folder", null);
            }

            var folder = System.IO.Path.GetDirectoryName(full)!;
            Directory.CreateDirectory(folder);
            // Files are written beside their place and then moved, so a new file in the folder is what must be possible.
            var probe = System.IO.Path.Combine(folder, $".{Guid.NewGuid():N}");
            using var made = new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw NotWritable(fault.Message.TrimEnd('.'), fault);
        }
    }

    private AssayException NotWritable(string why, Exception? inner) => new(
        "usage.file-not-writable",
        $"{Option} \"{Path}\" cannot be written: {why}. Give {Option} a file in a folder you may write to, or leave it out.",
        inner);
}
