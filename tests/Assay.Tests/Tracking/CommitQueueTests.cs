using Assay.Tracking;

namespace Assay.Tests.Tracking;

public sealed class CommitQueueTests : IDisposable
{
    private readonly TemporaryFolder room = new();

    [Fact]
    public async Task Many_threads_write_and_one_failure_spoils_nothing()
    {
        using var store = Store.Open(room.In("assay.db"));
        var tasks = Enumerable.Range(0, 400).Select(i => Task.Run(() => store.Commits.Add(session =>
        {
            session.Execute("INSERT INTO saved_views VALUES (@name, '', '', '', '', 0)", ("@name", $"view {i}"));
            return i % 10 == 0 ? throw new AssayException("store.test", "no") : i;
        }))).ToArray();
        await Task.WhenAll(tasks.Select(t => t.ContinueWith(_ => { }, TaskScheduler.Default)));
        Assert.All(tasks.Where((_, i) => i % 10 == 0), t => Assert.IsType<AssayException>(t.Exception!.InnerException));
        Assert.All(tasks.Where((_, i) => i % 10 != 0), t => Assert.True(t.IsCompletedSuccessfully));
        Assert.Equal(360, store.Database.Read(session => session.Number("SELECT COUNT(*) FROM saved_views")));
    }

    [Fact]
    public async Task A_broken_rule_of_the_database_is_its_own_error_only()
    {
        using var store = Store.Open(room.In("assay.db"));
        var tasks = Enumerable.Range(0, 50).Select(i => store.Commits.Add(session => session.Execute(
            "INSERT INTO saved_views VALUES (@name, '', '', '', '', 0)", ("@name", i % 2 == 0 ? "same" : $"view {i}")))).ToArray();
        await Task.WhenAll(tasks.Select(t => t.ContinueWith(_ => { }, TaskScheduler.Default)));
        Assert.Equal(26, tasks.Count(t => t.IsCompletedSuccessfully));
        Assert.Equal(26, store.Database.Read(session => session.Number("SELECT COUNT(*) FROM saved_views")));
    }

    [Fact]
    public async Task What_waits_is_written_before_the_queue_ends_and_later_work_is_refused()
    {
        var store = Store.Open(room.In("assay.db"));
        var queue = new CommitQueue(store.Database);
        var tasks = Enumerable.Range(0, 300).Select(i => queue.Record(session => session.Execute(
            "INSERT INTO saved_views VALUES (@name, '', '', '', '', 0)", ("@name", i == 7 ? "view 6" : $"view {i}")))).ToArray();
        queue.Dispose();
        await Task.WhenAll(tasks.Select(t => t.ContinueWith(_ => { }, TaskScheduler.Default)));
        Assert.Equal([7], Enumerable.Range(0, 300).Where(i => tasks[i].IsFaulted));
        Assert.Equal(299, store.Database.Read(session => session.Number("SELECT COUNT(*) FROM saved_views")));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => queue.Record(_ => { }));
        store.Dispose();
    }

    public void Dispose() => room.Dispose();
}
