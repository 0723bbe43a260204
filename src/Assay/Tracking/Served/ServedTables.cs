namespace Assay.Tracking.Served;

/// <summary>The tables of the server: artifacts of no run, uploads in parts, the model registry, logged models, traces.</summary>
internal static class ServedTables
{
    internal static string[] Statements() => [.. Artifacts(), .. Registry(), .. LoggedModels(), .. Traces()];

    private static string[] Artifacts() =>
    [
        // Runs have their artifacts in the table of that name; these are kept under other addresses, for example a logged model's.
        """
        CREATE TABLE served_artifacts (
            path TEXT NOT NULL PRIMARY KEY,
            digest TEXT NOT NULL REFERENCES objects (digest),
            created_at BIGINT NOT NULL)
        """,
        "CREATE INDEX served_artifacts_by_object ON served_artifacts (digest)",
        "CREATE TABLE uploads (id TEXT NOT NULL PRIMARY KEY, path TEXT NOT NULL, created_at BIGINT NOT NULL)",
        """
        CREATE TABLE upload_parts (
            upload_id TEXT NOT NULL REFERENCES uploads (id) ON DELETE CASCADE,
            part BIGINT NOT NULL,
            digest TEXT NOT NULL REFERENCES objects (digest),
            PRIMARY KEY (upload_id, part))
        """,
        "CREATE INDEX upload_parts_by_object ON upload_parts (digest)",
    ];

    private static string[] Registry() =>
    [
        // Times of the registry always rise, so that what changed last is known even within a millisecond.
        "INSERT INTO counters (name, value) VALUES ('registry-time', 0), ('model', 0)",
        """
        CREATE TABLE registered_models (
            id BIGINT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            description TEXT,
            created_at BIGINT NOT NULL,
            updated_at BIGINT NOT NULL,
            last_version BIGINT NOT NULL)
        """,
        """
        CREATE TABLE model_versions (
            model_id BIGINT NOT NULL REFERENCES registered_models (id) ON DELETE CASCADE,
            version BIGINT NOT NULL,
            created_at BIGINT NOT NULL,
            updated_at BIGINT NOT NULL,
            stage TEXT NOT NULL,
            description TEXT NOT NULL,
            source TEXT NOT NULL,
            location TEXT NOT NULL,
            run_id TEXT NOT NULL,
            run_link TEXT NOT NULL,
            logged_model_id TEXT,
            PRIMARY KEY (model_id, version))
        """,
        "CREATE INDEX model_versions_by_update ON model_versions (updated_at)",
        "CREATE INDEX model_versions_by_run ON model_versions (run_id)",
        """
        CREATE TABLE registered_model_tags (
            model_id BIGINT NOT NULL REFERENCES registered_models (id) ON DELETE CASCADE,
            key TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (model_id, key))
        """,
        """
        CREATE TABLE model_version_tags (
            model_id BIGINT NOT NULL,
            version BIGINT NOT NULL,
            key TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (model_id, version, key),
            FOREIGN KEY (model_id, version) REFERENCES model_versions (model_id, version) ON DELETE CASCADE)
        """,
        // An alias outlives the version it points to, as in MLflow.
        """
        CREATE TABLE model_aliases (
            model_id BIGINT NOT NULL REFERENCES registered_models (id) ON DELETE CASCADE,
            alias TEXT NOT NULL,
            version BIGINT NOT NULL,
            PRIMARY KEY (model_id, alias))
        """,
    ];

    private static string[] LoggedModels() =>
    [
        """
        CREATE TABLE logged_models (
            id TEXT NOT NULL PRIMARY KEY,
            experiment_id BIGINT NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            model_type TEXT NOT NULL,
            source_run_id TEXT NOT NULL,
            artifact_uri TEXT NOT NULL,
            status TEXT NOT NULL,
            created_at BIGINT NOT NULL,
            updated_at BIGINT NOT NULL,
            deleted_at BIGINT)
        """,
        "CREATE INDEX logged_models_by_experiment ON logged_models (experiment_id, created_at, id)",
        LoggedTexts("logged_model_params"),
        LoggedTexts("logged_model_tags"),
    ];

    private static string[] Traces() =>
    [
        """
        CREATE TABLE traces (
            id TEXT NOT NULL PRIMARY KEY,
            experiment_id BIGINT NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
            started_at BIGINT NOT NULL,
            duration BIGINT,
            state TEXT NOT NULL,
            client_request_id TEXT,
            request_preview TEXT,
            response_preview TEXT)
        """,
        "CREATE INDEX traces_by_experiment ON traces (experiment_id, started_at, id)",
        TraceTexts("trace_tags"),
        TraceTexts("trace_metadata"),
    ];

    private static string LoggedTexts(string table) =>
        $"""
        CREATE TABLE {table} (
            model_id TEXT NOT NULL REFERENCES logged_models (id) ON DELETE CASCADE,
            key TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (model_id, key))
        """;

    private static string TraceTexts(string table) =>
        $"""
        CREATE TABLE {table} (
            trace_id TEXT NOT NULL REFERENCES traces (id) ON DELETE CASCADE,
            key TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (trace_id, key))
        """;
}
