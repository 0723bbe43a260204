using Assay.Server.Frame;
using Assay.Tracking;
using Assay.Tracking.Served;

namespace Assay.Server.Artifacts;

/// <summary>The artifact address of a run, and where this server keeps what is under it.</summary>
internal static class RunAddress
{
    /// <summary>The run's artifact address.</summary>
    /// <exception cref="AssayException"><c>store.run-missing</c>.</exception>
    internal static string Of(Store store, string run) => store.Database.Read(session =>
        session.First("SELECT artifact_uri FROM runs WHERE id = @id", row => row.GetString(0), ("@id", run)) ?? throw RemoteRuns.Missing(run));

    /// <summary>What is directly in a folder of a run. Artifacts whose address is elsewhere are the clients' own; only what was kept here is listed.</summary>
    internal static List<ServedEntry> List(Call call, (string Run, string Address) run, string folder) =>
        ArtifactPath.OfAddress(run.Address) is { } path ? call.Server.Artifacts.List(Join(path, folder)) : call.Server.Artifacts.ListRun(run.Run, folder);

    /// <summary>The file under an address, or null.</summary>
    internal static RunArtifact? Find(Call call, string address, string name) =>
        ArtifactPath.OfAddress(address) is { } path ? call.Server.Artifacts.Find(Join(path, name)) : null;

    internal static string Join(string folder, string name) => folder.Length == 0 ? name : name.Length == 0 ? folder : $"{folder}/{name}";
}
