// usage: StoreWriter ADDRESS COUNT metrics|files|study, or StoreWriter FOLDER COUNT journal
// Prints the run's id, then the number of each thing once the store has acknowledged it. When the store refuses, prints the error's
// code and what a fresh look into the store finds.
using Assay;
using Assay.Tracking;

var (path, count, kind) = (args[0], int.Parse(args[1]), args[2]);
if (kind == "journal")
{
    return JournalLogger.Work(path, count, Tell);
}

var id = "";
var acknowledged = 0;
try
{
    using var store = Store.Open(path);
    if (kind == "study")
    {
        StudyWorker.Work(store, count, Tell);
        return 0;
    }

    using var run = store.Start(new RunStart { Experiment = "writers", Name = kind });
    id = run.Id;
    Tell(id);
    for (; acknowledged < count; acknowledged++)
    {
        if (kind == "metrics")
        {
            run.LogMetric("value", acknowledged / 2.0, acknowledged);
        }
        else
        {
            run.LogText($"file-{acknowledged}", string.Concat(Enumerable.Repeat($"{acknowledged},", 4000)));
        }

        Tell($"{acknowledged}");
    }

    run.Finish();
    return 0;
}
catch (AssayException refused)
{
    using var store = Store.OpenExisting(path);
    var kept = kind == "metrics" ? store.History(id, "value").Count : store.Artifacts(id).Count(a => store.ReadArtifact(id, a.Name).Length == a.Bytes);
    Tell($"{refused.Code} acknowledged {acknowledged} kept {kept}");
    return 3;
}

static void Tell(string line)
{
    Console.Out.WriteLine(line);
    Console.Out.Flush();
}
