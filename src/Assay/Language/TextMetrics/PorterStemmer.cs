namespace Assay.Language.TextMetrics;

/// <summary>The Porter stemmer with the extensions NLTK uses by default, which ROUGE takes over.</summary>
/// <remarks>Source: Porter, Program 14(3), 1980. Checked against NLTK 3.8.</remarks>
internal static class PorterStemmer
{
    private static readonly Dictionary<string, string> irregular = new()
    {
        ["sky"] = "sky",
        ["skies"] = "sky",
        ["dying"] = "die",
        ["lying"] = "lie",
        ["tying"] = "tie",
        ["news"] = "news",
        ["innings"] = "inning",
        ["inning"] = "inning",
        ["outings"] = "outing",
        ["outing"] = "outing",
        ["cannings"] = "canning",
        ["canning"] = "canning",
        ["howe"] = "howe",
        ["proceed"] = "proceed",
        ["exceed"] = "exceed",
        ["succeed"] = "succeed",
    };

    private static readonly (string From, string To)[] second =
    [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("bli", "ble"), ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"),
        ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"),
        ("biliti", "ble"), ("fulli", "ful"),
    ];

    private static readonly (string From, string To)[] third =
        [("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", "")];

    private static readonly string[] fourth =
        ["al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate", "iti", "ous", "ive", "ize"];

    /// <summary>The stem of a word, in small letters.</summary>
    public static string Stem(string word)
    {
        word = Python.Casing.Lower(word);
        if (irregular.TryGetValue(word, out var known))
        {
            return known;
        }

        return word.Length <= 2 ? word : LastE(Fourth(Replaced(Second(LastY(Past(Plural(word)))), third)));
    }

    private static string Plural(string word) => word switch
    {
        _ when Ends(word, "ies") => word.Length == 4 ? word[..^1] : word[..^2],
        _ when Ends(word, "sses") => word[..^2],
        _ when Ends(word, "ss") => word,
        _ => Ends(word, "s") ? word[..^1] : word,
    };

    private static string Past(string word)
    {
        if (Ends(word, "ied"))
        {
            return word.Length == 4 ? word[..^1] : word[..^2];
        }

        if (Ends(word, "eed"))
        {
            return Measure(word[..^3]) > 0 ? word[..^1] : word;
        }

        var stem = Ends(word, "ed") && HasVowel(word[..^2]) ? word[..^2] : Ends(word, "ing") && HasVowel(word[..^3]) ? word[..^3] : null;
        if (stem is null)
        {
            return word;
        }

        if (Ends(stem, "at") || Ends(stem, "bl") || Ends(stem, "iz"))
        {
            return stem + "e";
        }

        if (stem.Length >= 2 && stem[^1] == stem[^2] && IsConsonant(stem, stem.Length - 1))
        {
            return stem[^1] is 'l' or 's' or 'z' ? stem : stem[..^1];
        }

        return Measure(stem) == 1 && EndsShort(stem) ? stem + "e" : stem;
    }

    private static string LastY(string word) => Ends(word, "y") && word.Length > 2 && IsConsonant(word, word.Length - 2) ? word[..^1] + "i" : word;

    private static string Second(string word)
    {
        if (Ends(word, "alli") && Measure(word[..^4]) > 0)
        {
            return Second(word[..^2]);
        }

        return Ends(word, "logi") && !second.Any(r => Ends(word, r.From)) ? Measure(word[..^3]) > 0 ? word[..^1] : word : Replaced(word, second);
    }

    private static string Fourth(string word)
    {
        var suffix = fourth.FirstOrDefault(s => Ends(word, s));
        if (suffix is null)
        {
            return word;
        }

        var stem = word[..^suffix.Length];
        return Measure(stem) > 1 && (suffix != "ion" || stem[^1] is 's' or 't') ? stem : word;
    }

    private static string LastE(string word)
    {
        if (Ends(word, "e"))
        {
            var stem = word[..^1];
            var measure = Measure(stem);
            word = measure > 1 || (measure == 1 && !EndsShort(stem)) ? stem : word;
        }

        return Ends(word, "ll") && Measure(word[..^1]) > 1 ? word[..^1] : word;
    }

    private static string Replaced(string word, (string From, string To)[] rules)
    {
        foreach (var (from, to) in rules)
        {
            if (Ends(word, from))
            {
                return Measure(word[..^from.Length]) > 0 ? word[..^from.Length] + to : word;
            }
        }

        return word;
    }

    private static bool Ends(string word, string suffix) => word.EndsWith(suffix, StringComparison.Ordinal);

    private static bool IsConsonant(string word, int i) => word[i] switch
    {
        'a' or 'e' or 'i' or 'o' or 'u' => false,
        'y' => i == 0 || !IsConsonant(word, i - 1),
        _ => true,
    };

    private static bool HasVowel(string stem) => Enumerable.Range(0, stem.Length).Any(i => !IsConsonant(stem, i));

    // The number of times a vowel is followed by a consonant.
    private static int Measure(string stem) => Enumerable.Range(1, Math.Max(0, stem.Length - 1)).Count(i => !IsConsonant(stem, i - 1) && IsConsonant(stem, i));

    // Consonant, vowel, consonant other than w, x and y; or a word of vowel and consonant.
    private static bool EndsShort(string word)
    {
        var last = word.Length - 1;
        return (word.Length >= 3 && IsConsonant(word, last - 2) && !IsConsonant(word, last - 1) && IsConsonant(word, last) && word[^1] is not ('w' or 'x' or 'y'))
            || (word.Length == 2 && !IsConsonant(word, 0) && IsConsonant(word, 1));
    }
}
