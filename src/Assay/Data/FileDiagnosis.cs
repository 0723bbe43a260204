using System.Buffers;
using System.Text;

namespace Assay.Data;

/// <summary>After the reader failed: finds what is wrong with a file, and where, for the message.</summary>
internal static class FileDiagnosis
{
    /// <summary>The error for a file with bytes that are not UTF-8.</summary>
    public static AssayException NotUtf8(TableFile file)
    {
        var (line, offset, value) = FirstBadByte(file);
        var looksLike = offset == 0 && value is 0xFF or 0xFE ? "UTF-16" : "WINDOWS-1252";
        return new AssayException(
            "data.not-utf8",
            $"{file.Name} is not UTF-8: byte 0x{value:X2} at offset {offset}, line {line}. Convert it first, for example: iconv -f {looksLike} -t UTF-8 {file.Name} > utf8-{file.Name}");
    }

    /// <summary>The error for a file whose packing or inner format is broken.</summary>
    public static AssayException Corrupt(TableFile file, Exception problem) => new(
        "data.file-corrupt", $"{file.Name} cannot be unpacked or read: {FirstSentence(problem.Message)} Get the file again or check how it was written.", problem);

    /// <summary>What the reader's own message means for the user.</summary>
    public static AssayException Explain(TableFile file, string message)
    {
        if (file.Format != TableFormat.Delimited)
        {
            return Corrupt(file, new InvalidDataException(message));
        }

        try
        {
            if (FirstBadByte(file).Line > 0)
            {
                return NotUtf8(file);
            }

            var header = DelimitedHeader.Read(file);
            using var content = file.OpenContent();
            return DelimitedScan.FirstFault(content, (byte)header.Delimiter, header.Names.Count) is { } fault
                ? new AssayException("data.ragged", $"{file.Name}: {fault}. Every row needs the same number of fields; put quotes around fields that contain the delimiter or a quote.")
                : Corrupt(file, new InvalidDataException(message));
        }
        catch (InvalidDataException problem)
        {
            return Corrupt(file, problem);
        }
    }

    private static (long Line, long Offset, byte Value) FirstBadByte(TableFile file)
    {
        using var content = file.OpenContent();
        var buffer = new byte[1 << 16];
        long line = 1;
        long start = 0;
        var kept = 0;
        int read;
        do
        {
            read = content.Read(buffer, kept, buffer.Length - kept);
            var bytes = buffer.AsSpan(0, kept + read);
            var valid = ValidLength(bytes);
            line += bytes[..valid].Count((byte)'\n');
            var rest = bytes[valid..];
            if (rest.Length >= 4 || (read == 0 && rest.Length > 0))
            {
                return (line, start + valid, rest[0]);
            }

            rest.CopyTo(buffer);
            start += valid;
            kept = rest.Length;
        }
        while (read > 0);
        return default;
    }

    // The length of the longest valid beginning.
    private static int ValidLength(ReadOnlySpan<byte> bytes)
    {
        var valid = 0;
        while (valid < bytes.Length && Rune.DecodeFromUtf8(bytes[valid..], out _, out var used) == OperationStatus.Done)
        {
            valid += used;
        }

        return valid;
    }

    // The reader's messages run over many lines; the first says it, without the path of the machine.
    private static string FirstSentence(string message)
    {
        var line = message.Split('\n')[0].Trim();
        return line.EndsWith('.') ? line : line + ".";
    }
}
