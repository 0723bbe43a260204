namespace Assay.Development;

/// <summary>How sure a leak finding is.</summary>
public enum LeakCertainty
{
    /// <summary>Worth a question to whoever knows the data.</summary>
    Suspected,

    /// <summary>The evidence leaves no honest use of the column.</summary>
    Certain,
}
