using System.Diagnostics;
using Assay.Tracking;
using Assay.Tracking.Versions;

namespace Assay.Acceptance.Tracking;

/// <summary>What versions of data promise when a process that adds one is killed or has no room.</summary>
public sealed class DataProcessTests : IDisposable
{
    private static readonly string program = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Assay.Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "Assay.Cli.dll"));

    private readonly TemporaryFolder room = new();

    public void Dispose() => room.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_killed_addition_leaves_earlier_versions_whole_and_no_half_one(int packs)
    {
        // Three packs of 32 MB, so that the kill comes between them.
        var path = room.In("data.bin");
        WriteRandom(path, 80_000_000, seed: 1);
        var first = await Add(path);
        WriteRandom(path, 80_000_000, seed: 2);
        using (var process = Start("dotnet", program, "data", "add", path, "--store", room.In("store/assay.db")))
        {
            while (!process.HasExited && Directory.EnumerateFiles(room.In("store/artifacts"), ".object.new-*").Count() < packs)
            {
                await Task.Yield();
            }

            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        using var store = Store.OpenExisting(room.In("store/assay.db"));
        var versions = new DataVersions(store);
        Assert.InRange(versions.Log().Count, 1, 2);
        Assert.Empty(versions.Verify(TestContext.Current.CancellationToken));
        versions.Checkout(versions.Get("data.bin@1"), room.In("out.bin"));
        Assert.Equal(first, Digest(room.In("out.bin")));
        Assert.Equal(2, versions.Add(path, new()).Version.Version);
        versions.Collect();
        Assert.Empty(versions.Verify(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_full_disk_keeps_earlier_versions()
    {
        var path = room.In("data.bin");
        WriteRandom(path, 100_000, seed: 1);
        var first = await Add(path);
        WriteRandom(path, 3_000_000, seed: 2);
        using var process = Start(
            "bash", "-c", "trap '' XFSZ; export DOTNET_EnableWriteXorExecute=0; ulimit -f 1500; exec dotnet \"$@\"",
            "bash", program, "data", "add", path, "--store", room.In("store/assay.db"));
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Contains("store.disk-full", error);
        using var store = Store.OpenExisting(room.In("store/assay.db"));
        var versions = new DataVersions(store);
        versions.Checkout(versions.Log().Single(), room.In("out.bin"));
        Assert.Equal(first, Digest(room.In("out.bin")));
        Assert.Empty(Directory.EnumerateFiles(room.In("store/artifacts"), ".object.new-*"));
    }

    private async Task<string> Add(string path)
    {
        using var process = Start("dotnet", program, "data", "add", path, "--store", room.In("store/assay.db"));
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, error);
        return Digest(path);
    }

    private static string Digest(string path)
    {
        using var content = File.OpenRead(path);
        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content));
    }

    private static void WriteRandom(string path, int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        File.WriteAllBytes(path, bytes);
    }

    private static Process Start(string name, params string[] arguments) => Process.Start(new ProcessStartInfo(name, arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
