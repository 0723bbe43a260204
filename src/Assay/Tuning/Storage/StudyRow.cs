using System.Text.Json;
using Assay.Tracking;
using Assay.Tuning.Spaces;

namespace Assay.Tuning.Storage;

/// <summary>Trials as rows of the store.</summary>
internal static class StudyRow
{
    internal const string Columns = "number, state, parameters, outcome, retry_of, sampler, started_at, ended_at";

    /// <summary>What a trial was told at its end.</summary>
    internal sealed record Outcome(double[] Values, double[] Constraints, string? Error);

    internal static void Insert(Session session, long study, Trial trial, (ProcessOwner Owner, DateTimeOffset Lease, long Revision) stamp) => session.Execute(
        """
        INSERT INTO study_trials (study_id, number, state, parameters, retry_of, sampler, started_at, lease_until,
            owner_machine, owner_boot, owner_process, owner_started, changed)
        VALUES (@study, @number, @state, @parameters, @retry, @sampler, @started, @lease, @machine, @boot, @process, @processStarted, @changed)
        """,
        ("@study", study),
        ("@number", (long)trial.Number),
        ("@state", StateName(trial.State)),
        ("@parameters", Portable.Text(Parameters(trial.Configuration))),
        ("@retry", trial.RetryOf is { } lost ? (long)lost : null),
        ("@sampler", trial.Sampler),
        ("@started", trial.Started.ToUnixTimeMilliseconds()),
        ("@lease", stamp.Lease.ToUnixTimeMilliseconds()),
        ("@machine", stamp.Owner.Machine),
        ("@boot", stamp.Owner.Boot),
        ("@process", stamp.Owner.Process),
        ("@processStarted", stamp.Owner.Started),
        ("@changed", stamp.Revision));

    internal static void Update(Session session, long study, Trial trial, long revision) => session.Execute(
        "UPDATE study_trials SET state = @state, parameters = @parameters, outcome = @outcome, ended_at = @ended, changed = @changed WHERE study_id = @study AND number = @number",
        ("@state", StateName(trial.State)),
        ("@parameters", Portable.Text(Parameters(trial.Configuration))),
        ("@outcome", trial.State == TrialState.Running ? null : Portable.Text(JsonSerializer.Serialize(new Outcome([.. trial.Values], [.. trial.Constraints], trial.Error), JsonRules.Compact))),
        ("@ended", trial.Ended?.ToUnixTimeMilliseconds()),
        ("@changed", revision),
        ("@study", study),
        ("@number", (long)trial.Number));

    internal static Trial Read(System.Data.Common.DbDataReader row, Space space)
    {
        var outcome = Portable.Text(row, 3) is { } json ? JsonSerializer.Deserialize<Outcome>(json, JsonRules.Compact) : null;
        return new Trial
        {
            Number = (int)row.GetInt64(0),
            State = State(row.GetString(1)),
            Configuration = Configuration(space, row.GetString(2)),
            Values = outcome?.Values ?? [],
            Constraints = outcome?.Constraints ?? [],
            Error = outcome?.Error,
            RetryOf = (int?)Portable.Whole(row, 4),
            Sampler = row.GetString(5),
            Started = Portable.Time(row.GetInt64(6)),
            Ended = Portable.Whole(row, 7) is { } ended ? Portable.Time(ended) : null,
        };
    }

    internal static string Parameters(Configuration configuration) => JsonSerializer.Serialize(configuration.Values.ToDictionary(), JsonRules.Compact);

    /// <summary>A configuration from its JSON; parameters the space has gained since then do not count in it.</summary>
    internal static Configuration Configuration(Space space, string json)
    {
        var values = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json, JsonRules.Compact)!;
        return new Configuration(space, [.. space.Dimensions.Select(d => values.TryGetValue(d.Name, out var value) ? d.Code(Text(value)) : double.NaN)]);
    }

    /// <summary>A value of JSON as a user would type it.</summary>
    internal static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    internal static string StateName(TrialState state) => state.ToString().ToLowerInvariant();

    private static TrialState State(string name) => Enum.Parse<TrialState>(name, ignoreCase: true);
}
