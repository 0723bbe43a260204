namespace Assay.Tracking;

/// <summary>The tables of data versions: one row a version, one row an object it needs.</summary>
internal static class DataTables
{
    internal static string[] Statements() =>
    [
        """
        CREATE TABLE data_versions (
            name TEXT NOT NULL,
            version BIGINT NOT NULL,
            kind TEXT NOT NULL,
            digest TEXT NOT NULL,
            fingerprint TEXT,
            bytes BIGINT NOT NULL,
            added_bytes BIGINT NOT NULL,
            files BIGINT NOT NULL,
            rows BIGINT,
            manifest TEXT NOT NULL,
            profile TEXT,
            source TEXT NOT NULL,
            message TEXT NOT NULL,
            created_at BIGINT NOT NULL,
            PRIMARY KEY (name, version))
        """,
        "CREATE INDEX data_versions_by_digest ON data_versions (digest)",
        "CREATE INDEX data_versions_by_fingerprint ON data_versions (fingerprint)",
        """
        CREATE TABLE data_uses (
            name TEXT NOT NULL,
            version BIGINT NOT NULL,
            digest TEXT NOT NULL REFERENCES objects (digest),
            PRIMARY KEY (name, version, digest),
            FOREIGN KEY (name, version) REFERENCES data_versions (name, version) ON DELETE CASCADE)
        """,
        "CREATE INDEX data_uses_by_object ON data_uses (digest)",
    ];
}
