using System.Collections.Concurrent;
using System.Data.Common;

namespace Assay.Tracking;

/// <summary>A database: one connection that writes, a few that read; what differs between products stands in the subclasses.</summary>
/// <remarks>
/// May be used from many threads: writers take turns, readers wait for nobody. The SQL above it keeps to what SQLite and PostgreSQL share:
/// TEXT, BIGINT, BYTEA and DOUBLE PRECISION, times as Unix milliseconds in UTC, NaN as NULL, <c>ON CONFLICT</c>, <c>RETURNING</c>,
/// <c>@name</c> parameters; the rest is asked of <see cref="Dialect"/>.
/// </remarks>
internal abstract class Database : IDisposable
{
    private readonly Lock gate = new();
    private readonly ConcurrentBag<Session> readers = [];
    private readonly Session writer;
    private volatile bool closed;

    protected Database(DbConnection connection, Dialect dialect)
    {
        Dialect = dialect;
        writer = new Session(connection, dialect);
    }

    /// <summary>Where it is, for messages.</summary>
    internal abstract string Place { get; }

    /// <summary>How this product says what products say differently.</summary>
    internal Dialect Dialect { get; }

    /// <summary>Reads one consistent state: everything committed before.</summary>
    internal T Read<T>(Func<Session, T> work)
    {
        ObjectDisposedException.ThrowIf(closed, this);
        var session = readers.TryTake(out var free) ? free : new Session(Guard(Connect), Dialect);
        try
        {
            return Run((session, () => BeginRead(session.Connection)), work);
        }
        finally
        {
            readers.Add(session);
            if (closed)
            {
                CloseReaders();
            }
        }
    }

    /// <summary>Writes all or nothing; when it returns, the disk has it. No other writer is between its reads and its writes.</summary>
    internal T Write<T>(Func<Session, T> work)
    {
        lock (gate)
        {
            return Run((writer, () => BeginWrite(writer.Connection)), work);
        }
    }

    /// <inheritdoc cref="Write{T}"/>
    internal void Write(Action<Session> work) => Write(session =>
    {
        work(session);
        return true;
    });

    /// <summary>Gives space freed by deletions back to the system.</summary>
    internal void ReturnSpace()
    {
        lock (gate)
        {
            Vacuum(writer.Connection);
        }
    }

    /// <summary>An error in the words users are shown.</summary>
    internal Exception Told(Exception error) => error is DbException fault ? Translate(fault) ?? error : error;

    /// <summary>Names of the tables there are.</summary>
    internal abstract IReadOnlyList<string> Tables(Session session);

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        closed = true;
        CloseReaders();
        lock (gate)
        {
            writer.Dispose();
        }
    }

    /// <summary>One more connection to the same database.</summary>
    protected abstract DbConnection Connect();

    /// <summary>The error to show for one of the database, or null to let it pass as it is.</summary>
    protected abstract AssayException? Translate(DbException error);

    /// <summary>Starts a transaction that sees one state.</summary>
    protected abstract DbTransaction BeginRead(DbConnection connection);

    /// <summary>Starts a transaction that shuts out other writers.</summary>
    protected abstract DbTransaction BeginWrite(DbConnection connection);

    /// <inheritdoc cref="ReturnSpace"/>
    protected abstract void Vacuum(DbConnection connection);

    private T Run<T>((Session Session, Func<DbTransaction> Begin) target, Func<Session, T> work) => Guard(() =>
    {
        using var transaction = target.Begin();
        target.Session.Transaction = transaction;
        try
        {
            var result = work(target.Session);
            transaction.Commit();
            return result;
        }
        finally
        {
            target.Session.Transaction = null;
        }
    });

    private T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (DbException error) when (Translate(error) is { } told)
        {
            throw told;
        }
    }

    private void CloseReaders()
    {
        while (readers.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }
}
