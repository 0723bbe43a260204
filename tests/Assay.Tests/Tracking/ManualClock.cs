namespace Assay.Tests.Tracking;

/// <summary>Stands still until told otherwise.</summary>
public sealed class ManualClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;

    public void Pass(double seconds) => Now = Now.AddSeconds(seconds);
}
