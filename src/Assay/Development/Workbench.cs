using Assay.Data;
using Assay.Metrics;
using Assay.Tracking;

namespace Assay.Development;

/// <summary>Where models are developed: a store for every run, a folder for models and reports.</summary>
/// <example>
/// <code>
/// using var workbench = Workbench.Open("loans.assay");
/// var loans = Dataset.Read("loans.csv", target: "default");
/// var outcome = workbench.Develop(loans).Run();
/// Console.WriteLine(outcome.Verdict);
/// </code>
/// </example>
public sealed class Workbench : IDisposable
{
    private Workbench(Store store, string artifacts)
    {
        Store = store;
        Artifacts = artifacts;
    }

    /// <summary>The store of runs.</summary>
    public Store Store { get; }

    /// <summary>The folder that models and reports go to.</summary>
    public string Artifacts { get; }

    /// <summary>Opens the workbench in this folder; makes it when it is not there.</summary>
    /// <param name="folder">The folder, <c>.assay</c> by default.</param>
    public static Workbench Open(string folder = ".assay") =>
        Open("sqlite:///" + Path.Combine(folder, "assay.db"), Path.Combine(folder, "artifacts"));

    /// <summary>Opens a store by its address and an artifact folder.</summary>
    /// <param name="store">The store's address, such as <c>sqlite:///.assay/assay.db</c>.</param>
    /// <param name="artifacts">The folder for models, reports and files; beside the store when null.</param>
    public static Workbench Open(string store, string? artifacts)
    {
        var opened = Store.Open(store, artifacts);
        return new Workbench(opened, opened.ArtifactFolder);
    }

    /// <summary>A development run on this table, by the task's own metric unless one is given; nothing runs before <see cref="DevelopmentJob.Run()"/>.</summary>
    public DevelopmentJob Develop(Dataset data, Metric? metric = null) => new(this, data, new DevelopOptions { Metric = metric });

    /// <summary>A development run with options.</summary>
    public DevelopmentJob Develop(Dataset data, DevelopOptions options) => new(this, data, options);

    /// <summary>The outcome a finished run recorded.</summary>
    /// <exception cref="AssayException">There is no such run, or it did not finish.</exception>
    public static Outcome Outcome(Store store, string run) => RunRecorder.Outcome(store, run);

    /// <inheritdoc/>
    public void Dispose() => Store.Dispose();
}
