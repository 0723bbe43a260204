namespace Assay.Tracking;

/// <summary>Step 3: experiments and runs as MLflow's clients know them, curves in blocks, samples, saved views.</summary>
/// <remarks>
/// A curve is one row of <c>metric_series</c> with its last point and range, a few fresh points in <c>metric_tail</c> and all others packed in
/// <c>metric_blocks</c>. The series repeats the run's experiment, start and lifecycle, so that runs are found in the order of a metric from one index.
/// </remarks>
internal static class TrackingTables
{
    internal static string[] Statements() =>
    [
        "ALTER TABLE experiments ADD COLUMN artifact_location TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE experiments ADD COLUMN active BIGINT NOT NULL DEFAULT 1",
        "ALTER TABLE experiments ADD COLUMN updated_at BIGINT NOT NULL DEFAULT 0",
        "UPDATE experiments SET created_at = @now WHERE created_at = 0",
        "UPDATE experiments SET updated_at = created_at",
        """
        CREATE TABLE experiment_tags (
            experiment_id BIGINT NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
            key TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (experiment_id, key))
        """,

        "ALTER TABLE runs ADD COLUMN active BIGINT NOT NULL DEFAULT 1",
        "ALTER TABLE runs ADD COLUMN deleted_at BIGINT",
        "ALTER TABLE runs ADD COLUMN user_name TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE runs ADD COLUMN artifact_uri TEXT NOT NULL DEFAULT ''",
        "UPDATE runs SET artifact_uri = 'mlflow-artifacts:/' || experiment_id || '/' || id || '/artifacts'",
        "UPDATE experiments SET artifact_location = 'mlflow-artifacts:/' || id",
        "INSERT INTO run_tags (run_id, key, value) SELECT id, 'mlflow.runName', name FROM runs WHERE name <> '' ON CONFLICT DO NOTHING",
        "INSERT INTO run_tags (run_id, key, value) SELECT id, 'mlflow.parentRunId', parent_id FROM runs WHERE parent_id IS NOT NULL ON CONFLICT DO NOTHING",

        .. Curves(),
        .. Inputs(),
        .. Others(),
    ];

    private static string[] Curves() =>
    [
        "ALTER TABLE metric_series ADD COLUMN experiment_id BIGINT NOT NULL DEFAULT 0",
        "ALTER TABLE metric_series ADD COLUMN started_at BIGINT NOT NULL DEFAULT 0",
        "ALTER TABLE metric_series ADD COLUMN active BIGINT NOT NULL DEFAULT 1",
        "ALTER TABLE metric_series ADD COLUMN packed BIGINT NOT NULL DEFAULT 0",
        """
        UPDATE metric_series SET
            experiment_id = (SELECT r.experiment_id FROM runs r WHERE r.id = metric_series.run_id),
            started_at = (SELECT r.started_at FROM runs r WHERE r.id = metric_series.run_id)
        """,
        "DROP INDEX metric_series_by_value",
        "CREATE INDEX metric_series_by_value ON metric_series (experiment_id, key, last_value, started_at, active)",
        """
        CREATE TABLE metric_tail (
            series_id BIGINT NOT NULL REFERENCES metric_series (id) ON DELETE CASCADE,
            ordinal BIGINT NOT NULL,
            step BIGINT NOT NULL,
            time BIGINT NOT NULL,
            value DOUBLE PRECISION,
            PRIMARY KEY (series_id, ordinal)) {clustered}
        """,
        "INSERT INTO metric_tail (series_id, ordinal, step, time, value) SELECT series_id, ordinal, step, time, value FROM metric_points",
        "DROP TABLE metric_points",
        """
        CREATE TABLE metric_blocks (
            series_id BIGINT NOT NULL REFERENCES metric_series (id) ON DELETE CASCADE,
            ordinal BIGINT NOT NULL,
            points BIGINT NOT NULL,
            first_step BIGINT NOT NULL,
            last_step BIGINT NOT NULL,
            first_time BIGINT NOT NULL,
            last_time BIGINT NOT NULL,
            lowest DOUBLE PRECISION,
            highest DOUBLE PRECISION,
            content BYTEA NOT NULL,
            PRIMARY KEY (series_id, ordinal))
        """,
        // Points of logged models; the model itself may be made later, so nothing refers to it.
        """
        CREATE TABLE model_metrics (
            model_id TEXT NOT NULL,
            run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
            key TEXT NOT NULL,
            step BIGINT NOT NULL,
            time BIGINT NOT NULL,
            value DOUBLE PRECISION,
            dataset_name TEXT NOT NULL DEFAULT '',
            dataset_digest TEXT NOT NULL DEFAULT '')
        """,
        "CREATE INDEX model_metrics_by_model ON model_metrics (model_id, key)",
        "CREATE INDEX model_metrics_by_run ON model_metrics (run_id)",
    ];

    private static string[] Inputs() =>
    [
        "ALTER TABLE datasets ADD COLUMN source_type TEXT NOT NULL DEFAULT ''",
        """
        CREATE TABLE run_input_tags (
            run_id TEXT NOT NULL,
            ordinal BIGINT NOT NULL,
            key TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (run_id, ordinal, key),
            FOREIGN KEY (run_id, ordinal) REFERENCES run_inputs (run_id, ordinal) ON DELETE CASCADE)
        """,
        "INSERT INTO run_input_tags (run_id, ordinal, key, value) SELECT run_id, ordinal, 'mlflow.data.context', context FROM run_inputs",
        """
        CREATE TABLE run_models (
            run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
            direction TEXT NOT NULL,
            model_id TEXT NOT NULL,
            step BIGINT NOT NULL,
            PRIMARY KEY (run_id, direction, model_id))
        """,
    ];

    private static string[] Others() =>
    [
        """
        CREATE TABLE run_samples (
            run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            ordinal BIGINT NOT NULL,
            samples BIGINT NOT NULL,
            content BYTEA NOT NULL,
            PRIMARY KEY (run_id, name, ordinal))
        """,
        """
        CREATE TABLE saved_views (
            name TEXT NOT NULL PRIMARY KEY,
            experiment TEXT NOT NULL,
            filter TEXT NOT NULL,
            sort TEXT NOT NULL,
            columns TEXT NOT NULL,
            updated_at BIGINT NOT NULL)
        """,
    ];
}
