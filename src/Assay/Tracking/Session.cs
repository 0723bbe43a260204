using System.Data.Common;

namespace Assay.Tracking;

/// <summary>Runs SQL on one connection inside one transaction; commands are compiled once and used again.</summary>
internal sealed class Session(DbConnection connection) : IDisposable
{
    private readonly Dictionary<string, DbCommand> commands = new(StringComparer.Ordinal);

    /// <summary>The transaction every command joins.</summary>
    internal DbTransaction? Transaction { get; set; }

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

    public void Dispose()
    {
        foreach (var command in commands.Values)
        {
            command.Dispose();
        }
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

            commands[sql] = command;
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i].Value ?? DBNull.Value;
        }

        command.Transaction = Transaction;
        return command;
    }
}
