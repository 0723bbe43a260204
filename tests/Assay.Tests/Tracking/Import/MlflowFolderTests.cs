using Assay.Tracking;
using Assay.Tracking.Registry;

namespace Assay.Tests.Tracking.Import;

public sealed class MlflowFolderTests : ImportRoom
{
    private const string Parent = "0123456789abcdef0123456789abcdef";
    private const string Child = "00000000000000000000000000000001";
    private const string Gone = "00000000000000000000000000000002";

    [Fact]
    public void Takes_over_everything_a_run_has()
    {
        Write();
        var report = Import("mlruns");
        Assert.Equal(("mlflow", 2, 0, 1, 6L, 2), (report.From, report.Runs, report.Known, report.Deleted, report.Points, report.Files));
        Assert.Empty(report.Problems);

        using var store = Open();
        var run = store.Get(Parent);
        Assert.Equal(("loans", "silver-fox-1", RunStatus.Finished), (run.Experiment, run.Name, run.Status));
        Assert.Equal((1_700_000_000_000, 1_700_000_060_000), (run.Started.ToUnixTimeMilliseconds(), run.Ended!.Value.ToUnixTimeMilliseconds()));
        Assert.Equal(["depth=3", "net/width=5"], run.Parameters.Select(p => $"{p.Key}={p.Value}"));
        Assert.Equal("a line\nand another", run.Tags["note"]);
        Assert.Equal(
            [(0, 0.5, 1_700_000_000_001), (1, double.NaN, 1_700_000_000_002), (2, double.NegativeInfinity, 1_700_000_000_003)],
            store.History(Parent, "train/loss").Select(p => (p.Step, p.Value, p.Time!.Value.ToUnixTimeMilliseconds())));
        Assert.Equal("hello"u8.ToArray(), store.ReadArtifact(Parent, "plots/a.txt"));
        var input = Assert.Single(run.Inputs);
        Assert.Equal(("loans.csv", "abc123", "training", "{\"num_rows\": 5}", null), (input.Name, input.Digest, input.Context, input.Profile, input.Schema));
        Assert.Equal((Parent, RunStatus.Failed), (store.Get(Child).ParentId, store.Get(Child).Status));
    }

    [Fact]
    public void Importing_again_adds_nothing_and_later_points_are_added()
    {
        Write();
        Import("mlruns");
        var before = Content();
        var again = Import("");
        Assert.Equal((2, 2, 0L, 0), (again.Runs, again.Known, again.Points, again.Files));
        Assert.Equal(before, Content());

        File.AppendAllText(Room.In($"mlruns/1/{Parent}/metrics/train/loss"), "1700000000004 7 3\n");
        Import("mlruns");
        using var store = Open();
        Assert.Equal(4, store.History(Parent, "train/loss").Count);
    }

    [Fact]
    public void Broken_lines_are_told_with_file_and_line_and_the_rest_is_taken()
    {
        Write();
        File.AppendAllText(Room.In($"mlruns/1/{Parent}/metrics/train/loss"), "1700000000004 seven 3\n\n1700000000005 8 4\n");
        Room.Write($"mlruns/1/{Child}/meta.yaml", "start_time: 1\n  broken: [\n");
        var report = Import("mlruns");
        var file = Room.In($"mlruns/1/{Parent}/metrics/train/loss");
        Assert.Contains($"{file}, line 4: expected \"time value step\", found \"1700000000004 seven 3\".", report.Problems);
        Assert.Contains($"{file}, line 5: expected \"time value step\", found \"\".", report.Problems);
        Assert.Contains(report.Problems, p => p.StartsWith($"{Room.In($"mlruns/1/{Child}/meta.yaml")}, line 2: this is not YAML", StringComparison.Ordinal));
        Assert.Equal(1, report.Runs);
        using var store = Open();
        Assert.Equal(4, store.History(Parent, "train/loss").Count);
    }

