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
    private readonly BlockingCollection<Piece> waiting = [];
    private readonly Thread thread;

    internal CommitQueue(Database database)
    {
        this.database = database;
        thread = new Thread(Run) { IsBackground = true, Name = "Assay commits" };
        thread.Start();
    }

    /// <summary>Writes all or nothing of one piece of work.</summary>
    internal Task<T> Add<T>(Func<Session, T> work)
    {
        var piece = new Piece<T>(work);
        waiting.Add(piece);
        return piece.Task;
    }

    /// <inheritdoc cref="Add{T}"/>
    internal Task Add(Action<Session> work) => Add(session =>
    {
        work(session);
        return true;
    });

    /// <summary>Writes what waits, then ends.</summary>
    public void Dispose()
    {
        waiting.CompleteAdding();
        thread.Join();
        waiting.Dispose();
    }

    private void Run()
    {
        var group = new List<Piece>();
        foreach (var first in waiting.GetConsumingEnumerable())
        {
            group.Clear();
            group.Add(first);
            while (group.Count < LongestGroup && waiting.TryTake(out var next))
            {
                group.Add(next);
            }

            Commit(group);
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

        group.ForEach(piece => piece.Finish(database));
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

    private sealed class Piece<T>(Func<Session, T> work) : Piece
    {
        private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
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
}
