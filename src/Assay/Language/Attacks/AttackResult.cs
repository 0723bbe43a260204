using Assay.Statistics;

namespace Assay.Language.Attacks;

/// <summary>The worst an attack found.</summary>
/// <param name="Attack">The attack's name.</param>
/// <param name="Level">character, word, sentence or semantic.</param>
/// <param name="Prompt">The changed prompt.</param>
/// <param name="Clean">The score of the prompt as it was, on documents the search did not see.</param>
/// <param name="Attacked">The score of the changed prompt on the same documents.</param>
/// <param name="DropRate">1 less what is left of the clean score (PDR).</param>
/// <param name="Drop">Clean less attacked, paired, with its interval.</param>
/// <param name="Tried">Prompts tried.</param>
public sealed record AttackResult(string Attack, string Level, string Prompt, double Clean, double Attacked, double DropRate, Interval Drop, int Tried);
