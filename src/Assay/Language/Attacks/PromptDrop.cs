namespace Assay.Language.Attacks;

/// <summary>What an attack did to a score.</summary>
public static class PromptDrop
{
    /// <summary>The performance drop rate: 1 less the share of the score that is left; NaN where the clean score is 0. Below 0 the attack helped.</summary>
    /// <remarks>Source: Zhu et al., 2023 (arXiv:2306.04528), equation 2.</remarks>
    public static double Rate(double clean, double attacked) => clean == 0 ? double.NaN : 1 - (attacked / clean);
}
