using System.Security.Cryptography;
using System.Text;

namespace Assay.Data;

/// <summary>Builds a <see cref="Fingerprint"/> while a table streams by, from the hashes of its cells.</summary>
/// <remarks>
/// Every cell enters as a 64-bit hash (<see cref="CellHash"/>), every column and the multiset of rows as 128-bit sums of them
/// (<see cref="ColumnDigest"/>, <see cref="RowDigest"/>). The ordered digest is SHA-256 over the schema digest, the number of rows and
/// every column digest; the order-free one is SHA-256 over the schema digest, the number of rows and the sum of row hashes. An accidental
/// change goes unseen with a chance of about 2^-64; the digests are no protection against someone who sets out to forge a table.
/// </remarks>
internal sealed class Fingerprinter
{
    private readonly (string Name, string Class)[] columns;
    private readonly ColumnDigest[] digests;
    private readonly RowDigest rows = new();
    private long rowCount;

    /// <summary>Starts a fingerprint over columns of these names and classes (number, text, date, boolean).</summary>
    public Fingerprinter(IEnumerable<(string Name, string Class)> columns)
    {
        this.columns = [.. columns];
        digests = [.. this.columns.Select(_ => new ColumnDigest())];
    }

    /// <summary>The next cells of one column; all columns take the same number before <see cref="EndRows"/>.</summary>
    public void Add(int column, ReadOnlySpan<ulong> cellHashes)
    {
        digests[column].Append(cellHashes);
        rows.Add(column, cellHashes);
    }

    /// <summary>Ends the rows at hand.</summary>
    public void EndRows(int count)
    {
        rows.EndRows(count);
        rowCount += count;
    }

    public Fingerprint Finish()
    {
        var schema = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', columns.Select(c => $"{c.Name.Length} {c.Name} {c.Class}"))));
        var finished = digests.Select(d => d.Finish()).ToArray();
        byte[] head = [.. schema, .. BitConverter.GetBytes(rowCount)];
        return new Fingerprint(
            Hex(schema),
            Hex(SHA256.HashData([.. head, .. finished.SelectMany(f => f)])),
            Hex(SHA256.HashData([.. head, .. rows.Finish()])),
            rowCount,
            columns.Zip(finished).ToDictionary(p => p.First.Name, p => Hex(p.Second), StringComparer.Ordinal));
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
