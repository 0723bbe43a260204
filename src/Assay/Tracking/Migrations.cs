namespace Assay.Tracking;

/// <summary>Brings the tables of a database to the version this code works with, step by step.</summary>
internal static class Migrations
{
    // Step n (from 1) leads from version n-1 to n. A landed step is never edited: stores out there have run it.
    private static readonly string[][] Steps =
    [
        FirstVersion(),
        StudyTables.Statements(),
        TrackingTables.Statements(),
        Served.ServedTables.Statements(),
        DataTables.Statements(),
        StudyTables.Orders(),
    ];

    /// <summary>Makes or updates the tables in one transaction.</summary>
    /// <exception cref="AssayException"><c>store.too-new</c>, <c>store.foreign</c>.</exception>
    internal static void Apply(Database database, TimeProvider clock)
    {
        if (database.Read(session => VersionOf(session, database)) == Steps.Length)
        {
            return;
        }

        database.Write(session =>
        {
            var now = ("@now", (object?)clock.GetUtcNow().ToUnixTimeMilliseconds());
            var version = VersionOf(session, database);
            if (version == 0)
            {
                session.Execute("CREATE TABLE assay_schema (version BIGINT NOT NULL PRIMARY KEY, applied_at BIGINT NOT NULL)");
            }

            for (var step = version; step < Steps.Length; step++)
            {
                Run(session, Steps[step], now);
                session.Execute("INSERT INTO assay_schema (version, applied_at) VALUES (@version, @now)", ("@version", step + 1L), now);
            }
        });
    }

    // Rows may be moved as well; what happened before times were kept happened now.
    private static void Run(Session session, string[] statements, (string Name, object? Value) now)
    {
        foreach (var statement in statements)
        {
            session.Execute(session.Dialect.Definition(statement), statement.Contains(now.Name, StringComparison.Ordinal) ? [now] : []);
        }
    }

    private static int VersionOf(Session session, Database database)
    {
        var tables = database.Tables(session);
        if (!tables.Contains("assay_schema"))
        {
            return tables.Count == 0 ? 0 : throw new AssayException(
                "store.foreign",
                $"{database.Place} holds tables that are not Assay's ({string.Join(", ", tables.Take(5))}). Give another path with --store.");
        }

        var version = (int)session.Number("SELECT COALESCE(MAX(version), 0) FROM assay_schema");
        return version <= Steps.Length ? version : throw new AssayException(
            "store.too-new",
            $"{database.Place} was written by a newer Assay (schema {version}; this one knows up to {Steps.Length}). Use that version.");
    }

    private static string[] FirstVersion() =>
    [
        // Ids that must be counted, not made up: UPDATE ... RETURNING works alike on SQLite and PostgreSQL.
        "CREATE TABLE counters (name TEXT NOT NULL PRIMARY KEY, value BIGINT NOT NULL)",
        "INSERT INTO counters (name, value) VALUES ('experiment', 0), ('dataset', 0), ('series', 0), ('input', 0)",

        "CREATE TABLE experiments (id BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE, created_at BIGINT NOT NULL)",
        "INSERT INTO experiments (id, name, created_at) VALUES (0, 'Default', 0)",

        """
        CREATE TABLE runs (
            id TEXT NOT NULL PRIMARY KEY,
            experiment_id BIGINT NOT NULL REFERENCES experiments (id),
            parent_id TEXT REFERENCES runs (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            status TEXT NOT NULL,
            started_at BIGINT NOT NULL,
            ended_at BIGINT,
            error TEXT,
            seed BIGINT,
            threads BIGINT,
            command TEXT NOT NULL,
            code TEXT,
            environment TEXT,
            owner_machine TEXT NOT NULL,
            owner_boot TEXT NOT NULL,
            owner_process BIGINT NOT NULL,
            owner_started BIGINT NOT NULL)
        """,
        "CREATE INDEX runs_by_start ON runs (started_at, id)",
        "CREATE INDEX runs_by_experiment ON runs (experiment_id, started_at, id)",
        "CREATE INDEX runs_by_parent ON runs (parent_id, started_at, id)",
        "CREATE INDEX runs_by_status ON runs (status, started_at, id)",

        RunTexts("run_parameters"),
        RunTexts("run_tags"),

        // One row a curve keeps the texts out of the points and the latest value at hand.
        """
        CREATE TABLE metric_series (
            id BIGINT NOT NULL PRIMARY KEY,
            run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
            key TEXT NOT NULL,
            points BIGINT NOT NULL,
            last_step BIGINT NOT NULL,
            last_time BIGINT NOT NULL,
            last_value DOUBLE PRECISION,
            lowest DOUBLE PRECISION,
            highest DOUBLE PRECISION,
            UNIQUE (run_id, key))
        """,
        "CREATE INDEX metric_series_by_value ON metric_series (key, last_value)",
        """
        CREATE TABLE metric_points (
            series_id BIGINT NOT NULL REFERENCES metric_series (id) ON DELETE CASCADE,
            ordinal BIGINT NOT NULL,
            step BIGINT NOT NULL,
            time BIGINT NOT NULL,
            value DOUBLE PRECISION,
            PRIMARY KEY (series_id, ordinal))
        """,

        """
        CREATE TABLE datasets (
            id BIGINT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            digest TEXT NOT NULL,
            source TEXT NOT NULL,
            rows BIGINT,
            schema_text TEXT,
            profile TEXT,
            UNIQUE (digest, name, source))
        """,
        """
        CREATE TABLE run_inputs (
            run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
            ordinal BIGINT NOT NULL,
            dataset_id BIGINT NOT NULL REFERENCES datasets (id),
            context TEXT NOT NULL,
            PRIMARY KEY (run_id, ordinal))
        """,
        "CREATE INDEX run_inputs_by_dataset ON run_inputs (dataset_id)",

        "CREATE TABLE objects (digest TEXT NOT NULL PRIMARY KEY, bytes BIGINT NOT NULL)",
        """
        CREATE TABLE artifacts (
            run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            digest TEXT NOT NULL REFERENCES objects (digest),
            created_at BIGINT NOT NULL,
            PRIMARY KEY (run_id, name))
        """,
        "CREATE INDEX artifacts_by_object ON artifacts (digest)",
    ];

    private static string RunTexts(string table) =>
        $"""
        CREATE TABLE {table} (
            run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
            key TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (run_id, key))
        """;
}
