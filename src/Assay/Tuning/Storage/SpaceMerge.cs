using Assay.Tuning.Spaces;

namespace Assay.Tuning.Storage;

/// <summary>Puts the space a study has and the one it is opened with together: either may know choices the other does not.</summary>
internal static class SpaceMerge
{
    /// <summary>The space to go on with.</summary>
    /// <exception cref="AssayException"><c>store.study-differs</c>, naming the first difference.</exception>
    internal static Space Of(string name, (Space Stored, Space Given) spaces, (string Stored, string Given) directions)
    {
        if (directions.Stored != directions.Given)
        {
            throw Differs(name, $"its directions are {directions.Stored}, not {directions.Given}");
        }

        // A define-by-run program names its parameters as it goes.
        var (stored, given) = spaces;
        if (given.Dimensions.Count == 0)
        {
            return stored;
        }

        var added = given.Dimensions.Where(d => stored.IndexOf(d.Name) < 0);
        return new Space([.. stored.Dimensions.Select(d => Longer(name, d, given)), .. added], given.Constraints);
    }

    private static Dimension Longer(string name, Dimension stored, Space given)
    {
        var now = given.IndexOf(stored.Name) is >= 0 and var at ? given.Dimensions[at] : throw Differs(name, $"its parameter \"{stored.Name}\" is not in the space given");
        if (stored.ToString() == now.ToString())
        {
            return stored;
        }

        var shared = Math.Min(stored.Choices.Count, now.Choices.Count);
        return shared > 0 && stored.Kind == now.Kind && now.Choices.Take(shared).SequenceEqual(stored.Choices.Take(shared))
            ? stored.Choices.Count > now.Choices.Count ? stored : now
            : throw Differs(name, $"its parameter \"{stored.Name}\" was {stored}");
    }

    private static AssayException Differs(string name, string how) => new(
        "store.study-differs",
        $"The store has a study \"{name}\" already, and {how}. Give this search another name with --study, or the space it began with; choices may be added at the end of a list.");
}
