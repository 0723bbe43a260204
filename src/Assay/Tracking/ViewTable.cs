using System.Text.Json;
using Assay.Tracking.Search;

namespace Assay.Tracking;

/// <summary>Saved views.</summary>
internal static class ViewTable
{
    internal static void Save(Database database, SavedView view, DateTimeOffset now)
    {
        // What could not be read later is refused now.
        _ = FilterLanguage.Read(view.Where);
        _ = view.OrderBy.Select(FilterLanguage.ReadOrder).ToArray();
        database.Write(session =>
        {
            session.Execute(
                """
                INSERT INTO saved_views (name, experiment, filter, sort, columns, updated_at) VALUES (@name, @experiment, @filter, @sort, @columns, @now)
                ON CONFLICT (name) DO UPDATE SET experiment = excluded.experiment, filter = excluded.filter, sort = excluded.sort,
                    columns = excluded.columns, updated_at = excluded.updated_at
                """,
                ("@name", Portable.Key(view.Name)),
                ("@experiment", Portable.Text(view.Experiment)),
                ("@filter", Portable.Text(view.Where)),
                ("@sort", Portable.Text(JsonSerializer.Serialize(view.OrderBy, JsonRules.Compact))),
                ("@columns", Portable.Text(JsonSerializer.Serialize(view.Columns, JsonRules.Compact))),
                ("@now", now.ToUnixTimeMilliseconds()));
        });
    }

    internal static List<SavedView> Read(Session session) => session.Query(
        "SELECT name, experiment, filter, sort, columns FROM saved_views ORDER BY name",
        row => new SavedView(row.GetString(0))
        {
            Experiment = row.GetString(1),
            Where = row.GetString(2),
            OrderBy = JsonSerializer.Deserialize<string[]>(row.GetString(3), JsonRules.Compact)!,
            Columns = JsonSerializer.Deserialize<string[]>(row.GetString(4), JsonRules.Compact)!,
        });

    internal static bool Delete(Session session, string name) => session.Execute("DELETE FROM saved_views WHERE name = @name", ("@name", name)) > 0;
}
