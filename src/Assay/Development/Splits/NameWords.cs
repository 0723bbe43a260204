namespace Assay.Development.Splits;

/// <summary>What the words of a column's name hint at. Weak evidence: it decides nothing by itself.</summary>
internal static class NameWords
{
    // From the coarsest to the finest, so that parts of a date can be put in order.
    private static readonly string[][] calendar =
    [
        ["year", "yr", "yyyy"], ["quarter", "qtr"], ["month", "mnth", "mon", "mo"], ["week", "wk"], ["day", "dd", "dom", "doy"], ["hour", "hr", "hh"], ["minute", "min", "mm"], ["second", "sec", "ss"],
    ];

    private static readonly HashSet<string> moments =
        ["time", "timestamp", "ts", "date", "datetime", "epoch", "period", "dteday", "t", "year", "yr", "month", "mnth", "week", "day", "hour", "hr", "quarter"];

    private static readonly HashSet<string> neutral =
        ["of", "the", "in", "s", "ms", "utc", "local", "unix", "event", "start", "record", "recorded", "observation", "obs", "sample", "order", "transaction", "report", "created", "at", "trip", "pickup", "sale", "sold", "index", "no", "number"];

    private static readonly HashSet<string> entities =
    [
        "subject", "patient", "user", "customer", "client", "person", "participant", "member", "household", "family", "driver", "student", "pupil", "employee", "worker", "company", "firm", "borrower",
        "applicant", "account", "device", "machine", "engine", "sensor", "unit", "vehicle", "session", "player", "individual", "animal", "speaker", "writer", "author", "owner", "buyer", "seller", "donor", "visitor",
    ];

    private static readonly HashSet<string> keys = ["id", "ids", "nbr", "key", "uuid", "guid", "ref", "no", "number", "code"];

    private static readonly HashSet<string> births = ["birth", "born", "dob", "birthday", "birthdate", "built", "founded", "model"];

    /// <summary>The lower-case words of a name: split at punctuation, digits' edges and capitals, as in <c>pickupDate_utc</c>.</summary>
    public static IReadOnlyList<string> Of(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 1; i <= name.Length; i++)
        {
            var ends = i == name.Length || !char.IsLetterOrDigit(name[i]) || !char.IsLetterOrDigit(name[i - 1])
                || (char.IsUpper(name[i]) && char.IsLower(name[i - 1])) || char.IsDigit(name[i]) != char.IsDigit(name[i - 1]);
            if (ends)
            {
                if (char.IsLetterOrDigit(name[start]))
                {
                    words.Add(name[start..i].ToLowerInvariant());
                }

                start = i;
            }
        }

        return words;
    }

    /// <summary>Whether the name is of a moment and nothing else, such as <c>timestamp</c> or <c>order_date</c>; not <c>model_year</c>.</summary>
    public static bool SayMoment(string name)
    {
        var words = Of(name);
        return words.Any(moments.Contains) && words.All(w => moments.Contains(w) || neutral.Contains(w));
    }

    /// <summary>The rank of a part of a date, 0 for years to 7 for seconds; -1 when the name is of no part.</summary>
    public static int CalendarRank(string name)
    {
        var words = Of(name);
        var rank = Array.FindIndex(calendar, c => words.Any(w => c.Contains(w)));
        return rank >= 0 && words.All(w => calendar[rank].Contains(w) || neutral.Contains(w)) ? rank : -1;
    }

    /// <summary>Whether the name is of someone or something that comes back, such as <c>patient_nbr</c>.</summary>
    public static bool SayEntity(string name) => Of(name).Any(entities.Contains);

    /// <summary>Whether the name ends as keys do, such as <c>shop_id</c>.</summary>
    public static bool SayKey(string name) => Of(name) is [.., var last] && (keys.Contains(last) || (last.Length > 3 && last.EndsWith("id", StringComparison.Ordinal) && entities.Contains(last[..^2])));

    /// <summary>Whether the name is of a fixed attribute of an entity rather than of when the row came about, such as <c>date_of_birth</c>.</summary>
    public static bool SayOrigin(string name) => Of(name).Any(births.Contains);
}
