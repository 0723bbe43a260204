using System.Globalization;
using System.Text;
using Assay.Tracking;
using Assay.Tracking.Versions;

namespace Assay.Tests.Tracking.Versions;

public sealed class DataVersionsTests : IDisposable
{
    private readonly TemporaryFolder room = new();
    private readonly Store store;
    private readonly DataVersions versions;

    public DataVersionsTests()
    {
        store = Store.Open(room.In("store/assay.db"));
        versions = new DataVersions(store);
    }

    public void Dispose()
    {
        store.Dispose();
        room.Dispose();
    }

    [Theory]
    [InlineData("a,b\n1,x\n2,y\n")]
    [InlineData("a,b\r\n1,\"x, y\"\r\n2,\"say \"\"hi\"\"\"")]
    [InlineData("a,b\n1,\"line\nfeed\"\n")]
    [InlineData("a,b\n1\n2,3,4\n\n\n")]
    [InlineData("no header")]
    [InlineData("")]
    public void A_table_comes_back_byte_by_byte(string text)
    {
        var version = versions.Add(room.Write("table.csv", text), new()).Version;
        Assert.Equal(text, Content(version));
    }

    [Fact]
    public void A_second_version_costs_the_rows_that_changed_and_both_come_back()
    {
        var rows = Enumerable.Range(0, 20_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},{Math.Sin(i)},{Math.Cos(i)},name {i % 7}")).ToList();
        var path = room.Write("table.csv", Table(rows));
        var first = versions.Add(path, new()).Version;
        for (var i = 0; i < 40; i++)
        {
            rows[(i * 499) + 3] = $"{(i * 499) + 3},0.5,0.25,changed";
        }

        rows.RemoveAt(77);
        rows.Add("20000,1,2,new");
        File.WriteAllText(path, Table(rows));
        var second = versions.Add(path, new()).Version;
        Assert.Equal(("table", 20_000L, 2L), (second.Kind, second.Rows, second.Version));
        // A manifest and a profile are part of it, which weigh little where tables are large.
        Assert.InRange(second.AddedBytes, 1, 40_000);
        Assert.Equal(Table(rows), Content(second));
        Assert.NotEqual(Content(first), Content(second));
        Assert.Equal(first.Digest, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(Content(first)))));
    }

    [Fact]
    public void A_column_that_is_calculated_anew_costs_that_column()
    {
        string Rows(double factor) => Table(Enumerable.Range(0, 30_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},{Math.Sin(i)},{Math.Cos(i)},{factor * i}")));
        var path = room.Write("table.csv", Rows(1));
        var first = versions.Add(path, new()).Version;
        File.WriteAllText(path, Rows(1.5));
        var second = versions.Add(path, new()).Version;
        Assert.InRange(second.AddedBytes, 1, first.AddedBytes / 3);
        Assert.Equal(Rows(1.5), Content(second));
    }

    [Fact]
    public void A_long_line_of_small_changes_stays_small_and_whole()
    {
        var path = room.In("table.csv");
        var expected = new List<string>();
        for (var version = 0; version < 20; version++)
        {
            expected.Add(Table(Enumerable.Range(0, 3000).Select(i => $"{i},{(i < version ? -i - 1 : i)},x,y")));
            File.WriteAllText(path, expected[^1]);
            versions.Add(path, new());
        }

        var log = versions.Log("table.csv");
        Assert.Equal(20, log.Count);
        Assert.All(log, v => Assert.Equal(expected[(int)v.Version - 1], Content(v)));
        Assert.InRange(log[0].AddedBytes, 1, log[^1].AddedBytes / 2);
    }

    [Fact]
    public void Nothing_is_added_when_nothing_changed()
    {
        var path = room.Write("table.csv", "a\n1\n");
        var first = versions.Add(path, new());
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-1));
        var second = versions.Add(path, new());
        Assert.Equal((false, true, 1L), (first.Unchanged, second.Unchanged, second.Version.Version));
        Assert.Single(versions.Log());
    }

    [Fact]
    public void A_file_changed_in_the_same_moment_is_read_again()
    {
        var folder = Path.GetDirectoryName(room.Write("data/one.txt", "aaa"))!;
        versions.Add(folder, new());
        var written = File.GetLastWriteTimeUtc(room.In("data/one.txt"));
        File.WriteAllText(room.In("data/one.txt"), "bbb");
        File.SetLastWriteTimeUtc(room.In("data/one.txt"), written);
        var second = versions.Add(folder, new());
        Assert.False(second.Unchanged);
        var output = room.In("out");
        versions.Checkout(second.Version, output);
        Assert.Equal("bbb", File.ReadAllText(Path.Combine(output, "one.txt")));
    }

    [Fact]
    public void Stamps_are_trusted_only_when_they_are_older_than_the_danger()
    {
        var path = room.In("cache");
        var began = DateTimeOffset.UnixEpoch.AddSeconds(1000);
        FileStamp Stamp(double seconds) => new(3, (long)(seconds * 1e9), (long)(seconds * 1e9), 7);
        StampCache.Write(path, "m", [("old", Stamp(990), new string('a', 64)), ("fresh", Stamp(999), new string('b', 64))], began);
        var cache = StampCache.Read(path);
        Assert.Equal(new string('a', 64), cache.Find("old", Stamp(990)));
        Assert.Null(cache.Find("old", Stamp(991)));
        Assert.Null(cache.Find("fresh", Stamp(999)));
        Assert.Equal("", cache.Manifest);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^5]);
        Assert.Equal(0, StampCache.Read(path).Count);
    }

    [Fact]
    public void A_folder_comes_back_with_its_files_and_the_links_inside()
    {
        room.Write("data/a/one.txt", "1");
        room.Write("data/two.bin", new string('x', 300_000));
        room.Write("data/a/empty", "");
        File.CreateSymbolicLink(room.In("data/a/link"), "../two.bin");
        var version = versions.Add(room.In("data"), new() { Name = "set", Message = "first" }).Version;
        var output = room.In("out");
        versions.Checkout(version, output);
        Assert.Equal(("folder", 4L, "first"), (version.Kind, version.Files, version.Message));
        Assert.Equal(["a/empty", "a/link", "a/one.txt", "two.bin"], Directory.EnumerateFiles(output, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(output, f).Replace('\\', '/')).Order(StringComparer.Ordinal));
        Assert.Equal("../two.bin", new FileInfo(Path.Combine(output, "a/link")).LinkTarget);
        Assert.Equal(300_000, new FileInfo(Path.Combine(output, "two.bin")).Length);
    }

    [Fact]
    public void A_changed_file_in_a_folder_costs_that_file()
    {
        for (var i = 0; i < 400; i++)
        {
            room.Write($"data/{i}.txt", $"{i} " + new string('x', 3000));
        }

        var first = versions.Add(room.In("data"), new()).Version;
        room.Write("data/7.txt", "other");
        var second = versions.Add(room.In("data"), new()).Version;
        Assert.InRange(second.AddedBytes, 1, first.AddedBytes / 20);
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../../outside")]
    [InlineData("a/../../b")]
    public void Links_that_point_outside_are_refused(string target)
    {
        room.Write("data/one.txt", "1");
        File.CreateSymbolicLink(room.In("data/link"), target);
        Assert.Equal("data.link-outside", Assert.Throws<AssayException>(() => versions.Add(room.In("data"), new())).Code);
        Assert.Empty(versions.Log());
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("/evil")]
    [InlineData("a/../../evil")]
    [InlineData("a//b")]
    [InlineData("a\\b")]
    [InlineData("")]
    [InlineData("a/./b")]
    [InlineData("a\nb")]
    public void A_manifest_with_a_name_that_leads_outside_is_refused(string name)
    {
        Assert.Equal("data.file-name", Assert.Throws<AssayException>(() => DataName.File(name)).Code);
        using var packs = new PackWriter(store.Objects, []);
        var (digest, _) = new DataManifest([new DataEntry(name, 0, new string('0', 64))]).Keep(packs, null);
        var head = File.ReadAllBytes(packs.Incoming.Single(i => i.Digest == digest).Path);
        Assert.Equal("data.file-name", Assert.Throws<AssayException>(() => DataManifest.Read(head, _ => [])).Code);
    }

    [Fact]
    public void Devices_are_refused()
    {
        Assert.SkipUnless(File.Exists("/dev/null"), "needs a device");
        Assert.Equal("data.not-a-file", Assert.Throws<AssayException>(() => versions.Add("/dev/null", new())).Code);
    }

    [Fact]
    public void Nothing_is_overwritten()
    {
        var version = versions.Add(room.Write("one.txt", "1"), new()).Version;
        room.Write("there", "mine");
        Directory.CreateDirectory(room.In("folder"));
        foreach (var output in (string[])["there", "folder"])
        {
            Assert.Equal("data.output-exists", Assert.Throws<AssayException>(() => versions.Checkout(version, room.In(output))).Code);
        }

        Assert.Equal("mine", File.ReadAllText(room.In("there")));
    }

    [Theory]
    [InlineData("a@b")]
    [InlineData("")]
    [InlineData(" a")]
    [InlineData("a\nb")]
    public void Names_of_versions_have_a_form(string name) =>
        Assert.Equal("data.name", Assert.Throws<AssayException>(() => versions.Add(room.Write("one.txt", "1"), new() { Name = name })).Code);

    [Fact]
    public void Versions_are_found_by_number_newest_and_digest()
    {
        var path = room.Write("one.csv", "a\n1\n");
        var first = versions.Add(path, new()).Version;
        File.WriteAllText(path, "a\n2\n");
        var second = versions.Add(path, new()).Version;
        Assert.Equal(first, versions.Get("one.csv@1"));
        Assert.Equal(second, versions.Get("one.csv@latest"));
        Assert.Equal(first, versions.Get(first.Digest[..10]));
        Assert.Equal(second, versions.Get(second.Fingerprint!));
        Assert.Equal("data.version-missing", Assert.Throws<AssayException>(() => versions.Get("one.csv@3")).Code);
        Assert.Contains("Did you mean \"one.csv\"", Assert.Throws<AssayException>(() => versions.Get("ono.csv@1")).Message);
        Assert.Equal(second.Fingerprint, DataVersions.FingerprintOf(path));
    }

    [Fact]
    public void Clearing_up_keeps_what_a_version_or_a_run_uses_and_what_versions_lie_on()
    {
        var path = room.In("table.csv");
        var expected = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            expected.Add(Table(Enumerable.Range(0, 2000).Select(row => $"{row},{(row == i ? "changed" : "x")}")));
            File.WriteAllText(path, expected[^1]);
            versions.Add(path, new());
        }

        using (var run = store.Start(new RunStart()))
        {
            run.LogInput(new RunInput("table", versions.Get("table.csv@2").Fingerprint!));
            run.LogText("kept.txt", "kept");
            run.Finish();
        }

        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(store.ArtifactFolder, "ab")).FullName, "ab" + new string('0', 62)), "left by a process that died");
        var cleared = versions.Collect(keep: 1);
        Assert.Equal(["table.csv@1", "table.csv@3", "table.csv@4"], cleared.Versions);
        Assert.True(cleared.Objects >= 1);
        Assert.Equal(expected[1], Content(versions.Get("table.csv@2")));
        Assert.Equal(expected[4], Content(versions.Get("table.csv@5")));
        Assert.Empty(versions.Verify(TestContext.Current.CancellationToken));
        Assert.Equal("kept", Encoding.UTF8.GetString(store.ReadArtifact(store.Get("latest").Id, "kept.txt")));
        store.Delete(store.Get("latest").Id);
        Assert.Equal(expected[4], Content(versions.Get("table.csv@5")));
        Assert.Equal(["table.csv@2"], versions.Collect(keep: 1).Versions);
    }

    [Fact]
    public void Damage_is_told_and_never_checked_out()
    {
        var version = versions.Add(room.Write("one.bin", string.Concat(Enumerable.Range(0, 20_000))), new()).Version;
        versions.Add(room.Write("two.bin", "sound"), new());
        var pack = Directory.EnumerateFiles(store.ArtifactFolder, "*", SearchOption.AllDirectories).MaxBy(f => new FileInfo(f).Length)!;
        var bytes = File.ReadAllBytes(pack);
        bytes[20_000] ^= 1;
        File.WriteAllBytes(pack, bytes);
        Assert.Equal([version], versions.Verify(TestContext.Current.CancellationToken));
        Assert.Equal("data.version-damaged", Assert.Throws<AssayException>(() => versions.Checkout(version, room.In("out"))).Code);
        Assert.False(File.Exists(room.In("out")));
    }

    [Fact]
    public void A_key_that_is_no_column_is_refused()
    {
        var error = Assert.Throws<AssayException>(() => versions.Add(room.Write("one.csv", "id,b\n1,2\n"), new() { Key = ["idd"] }));
        Assert.Equal("data.column-missing", error.Code);
        Assert.Empty(versions.Log());
    }

    private static string Table(IEnumerable<string> rows)
    {
        var lines = rows.ToList();
        return string.Join(',', lines[0].Split(',').Select((_, i) => $"c{i}")) + "\n" + string.Concat(lines.Select(r => r + "\n"));
    }

    private string Content(DataVersion version)
    {
        var output = room.In($"out-{Guid.NewGuid():N}");
        versions.Checkout(version, output);
        return File.ReadAllText(output);
    }
}
