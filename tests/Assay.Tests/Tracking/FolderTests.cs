using Assay.Tracking;

namespace Assay.Tests.Tracking;

public sealed class FolderTests : IDisposable
{
    private readonly TemporaryFolder room = new();

    private string Target => room.In("modèls/my model");

    [Fact]
    public void Writes_all_files_and_leaves_nothing_else()
    {
        Folder.WriteAtomically(Target, Files(("model.json", "{}"), ("parts/tree.txt", "tree")));
        Assert.Equal("{}", File.ReadAllText(Path.Combine(Target, "model.json")));
        Assert.Equal("tree", File.ReadAllText(Path.Combine(Target, "parts/tree.txt")));
        Assert.Equal(["my model"], Beside());
    }

    [Fact]
    public void Refuses_to_overwrite_unless_asked()
    {
        Folder.WriteAtomically(Target, Files(("a", "old"), ("b", "old")));
        var refused = Assert.Throws<AssayException>(() => Folder.WriteAtomically(Target, Files(("a", "new"))));
        Assert.Equal("store.folder-exists", refused.Code);
        Assert.Equal("old", File.ReadAllText(Path.Combine(Target, "a")));

        Folder.WriteAtomically(Target + "/", Files(("a", "new")), ExistingFolder.Replace);
        Assert.Equal(["a"], Directory.EnumerateFileSystemEntries(Target).Select(p => Path.GetFileName(p)));
        Assert.Equal("new", File.ReadAllText(Path.Combine(Target, "a")));
        Assert.Equal(["my model"], Beside());
    }

    [Fact]
    public void A_failure_in_the_middle_leaves_the_old_folder_whole()
    {
        Folder.WriteAtomically(Target, Files(("a", "old")));
        var files = new Dictionary<string, Action<Stream>>(Files(("a", "new"))) { ["b"] = _ => throw new IOException("No space left on device", 28) };
        Assert.Equal("store.disk-full", Assert.Throws<AssayException>(() => Folder.WriteAtomically(Target, files, ExistingFolder.Replace)).Code);
        files["b"] = _ => throw new InvalidOperationException("a bug");
        Assert.Throws<InvalidOperationException>(() => Folder.WriteAtomically(Target, files, ExistingFolder.Replace));
        Assert.Equal("old", File.ReadAllText(Path.Combine(Target, "a")));
        Assert.Equal(["my model"], Beside());
    }

    [Fact]
    public void A_file_in_the_way_is_not_replaced()
    {
        room.Write("modèls/my model", "a file");
        Assert.Equal("store.folder-exists", Assert.Throws<AssayException>(() => Folder.WriteAtomically(Target, Files(("a", "")), ExistingFolder.Replace)).Code);
        Assert.Equal("a file", File.ReadAllText(Target));
    }

    [Fact]
    public void Names_cannot_lead_out_of_the_folder() =>
        Assert.Equal("store.artifact-name", Assert.Throws<AssayException>(() => Folder.WriteAtomically(Target, Files(("../out", "")))).Code);

    [Fact]
    public void A_single_file_is_replaced_whole_or_not_at_all()
    {
        var path = room.In("report.html");
        Folder.WriteFile(path, s => s.Write("one"u8));
        Folder.WriteFile(path, s => s.Write("two"u8));
        Assert.Throws<InvalidOperationException>(() => Folder.WriteFile(path, _ => throw new InvalidOperationException()));
        Assert.Equal("two", File.ReadAllText(path));
        Assert.Single(Directory.EnumerateFileSystemEntries(room.FullName));
    }

    public void Dispose() => room.Dispose();

    private static Dictionary<string, Action<Stream>> Files(params (string Name, string Text)[] files) =>
        files.ToDictionary(f => f.Name, f => (Action<Stream>)(s => s.Write(System.Text.Encoding.UTF8.GetBytes(f.Text))));

    private IEnumerable<string?> Beside() => Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(Target)!).Select(Path.GetFileName);
}
