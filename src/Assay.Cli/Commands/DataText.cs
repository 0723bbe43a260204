using System.Globalization;
using Assay.Tracking.Versions;

namespace Assay.Cli.Commands;

/// <summary>Versions of data as rows of a listing.</summary>
internal static class DataText
{
    /// <summary>Headings of <see cref="Row"/>.</summary>
    public static readonly string[] Headings = ["version", "what", "kind", "bytes", "added bytes", "files", "rows", "digest", "created", "message"];

    /// <summary>One version.</summary>
    public static string[] Row(DataVersion version, string what) =>
    [
        version.ToString(), what, version.Kind, Number(version.Bytes), Number(version.AddedBytes), Number(version.Files), version.Rows is { } rows ? Number(rows) : "-",
        version.Digest[..12], RunText.Time(version.Created), version.Message,
    ];

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
