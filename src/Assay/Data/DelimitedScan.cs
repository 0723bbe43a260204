namespace Assay.Data;

/// <summary>Walks a delimited file record by record, only to say where its shape breaks.</summary>
internal static class DelimitedScan
{
    /// <summary>The first record whose number of fields is not the header's, or a quote that is never closed; null when all is well.</summary>
    public static string? FirstFault(Stream content, byte delimiter, int expected)
    {
        var buffer = new byte[1 << 16];
        var record = new Record();
        int read;
        while ((read = content.Read(buffer)) > 0)
        {
            foreach (var octet in buffer.AsSpan(0, read))
            {
                if (record.Take(octet, delimiter) && record.Fault(expected) is { } fault)
                {
                    return fault;
                }
            }
        }

        return record.Quoted
            ? $"the quote opened in line {record.QuoteLine} is never closed"
            : record.Take((byte)'\n', delimiter) ? record.Fault(expected) : null;
    }

    private sealed class Record
    {
        private long line = 1;
        private long start = 1;
        private int fields = 1;
        private int length;
        private (int Fields, int Length, long Line) ended;

        public bool Quoted { get; private set; }

        public long QuoteLine { get; private set; }

        /// <summary>Takes one byte; true when it ends a record.</summary>
        public bool Take(byte octet, byte delimiter)
        {
            switch (octet)
            {
                case (byte)'"':
                    Quoted = !Quoted;
                    QuoteLine = Quoted ? line : QuoteLine;
                    length++;
                    return false;
                case (byte)'\n':
                    line++;
                    if (Quoted)
                    {
                        return false;
                    }

                    ended = (fields, length, start);
                    (fields, length, start) = (1, 0, line);
                    return true;
                case (byte)'\r':
                    return false;
                default:
                    fields += octet == delimiter && !Quoted ? 1 : 0;
                    length++;
                    return false;
            }
        }

        /// <summary>What is wrong with the record just ended; empty lines are passed over.</summary>
        public string? Fault(int expected) =>
            ended.Fields == expected || ended.Length == 0 ? null : $"line {ended.Line} has {ended.Fields} fields, the header has {expected}";
    }
}
