using System.Globalization;

namespace Assay.Benchmarks.Peers;

/// <summary>One fold of one set: ours beside the best peer's.</summary>
public sealed record PeerFold(string Set, int Fold, string Metric, double Ours, double Low, double High, string Champion, string Peer, double PeerScore, double Seconds, string? Error)
{
    // The project's aim: not worse than the best peer by more than this on any set.
    private const double AucTolerance = 0.002;
    private const double LossTolerance = 0.005;

    /// <summary>Positive when ours is better: a difference for AUC, a share of the peer's loss otherwise.</summary>
    public double Gain => Metric == "roc-auc" ? Ours - PeerScore : (PeerScore - Ours) / PeerScore;

    /// <summary>The largest loss against the peer that is still within the aim.</summary>
    public double Tolerance => Metric == "roc-auc" ? AucTolerance : LossTolerance;

    /// <summary>better, within or worse.</summary>
    public static string Judge(double gain, double tolerance) => double.IsNaN(gain) ? "failed" : gain > 0 ? "better" : gain >= -tolerance ? "within" : "worse";

    /// <summary>A gain as people read it.</summary>
    public static string Show(double gain, string metric) =>
        metric == "roc-auc" ? gain.ToString("+0.0000;-0.0000", CultureInfo.InvariantCulture) : (100 * gain).ToString("+0.00;-0.00", CultureInfo.InvariantCulture) + " %";
}
