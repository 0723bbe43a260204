using System.Data.Common;
using System.Text.Json;
using Assay.Tracking.Search;

namespace Assay.Tracking;

/// <summary>Reads runs with everything that hangs on them, a page in six queries whatever its size.</summary>
internal static class RunReader
{
    private const string Columns =
        "r.id, r.experiment_id, r.parent_id, r.name, r.status, r.started_at, r.ended_at, r.error, r.seed, r.threads, r.command, r.code, r.environment";

    internal static RunPage Page(Session session, RunFilter filter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(filter.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(filter.Limit, 50_000);
        if (filter.Where is not null || filter.OrderBy.Count > 0)
        {
            return Search(session, filter);
        }

        var (conditions, values) = Conditions(filter);
        values.Add(("@limit", filter.Limit + 1L));
        var chosen = $"SELECT r.* FROM runs r JOIN experiments e ON e.id = r.experiment_id {conditions} "
            + "ORDER BY r.started_at DESC, r.id DESC LIMIT @limit";
        var runs = Load(session, chosen, [.. values]);
        var last = runs.Count > filter.Limit ? runs[filter.Limit - 1] : null;
        return new RunPage(
            runs.Count > filter.Limit ? runs.GetRange(0, filter.Limit) : runs,
            last is null ? null : $"{last.Started.ToUnixTimeMilliseconds()}:{last.Id}");
    }

    private static RunPage Search(Session session, RunFilter filter)
    {
        List<FilterNode> conditions = [FilterLanguage.Read(filter.Where)];
        if (filter.Status is { } status)
        {
            var name = status == RunStatus.Interrupted ? "KILLED" : status.ToString().ToUpperInvariant();
            conditions.Add(new FilterTerm(new SearchField(SearchEntity.Attribute, "status"), "=", name));
        }

        var parent = new SearchField(SearchEntity.Tag, RemoteRuns.ParentTag);
        if (filter.ParentId is not null)
        {
            conditions.Add(new FilterTerm(parent, "=", filter.ParentId));
        }
        else if (!filter.Nested)
        {
            conditions.Add(new NotOf(new FilterTerm(parent, "!=", "")));
        }

        var (ids, next) = RunSearch.Find(session, new RunQuery
        {
            Experiments = filter.Experiment is null ? null : session.Query(
                "SELECT id FROM experiments WHERE name = @name", row => row.GetInt64(0), ("@name", filter.Experiment)),
            Filter = new AllOf(conditions),
            Order = [.. filter.OrderBy.Select(FilterLanguage.ReadOrder)],
            Limit = filter.Limit,
            After = PageToken.Read(filter.After),
        });
        var runs = Load(
            session, $"SELECT r.* FROM runs r WHERE {session.Dialect.Among("r.id", "@ids")}", [("@ids", session.Dialect.List(ids))]).ToDictionary(r => r.Id);
        return new RunPage([.. ids.Select(id => runs[id])], next);
    }

    internal static List<RunRecord> WithPrefix(Session session, string prefix, int limit) => Load(
        session,
        "SELECT r.* FROM runs r WHERE r.id >= @from AND r.id < @to ORDER BY r.started_at DESC, r.id DESC LIMIT @limit",
        [("@from", prefix), ("@to", prefix + "g"), ("@limit", (long)limit)]);

    private static (string Sql, List<(string, object?)> Values) Conditions(RunFilter filter)
    {
        var conditions = new List<string> { "r.active = 1" };
        var values = new List<(string, object?)>();
        if (filter.Experiment is not null)
        {
            conditions.Add("e.name = @experiment");
            values.Add(("@experiment", filter.Experiment));
        }

        if (filter.Status is { } status)
        {
            conditions.Add("r.status = @status");
            values.Add(("@status", status.Name()));
        }

        if (filter.Tag is { } tag)
        {
            conditions.Add("EXISTS (SELECT 1 FROM run_tags t WHERE t.run_id = r.id AND t.key = @tag AND t.value = @tagged)");
            values.Add(("@tag", tag.Key));
            values.Add(("@tagged", tag.Value));
        }

        if (filter.ParentId is not null)
        {
            conditions.Add("r.parent_id = @parent");
            values.Add(("@parent", filter.ParentId));
        }
        else if (!filter.Nested)
        {
            conditions.Add("r.parent_id IS NULL");
        }

        if (filter.After is not null)
        {
            var parts = filter.After.Split(':', 2);
            if (parts.Length != 2 || !long.TryParse(parts[0], out var started))
            {
                throw new AssayException("usage.page", $"Expected the \"next\" of an earlier page, found \"{filter.After}\".");
            }

            conditions.Add("(r.started_at < @started OR (r.started_at = @started AND r.id < @id))");
            values.Add(("@started", started));
            values.Add(("@id", parts[1]));
        }

        return (conditions.Count == 0 ? "" : "WHERE " + string.Join(" AND ", conditions), values);
    }

    private static List<RunRecord> Load(Session session, string chosen, (string, object?)[] values)
    {
        var experiments = session.Query("SELECT id, name FROM experiments", row => (row.GetInt64(0), row.GetString(1)))
            .ToDictionary(e => e.Item1, e => e.Item2);
        var runs = session.Query(
            $"SELECT {Columns} FROM ({chosen}) r ORDER BY r.started_at DESC, r.id DESC", row => Header(row, experiments), values);
        if (runs.Count == 0)
        {
            return runs;
        }

        var parameters = Texts(session, "run_parameters", chosen, values);
        var tags = Texts(session, "run_tags", chosen, values);
        foreach (var own in tags.Values)
        {
            // The run's own name and parent say the same.
            own.Remove(RemoteRuns.NameTag);
            own.Remove(RemoteRuns.ParentTag);
        }

        var metrics = Group(session.Query(
            "SELECT s.run_id, s.key, s.last_value, s.last_step, s.lowest, s.highest, s.points "
            + $"FROM metric_series s JOIN ({chosen}) r ON r.id = s.run_id",
            row => (row.GetString(0), row.GetString(1), new MetricSummary(
                Portable.Number(row, 2), row.GetInt64(3), Portable.Number(row, 4), Portable.Number(row, 5), row.GetInt64(6))),
            values));
        var inputs = session.Query(
            "SELECT i.run_id, d.name, d.digest, d.source, d.rows, d.schema_text, d.profile, i.context FROM run_inputs i "
            + $"JOIN datasets d ON d.id = i.dataset_id JOIN ({chosen}) r ON r.id = i.run_id ORDER BY i.ordinal",
            row => (Run: row.GetString(0), Input: Input(row)),
            values).ToLookup(i => i.Run, i => i.Input);
        return runs.ConvertAll(run => run with
        {
            Parameters = parameters.GetValueOrDefault(run.Id) ?? [],
            Tags = tags.GetValueOrDefault(run.Id) ?? [],
            Metrics = metrics.GetValueOrDefault(run.Id) ?? [],
            Inputs = inputs[run.Id].ToArray(),
        });
    }

    private static Dictionary<string, SortedDictionary<string, string>> Texts(
        Session session, string table, string chosen, (string, object?)[] values) => Group(session.Query(
            $"SELECT t.run_id, t.key, t.value FROM {table} t JOIN ({chosen}) r ON r.id = t.run_id",
            row => (row.GetString(0), row.GetString(1), row.GetString(2)),
            values));

    private static Dictionary<string, SortedDictionary<string, T>> Group<T>(List<(string Run, string Key, T Value)> rows)
    {
        var groups = new Dictionary<string, SortedDictionary<string, T>>();
        foreach (var (run, key, value) in rows)
        {
            if (!groups.TryGetValue(run, out var group))
            {
                groups[run] = group = new SortedDictionary<string, T>(StringComparer.Ordinal);
            }

            group[key] = value;
        }

        return groups;
    }

    private static RunRecord Header(DbDataReader row, Dictionary<long, string> experiments) => new()
    {
        Id = row.GetString(0),
        Experiment = experiments[row.GetInt64(1)],
        ParentId = Portable.Text(row, 2),
        Name = row.GetString(3),
        Status = RunStatusNames.Parse(row.GetString(4)),
        Started = Portable.Time(row.GetInt64(5)),
        Ended = Portable.Whole(row, 6) is { } ended ? Portable.Time(ended) : null,
        Error = Portable.Text(row, 7),
        Seed = Portable.Whole(row, 8) is { } seed ? unchecked((ulong)seed) : null,
        Threads = (int?)Portable.Whole(row, 9),
        Command = Json<string[]>(row.GetString(10)) ?? [],
        Code = Json<CodeVersion>(Portable.Text(row, 11)),
        Environment = Json<RunEnvironment>(Portable.Text(row, 12)),
    };

    private static RunInput Input(DbDataReader row) => new(row.GetString(1), row.GetString(2))
    {
        Source = row.GetString(3),
        Rows = Portable.Whole(row, 4),
        Schema = Portable.Text(row, 5),
        Profile = Portable.Text(row, 6),
        Context = row.GetString(7),
    };

    private static T? Json<T>(string? text)
        where T : class => text is null ? null : JsonSerializer.Deserialize<T>(text, JsonRules.Compact);
}
