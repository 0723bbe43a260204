namespace Assay.Evaluation.Perturbations;

/// <summary>What kind of cells a perturbation damages.</summary>
public enum PerturbationFamily
{
    /// <summary>Numbers, names and dates.</summary>
    Table,

    /// <summary>Free text.</summary>
    Text,

    /// <summary>Small images kept as one column a pixel.</summary>
    Image,
}
