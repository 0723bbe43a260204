using Assay.Tracking;
using Assay.Tuning.Spaces;
using Assay.Tuning.Storage;

namespace Assay.Tuning;

/// <summary>Looks into the studies of a store without opening them: nothing is loaded but what is shown.</summary>
/// <param name="store">Stays open meanwhile.</param>
public sealed class StoredStudies(Store store)
{
    /// <summary>Every study, newest first.</summary>
    public IReadOnlyList<StudySummary> List() => store.Database.Read(session => session.Query(
        """
        SELECT s.name, s.directions, s.created_at, (SELECT COUNT(*) FROM study_trials t WHERE t.study_id = s.id),
            (SELECT COUNT(*) FROM study_trials t WHERE t.study_id = s.id AND t.state = 'done'), (SELECT MIN(t.loss) FROM study_trials t WHERE t.study_id = s.id)
        FROM studies s ORDER BY s.created_at DESC, s.id DESC
        """,
        row =>
        {
            var directions = StudyHead.Ways(row.GetString(1));
            var best = row.IsDBNull(5) ? (double?)null : directions[0] == Direction.Minimise ? row.GetDouble(5) : -row.GetDouble(5);
            return new StudySummary(row.GetString(0), directions, Portable.Time(row.GetInt64(2)), (int)row.GetInt64(3), (int)row.GetInt64(4), best);
        }));

    /// <summary>The feasible finished trials with the best values of the first objective, best first, without their intermediate values.</summary>
    /// <remarks>Read from an index: as quick with 100,000 trials as with ten.</remarks>
    /// <exception cref="AssayException"><c>store.study-missing</c>.</exception>
    public IReadOnlyList<Trial> Best(string name, int count) => store.Database.Read(session =>
    {
        var head = Find(session, name);
        return session.Query(
            $"SELECT {StudyRow.Columns} FROM study_trials WHERE study_id = @study AND loss IS NOT NULL ORDER BY loss, number LIMIT @count",
            row => StudyRow.Read(row, head.Space),
            ("@study", head.Id), ("@count", (long)count));
    });

    /// <summary>Everything recorded of a study.</summary>
    /// <exception cref="AssayException"><c>store.study-missing</c>.</exception>
    internal StudyRecords Read(string name) => store.Database.Read(session => StudyRecords.Of(session, Find(session, name)));

    private StudyHead Find(Session session, string name) => StudyHead.Find(session, name) ?? throw new AssayException(
        "store.study-missing",
        $"The store has no study \"{name}\".{Known(session, name)}");

    private static string Known(Session session, string name)
    {
        var names = session.Query("SELECT name FROM studies ORDER BY created_at DESC, id DESC LIMIT 100", row => row.GetString(0));
        return names.Count == 0 ? " It has none yet." : Spelling.DidYouMean(name, names) is { Length: > 0 } near ? near : $" It has {string.Join(", ", names.Take(5))}{(names.Count > 5 ? " and more" : "")}.";
    }
}
