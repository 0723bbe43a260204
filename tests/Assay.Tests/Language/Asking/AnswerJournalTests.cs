using Assay.Language.Asking;
using Assay.Language.Models;
using CsCheck;

namespace Assay.Tests.Language.Asking;

public class AnswerJournalTests
{
    [Fact]
    public void What_was_added_is_found_by_the_next_process_to_the_last_bit()
    {
        using var folder = new TemporaryFolder();
        var file = folder.In("answers.jsonl");
        ModelReply[] replies =
        [
            new() { Text = "a \"quoted\" line\nand Zoë 🦊" },
            new() { Text = "" },
            new() { Likelihoods = [(-0.1 - 0.2, true), (double.NegativeInfinity, false)], Usage = new TokenUsage(7, 1) },
        ];
        using (var journal = AnswerJournal.Open(file))
        {
            for (var i = 0; i < replies.Length; i++)
            {
                journal.Add((UInt128)i + 1, $"task {i}", replies[i]);
            }
        }

        using var again = AnswerJournal.Open(file);
        for (var i = 0; i < replies.Length; i++)
        {
            var found = again.Find((UInt128)i + 1)!;
            Assert.Equal(replies[i].Text, found.Text);
            Assert.Equal(replies[i].Likelihoods, found.Likelihoods);
            Assert.Equal(replies[i].Usage, found.Usage);
        }

        Assert.Null(again.Find(99));
    }

    [Fact]
    public void A_journal_cut_anywhere_keeps_every_whole_line_and_goes_on() => Gen.Int[0, 100].Sample(share =>
    {
        using var folder = new TemporaryFolder();
        var file = folder.In("answers.jsonl");
        using (var journal = AnswerJournal.Open(file))
        {
            for (var i = 0; i < 20; i++)
            {
                journal.Add((UInt128)i, "task", new ModelReply { Text = new string('x', i) });
            }
        }

        var cut = (int)(new FileInfo(file).Length * share / 100);
        var bytes = File.ReadAllBytes(file)[..cut];
        File.WriteAllBytes(file, bytes);
        var whole = bytes.Count(b => b == '\n');
        using (var journal = AnswerJournal.Open(file))
        {
            Assert.Equal(whole, journal.Count);
            journal.Add(1000, "task", new ModelReply { Text = "new" });
            Assert.Equal("new", journal.Find(1000)!.Text);
        }

        using var again = AnswerJournal.Open(file);
        Assert.Equal(whole + 1, again.Count);
    }, iter: 25, threads: 1);

    [Fact]
    public void Only_one_process_writes_at_a_time()
    {
        using var folder = new TemporaryFolder();
        using var journal = AnswerJournal.Open(folder.In("answers.jsonl"));
        Assert.Equal("usage.journal-busy", Assert.Throws<AssayException>(() => AnswerJournal.Open(folder.In("answers.jsonl"))).Code);
    }
}
