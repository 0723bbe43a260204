using Assay.Server.Messages;

namespace Assay.Server.Registry;

/// <summary>How many results a search may ask for.</summary>
internal static class SearchLimits
{
    /// <summary>The field, refused beyond the most a page may hold.</summary>
    internal static Field Field(int most) => Messages.Field.Whole("max_results").Where(value => !ProtoJson.Whole(value, out var number) || number <= most);

    /// <summary>What was asked for, or the default.</summary>
    internal static int Of(Input input, int unlessGiven) => (int)Math.Max(input.WholeOrNull("max_results") ?? unlessGiven, int.MinValue);
}
