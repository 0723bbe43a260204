using System.Collections.Concurrent;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace Assay.Data;

/// <summary>Runs a scan through DuckDB's C interface and hands its chunks (at most 2,048 rows) to the collectors, column by column.</summary>
/// <remarks>With two threads or more the scan runs ahead on its own, so that parsing the next rows and taking up the last ones overlap.</remarks>
internal static unsafe class DuckStream
{
    private const int ChunksAhead = 32;

    public static RawTable Read(DuckDBConnection connection, TableScan scan, string name, int threads)
    {
        var casts = scan.FindsTypes ? new(StringComparer.Ordinal) : new Dictionary<string, string>(scan.Types, StringComparer.Ordinal);
        var told = casts.Count;
        using (var shape = new Stream(connection, scan, casts))
        {
            for (var column = 0; column < shape.ColumnCount; column++)
            {
                if (CastOf(shape.LogicalTypeOf(column)) is { } cast)
                {
                    casts[shape.NameOf(column)] = cast;
                }
            }

            if (casts.Count == told)
            {
                return Collect(shape, name, threads);
            }
        }

        using var stream = new Stream(connection, scan, casts);
        return Collect(stream, name, threads);
    }

    private static RawTable Collect(Stream stream, string name, int threads)
    {
        var collectors = Enumerable.Range(0, stream.ColumnCount).Select(c => CollectorOf(stream, c)).ToArray();
        var fingerprinter = new Fingerprinter(collectors.Select((c, i) => (stream.NameOf(i), c.Class)));
        var hashes = new ulong[RowDigest.ChunkLength];
        var rows = 0L;
        foreach (var chunk in threads > 1 ? Ahead(stream) : stream.Chunks())
        {
            using (chunk)
            {
                var count = (int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(chunk);
                for (var column = 0; column < collectors.Length; column++)
                {
                    var vector = NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, column);
                    var cells = hashes.AsSpan(0, count);
                    collectors[column].Append(NativeMethods.Vectors.DuckDBVectorGetData(vector), NativeMethods.Vectors.DuckDBVectorGetValidity(vector), cells);
                    fingerprinter.Add(column, cells);
                }

                fingerprinter.EndRows(count);
                rows += count;
                if (rows > Array.MaxLength)
                {
                    throw new AssayException("data.too-many-rows", $"{name} has more than {Array.MaxLength} rows. Take a sample of the rows first.");
                }
            }
        }

        return new RawTable(name, [.. collectors.Select(c => c.Finish())], (int)rows, fingerprinter.Finish());
    }

    // A thread of its own fetches; the caller gets the same chunks in the same order.
    private static IEnumerable<DuckDBDataChunk> Ahead(Stream stream)
    {
        using var fetched = new BlockingCollection<DuckDBDataChunk>(ChunksAhead);
        using var stop = new CancellationTokenSource();
        var scan = Task.Run(() => Fetch(stream, fetched, stop.Token));
        try
        {
            foreach (var chunk in fetched.GetConsumingEnumerable())
            {
                yield return chunk;
            }

            scan.GetAwaiter().GetResult();
        }
        finally
        {
            // Whatever happened, the statement must not be closed while a row of it is being fetched.
            stop.Cancel();
            Task.WaitAny(scan);
        }
    }

    private static void Fetch(Stream stream, BlockingCollection<DuckDBDataChunk> fetched, CancellationToken stop)
    {
        try
        {
            foreach (var chunk in stream.Chunks())
            {
                fetched.Add(chunk, stop);
            }
        }
        finally
        {
            fetched.CompleteAdding();
        }
    }

    private static CellCollector CollectorOf(Stream stream, int column)
    {
        var name = stream.NameOf(column);
        var type = stream.TypeOf(column);
        var shown = type.ToString().ToUpperInvariant();
        return type switch
        {
            DuckDBType.Boolean => new TruthCollector(name, "BOOLEAN"),
            DuckDBType.TinyInt => new WholeCollector<sbyte>(name, "TINYINT"),
            DuckDBType.SmallInt => new WholeCollector<short>(name, "SMALLINT"),
            DuckDBType.Integer => new WholeCollector<int>(name, "INTEGER"),
            DuckDBType.BigInt => new WholeCollector<long>(name, "BIGINT"),
            DuckDBType.UnsignedTinyInt => new WholeCollector<byte>(name, "UTINYINT"),
            DuckDBType.UnsignedSmallInt => new WholeCollector<ushort>(name, "USMALLINT"),
            DuckDBType.UnsignedInteger => new WholeCollector<uint>(name, "UINTEGER"),
            DuckDBType.Float => new RealCollector<float>(name, "FLOAT"),
            DuckDBType.Double => new RealCollector<double>(name, "DOUBLE"),
            DuckDBType.Date => new DateCollector(name, "DATE", days: true),
            DuckDBType.Timestamp or DuckDBType.TimestampTz => new DateCollector(name, "TIMESTAMP", days: false),
            DuckDBType.Varchar => new TextCollector(name, "VARCHAR"),
            _ => throw new InvalidOperationException($"Column \"{name}\" of type {shown} was not cast."),
        };
    }

