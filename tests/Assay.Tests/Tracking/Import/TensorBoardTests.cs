using Assay.Tracking;
using Assay.Tracking.Import;
using CsCheck;

namespace Assay.Tests.Tracking.Import;

public sealed class TensorBoardTests : ImportRoom
{
    [Fact]
    public void The_checksum_is_the_one_real_files_begin_with() =>
        // The length 24 of the first event ("brain.Event:2") and its checksum, as every file written by TensorFlow starts.
        Assert.Equal(0x224b7fa3u, EventFile.Masked([24, 0, 0, 0, 0, 0, 0, 0]));

    [Fact]
    public void Scalars_settings_and_texts_of_many_files_become_runs()
    {
        Write("logs/a/train/events.out.tfevents.1.host",
            EventWriter.Version(1.7e9),
            EventWriter.Event(1.7e9 + 1, 0, EventWriter.Settings(("lr", EventWriter.NumberSetting(0.01)), ("optimizer", EventWriter.TextSetting("adam")))),
            EventWriter.Event(1.7e9 + 2, 1, EventWriter.Simple("loss", 0.5f), EventWriter.Simple("accuracy", 0.25f)),
            EventWriter.Event(1.7e9 + 4, 3, EventWriter.Simple("loss", 0.125f)));
        // A run that went on after a restart: its second file reaches into the time of the first.
        Write("logs/a/train/events.out.tfevents.2.host",
            EventWriter.Version(1.7e9 + 2.5),
            EventWriter.Event(1.7e9 + 3, 2, EventWriter.Tensor("loss", "scalars", EventWriter.FloatContent(0.25f))),
            EventWriter.Event(1.7e9 + 5, 4, EventWriter.Tensor("loss", "scalars", EventWriter.FloatValue(float.NaN))));
        Write("logs/b/events.out.tfevents.1.host",
            EventWriter.Version(1.7e9),
            EventWriter.Event(1.7e9 + 1, 7, EventWriter.Tensor("notes/../../etc", "text", EventWriter.TextValue("all well"))));

        var report = Import("logs");
        Assert.Equal(("tensorboard", 2, 5L, 1), (report.From, report.Runs, report.Points, report.Files));
        Assert.Empty(report.Problems);
        var before = Content();
        Assert.Equal(2, Import("logs").Known);
        Assert.Equal(before, Content());

        using var store = Open();
        var run = store.List().Runs.Single(r => r.Name == "a/train");
        Assert.Equal(("logs", RunStatus.Finished, 1_700_000_000_000, 1_700_000_005_000), (run.Experiment, run.Status, run.Started.ToUnixTimeMilliseconds(), run.Ended!.Value.ToUnixTimeMilliseconds()));
        Assert.Equal(["lr=0.01", "optimizer=adam"], run.Parameters.Select(p => $"{p.Key}={p.Value}"));
        Assert.Equal([(1, 0.5), (2, 0.25), (3, 0.125), (4, double.NaN)], store.History(run.Id, "loss").Select(p => (p.Step, p.Value)));
        var texts = store.List().Runs.Single(r => r.Name == "b");
        Assert.Equal("all well"u8.ToArray(), store.ReadArtifact(texts.Id, "text/notes/etc/7.txt"));
    }

    [Fact]
    public void A_file_that_is_still_written_is_taken_as_far_as_it_goes()
    {
        var whole = Write("logs/events.out.tfevents.1", EventWriter.Version(1.7e9), EventWriter.Event(1.7e9, 1, EventWriter.Simple("loss", 1)), EventWriter.Event(1.7e9, 2, EventWriter.Simple("loss", 2)));
        File.WriteAllBytes(Room.In("logs/events.out.tfevents.1"), whole[..^5]);
        var report = Import("logs");
        Assert.Equal(1, report.Points);
        Assert.Empty(report.Problems);
        File.WriteAllBytes(Room.In("logs/events.out.tfevents.1"), whole);
        Assert.Equal((1, 1), (Import("logs").Runs, Import("logs").Known));
        using var store = Open();
        Assert.Equal([1, 2], store.History(store.List().Runs.Single().Id, "loss").Select(p => p.Value));
    }

    [Fact]
    public void Damage_is_told_with_its_place_and_what_comes_before_is_used()
    {
        var content = Write("logs/events.out.tfevents.1", EventWriter.Version(1.7e9), EventWriter.Event(1.7e9, 1, EventWriter.Simple("loss", 1)), EventWriter.Event(1.7e9, 2, EventWriter.Simple("loss", 2)));
        var last = content.Length - EventWriter.Event(1.7e9, 2, EventWriter.Simple("loss", 2)).Length;
        content[last + 14] ^= 1;
        File.WriteAllBytes(Room.In("logs/events.out.tfevents.1"), content);
        var report = Import("logs");
        Assert.Equal($"{Room.In("logs/events.out.tfevents.1")}, byte {last}: the checksum of a record is wrong; what comes before it is used.", Assert.Single(report.Problems));
        Assert.Equal(1, report.Points);
    }

    [Fact]
    public void Broken_events_with_sound_checksums_never_end_the_import() => Gen.Byte.Array[1, 60].Sample(
        bytes =>
        {
            using var room = new TemporaryFolder();
            Directory.CreateDirectory(room.In("logs"));
            File.WriteAllBytes(room.In("logs/x.tfevents.1"), [.. EventWriter.Version(1.7e9), .. EventWriter.Record(bytes), .. EventWriter.Event(1.7e9, 1, EventWriter.Simple("loss", 1))]);
            var log = new ImportLog();
            var run = new TensorBoardSource().Read(room.In("logs"), new ImportOptions(), log).Single();
            Assert.Contains(run.Points, p => p is { Key: "loss", Value: 1 });
        },
        iter: 300);

    private byte[] Write(string name, params byte[][] records)
    {
        var path = Room.In(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        byte[] content = [.. records.SelectMany(r => r)];
        File.WriteAllBytes(path, content);
        return content;
    }
}
