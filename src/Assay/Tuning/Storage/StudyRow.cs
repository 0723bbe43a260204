using System.Text;
using System.Text.Json;
using Assay.Tracking;
using Assay.Tuning.Spaces;

namespace Assay.Tuning.Storage;

/// <summary>Trials as rows of the store.</summary>
internal static class StudyRow
{
    internal const string Columns = "number, state, parameters, outcome, retry_of, sampler, started_at, ended_at, parent";

    /// <summary>What a trial was told at its end.</summary>
    internal sealed record Outcome(double[] Values, double[] Constraints, string? Error, double? Cost = null);

    internal static void Insert(Session session, long study, Trial trial, (ProcessOwner Owner, DateTimeOffset Lease, long Revision) stamp) => session.Execute(
        """
        INSERT INTO study_trials (study_id, number, state, parameters, retry_of, sampler, parent, started_at, lease_until,
            owner_machine, owner_boot, owner_process, owner_started, asked, changed)
        VALUES (@study, @number, @state, @parameters, @retry, @sampler, @parent, @started, @lease, @machine, @boot, @process, @processStarted, @changed, @changed)
        """,
        ("@study", study),
        ("@number", (long)trial.Number),
        ("@state", StateName(TrialState.Running)),
        ("@parameters", Portable.Text(Parameters(trial.Configuration))),
        ("@retry", trial.RetryOf is { } lost ? (long)lost : null),
        ("@sampler", Portable.Text(trial.Sampler)),
        ("@parent", trial.Parent is { } parent ? (long)parent : null),
        ("@started", trial.Started.ToUnixTimeMilliseconds()),
        ("@lease", stamp.Lease.ToUnixTimeMilliseconds()),
        ("@machine", stamp.Owner.Machine),
        ("@boot", stamp.Owner.Boot),
        ("@process", stamp.Owner.Process),
        ("@processStarted", stamp.Owner.Started),
        ("@changed", stamp.Revision));

    // The loss is null for trials that cannot be the best.
    internal static void Update(Session session, long study, Trial trial, (long Revision, double? Loss) stamp) => session.Execute(
        """
        UPDATE study_trials SET state = @state, parameters = @parameters, outcome = @outcome, ended_at = @ended, loss = @loss,
            lost = CASE WHEN @state = 'lost' THEN @changed ELSE lost END, changed = @changed
        WHERE study_id = @study AND number = @number
        """,
        ("@state", StateName(trial.State)),
        ("@parameters", Portable.Text(Parameters(trial.Configuration))),
        ("@outcome", trial.State == TrialState.Running ? null : Portable.Text(JsonSerializer.Serialize(new Outcome([.. trial.Values], [.. trial.Constraints], trial.Error, trial.Cost), JsonRules.Compact))),
        ("@ended", trial.Ended?.ToUnixTimeMilliseconds()),
        ("@loss", stamp.Loss),
        ("@changed", stamp.Revision),
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
            Cost = outcome?.Cost,
            RetryOf = (int?)Portable.Whole(row, 4),
            Sampler = string.Intern(row.GetString(5)),
            Started = Portable.Time(row.GetInt64(6)),
            Ended = Portable.Whole(row, 7) is { } ended ? Portable.Time(ended) : null,
            Parent = (int?)Portable.Whole(row, 8),
        };
    }

    internal static string Parameters(Configuration configuration) => JsonSerializer.Serialize(configuration.Values.ToDictionary(), JsonRules.Compact);

    /// <summary>A configuration from its JSON; parameters the space has gained since then do not count in it.</summary>
    /// <remarks>A study may have 100,000 of these, so no tree of them is made.</remarks>
    internal static Configuration Configuration(Space space, string json)
    {
        var codes = new double[space.Dimensions.Count];
        Array.Fill(codes, double.NaN);
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            var at = space.IndexOf(reader.GetString()!);
            reader.Read();
            if (at >= 0)
            {
                codes[at] = reader.TokenType == JsonTokenType.Number ? reader.GetDouble() : space.Dimensions[at].Code(reader.GetString()!);
            }
        }

        return new Configuration(space, codes);
    }

    internal static string StateName(TrialState state) => state.ToString().ToLowerInvariant();

    private static TrialState State(string name) => Enum.Parse<TrialState>(name, ignoreCase: true);
}
