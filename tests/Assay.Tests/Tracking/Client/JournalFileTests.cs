using System.Text;
using Assay.Tracking.Client;
using CsCheck;

namespace Assay.Tests.Tracking.Client;

public sealed class JournalFileTests : IDisposable
{
    private readonly TemporaryFolder room = new();

    [Fact]
    public void Gives_back_what_was_appended()
    {
        using (var file = JournalFile.Create(room.In("a.journal")))
        {
            file.Append(Payloads("one", "two"));
            file.Append(Payloads("", new string('x', 3_000_000)));
        }

        using var again = JournalFile.Open(room.In("a.journal"));
        Assert.Null(again.Finding);
        Assert.Equal(["one", "two", "", new string('x', 3_000_000)], Texts(again));
    }

    [Fact]
    public void Any_cut_leaves_the_records_before_it_and_can_be_written_on() => Gen.Select(Gen.String[0, 40].List[1, 12], Gen.Double[0, 1]).Sample(
        (texts, share) =>
        {
            var path = room.In($"{Guid.NewGuid():N}.journal");
            var ends = Write(path, texts);
            var cut = (long)(share * ends[^1]);
            using (var content = File.OpenWrite(path))
            {
                content.SetLength(cut);
            }

            var whole = ends.Count(e => e <= cut);
            using var again = JournalFile.Open(path);
            Assert.Equal(texts.Take(whole), Texts(again));
            again.Append(Payloads("later"));
            Assert.Equal([.. texts.Take(whole), "later"], Texts(again));
        },
        iter: 60);

    [Fact]
    public void Any_changed_byte_is_found_and_everything_before_its_record_is_used() => Gen.Select(Gen.String[0, 40].List[1, 12], Gen.Double[0, 0.999], Gen.Byte[1, 255]).Sample(
        (texts, share, change) =>
        {
            var path = room.In($"{Guid.NewGuid():N}.journal");
            var ends = Write(path, texts);
            var place = 8 + (int)(share * (ends[^1] - 8));
            var bytes = File.ReadAllBytes(path);
            bytes[place] ^= change;
            File.WriteAllBytes(path, bytes);

            using var again = JournalFile.Open(path);
            Assert.Equal(texts.Take(ends.Count(e => e <= place)), Texts(again));
            Assert.NotNull(again.Finding);
        },
        iter: 60);

    [Fact]
    public void What_follows_damage_is_put_aside_and_told()
    {
        var ends = Write(room.In("a.journal"), ["one", "two", "three"]);
        var bytes = File.ReadAllBytes(room.In("a.journal"));
        bytes[ends[0] + 17] ^= 1;
        File.WriteAllBytes(room.In("a.journal"), bytes);

        using var again = JournalFile.Open(room.In("a.journal"));
        var aside = room.In($"a.journal.damaged-{ends[0]}");
        Assert.Equal($"{room.In("a.journal")} is damaged at byte {ends[0]}: everything before is used, the {bytes.Length - ends[0]} bytes after it were moved to {aside}.", again.Finding);
        Assert.Equal(bytes[(int)ends[0]..], File.ReadAllBytes(aside));
    }

    [Fact]
    public void Zeros_at_the_end_as_a_power_cut_leaves_them_are_no_records()
    {
        var ends = Write(room.In("a.journal"), ["one"]);
        using (var content = File.OpenWrite(room.In("a.journal")))
        {
            content.SetLength(ends[0] + 4096);
        }

        using var again = JournalFile.Open(room.In("a.journal"));
        Assert.Equal(["one"], Texts(again));
    }

    [Fact]
    public void Is_open_in_one_place_at_a_time()
    {
        using var file = JournalFile.Create(room.In("a.journal"));
        Assert.Equal("tracking.journal-in-use", Assert.Throws<AssayException>(() => JournalFile.Open(room.In("a.journal"))).Code);
    }

    [Fact]
    public void Refuses_other_files()
    {
        room.Write("a.journal", "time,value\n");
        Assert.Equal("tracking.journal-foreign", Assert.Throws<AssayException>(() => JournalFile.Open(room.In("a.journal"))).Code);
    }

    [Fact]
    public void A_process_killed_while_it_made_the_journal_leaves_an_empty_one()
    {
        room.Write("a.journal", "ASS");
        using var again = JournalFile.Open(room.In("a.journal"));
        Assert.Empty(Texts(again));
        again.Append(Payloads("later"));
        Assert.Equal(["later"], Texts(again));
    }

    public void Dispose() => room.Dispose();

    private static long[] Write(string path, IReadOnlyList<string> texts)
    {
        using var file = JournalFile.Create(path);
        return [.. texts.Select(text =>
        {
            file.Append(Payloads(text));
            return file.End;
        })];
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Payloads(params string[] texts) =>
        [.. texts.Select(text => (ReadOnlyMemory<byte>)(byte[])[(byte)JournalKind.Tag, .. Encoding.Unicode.GetBytes(text)])];

    private static List<string> Texts(JournalFile file)
    {
        var texts = new List<string>();
        var reader = file.Reader();
        while (reader.Read(file.End, out var record))
        {
            Assert.Equal(JournalKind.Tag, record.Kind);
            texts.Add(Encoding.Unicode.GetString(record.Body.Span));
        }

        return texts;
    }
}
