using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Assay.Language.Programs;

/// <summary>Runs Python that a model wrote where it can do no harm: no network, no files but the system's own to read, bounded memory, time, processes and output.</summary>
/// <remarks>
/// Bubblewrap gives the program namespaces of its own and an empty file system with /usr read-only; prlimit sets the limits; a process of root gives its
/// rights up first, because no limit on processes holds for root. A program passes when it runs to its end without an exception: it is told a random
/// word to be said then, so leaving early with a good exit code is not enough. That guards against accidents, not against a program that looks for the
/// word in the memory of its own process.
/// </remarks>
internal sealed class ProgramSandbox
{
    private const string Bubblewrap = "/usr/bin/bwrap";
    private const string Limits = "/usr/bin/prlimit";
    private const string Python = "/usr/bin/python3";
    private const string LessRights = "/usr/bin/setpriv";

    // Output of the program goes nowhere: only the word is read.
    private const string Driver = """
        import json, os, sys
        given = json.loads(sys.stdin.buffer.readline())
        word, program = given["word"], given["program"]
        answer, nowhere = os.dup(1), os.open("/dev/null", os.O_RDWR)
        for stream in (0, 1, 2): os.dup2(nowhere, stream)
        exec(compile(program, "program", "exec"), {})
        os.write(answer, word.encode())
        """;

    private static readonly Lazy<string?> missing = new(Look);

    /// <summary>CPU time a program may use.</summary>
    public TimeSpan MostProcessorTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time a program may take; more than its CPU time, because a busy machine is not the program's fault.</summary>
    public TimeSpan MostTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes of memory a process may ask for.</summary>
    public long MostMemory { get; init; } = 1L << 30;

    /// <summary>Why programs cannot be run on this machine; null when they can.</summary>
    public static string? Missing => missing.Value;

    /// <summary>Whether the program runs to its end without an exception and within the limits.</summary>
    /// <param name="program">Python source.</param>
    /// <param name="cancellation">Ends the program.</param>
    /// <exception cref="AssayException"><c>environment.sandbox</c> when programs cannot be run on this machine.</exception>
    public bool Passes(string program, CancellationToken cancellation = default) =>
        Missing is { } reason ? throw new AssayException("environment.sandbox", reason) : Run(program, cancellation);

    private bool Run(string program, CancellationToken cancellation)
    {
        var word = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        using var process = Process.Start(Command())!;
        try
        {
            using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            time.CancelAfter(MostTime);
            using var late = time.Token.Register(() => process.Kill(entireProcessTree: true));
            var said = Ask(process, JsonSerializer.Serialize(new Dictionary<string, string> { ["word"] = word, ["program"] = program }));
            cancellation.ThrowIfCancellationRequested();
            return said == word;
        }
        finally
        {
            // Bubblewrap's children end with it.
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }

            process.WaitForExit();
        }
    }

    private static string? Ask(Process process, string request)
    {
        try
        {
            process.StandardInput.WriteLine(request);
            process.StandardInput.Close();
            var complaints = process.StandardError.ReadToEndAsync();
            var said = process.StandardOutput.ReadToEnd();
            complaints.GetAwaiter().GetResult();
            return said;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private ProcessStartInfo Command()
    {
        List<string> words =
        [
            Bubblewrap, "--unshare-all", "--die-with-parent", "--new-session", "--ro-bind", "/usr", "/usr", "--symlink", "usr/bin", "/bin", "--symlink", "usr/lib", "/lib",
            "--symlink", "usr/lib64", "/lib64", "--proc", "/proc", "--dev", "/dev", "--size", "16777216", "--tmpfs", "/tmp", "--chdir", "/tmp", "--clearenv",
            "--setenv", "PATH", "/usr/bin", "--", Limits, $"--as={MostMemory}", $"--cpu={Math.Ceiling(MostProcessorTime.TotalSeconds).ToString(CultureInfo.InvariantCulture)}",
            "--nproc=32", "--fsize=1048576", "--core=0", "--", Python, "-I", "-B", "-c", Driver,
        ];
        if (Environment.IsPrivilegedProcess && File.Exists(LessRights))
        {
            words.InsertRange(0, [LessRights, "--reuid", "65534", "--regid", "65534", "--clear-groups", "--"]);
        }

        return new ProcessStartInfo(words[0], words.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            WorkingDirectory = "/",
        };
    }

    private static string? Look()
    {
        var absent = !OperatingSystem.IsLinux() ? "Linux" : new[] { Bubblewrap, Limits, Python }.FirstOrDefault(f => !File.Exists(f));
        return absent is not null ? $"Programs that a model writes are run in a sandbox only, and {absent} is missing. On Debian: apt-get install bubblewrap python3."
            : new ProgramSandbox().Run("pass", CancellationToken.None) ? null
            : "Programs that a model writes are run in a sandbox only, and bubblewrap does not work here: this system may forbid user namespaces (sysctl kernel.unprivileged_userns_clone).";
    }
}
