using System.Diagnostics;
using Assay.Data;
using Assay.Evaluation.Models;
using Assay.Numerics;

namespace Assay.Evaluation.Comparing;

/// <summary>Measures what two models cost to use: <c>latency</c>, microseconds a row, in turns so that a busy machine is as unfair to both.</summary>
public static class ModelCosts
{
    private const int Rounds = 15;
    private const int MostRows = 2000;

    /// <summary>The latency of both, one number a round, after one round that warms up.</summary>
    /// <param name="first">The first model.</param>
    /// <param name="second">The second model.</param>
    /// <param name="rows">The rows of each, read the way it needs; at most 2,000 of them are predicted, all at once.</param>
    /// <param name="seed">Chooses them.</param>
    /// <param name="cancellation">Ends it.</param>
    public static (double[] First, double[] Second) Latency(EvaluatedModel first, EvaluatedModel second, (Dataset First, Dataset Second) rows, ulong seed, CancellationToken cancellation)
    {
        var (one, two) = (Some(rows.First, seed), Some(rows.Second, seed));
        var (a, b) = (new double[Rounds], new double[Rounds]);
        for (var round = -1; round < Rounds; round++)
        {
            var (left, right) = (Time(first, one, cancellation), Time(second, two, cancellation));
            if (round >= 0)
            {
                (a[round], b[round]) = (left, right);
            }
        }

        return (a, b);
    }

    private static Sample Some(Dataset data, ulong seed)
    {
        var all = data.All.Rows;
        if (all.Length <= MostRows)
        {
            return data.All;
        }

        SeededRandom.For(seed, "latency").Shuffle<int>(all);
        return new Sample(data, all[..MostRows]);
    }

    private static double Time(EvaluatedModel model, Sample rows, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        _ = model.Predict(rows, cancellation);
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / rows.Count;
    }
}
