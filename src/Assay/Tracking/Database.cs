using System.Data.Common;

namespace Assay.Tracking;

/// <summary>One connection to a database, used by one thread at a time; what differs between products stands in the subclasses.</summary>
/// <remarks>
/// The SQL above it keeps to what SQLite and PostgreSQL share: TEXT, BIGINT and DOUBLE PRECISION, times as Unix milliseconds in UTC,
/// NaN as NULL, <c>ON CONFLICT</c>, <c>RETURNING</c>, <c>@name</c> parameters.
/// </remarks>
internal abstract class Database(DbConnection connection) : IDisposable
{
    private readonly Lock gate = new();
    private readonly Session session = new(connection);

    /// <summary>Where it is, for messages.</summary>
    internal abstract string Place { get; }

    /// <summary>Reads one consistent state.</summary>
    internal T Read<T>(Func<Session, T> work) => Run(BeginRead, work);

    /// <summary>Writes all or nothing; when it returns, the disk has it. No other writer is between its reads and its writes.</summary>
    internal T Write<T>(Func<Session, T> work) => Run(BeginWrite, work);

    /// <inheritdoc cref="Write{T}"/>
    internal void Write(Action<Session> work) => Write(session =>
    {
        work(session);
        return true;
    });

    /// <summary>Gives space freed by deletions back to the system.</summary>
    internal abstract void ReturnSpace();

    /// <summary>Names of the tables there are.</summary>
    internal abstract IReadOnlyList<string> Tables(Session session);

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        session.Dispose();
        connection.Dispose();
    }

    /// <summary>The error to show for one of the database, or null to let it pass as it is.</summary>
    protected abstract AssayException? Translate(DbException error);

    /// <summary>Starts a transaction that sees one state.</summary>
    protected abstract DbTransaction BeginRead();

    /// <summary>Starts a transaction that shuts out other writers.</summary>
    protected abstract DbTransaction BeginWrite();

    private T Run<T>(Func<DbTransaction> begin, Func<Session, T> work)
    {
        lock (gate)
        {
            try
            {
                using var transaction = begin();
                session.Transaction = transaction;
                var result = work(session);
                transaction.Commit();
                return result;
            }
            catch (DbException error) when (Translate(error) is { } told)
            {
                throw told;
            }
            finally
            {
                session.Transaction = null;
            }
        }
    }
}
