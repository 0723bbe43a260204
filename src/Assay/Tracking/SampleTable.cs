using System.IO.Compression;
using System.Text;

namespace Assay.Tracking;

/// <summary>Samples of runs, a few thousand a row: texts one after the other, compressed with Brotli.</summary>
internal static class SampleTable
{
    private const int Largest = 2000;

    internal static void Append(Session session, (string Run, string Name) place, IReadOnlyList<RunSample> samples)
    {
        var name = Portable.Key(place.Name);
        var ordinal = session.Number(
            "SELECT COALESCE(MAX(ordinal), -1) + 1 FROM run_samples WHERE run_id = @run AND name = @name", ("@run", place.Run), ("@name", name));
        foreach (var part in samples.Chunk(Largest))
        {
            session.Execute(
                "INSERT INTO run_samples (run_id, name, ordinal, samples, content) VALUES (@run, @name, @ordinal, @samples, @content)",
                ("@run", place.Run),
                ("@name", name),
                ("@ordinal", ordinal++),
                ("@samples", (long)part.Length),
                ("@content", Pack(part)));
        }
    }

    internal static List<RunSample> Read(Session session, string run, string name)
    {
        var samples = new List<RunSample>();
        session.Each(
            "SELECT samples, content FROM run_samples WHERE run_id = @run AND name = @name ORDER BY ordinal",
            row => Unpack(Portable.Bytes(row, 1), (int)row.GetInt64(0), samples),
            ("@run", run),
            ("@name", name));
        return samples;
    }

    private static byte[] Pack(RunSample[] samples)
    {
        using var target = new MemoryStream();
        using (var packed = new BrotliStream(target, CompressionLevel.Fastest))
        using (var writer = new BinaryWriter(packed, Encoding.UTF8))
        {
            foreach (var sample in samples)
            {
                writer.Write(sample.Sample);
                writer.Write(sample.Prediction);
                writer.Write(sample.Truth is not null);
                writer.Write(sample.Truth ?? "");
                writer.Write(sample.Score);
            }
        }

        return target.ToArray();
    }

    private static void Unpack(byte[] content, int count, List<RunSample> target)
    {
        using var reader = new BinaryReader(new BrotliStream(new MemoryStream(content), CompressionMode.Decompress), Encoding.UTF8);
        for (var i = 0; i < count; i++)
        {
            var (sample, prediction, known, truth) = (reader.ReadString(), reader.ReadString(), reader.ReadBoolean(), reader.ReadString());
            target.Add(new RunSample(sample, prediction, known ? truth : null, reader.ReadDouble()));
        }
    }
}
