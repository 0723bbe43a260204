using Assay.Tracking;
using Assay.Tuning.Spaces;

namespace Assay.Tuning.Storage;

/// <summary>A study as its journal has it, in the order things happened.</summary>
/// <param name="Head">Its own row.</param>
/// <param name="Spaces">What was searched, from which revision on.</param>
/// <param name="Trials">Every trial with its moments.</param>
internal sealed record StudyRecords(StudyHead Head, IReadOnlyList<(long Revision, Space Space)> Spaces, IReadOnlyList<StudyRecords.Entry> Trials)
{
    /// <summary>A trial and the revisions at which it was asked for (null: not recorded), lost and last changed, and at which it reported.</summary>
    internal sealed record Entry(Trial Trial, long? Asked, long? Lost, long Changed, IReadOnlyList<(long Revision, TrialReport Report)> Reports);

    internal static StudyRecords Of(Session session, StudyHead head)
    {
        var spaces = session.Query(
            "SELECT revision, space FROM study_spaces WHERE study_id = @study ORDER BY revision", row => (row.GetInt64(0), Space.Parse(row.GetString(1), "the stored space")), ("@study", head.Id));
        var reports = session.Query(
            "SELECT number, changed, step, value FROM study_reports WHERE study_id = @study ORDER BY changed, number, step",
            row => (Number: (int)row.GetInt64(0), Moment: (row.GetInt64(1), new TrialReport(row.GetInt64(2), Portable.Number(row, 3)))),
            ("@study", head.Id)).ToLookup(r => r.Number, r => r.Moment);
        var trials = session.Query(
            $"SELECT {StudyRow.Columns}, asked, lost, changed FROM study_trials WHERE study_id = @study ORDER BY number",
            row => (Trial: StudyRow.Read(row, head.Space), Asked: Portable.Whole(row, 9), Lost: Portable.Whole(row, 10), Changed: row.GetInt64(11)),
            ("@study", head.Id));
        return new StudyRecords(head, spaces, [.. trials.Select(t => new Entry(t.Trial, t.Asked, t.Lost, t.Changed, [.. reports[t.Trial.Number]]))]);
    }
}
