using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Assay.Shared;

/// <summary>A PostgreSQL server of the tests' own: in a temporary folder, reached through a socket there, gone with the folder.</summary>
/// <remarks>It does not wait for the disk: what is tested is lost by a crash of the server, not of the machine.
/// The server refuses to run as root; then it runs as the user <c>postgres</c>, which its package makes.</remarks>
public sealed class PostgresServer : IDisposable
{
    private readonly TemporaryFolder room = new();
    private readonly string programs;
    private Process? process;
    private int databases;
    private string? prepared;

    /// <summary>Makes and starts a server.</summary>
    public PostgresServer()
    {
        programs = Programs();
        if (IsRoot)
        {
            Run("chown", "postgres", room.FullName);
        }

        Run("initdb", "--no-sync", "--auth=trust", "--username=assay", "--encoding=UTF8", "--locale=C.UTF-8", "-D", room.In("data"));
        Start();
    }

    private static bool IsRoot => Environment.UserName == "root";

    /// <summary>The address of a new, empty database.</summary>
    public string NewDatabase() => NewDatabase("template1");

    /// <summary>The address of a new database with what <paramref name="prepare"/> has made, which is done once and then copied.</summary>
    /// <param name="prepare">Told the address of an empty database; closes its connections to it.</param>
    public string NewDatabase(Action<string> prepare)
    {
        if (prepared is null)
        {
            var made = NewDatabase();
            prepare(made);
            prepared = $"store{databases}";
        }

        return NewDatabase(prepared);
    }

    private string NewDatabase(string template)
    {
        var name = $"store{++databases}";
        using var connection = new NpgsqlConnection($"Host={room.FullName};Username=assay;Database=postgres;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE {name} TEMPLATE {template}";
        command.ExecuteNonQuery();
        return $"postgres://assay@localhost/{name}?host={Uri.EscapeDataString(room.FullName)}";
    }

    /// <summary>Ends the server without giving it time to tidy up, and starts it again.</summary>
    public void Crash()
    {
        Run("pg_ctl", "stop", "-m", "immediate", "-D", room.In("data"));
        process!.WaitForExit();
        process.Dispose();
        Start();
    }

    /// <summary>Kills the server's first process, as the system does when memory runs out, and starts it again.</summary>
    public void Kill()
    {
        using (var first = Process.GetProcessById(int.Parse(File.ReadLines(room.In("data/postmaster.pid")).First(), CultureInfo.InvariantCulture)))
        {
            first.Kill();
        }

        process!.WaitForExit();
        process.Dispose();
        Start();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (process is not null)
        {
            Run("pg_ctl", "stop", "-m", "immediate", "-D", room.In("data"));
            process.WaitForExit();
            process.Dispose();
        }

        room.Dispose();
    }

    private static string Programs()
    {
        string[] folders =
        [
            .. Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(v => Path.Combine(v, "bin")) : [],
            .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator),
        ];
        return Array.Find(folders, f => File.Exists(Path.Combine(f, "initdb")) && File.Exists(Path.Combine(f, "postgres")))
            ?? throw new InvalidOperationException("PostgreSQL is not installed: apt-get install postgresql (./test does it).");
    }

    // The last processes of a server that was killed may hold its memory for a moment.
    private void Start()
    {
        const int Attempts = 200;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (IsReady())
            {
                return;
            }

            process!.Dispose();
        }

        throw new InvalidOperationException("PostgreSQL did not start.");
    }

    private bool IsReady()
    {
        process = Process.Start(Command(
            "postgres", "-D", room.In("data"), "-k", room.FullName, "-c", "listen_addresses=", "-c", "shared_buffers=16MB", "-c", "max_connections=50", "-c", "fsync=off"))!;
        var lines = process.StandardError;
        while (lines.ReadLine() is { } line)
        {
            if (line.Contains("ready to accept connections", StringComparison.Ordinal))
            {
                // Nobody else reads; a full pipe would stop the server.
                _ = lines.BaseStream.CopyToAsync(Stream.Null);
                return true;
            }
        }

        process.WaitForExit();
        return false;
    }

    private ProcessStartInfo Command(string program, params string[] arguments)
    {
        var path = program == "chown" ? program : Path.Combine(programs, program);
        string[] whole = IsRoot && program != "chown" ? ["runuser", "-u", "postgres", "--", path, .. arguments] : [path, .. arguments];
        return new ProcessStartInfo(whole[0], whole[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = room.FullName };
    }

    private void Run(string program, params string[] arguments)
    {
        using var run = Process.Start(Command(program, arguments))!;
        var output = run.StandardOutput.ReadToEndAsync();
        var errors = run.StandardError.ReadToEnd();
        run.WaitForExit();
        if (run.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} failed: {errors}{output.Result}");
        }
    }
}
