using System.Collections.Concurrent;

namespace Assay.Tracking;

/// <summary>Lets many threads write at once: what waits together is committed together, with one flush of the disk.</summary>
/// <remarks>
/// A task ends when the disk has what it wrote, or with the error of its own work, which leaves nothing behind and does not touch its
/// neighbours. Order between callers is the order of <see cref="Add{T}"/>. Work runs on the queue's thread and must not wait for another task.
/// </remarks>
internal sealed class CommitQueue : IDisposable
{
    // A commit takes about as long for one piece as for a hundred; more would only make the first of them wait.
    private const int LongestGroup = 256;

    private readonly Database database;
    private readonly ConcurrentQueue<Piece> waiting = [];
    private readonly SemaphoreSlim wake = new(0);
    private readonly Thread thread;
    private volatile bool ended;
    private int asleep;

    internal CommitQueue(Database database)
    {
        this.database = database;
        thread = new Thread(Run) { IsBackground = true, Name = "Assay commits" };
        thread.Start();
    }

    /// <summary>Writes all or nothing of one piece of work.</summary>
    internal Task<T> Add<T>(Func<Session, T> work)
    {
        var piece = new Piece<T>(work, TaskCreationOptions.RunContinuationsAsynchronously);
        Enqueue(piece);
        return piece.Task;
    }

    /// <inheritdoc cref="Add{T}"/>
    internal Task Add(Action<Session> work) => Add(Always(work));

    /// <summary>As <see cref="Add(Action{Session})"/>, for callers who go on with something short, such as an answer of a few bytes.</summary>
    /// <remarks>All that were committed together go on one after the other on one thread: waking a thread for each would cost more than the writing.</remarks>
    internal Task Record(Action<Session> work)
    {
        var piece = new Recording(work);
        Enqueue(piece);
        return piece.Task;
    }

    /// <summary>Writes what waits, then ends.</summary>
    public void Dispose()
    {
        ended = true;
        Wake();
        thread.Join();
        wake.Dispose();
    }

    private void Enqueue(Piece piece)
    {
        ObjectDisposedException.ThrowIf(ended, this);
        waiting.Enqueue(piece);
        Wake();
    }

    // Only a thread that sleeps is woken, and by one: under load nobody has to.
    private void Wake()
    {
        if (Interlocked.Exchange(ref asleep, 0) == 1)
        {
            wake.Release();
        }
    }

    private void Run()
    {
        var group = new List<Piece>();
        while (true)
        {
            while (group.Count < LongestGroup && waiting.TryDequeue(out var next))
            {
                group.Add(next);
            }

            if (group.Count > 0)
            {
                Commit(group);
                group.Clear();
            }
            else if (ended && waiting.IsEmpty)
            {
                return;
            }
            else
            {
                Sleep();
            }
        }
    }

    private void Sleep()
    {
        Interlocked.Exchange(ref asleep, 1);
        // What came before this thread was known to sleep woke nobody.
        if ((waiting.IsEmpty && !ended) || Interlocked.Exchange(ref asleep, 0) == 0)
        {
            wake.Wait();
        }
    }

    private void Commit(List<Piece> group)
    {
        try
        {
            database.Write(session => group.ForEach(piece => piece.Run(session, alone: group.Count == 1)));
        }
        catch (Exception error)
        {
            // Nothing of the group is on disk; whoever has no error of its own is told this one.
            group.ForEach(piece => piece.Fail(error));
        }

        Piece[] recordings = [.. group.Where(piece => piece is Recording)];
        if (recordings.Length > 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(FinishAll, recordings, preferLocal: false);
        }

        group.Where(piece => piece is not Recording).ToList().ForEach(piece => piece.Finish(database));
    }

    private static Func<Session, bool> Always(Action<Session> work) => session =>
    {
        work(session);
        return true;
    };

    private void FinishAll(Piece[] pieces)
    {
        foreach (var piece in pieces)
        {
            piece.Finish(database);
        }
    }

    private abstract class Piece
    {
        internal Exception? Error { get; private set; }

        internal void Run(Session session, bool alone)
        {
            if (alone)
            {
                // Its failure is the transaction's, which takes everything back.
                Work(session);
                return;
            }

            try
            {
                session.Nested(inner =>
                {
                    Work(inner);
                    return true;
                });
            }
            catch (Exception error) when (!session.IsBroken)
            {
                Error = error;
            }
        }

        internal void Fail(Exception error) => Error ??= error;

        internal abstract void Finish(Database database);

        protected abstract void Work(Session session);
    }

    private class Piece<T>(Func<Session, T> work, TaskCreationOptions how) : Piece
    {
        private readonly TaskCompletionSource<T> done = new(how);
        private T? result;

        internal Task<T> Task => done.Task;

        internal override void Finish(Database database)
        {
            if (Error is { } error)
            {
                done.SetException(database.Told(error));
            }
            else
            {
                done.SetResult(result!);
            }
        }

        protected override void Work(Session session) => result = work(session);
    }

    // Who waits for it goes on in the thread that finishes it.
    private sealed class Recording(Action<Session> work) : Piece<bool>(Always(work), TaskCreationOptions.None);
}
