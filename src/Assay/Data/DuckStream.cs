using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace Assay.Data;

/// <summary>Runs a scan through DuckDB's C interface and hands its chunks (at most 2,048 rows) to the collectors, column by column.</summary>
internal static unsafe class DuckStream
{
    public static RawTable Read(DuckDBConnection connection, TableScan scan, string name)
    {
        var casts = new Dictionary<string, string>(StringComparer.Ordinal);
        using (var shape = new Stream(connection, scan, casts))
        {
            for (var column = 0; column < shape.ColumnCount; column++)
            {
                if (CastOf(shape.LogicalTypeOf(column)) is { } cast)
                {
                    casts[shape.NameOf(column)] = cast;
                }
            }

            if (casts.Count == 0)
            {
                return Collect(shape, name);
            }
        }

        using var stream = new Stream(connection, scan, casts);
        return Collect(stream, name);
    }

    private static RawTable Collect(Stream stream, string name)
    {
        var collectors = Enumerable.Range(0, stream.ColumnCount).Select(c => CollectorOf(stream, c)).ToArray();
        var fingerprinter = new Fingerprinter(collectors.Select((c, i) => (stream.NameOf(i), c.Class)));
        var hashes = new ulong[RowDigest.ChunkLength];
        var rows = 0L;
        while (stream.Next() is { } chunk)
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
            var replace = casts.Count == 0 ? "" : $" REPLACE ({string.Join(", ", casts.Select(c => $"CAST({Quoted(c.Key)} AS {c.Value}) AS {Quoted(c.Key)}"))})";
            var prepared = NativeMethods.PreparedStatements.DuckDBPrepare(connection.NativeConnection, $"SELECT *{replace} FROM {scan.Source}", out statement);
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

        /// <summary>The next chunk, or null after the last.</summary>
        public DuckDBDataChunk? Next()
        {
            var chunk = NativeMethods.StreamingResult.DuckDBStreamFetchChunk(result);
            if (!chunk.IsInvalid)
            {
                return chunk;
            }

            chunk.Dispose();
            var error = NativeMethods.Query.DuckDBResultError(ref result);
            return string.IsNullOrEmpty(error) ? null : throw new DuckFailure(error);
        }

        public void Dispose()
        {
            result.Close();
            statement.Dispose();
        }

        private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
