using System.Text.RegularExpressions;
using Assay.Numerics;

namespace Assay.Evaluation.Perturbations;

/// <summary>Some numbers in a text replaced by others of as many digits.</summary>
[Named("numbers-in-text")]
internal sealed partial class NumbersInText : TextPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Other numbers";

    /// <inheritdoc/>
    public override string DoseUnit => "share of numbers";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.1, 0.25, 0.5, 1];

    /// <inheritdoc/>
    public override bool KeepsMeaning => false;

    /// <inheritdoc/>
    protected override string Change(string text, SeededRandom random, double dose) => Number().Replace(text, match =>
    {
        var draw = CellDraw.Next(random, dose);
        return draw.Hit ? Other(match.Value, draw.Random) : match.Value;
    });

    // The first digit of a number is none of its noughts; a single digit may be.
    private static string Other(string digits, SeededRandom random) =>
        string.Create(digits.Length, random, (other, luck) =>
        {
            for (var i = 0; i < other.Length; i++)
            {
                other[i] = i == 0 && other.Length > 1 ? (char)('1' + luck.Next(9)) : (char)('0' + luck.Next(10));
            }
        });

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
