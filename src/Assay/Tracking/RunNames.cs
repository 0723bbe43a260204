using System.Buffers.Binary;

namespace Assay.Tracking;

/// <summary>Invents names for runs whose client gave none: an adjective, a noun, a number.</summary>
internal static class RunNames
{
    private static readonly string[] Adjectives =
    [
        "able", "amber", "brave", "bright", "brisk", "calm", "clear", "clever", "crisp", "eager", "even", "fair", "fine", "fresh", "gentle", "glad",
        "grand", "handy", "honest", "keen", "kind", "light", "lively", "loud", "lucky", "mellow", "merry", "mild", "neat", "nimble", "noble", "patient",
        "plain", "polite", "prime", "proud", "quick", "quiet", "rapid", "ready", "rustic", "sharp", "silent", "smooth", "sober", "solid", "steady", "still",
        "sturdy", "subtle", "sunny", "swift", "tall", "tidy", "true", "upright", "vivid", "warm", "wise", "witty", "young", "zesty", "exact", "frank",
    ];

    private static readonly string[] Nouns =
    [
        "alder", "ant", "badger", "beech", "birch", "bison", "brook", "cedar", "cliff", "crane", "crow", "deer", "dove", "eagle", "elm", "falcon",
        "fern", "finch", "fir", "fox", "frog", "goose", "grove", "hare", "hawk", "hazel", "heron", "hill", "holly", "ibis", "ivy", "jay",
        "lake", "lark", "larch", "linden", "lynx", "maple", "marten", "meadow", "mole", "moss", "newt", "oak", "otter", "owl", "pine", "plover",
        "pond", "poplar", "quail", "raven", "reed", "river", "robin", "rowan", "seal", "shrew", "spruce", "stoat", "stork", "swan", "vole", "wren",
    ];

    internal static string Invent(Action<Span<byte>> randomness)
    {
        Span<byte> bytes = stackalloc byte[4];
        randomness(bytes);
        return $"{Adjectives[bytes[0] % Adjectives.Length]}-{Nouns[bytes[1] % Nouns.Length]}-{BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]) % 1000}";
    }
}