    [Fact]
    public void Links_out_of_the_folder_are_not_followed()
    {
        Write();
        Room.Write("secret/password.txt", "s3cr3t");
        File.CreateSymbolicLink(Room.In($"mlruns/1/{Parent}/artifacts/stolen.txt"), Room.In("secret/password.txt"));
        Directory.CreateSymbolicLink(Room.In($"mlruns/1/{Parent}/artifacts/all"), Room.In("secret"));
        File.CreateSymbolicLink(Room.In($"mlruns/1/{Parent}/params/stolen"), Room.In("secret/password.txt"));
        var problems = Import("mlruns").Problems;
        Assert.Equal(["all", "stolen", "stolen.txt"], problems.Select(p => Path.GetFileName(p[..p.IndexOf(" is a link", StringComparison.Ordinal)])).Order(StringComparer.Ordinal));
        using var store = Open();
        Assert.Equal(["plots/a.txt"], store.Artifacts(Parent).Select(a => a.Name));
        Assert.DoesNotContain("stolen", store.Get(Parent).Parameters.Keys);
    }

    [Fact]
    public void An_experiment_keeps_its_tags_and_a_deleted_one_stays_away()
    {
        Write();
        Room.Write("mlruns/1/tags/team", "risk");
        Room.Write("mlruns/2/meta.yaml", "experiment_id: '2'\nlifecycle_stage: deleted\nname: given up\n");
        Room.Write("mlruns/2/00000000000000000000000000000009/meta.yaml", Meta("00000000000000000000000000000009", "3", "active"));
        Room.Write($"mlruns/1/{Child}/meta.yaml", Meta(Child, "4", "active") + "user_id: anna\n");
        Assert.Equal(2, Import("mlruns").Deleted);
        using var store = Open();
        Assert.DoesNotContain(store.Experiments(), e => e.Name == "given up");
        var experiment = store.Database.Read(session => ExperimentTable.Named(session, "loans"));
        Assert.Equal([KeyValuePair.Create("team", "risk")], experiment.Tags);
        Assert.Equal("anna", store.Database.Read(session => session.First("SELECT user_name FROM runs WHERE id = @id", row => row.GetString(0), ("@id", Child))));
    }

    [Fact]
    public void Yaml_with_tags_makes_no_object()
    {
        Write();
        Room.Write($"mlruns/1/{Child}/meta.yaml", $"run_id: {Child}\nstart_time: 1700000000000\nstatus: 3\nrun_name: !!python/object/apply:os.system [\"touch x\"]\n");
        Assert.Equal(2, Import("mlruns").Runs);
        using var store = Open();
        Assert.Equal("", store.Get(Child).Name);
    }

    [Fact]
    public void Registered_models_come_with_their_versions_tags_and_aliases()
    {
        Write();
        Room.Write("mlruns/models/ranker/meta.yaml", "name: ranker\ndescription: best so far\ncreation_timestamp: 5\nlast_updated_timestamp: 7\n");
        Room.Write("mlruns/models/ranker/tags/team", "a");
        Room.Write("mlruns/models/ranker/aliases/champion", "2");
        Room.Write("mlruns/models/ranker/version-2/meta.yaml", Version(2, "Production", $"/somewhere/mlruns/1/{Parent}/artifacts/plots"));
        Room.Write("mlruns/models/ranker/version-2/tags/tested", "yes");
        Room.Write("mlruns/models/ranker/version-3/meta.yaml", Version(3, "None", "file:///etc/passwd"));
        Assert.Equal(1, Import("mlruns").Models);
        Assert.Equal(1, Import("mlruns").Models);

        using var store = Open();
        var model = new ModelRegistry(store).Get("ranker");
        Assert.Equal(("best so far", 5, 7), (model.Description, model.Created, model.Updated));
        Assert.Equal(["team=a", "champion=2"], [$"{model.Tags[0].Key}={model.Tags[0].Value}", $"{model.Aliases[0].Key}={model.Aliases[0].Value}"]);
        var versions = new ModelVersions(store);
        var second = versions.Get("ranker", "2");
        Assert.Equal(("Production", Parent, "yes"), (second.Stage, second.RunId, second.Tags.Single().Value));
        Assert.EndsWith($"/{Parent}/artifacts/plots", second.Location);
        Assert.StartsWith("mlflow-artifacts:/", second.Location, StringComparison.Ordinal);
        // A place of the machine it came from is nothing that would ever be opened.
        Assert.Equal("", versions.Get("ranker", "3").Location);
        Assert.Equal(4, versions.Create(new VersionStart("ranker", "")).Version);
    }

