namespace Assay.Tuning;

/// <summary>Which way an objective is better.</summary>
public enum Direction
{
    /// <summary>Smaller is better, such as an error.</summary>
    Minimise,

    /// <summary>Larger is better, such as a share of right answers.</summary>
    Maximise,
}
