using System.Data.Common;

namespace Assay.Tracking;

/// <summary>Runs SQL on one connection inside one transaction; commands are compiled once and used again.</summary>
internal sealed class Session(DbConnection connection, Dialect dialect) : IDisposable
{
    // Searches come in many forms; what is used again is soon compiled again.
    private const int KeptCommands = 256;

    private readonly Dictionary<string, DbCommand> commands = new(StringComparer.Ordinal);

    internal DbConnection Connection => connection;

    internal Dialect Dialect => dialect;

    /// <summary>The transaction every command joins.</summary>
    internal DbTransaction? Transaction
    {
        get;
        set
        {
            field = value;
            IsBroken = false;
        }
    }

    internal int Execute(string sql, params (string Name, object? Value)[] values) => Command(sql, values).ExecuteNonQuery();

    internal long Number(string sql, params (string Name, object? Value)[] values) =>
        Convert.ToInt64(Command(sql, values).ExecuteScalar() ?? throw new InvalidOperationException($"No row from: {sql}"));

    internal List<T> Query<T>(string sql, Func<DbDataReader, T> read, params (string Name, object? Value)[] values)
    {
        using var reader = Command(sql, values).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>Calls <paramref name="read"/> for each row while it comes, so that no list of all is made.</summary>
    internal void Each(string sql, Action<DbDataReader> read, params (string Name, object? Value)[] values)
    {
        using var reader = Command(sql, values).ExecuteReader();
        while (reader.Read())
        {
            read(reader);
        }
    }

    /// <summary>What is made of the first row, or the default when there is none.</summary>
    internal T? First<T>(string sql, Func<DbDataReader, T> read, params (string Name, object? Value)[] values)
    {
        using var reader = Command(sql, values).ExecuteReader();
        return reader.Read() ? read(reader) : default;
    }

    /// <summary>The transaction is gone: an error took everything back.</summary>
    internal bool IsBroken { get; private set; }

    /// <summary>Runs a piece of work that leaves nothing behind when it fails, within the transaction.</summary>
    internal T Nested<T>(Func<Session, T> work)
    {
        Begin();
        try
        {
            var result = work(this);
            Execute("RELEASE SAVEPOINT piece");
            return result;
        }
        catch
        {
            TakeBack();
            throw;
        }
    }

    public void Dispose()
    {
        Forget();
        connection.Dispose();
    }

    private void Begin()
    {
        try
        {
            Execute("SAVEPOINT piece");
        }
        catch
        {
            // Nothing can begin in a transaction that is gone, such as one of a server that was killed.
            IsBroken = true;
            throw;
        }
    }

    private void TakeBack()
    {
        try
        {
            Execute("ROLLBACK TO SAVEPOINT piece");
            Execute("RELEASE SAVEPOINT piece");
        }
        catch (Exception error) when (error is DbException or InvalidOperationException)
        {
            // A full disk or a lost connection, for example, ends the whole transaction; the error that did it is thrown on.
            IsBroken = true;
        }
    }

    private void Forget()
    {
        foreach (var command in commands.Values)
        {
            command.Dispose();
        }

        commands.Clear();
    }

    private DbCommand Command(string sql, (string Name, object? Value)[] values)
    {
        if (!commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, _) in values)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = name;
                command.Parameters.Add(parameter);
            }

            if (commands.Count >= KeptCommands)
            {
                Forget();
            }

            commands[sql] = command;
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = dialect.Value(values[i].Value) ?? DBNull.Value;
        }

        command.Transaction = Transaction;
        return command;
    }
}