    [Fact]
    public void A_folder_without_experiments_is_refused()
    {
        Directory.CreateDirectory(Room.In("mlruns"));
        Assert.Equal("import.unknown", Assert.Throws<AssayException>(() => Import("mlruns")).Code);
        Assert.Equal("import.not-mlflow", Assert.Throws<AssayException>(() => Import("mlruns", new() { From = "mlflow" })).Code);
        Assert.Equal("import.missing", Assert.Throws<AssayException>(() => Import("nothing")).Code);
    }

    private void Write()
    {
        Room.Write("mlruns/1/meta.yaml", "artifact_location: file:///somewhere/else\ncreation_time: 1\nexperiment_id: '1'\nlifecycle_stage: active\nname: loans\n");
        Room.Write($"mlruns/1/{Parent}/meta.yaml", Meta(Parent, "3", "active") + "run_name: silver-fox-1\n");
        Room.Write($"mlruns/1/{Parent}/params/depth", "3");
        Room.Write($"mlruns/1/{Parent}/params/net/width", "5");
        Room.Write($"mlruns/1/{Parent}/tags/note", "a line\nand another");
        Room.Write($"mlruns/1/{Parent}/metrics/train/loss", "1700000000001 0.5 0\n1700000000002 nan 1\n1700000000003 -inf 2\n");
        Room.Write($"mlruns/1/{Parent}/metrics/accuracy", "1700000000001 0.9\n1700000000002 0.95 1 digits abcdef\n");
        Room.Write($"mlruns/1/{Parent}/artifacts/plots/a.txt", "hello");
        Room.Write($"mlruns/1/{Child}/meta.yaml", Meta(Child, "4", "active"));
        Room.Write($"mlruns/1/{Child}/tags/mlflow.parentRunId", Parent);
        Room.Write($"mlruns/1/{Child}/metrics/loss", "1700000000001 1e-3 0\n");
        Room.Write($"mlruns/1/{Child}/artifacts/b.txt", "b");
        Room.Write($"mlruns/1/{Parent}/inputs/a1/meta.yaml", $"destination_id: {Parent}\ndestination_type: RUN\nsource_id: d1\nsource_type: DATASET\ntags:\n  mlflow.data.context: training\n");
        Room.Write($"mlruns/1/{Parent}/inputs/a2/meta.yaml", "source_id: ../../../secret\nsource_type: DATASET\n");
        Room.Write("mlruns/1/datasets/d1/meta.yaml", "digest: abc123\nname: loans.csv\nprofile: '{\"num_rows\": 5}'\nschema: null\nsource: loans.csv\nsource_type: local\n");
        Room.Write($"mlruns/1/{Gone}/meta.yaml", Meta(Gone, "3", "deleted"));
    }

    private static string Version(int number, string stage, string source) =>
        $"name: ranker\nversion: {number}\ncurrent_stage: {stage}\nsource: {source}\nrun_id: {Parent}\ncreation_timestamp: 5\nlast_updated_timestamp: 6\n";

    private static string Meta(string id, string status, string stage) =>
        $"artifact_uri: /etc\nend_time: 1700000060000\nexperiment_id: '1'\nlifecycle_stage: {stage}\nrun_id: {id}\nstart_time: 1700000000000\nstatus: {status}\ntags: []\n";
}
