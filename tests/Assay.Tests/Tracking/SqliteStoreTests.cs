using Assay.Tracking;

namespace Assay.Tests.Tracking;

public class SqliteStoreTests : StoreContract
{
    private string File => Path.Combine(Directory.CreateDirectory(Room.In("a tëst folder")).FullName, "assay.db");

    protected override string ArtifactFolder => Path.Combine(Path.GetDirectoryName(File)!, "artifacts");

    protected override Store Open() => Store.Open($"sqlite:///{File}", clock: Clock);

    [Theory]
    [InlineData("postgres://host", "store.address")]
    [InlineData("postgres://host:port/db", "store.address")]
    [InlineData("mysql://host/db", "store.provider-unknown")]
    [InlineData("sqlite://", "store.address")]
    [InlineData("sqlite:///", "store.address")]
    [InlineData("sqlite:///folder/", "store.address")]
    [InlineData("", "store.address")]
    public void Refuses_addresses_it_cannot_open(string address, string code) =>
        Assert.Equal(code, Assert.Throws<AssayException>(() => Store.Open(address)).Code);

    [Fact]
    public void Three_slashes_are_relative_and_four_absolute()
    {
        Assert.Equal(Path.GetFullPath(".assay/assay.db"), StoreAddress.SqlitePath(Store.DefaultAddress));
        Assert.Equal("/data/assay.db", StoreAddress.SqlitePath("sqlite:////data/assay.db"));
    }

    [Fact]
    public void A_file_that_is_no_database_is_damaged()
    {
        System.IO.File.WriteAllText(File, new string('x', 5000));
        Assert.Equal("store.damaged", Assert.Throws<AssayException>(Open).Code);
    }

    [Fact]
    public void A_database_with_spoilt_pages_is_damaged()
    {
        using (var store = Open())
        {
            using var run = store.Start(new RunStart());
            run.LogMetrics([.. Enumerable.Range(0, 5000).Select(i => new MetricPoint("m", i, i))]);
            run.Finish();
        }

        using (var stream = System.IO.File.OpenWrite(File))
        {
            stream.Position = 4096;
            stream.Write(Enumerable.Repeat((byte)0xA5, (int)stream.Length - 4096).ToArray());
        }

        Assert.Equal("store.damaged", Assert.Throws<AssayException>(() =>
        {
            using var store = Open();
            store.List();
        }).Code);
    }

    [Fact]
    public void Tables_of_another_program_are_left_alone()
    {
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={File};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE runs (x)";
            command.ExecuteNonQuery();
        }

        Assert.Equal("store.foreign", Assert.Throws<AssayException>(Open).Code);
    }

    [Fact]
    public void A_store_of_a_newer_version_is_refused()
    {
        using (var store = Open())
        {
            store.Database.Write(session => { session.Execute("INSERT INTO assay_schema (version, applied_at) VALUES (999, 0)"); });
        }

        Assert.Equal("store.too-new", Assert.Throws<AssayException>(Open).Code);
    }

    [Theory]
    [InlineData("file.txt/assay.db")]
    [InlineData("/proc/assay-store/assay.db")]
    public void A_place_that_cannot_be_written_is_named(string path)
    {
        System.IO.File.WriteAllText(Room.In("file.txt"), "");
        var error = Assert.Throws<AssayException>(() => Store.Open($"sqlite:///{Path.Combine(Room.FullName, path)}"));
        Assert.Equal("store.not-writable", error.Code);
        Assert.Contains("--store", error.Message);
    }

    [Fact]
    public void A_full_database_keeps_what_was_acknowledged()
    {
        using var store = Open();
        using var run = store.Start(new RunStart());
        store.Database.Write(session => session.Number("PRAGMA max_page_count = 220"));
        var acknowledged = 0;
        var error = Assert.Throws<AssayException>(() =>
        {
            while (acknowledged < 1000)
            {
                run.LogParameter($"p{acknowledged}", new string('x', 2000));
                acknowledged++;
            }
        });
        Assert.Equal("store.disk-full", error.Code);
        Assert.True(acknowledged > 5);
        using var again = Open();
        Assert.Equal(acknowledged, again.Get(run.Id).Parameters.Count);
    }

    [Fact]
    public void A_changed_or_missing_file_is_reported()
    {
        using var store = Open();
        using var run = store.Start(new RunStart());
        run.LogText("a", "content");
        var file = Directory.EnumerateFiles(ArtifactFolder, "*", SearchOption.AllDirectories).Single();
        System.IO.File.WriteAllText(file, "Content");
        Assert.Equal("store.artifact-damaged", Assert.Throws<AssayException>(() => store.ReadArtifact(run.Id, "a")).Code);
        System.IO.File.Delete(file);
        Assert.Equal("store.artifact-damaged", Assert.Throws<AssayException>(() => store.CopyArtifact(run.Id, "a", Stream.Null)).Code);
    }

    [Fact]
    public void A_run_whose_process_is_gone_is_interrupted_at_the_time_of_its_last_point()
    {
        string id;
        var last = Clock.Now.AddSeconds(40);
        using (var store = Open())
        {
            var run = store.Start(new RunStart());
            id = run.Id;
            run.LogMetrics([new MetricPoint("m", 1, 0, last), new MetricPoint("n", 1, 0, last.AddSeconds(-5))]);
            // A process id is used again: same number, other start.
            store.Database.Write(session => { session.Execute("UPDATE runs SET owner_started = owner_started - 1"); });
        }

        Clock.Pass(1000);
        using var again = Open();
        Assert.Equal((RunStatus.Interrupted, last), (again.Get(id).Status, again.Get(id).Ended));
        Assert.Contains(Environment.ProcessId.ToString(), again.Get(id).Error);
    }

    [Fact]
    public void A_run_on_another_machine_is_left_running()
    {
        using var store = Open();
        using var run = store.Start(new RunStart());
        store.Database.Write(session => { session.Execute("UPDATE runs SET owner_machine = 'elsewhere', owner_process = 0"); });
        using var again = Open();
        Assert.Equal(RunStatus.Running, again.Get(run.Id).Status);
    }

    [Fact]
    public void Deleting_gives_the_space_back()
    {
        using var store = Open();
        long Pages() => store.Database.Read(session => session.Number("PRAGMA page_count"));
        var before = Pages();
        using (var run = store.Start(new RunStart()))
        {
            var random = new Random(1);
            run.LogMetrics([.. Enumerable.Range(0, 60_000).Select(i => new MetricPoint("m", random.NextDouble(), i))]);
            run.Finish();
            Assert.True(Pages() > before + 80);
            store.Delete(run.Id);
        }

        Assert.InRange(Pages(), 1, before + 5);
    }
}
