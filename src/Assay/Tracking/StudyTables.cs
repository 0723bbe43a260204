namespace Assay.Tracking;

/// <summary>The tables of tuning studies: one row a study, a trial, an intermediate value, a configuration that waits.</summary>
/// <remarks>
/// <c>changed</c> is the study's revision at a row's last change: a process reads what is newer than it has seen, in the order it happened.
/// Trials are no rows of <c>runs</c>, because a search of 100,000 of them must not weigh on the lists of runs.
/// </remarks>
internal static class StudyTables
{
    internal static string[] Statements() =>
    [
        "INSERT INTO counters (name, value) VALUES ('study', 0)",
        """
        CREATE TABLE studies (
            id BIGINT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            space TEXT NOT NULL,
            directions TEXT NOT NULL,
            seed BIGINT NOT NULL,
            revision BIGINT NOT NULL,
            created_at BIGINT NOT NULL)
        """,
        """
        CREATE TABLE study_trials (
            study_id BIGINT NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
            number BIGINT NOT NULL,
            state TEXT NOT NULL,
            parameters TEXT NOT NULL,
            outcome TEXT,
            retry_of BIGINT,
            sampler TEXT NOT NULL,
            started_at BIGINT NOT NULL,
            ended_at BIGINT,
            lease_until BIGINT NOT NULL,
            owner_machine TEXT NOT NULL,
            owner_boot TEXT NOT NULL,
            owner_process BIGINT NOT NULL,
            owner_started BIGINT NOT NULL,
            changed BIGINT NOT NULL,
            PRIMARY KEY (study_id, number))
        """,
        "CREATE INDEX study_trials_by_change ON study_trials (study_id, changed)",
        "CREATE INDEX study_trials_by_state ON study_trials (study_id, state)",
        """
        CREATE TABLE study_reports (
            study_id BIGINT NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
            number BIGINT NOT NULL,
            step BIGINT NOT NULL,
            value DOUBLE PRECISION,
            changed BIGINT NOT NULL,
            PRIMARY KEY (study_id, number, step))
        """,
        "CREATE INDEX study_reports_by_change ON study_reports (study_id, changed)",
        """
        CREATE TABLE study_queue (
            study_id BIGINT NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
            ordinal BIGINT NOT NULL,
            parameters TEXT NOT NULL,
            PRIMARY KEY (study_id, ordinal))
        """,
    ];

    /// <summary>What a replay, a list of the best and a population need: when trials were asked for and lost, spaces of the past, losses in order, parents.</summary>
    internal static string[] Orders() =>
    [
        "ALTER TABLE study_trials ADD COLUMN asked BIGINT",
        "ALTER TABLE study_trials ADD COLUMN lost BIGINT",
        "ALTER TABLE study_trials ADD COLUMN parent BIGINT",
        "ALTER TABLE study_trials ADD COLUMN loss DOUBLE PRECISION",
        "CREATE INDEX study_trials_by_loss ON study_trials (study_id, loss, number)",
        "ALTER TABLE studies ADD COLUMN ranked BIGINT NOT NULL DEFAULT 0",
        """
        CREATE TABLE study_spaces (
            study_id BIGINT NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
            revision BIGINT NOT NULL,
            space TEXT NOT NULL,
            PRIMARY KEY (study_id, revision))
        """,
        "INSERT INTO study_spaces (study_id, revision, space) SELECT id, 0, space FROM studies",
    ];
}
