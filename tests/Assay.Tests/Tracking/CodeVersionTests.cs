using Assay.Tracking;
using LibGit2Sharp;

namespace Assay.Tests.Tracking;

public sealed class CodeVersionTests : IDisposable
{
    private readonly TemporaryFolder room = new();

    [Fact]
    public void Is_nothing_outside_a_repository() => Assert.Null(CodeVersion.Capture(room.FullName));

    [Fact]
    public void Has_no_commit_before_the_first()
    {
        Repository.Init(room.FullName);
        Assert.Null(CodeVersion.Capture(room.FullName)!.Commit);
    }

    [Fact]
    public void A_clean_folder_is_its_commit()
    {
        var commit = Commit();
        var version = CodeVersion.Capture(room.FullName)!;
        Assert.Equal((commit, null, 0), (version.Commit, version.PatchDigest, version.Untracked.Count));
    }

    [Fact]
    public void Untracked_texts_are_kept_within_limits_and_ignored_files_never()
    {
        Commit();
        room.Write("new.cs", "new\n");
        room.Write("data.csv", "ignored\n");
        room.Write("large.txt", new string('x', 300_000));
        File.WriteAllBytes(room.In("image.bin"), [1, 0, 2]);
        var version = CodeVersion.Capture(room.FullName)!;
        Assert.Equal(["image.bin", "large.txt", "new.cs"], version.Untracked);
        Assert.Equal(["new.cs"], version.UntrackedSources.Keys);
        using var store = Store.Open(room.In("sub/assay.db"));
        using var run = store.Start(new RunStart { Code = version });
        using var archive = new System.IO.Compression.ZipArchive(new MemoryStream(store.ReadArtifact(run.Id, "code/untracked.zip")));
        using var reader = new StreamReader(archive.GetEntry("new.cs")!.Open());
        Assert.Equal("new\n", reader.ReadToEnd());
    }

    [Fact]
    public void Changes_are_a_patch_with_a_digest_that_follows_them()
    {
        Commit();
        room.Write("code.cs", "two\n");
        room.Write("sub/new.cs", "new\n");
        room.Write("data.csv", "ignored\n");
        var changed = CodeVersion.Capture(room.In("sub"))!;
        Assert.Contains("-one", changed.Patch);
        Assert.Contains("+two", changed.Patch);
        Assert.Equal(["sub/new.cs"], changed.Untracked);
        Assert.Equal(changed.PatchDigest, CodeVersion.Capture(room.FullName)!.PatchDigest);
        room.Write("code.cs", "three\n");
        Assert.NotEqual(changed.PatchDigest, CodeVersion.Capture(room.FullName)!.PatchDigest);
    }

    [Fact]
    public void The_digest_follows_the_content_of_binary_files()
    {
        room.Write("weights.bin", "\0one\0");
        Commit();
        room.Write("weights.bin", "\0two\0");
        var first = CodeVersion.Capture(room.FullName)!.PatchDigest;
        room.Write("weights.bin", "\0six\0");
        Assert.NotNull(first);
        Assert.NotEqual(first, CodeVersion.Capture(room.FullName)!.PatchDigest);
    }

    public void Dispose()
    {
        // Git writes its objects read-only.
        foreach (var file in new DirectoryInfo(room.FullName).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            file.IsReadOnly = false;
        }

        room.Dispose();
    }

    private string Commit()
    {
        Repository.Init(room.FullName);
        room.Write("code.cs", "one\n");
        room.Write(".gitignore", "*.csv\n");
        using var repository = new Repository(room.FullName);
        Commands.Stage(repository, "*");
        var author = new Signature("A", "a@example.org", DateTimeOffset.UnixEpoch);
        return repository.Commit("first", author, author).Sha;
    }
}
