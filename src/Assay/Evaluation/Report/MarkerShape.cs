namespace Assay.Evaluation.Report;

/// <summary>Shape of a point in a chart.</summary>
internal enum MarkerShape
{
    /// <summary>A circle.</summary>
    Circle,

    /// <summary>A square.</summary>
    Square,

    /// <summary>A triangle, tip up.</summary>
    Triangle,

    /// <summary>A square on its corner.</summary>
    Diamond,

    /// <summary>Two crossed strokes.</summary>
    Cross,
}
