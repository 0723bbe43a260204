using Assay.Tracking;
using Assay.Tracking.Registry;
using Microsoft.Data.Sqlite;

namespace Assay.Tests.Tracking.Import;

public sealed class MlflowDatabaseTests : ImportRoom
{
    private const string Parent = "0123456789abcdef0123456789abcdef";
    private const string Child = "00000000000000000000000000000001";

    // The columns that are read, as the 2.12 and the 3.6 schema have them; 3.x adds columns and tables beside.
    private const string Schema =
        """
        CREATE TABLE experiments (experiment_id INTEGER PRIMARY KEY, name VARCHAR(256), artifact_location VARCHAR(256), lifecycle_stage VARCHAR(32), creation_time BIGINT, last_update_time BIGINT);
        CREATE TABLE runs (run_uuid VARCHAR(32) PRIMARY KEY, name VARCHAR(250), source_type VARCHAR(20), user_id VARCHAR(256), status VARCHAR(9), start_time BIGINT, end_time BIGINT, lifecycle_stage VARCHAR(20), artifact_uri VARCHAR(200), experiment_id INTEGER, deleted_time BIGINT);
        CREATE TABLE metrics (key VARCHAR(250), value FLOAT, timestamp BIGINT, run_uuid VARCHAR(32), step BIGINT, is_nan BOOLEAN);
        CREATE TABLE params (key VARCHAR(250), value VARCHAR(8000), run_uuid VARCHAR(32));
        CREATE TABLE tags (key VARCHAR(250), value VARCHAR(8000), run_uuid VARCHAR(32));
        CREATE TABLE datasets (dataset_uuid VARCHAR(36), experiment_id INTEGER, name VARCHAR(500), digest VARCHAR(36), dataset_source_type VARCHAR(36), dataset_source TEXT, dataset_schema TEXT, dataset_profile TEXT);
        CREATE TABLE inputs (input_uuid VARCHAR(36), source_type VARCHAR(36), source_id VARCHAR(36), destination_type VARCHAR(36), destination_id VARCHAR(36));
        CREATE TABLE input_tags (input_uuid VARCHAR(36), name VARCHAR(255), value VARCHAR(500));
        CREATE TABLE registered_models (name VARCHAR(256), creation_time BIGINT, last_updated_time BIGINT, description VARCHAR(5000));
        CREATE TABLE model_versions (name VARCHAR(256), version INTEGER, creation_time BIGINT, last_updated_time BIGINT, description VARCHAR(5000), user_id VARCHAR(256), current_stage VARCHAR(20), source VARCHAR(500), run_id VARCHAR(32), status VARCHAR(20), status_message VARCHAR(500), run_link VARCHAR(500), storage_location VARCHAR(500));
        CREATE TABLE registered_model_tags (key VARCHAR(250), value VARCHAR(5000), name VARCHAR(256));
        CREATE TABLE model_version_tags (key VARCHAR(250), value VARCHAR(5000), name VARCHAR(256), version INTEGER);
        CREATE TABLE registered_model_aliases (alias VARCHAR(256), version INTEGER, name VARCHAR(256));
        INSERT INTO registered_models VALUES ('ranker', 5, 7, 'best so far');
        INSERT INTO model_versions VALUES ('ranker', 1, 5, 6, NULL, NULL, 'Archived', 'mlflow-artifacts:/1/0123456789abcdef0123456789abcdef/artifacts/model', '0123456789abcdef0123456789abcdef', 'READY', NULL, NULL, NULL);
        INSERT INTO model_versions VALUES ('ranker', 2, 5, 6, NULL, NULL, 'Deleted_Internal', '', '', 'READY', NULL, NULL, NULL);
        INSERT INTO model_version_tags VALUES ('tested', 'yes', 'ranker', 1);
        INSERT INTO registered_model_aliases VALUES ('champion', 1, 'ranker');
        INSERT INTO experiments VALUES (1, 'loans', 'mlflow-artifacts:/1', 'active', 1, 1);
        INSERT INTO runs VALUES ('0123456789abcdef0123456789abcdef', 'silver-fox-1', 'LOCAL', 'me', 'FINISHED', 1700000000000, 1700000060000, 'active', 'mlflow-artifacts:/1/0123456789abcdef0123456789abcdef/artifacts', 1, NULL);
        INSERT INTO runs VALUES ('00000000000000000000000000000001', NULL, 'LOCAL', 'me', 'RUNNING', 1700000000000, NULL, 'active', 'file:///etc/1/00000000000000000000000000000001/../../passwd', 1, NULL);
        INSERT INTO runs VALUES ('00000000000000000000000000000002', 'x', 'LOCAL', 'me', 'FINISHED', 1, 2, 'deleted', '', 1, 3);
        INSERT INTO metrics VALUES ('loss', 0.5, 1700000000001, '0123456789abcdef0123456789abcdef', 0, 0), ('loss', 0, 1700000000002, '0123456789abcdef0123456789abcdef', 1, 1);
        INSERT INTO params VALUES ('depth', '3', '0123456789abcdef0123456789abcdef');
        INSERT INTO tags VALUES ('mlflow.parentRunId', '0123456789abcdef0123456789abcdef', '00000000000000000000000000000001'), ('mlflow.runName', 'inner', '00000000000000000000000000000001');
        INSERT INTO datasets VALUES ('d1', 1, 'loans.csv', 'abc123', 'local', '{"uri": "loans.csv"}', NULL, '{"num_rows": 5}');
        INSERT INTO inputs VALUES ('i1', 'DATASET', 'd1', 'RUN', '0123456789abcdef0123456789abcdef');
        INSERT INTO input_tags VALUES ('i1', 'mlflow.data.context', 'training');
        """;

