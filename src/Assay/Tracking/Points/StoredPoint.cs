namespace Assay.Tracking.Points;

/// <summary>A point as the store keeps it.</summary>
/// <param name="Step">Where on the curve.</param>
/// <param name="Time">Unix milliseconds; a client may send any number.</param>
/// <param name="Value">Any double.</param>
internal readonly record struct StoredPoint(long Step, long Time, double Value)
{
    /// <summary>MLflow's order of a curve's points: step, time, value, NaN lowest.</summary>
    internal bool IsAfter(StoredPoint other) => (Step, Time).CompareTo((other.Step, other.Time)) switch
    {
        0 => Value.CompareTo(other.Value) > 0,
        var order => order > 0,
    };

    /// <summary>The order MLflow lists a history in: time, step, value.</summary>
    internal int CompareInTime(StoredPoint other) => (Time, Step, Value).CompareTo((other.Time, other.Step, other.Value));
}