    // Types without a collector are asked for as one that has, none of which loses anything but a nested value's structure.
    private static string? CastOf(DuckDBLogicalType logical)
    {
        using (logical)
        {
            return NativeMethods.LogicalType.DuckDBGetTypeId(logical) switch
            {
                DuckDBType.Boolean or DuckDBType.TinyInt or DuckDBType.SmallInt or DuckDBType.Integer or DuckDBType.BigInt
                    or DuckDBType.UnsignedTinyInt or DuckDBType.UnsignedSmallInt or DuckDBType.UnsignedInteger
                    or DuckDBType.Float or DuckDBType.Double or DuckDBType.Date or DuckDBType.Timestamp or DuckDBType.TimestampTz
                    or DuckDBType.Varchar => null,
                DuckDBType.Decimal when NativeMethods.LogicalType.DuckDBDecimalWidth(logical) <= 15 => "DOUBLE",
                DuckDBType.TimestampS or DuckDBType.TimestampMs or DuckDBType.TimestampNs => "TIMESTAMP",
                _ => "VARCHAR",
            };
        }
    }

    /// <summary>One running statement.</summary>
    private sealed class Stream : IDisposable
    {
        private readonly DuckDBPreparedStatement statement;
        private DuckDBResult result;

        public Stream(DuckDBConnection connection, TableScan scan, IReadOnlyDictionary<string, string> casts)
        {
            var replace = casts.Count == 0 ? "" : $" REPLACE ({string.Join(", ", casts.Select(c => $"CAST({TableScan.Quoted(c.Key)} AS {c.Value}) AS {TableScan.Quoted(c.Key)}"))})";
            var prepared = NativeMethods.PreparedStatements.DuckDBPrepare(connection.NativeConnection, $"SELECT *{replace} FROM {scan.Statement}", out statement);
            if (prepared != DuckDBState.Success)
            {
                var message = NativeMethods.PreparedStatements.DuckDBPrepareError(statement);
                statement.Dispose();
                throw new DuckFailure(message);
            }

            foreach (var (name, value) in scan.Parameters)
            {
                NativeMethods.PreparedStatements.DuckDBBindParameterIndex(statement, out var index, name);
                using var text = NativeMethods.Value.DuckDBCreateVarchar(value);
                NativeMethods.PreparedStatements.DuckDBBindValue(statement, index, text);
            }

            if (NativeMethods.PreparedStatements.DuckDBExecutePreparedStreaming(statement, out result) != DuckDBState.Success)
            {
                var message = NativeMethods.Query.DuckDBResultError(ref result);
                Dispose();
                throw new DuckFailure(message);
            }

            ColumnCount = (int)NativeMethods.Query.DuckDBColumnCount(ref result);
        }

        public int ColumnCount { get; }

        public string NameOf(int column) => NativeMethods.Query.DuckDBColumnName(ref result, column);

        public DuckDBType TypeOf(int column) => NativeMethods.Query.DuckDBColumnType(ref result, column);

        public DuckDBLogicalType LogicalTypeOf(int column) => NativeMethods.Query.DuckDBColumnLogicalType(ref result, column);

        /// <summary>All chunks in file order, each the caller's to dispose of.</summary>
        public IEnumerable<DuckDBDataChunk> Chunks()
        {
            var chunk = NativeMethods.StreamingResult.DuckDBStreamFetchChunk(result);
            while (!chunk.IsInvalid)
            {
                yield return chunk;
                chunk = NativeMethods.StreamingResult.DuckDBStreamFetchChunk(result);
            }

            chunk.Dispose();
            if (NativeMethods.Query.DuckDBResultError(ref result) is { Length: > 0 } error)
            {
                throw new DuckFailure(error);
            }
        }

        public void Dispose()
        {
            result.Close();
            statement.Dispose();
        }
    }
}
