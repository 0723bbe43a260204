using Assay.Tracking;
using Assay.Tuning.Spaces;

namespace Assay.Tuning.Storage;

/// <summary>A study's own row.</summary>
/// <param name="Id">Its number in the store.</param>
/// <param name="Space">What is searched now.</param>
/// <param name="Directions">As <see cref="Text"/> writes them.</param>
/// <param name="Seed">What it began with.</param>
internal sealed record StudyHead(long Id, Space Space, string Directions, ulong Seed)
{
    /// <summary>The study of that name; null when there is none.</summary>
    internal static StudyHead? Find(Session session, string name) => session.First(
        "SELECT id, space, directions, seed FROM studies WHERE name = @name",
        row => new StudyHead(row.GetInt64(0), Space.Parse(row.GetString(1), "the stored space"), row.GetString(2), unchecked((ulong)row.GetInt64(3))),
        ("@name", name));

    /// <summary>Makes a study.</summary>
    internal static StudyHead Begin(Session session, string name, (Space Space, StudyOptions Options) search, DateTimeOffset now)
    {
        var head = new StudyHead(Counter.Next(session, "study"), search.Space, Text(search.Options.Directions), search.Options.Seed);
        session.Execute(
            "INSERT INTO studies (id, name, space, directions, seed, revision, created_at, ranked) VALUES (@id, @name, @space, @directions, @seed, 0, @now, 1)",
            ("@id", head.Id),
            ("@name", Portable.Key(name, 500)),
            ("@space", Portable.Text(head.Space.ToString())),
            ("@directions", head.Directions),
            ("@seed", unchecked((long)head.Seed)),
            ("@now", now.ToUnixTimeMilliseconds()));
        session.Execute("INSERT INTO study_spaces (study_id, revision, space) VALUES (@id, 0, @space)", ("@id", head.Id), ("@space", Portable.Text(head.Space.ToString())));
        return head;
    }

    /// <summary>Puts the losses of trials in order that were recorded before the store kept them.</summary>
    internal static void Rank(Session session, long id, TrialHistory history)
    {
        if (session.Number("SELECT ranked FROM studies WHERE id = @id", ("@id", id)) == 1)
        {
            return;
        }

        foreach (var trial in history.Finished.Where(t => t.IsFeasible))
        {
            session.Execute(
                "UPDATE study_trials SET loss = @loss WHERE study_id = @study AND number = @number",
                ("@loss", history.Loss(trial)), ("@study", id), ("@number", (long)trial.Number));
        }

        session.Execute("UPDATE studies SET ranked = 1 WHERE id = @id", ("@id", id));
    }

    internal static string Text(IReadOnlyList<Direction> directions) => string.Join(',', directions.Select(d => d.ToString().ToLowerInvariant()));

    /// <summary>The directions of a text.</summary>
    internal static IReadOnlyList<Direction> Ways(string text) => [.. text.Split(',').Select(d => Enum.Parse<Direction>(d, ignoreCase: true))];
}
