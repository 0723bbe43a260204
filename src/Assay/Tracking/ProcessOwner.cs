namespace Assay.Tracking;

/// <summary>The process that writes a run, known well enough to tell later whether it is dead.</summary>
/// <param name="Machine">Host name.</param>
/// <param name="Boot">Which start of the machine, and which process-id space (containers have their own).</param>
/// <param name="Process">Process id.</param>
/// <param name="Started">When the process started, in the system's own ticks: process ids are used again.</param>
internal sealed record ProcessOwner(string Machine, string Boot, long Process, long Started)
{
    internal static ProcessOwner Current()
    {
        var process = Environment.ProcessId;
        return new ProcessOwner(Environment.MachineName, BootId(), process, StartOf(process) ?? 0);
    }

    /// <summary>True only when it is certain: a process of another machine or container may live.</summary>
    internal bool IsDead(ProcessOwner here)
    {
        if (Machine != here.Machine)
        {
            return false;
        }

        var (boot, space) = Split(Boot);
        var (bootHere, spaceHere) = Split(here.Boot);
        return boot != bootHere || (space == spaceHere && StartOf(Process) != Started);
    }

    private static (string Boot, string Space) Split(string text) =>
        text.Split(' ', 2) is [var boot, var space] ? (boot, space) : (text, "");

    private static string BootId()
    {
        const string Linux = "/proc/sys/kernel/random/boot_id";
        if (!File.Exists(Linux))
        {
            return "";
        }

        return $"{File.ReadAllText(Linux).Trim()} {new FileInfo("/proc/self/ns/pid").LinkTarget}";
    }

    // Null when there is no such process, or only its remains (a zombie). Fields of /proc/PID/stat: man 5 proc.
    private static long? StartOf(long process)
    {
        if (OperatingSystem.IsLinux())
        {
            try
            {
                var stat = File.ReadAllText($"/proc/{process}/stat");
                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                return fields[0] is "Z" or "X" ? null : long.Parse(fields[19]);
            }
            catch (IOException)
            {
                return null;
            }
        }

        try
        {
            using var found = System.Diagnostics.Process.GetProcessById((int)process);
            return found.HasExited ? null : found.StartTime.ToUniversalTime().Ticks;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