    [Fact]
    public void Takes_over_everything_a_run_has_and_nothing_twice()
    {
        Write();
        Room.Write($"mlartifacts/1/{Parent}/artifacts/a.txt", "hello");
        var report = Import("mlflow.db");
        Assert.Equal(("mlflow", 2, 1, 2L, 1, 1), (report.From, report.Runs, report.Deleted, report.Points, report.Files, report.Models));
        Assert.Empty(report.Problems);
        var before = Content();
        Assert.Equal(2, Import("mlflow.db").Known);
        Assert.Equal(before, Content());

        using var store = Open();
        var run = store.Get(Parent);
        Assert.Equal(("loans", "silver-fox-1", RunStatus.Finished, "3"), (run.Experiment, run.Name, run.Status, run.Parameters["depth"]));
        Assert.Equal([0.5, double.NaN], store.History(Parent, "loss").Select(p => p.Value));
        Assert.Equal(("loans.csv", "abc123", "training"), (run.Inputs[0].Name, run.Inputs[0].Digest, run.Inputs[0].Context));
        Assert.Equal("hello"u8.ToArray(), store.ReadArtifact(Parent, "a.txt"));
        var model = new ModelVersions(store).Get("ranker", "1");
        Assert.Equal(("Archived", "yes", "champion"), (model.Stage, model.Tags.Single().Value, model.Aliases.Single()));
        Assert.EndsWith($"/{Parent}/artifacts/model", model.Location);
        Assert.Throws<AssayException>(() => new ModelVersions(store).Get("ranker", "2"));
        var child = store.Get(Child);
        Assert.Equal((Parent, "inner", RunStatus.Interrupted, "It was still running when it was imported."), (child.ParentId, child.Name, child.Status, child.Error));
    }

    [Fact]
    public void The_database_is_not_written()
    {
        Write();
        var before = File.ReadAllBytes(Room.In("mlflow.db"));
        Import("mlflow.db");
        Assert.Equal(before, File.ReadAllBytes(Room.In("mlflow.db")));
    }

    [Fact]
    public void Other_databases_are_refused()
    {
        Execute("CREATE TABLE a (b TEXT)");
        Assert.Equal("import.not-mlflow", Assert.Throws<AssayException>(() => Import("mlflow.db")).Code);
        File.WriteAllBytes(Room.In("mlflow.db"), [.. "SQLite format 3\0"u8, .. new byte[500]]);
        Assert.Equal("import.not-mlflow", Assert.Throws<AssayException>(() => Import("mlflow.db")).Code);
    }

    private void Write() => Execute(Schema);

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Room.In("mlflow.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
