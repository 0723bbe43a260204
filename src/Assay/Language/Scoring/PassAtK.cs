namespace Assay.Language.Scoring;

/// <summary>The chance that at least one of k programs passes, estimated from n of which c passed.</summary>
/// <remarks>Source: Chen et al., 2021 (arXiv:2107.03374), equation 1.</remarks>
internal static class PassAtK
{
    /// <summary>1 - C(n-c, k) / C(n, k).</summary>
    public static double Estimate(int n, int c, int k)
    {
        if (n - c < k)
        {
            return 1;
        }

        var none = 1.0;
        for (var i = n - c + 1; i <= n; i++)
        {
            none *= 1 - ((double)k / i);
        }

        return 1 - none;
    }
}
