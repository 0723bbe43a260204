namespace Assay.Development;

/// <summary>The four phases of model development, simplest first.</summary>
/// <remarks>Source: Huyen, "Designing Machine Learning Systems", 2022, chapter 6.</remarks>
public static class Phases
{
    /// <summary>Baselines that learn nothing, or one rule.</summary>
    public const string BeforeMachineLearning = "before-ml";

    /// <summary>Simple models at their defaults.</summary>
    public const string Simple = "simple";

    /// <summary>Simple models, searched and with better features.</summary>
    public const string Optimised = "optimised";

    /// <summary>Bags, boosted variants, forests, stacks and ensembles.</summary>
    public const string Complex = "complex";

    /// <summary>All four, in order.</summary>
    public static IReadOnlyList<string> All { get; } = [BeforeMachineLearning, Simple, Optimised, Complex];
}
