using Assay.Data;

namespace Assay.Learners.Linear;

/// <summary>How columns become the features of a linear model.</summary>
internal sealed record LinearRecipe
{
    /// <summary>How numbers enter.</summary>
    public NumberBasis Numbers { get; init; }

    /// <summary>Knots of a spline.</summary>
    public int Knots { get; init; } = 6;

    /// <summary>Numbers with at most this many different values get a feature a value.</summary>
    public int MostLevels { get; init; } = 40;

    /// <summary>Levels with fewer training rows are merged.</summary>
    public int FewestRows { get; init; } = 5;

    /// <summary>Pieces of text must occur in this many training rows.</summary>
    public int FewestTexts { get; init; } = 2;

    /// <summary>Whether runs of 3 to 5 letters of a text are features besides its words and pairs of words.</summary>
    public bool Letters { get; init; } = true;

    /// <summary>Reads the settings that are not left to the folds.</summary>
    public static LinearRecipe Read(Settings settings) => new()
    {
        Numbers = settings.Word("numbers", "linear") == "splines" ? NumberBasis.Splines : NumberBasis.Linear,
        Knots = Math.Clamp(settings.Whole("knots", 6), 3, 30),
        MostLevels = Math.Clamp(settings.Whole("maximum-levels", 40), 2, 1000),
        FewestRows = Math.Max(1, settings.Whole("minimum-rows", 5)),
        Letters = settings.Word("text", "letters") == "letters",
    };
}
