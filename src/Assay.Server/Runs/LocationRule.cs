using Assay.Server.Frame;

namespace Assay.Server.Runs;

/// <summary>Which artifact addresses an experiment may have. They are texts to hand out: nothing here opens one.</summary>
internal static class LocationRule
{
    private const int Longest = 2048;

    /// <summary>Checks an address.</summary>
    /// <exception cref="Refusal">A fragment; a way up, in whatever spelling; control characters; more than 2,048 characters.</exception>
    internal static void Check(string location)
    {
        if (location.Contains('#'))
        {
            throw Refusal.Invalid("'artifact_location' URL can't include fragments or params.");
        }

        var plain = location;
        for (var times = 0; times < 10 && plain.Contains('%'); times++)
        {
            plain = Uri.UnescapeDataString(plain);
        }

        if (location.Length > Longest || plain.Any(char.IsControl) || plain.Split('/', '\\', ';', '=', '?', '&', '#').Contains(".."))
        {
            throw Refusal.Invalid("Invalid artifact_location: it holds control characters or a way up (..), or is longer than 2048 characters.");
        }
    }
}
