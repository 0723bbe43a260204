using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using LibGit2Sharp;

namespace Assay.Tracking;

/// <summary>The state of a Git working folder: a commit and what was changed on top of it.</summary>
/// <param name="Commit">The 40 digits of HEAD; null when there is no commit yet.</param>
/// <param name="Branch">Short name of the branch, if on one.</param>
/// <param name="PatchDigest">SHA-256 over the changes to tracked files, binary ones by their content, hexadecimal; null when there are none.</param>
public sealed record CodeVersion(string? Commit, string? Branch, string? PatchDigest)
{
    /// <summary>Files not tracked and not ignored, sorted; the first 1,000.</summary>
    public IReadOnlyList<string> Untracked { get; init; } = [];

    /// <summary>The changes to tracked files as a patch; only right after <see cref="Capture"/>, later it is an artifact of the run.</summary>
    [JsonIgnore]
    public string? Patch { get; init; }

    /// <summary>Contents of untracked text files of at most 256 KB, 4 MB in all, by name; only right after <see cref="Capture"/>, later they are an artifact of the run.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, byte[]> UntrackedSources { get; init; } = new Dictionary<string, byte[]>();

    /// <summary>Reads the state of the working folder around a folder; null when it lies in no Git repository.</summary>
    public static CodeVersion? Capture(string folder)
    {
        var found = Repository.Discover(folder);
        if (found is null)
        {
            return null;
        }

        using var repository = new Repository(found);
        var tip = repository.Head.Tip;
        if (repository.Info.IsBare)
        {
            return new CodeVersion(tip?.Sha, repository.Head.FriendlyName, null);
        }

        var status = repository.RetrieveStatus(new StatusOptions { IncludeIgnored = false, RecurseUntrackedDirs = true });
        var tracked = status.Where(entry => entry.State != FileStatus.NewInWorkdir && entry.State != FileStatus.Ignored)
            .Select(entry => entry.FilePath).ToArray();
        using var patch = tracked.Length == 0 || tip is null
            ? null
            : repository.Diff.Compare<Patch>(tip.Tree, DiffTargets.Index | DiffTargets.WorkingDirectory, tracked);
        var changed = !string.IsNullOrEmpty(patch?.Content);
        var untracked = status.Untracked.Select(entry => entry.FilePath).Order(StringComparer.Ordinal).Take(1000).ToArray();
        return new CodeVersion(tip?.Sha, repository.Head.FriendlyName, changed ? DigestOf(patch!, repository.Info.WorkingDirectory) : null)
        {
            Untracked = untracked,
            UntrackedSources = UntrackedFiles.Read(repository.Info.WorkingDirectory, untracked),
            Patch = changed ? patch!.Content : null,
        };
    }

    // A patch only says that binary files differ, so their content joins the digest.
    private static string DigestOf(Patch patch, string root)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData(Encoding.UTF8.GetBytes(patch.Content));
        foreach (var entry in patch.Where(e => e.IsBinaryComparison).OrderBy(e => e.Path, StringComparer.Ordinal))
        {
            digest.AppendData(Encoding.UTF8.GetBytes($"\0{entry.Path}\0"));
            var file = Path.Combine(root, entry.Path);
            if (File.Exists(file))
            {
                using var content = File.OpenRead(file);
                digest.AppendData(SHA256.HashData(content));
            }
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }
}
