using System.Text.Json;
using Assay.Tracking;

namespace Assay.Cli.Commands;

/// <summary>Words for runs that the commands about runs share.</summary>
internal static class RunText
{
    /// <summary>How many digits of the ids are needed to tell these runs apart, at least 12.</summary>
    public static int DigitsToTellApart(IReadOnlyList<RunRecord> runs) =>
        Enumerable.Range(12, 21).First(n => n == 32 || runs.Select(r => r.Id[..n]).Distinct().Count() == runs.Count);

    /// <summary>As typed and stored.</summary>
    public static string Status(RunStatus status) => JsonNamingPolicy.KebabCaseLower.ConvertName(status.ToString());

    /// <summary>From the word typed.</summary>
    public static RunStatus Status(string word) => Enum.Parse<RunStatus>(word, ignoreCase: true);

    /// <summary>The command that repeats a run; a store or folder other than the usual one is named. Empty without a run.</summary>
    public static string Reproduce(string run, string store, string? artifacts) => run.Length == 0
        ? ""
        : $"assay runs reproduce {run}{(store == Store.DefaultAddress ? "" : $" --store {Quoted(store)}")}{(artifacts is null ? "" : $" --artifacts {Quoted(artifacts)}")}";

    /// <summary>The word as it is typed.</summary>
    public static string Quoted(string word) => word.Length == 0 || word.Any(char.IsWhiteSpace) ? $"\"{word}\"" : word;

    /// <summary>The word as it may be shown and stored: an address without the name, password and query that may open a door.</summary>
    public static string Shown(string word)
    {
        if (!word.StartsWith("http", StringComparison.OrdinalIgnoreCase) || !Uri.TryCreate(word, UriKind.Absolute, out var address) || (address.UserInfo.Length == 0 && address.Query.Length == 0))
        {
            return Quoted(word);
        }

        var plain = new UriBuilder(address) { UserName = "", Password = "", Query = "", Fragment = "" }.Uri.AbsoluteUri;
        var rest = plain[(address.Scheme.Length + Uri.SchemeDelimiter.Length)..];
        return $"{address.Scheme}{Uri.SchemeDelimiter}{(address.UserInfo.Length > 0 ? "...@" : "")}{rest}{(address.Query.Length > 0 ? "?..." : "")}";
    }

    /// <summary>In UTC, to the second.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'");

    /// <summary>From start to end; empty while it runs.</summary>
    public static string Seconds(RunRecord run) => run.Ended is { } ended ? (ended - run.Started).TotalSeconds.ToString("F1") : "";
}
