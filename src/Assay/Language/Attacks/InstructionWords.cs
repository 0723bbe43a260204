namespace Assay.Language.Attacks;

/// <summary>Words that instructions are made of, in groups.</summary>
internal static class InstructionWords
{
    private static readonly string[][] same = Groups(
        "assess evaluate judge appraise", "determine decide establish ascertain", "examine inspect study review", "identify recognise spot detect", "analyze analyse dissect investigate",
        "answer reply respond react", "question query inquiry problem", "questions queries inquiries problems", "following subsequent ensuing next", "sentence phrase statement line", "sentences phrases statements lines",
        "text passage excerpt writing", "correct right accurate proper", "incorrect wrong inaccurate faulty", "choose select pick elect", "option alternative choice possibility", "provided given supplied presented",
        "below beneath underneath under", "classify categorise sort label", "positive favourable good upbeat", "negative unfavourable bad downbeat", "multiple several many various", "solve resolve crack answer",
        "explain clarify describe illustrate", "write compose draft pen", "summarise condense outline abridge", "translate render convert interpret", "complete finish conclude end", "consider regard ponder weigh",
        "meaning sense significance import", "true factual genuine real", "false untrue bogus incorrect", "think reason reflect ponder", "step stage phase move", "about concerning regarding on", "whether if", "use employ utilise apply");

    private static readonly string[][] kinds = Groups(
        "assess determine examine identify analyze read write find make take show tell", "sentence question answer movie letter picture house number game story", "following first last other same second whole certain",
        "correct good new old possible different equal clear", "is was has does seems becomes", "are were have do seem become", "the a this that each any", "with by from for without under", "and or but nor yet so",
        "about over around behind against near", "multiple two few many some several");

    /// <summary>Words of the same meaning, capitals kept.</summary>
    public static IReadOnlyList<string> Like(string word) => Others(same, word);

    /// <summary>Words of the same kind, capitals kept.</summary>
    public static IReadOnlyList<string> InPlaceOf(string word) => Others(kinds, word);

    private static List<string> Others(string[][] groups, string word)
    {
        var small = word.ToLowerInvariant();
        return [.. groups.Where(g => g.Contains(small)).SelectMany(g => g).Where(w => w != small).Distinct().Select(w => char.IsUpper(word[0]) ? char.ToUpperInvariant(w[0]) + w[1..] : w)];
    }

    private static string[][] Groups(params string[] groups) => [.. groups.Select(g => g.Split(' '))];
}
