namespace Assay.Tracking.Client;

/// <summary>One record read from a journal.</summary>
/// <param name="Position">Where it begins in the file.</param>
/// <param name="End">Where the next one begins.</param>
/// <param name="Kind">What it tells.</param>
/// <param name="Body">Its content; valid until the next record is read.</param>
internal readonly record struct JournalRecord(long Position, long End, JournalKind Kind, ReadOnlyMemory<byte> Body);
