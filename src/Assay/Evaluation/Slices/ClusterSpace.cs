using System.Globalization;
using Assay.Data;

namespace Assay.Evaluation.Slices;

/// <summary>Rows as points: numbers standardised (a missing one is the mean), one coordinate a level of a category that one row in a hundred has.</summary>
internal sealed class ClusterSpace
{
    private const int MostTelling = 3;
    private const double RarestLevel = 0.01;
    private const double WorthTelling = 0.3;

    private readonly List<Axis> axes = [];

    public ClusterSpace(IReadOnlyList<Column> columns)
    {
        Rows = columns.Count == 0 ? 0 : columns[0].Count;
        foreach (var column in columns)
        {
            switch (column)
            {
                case NumberColumn numbers:
                    AddNumber(numbers);
                    break;
                case CategoryColumn categories when categories.Kind != ColumnKind.Identifier:
                    AddLevels(categories);
                    break;
            }
        }
    }

    public int Rows { get; }

    /// <summary>Coordinates of a point.</summary>
    public int Size => axes.Count;

    public double[] Point(int row)
    {
        var point = new double[axes.Count];
        for (var i = 0; i < point.Length; i++)
        {
            point[i] = axes[i].Standard(row);
        }

        return point;
    }

    /// <summary>What sets these rows apart from all: the columns that lie furthest off, in words.</summary>
    public string Describe(int[] rows)
    {
        var telling = axes.Select(axis => (Axis: axis, Mean: rows.Length == 0 ? 0 : rows.Average(axis.Raw)))
            .Select(a => (a.Axis, a.Mean, Off: Math.Abs(a.Mean - a.Axis.Mean) / a.Axis.Deviation))
            .OrderByDescending(a => a.Off)
            .DistinctBy(a => a.Axis.Column.Name)
            .Take(MostTelling)
            .Where((a, i) => i == 0 || a.Off >= WorthTelling);
        return string.Join(", ", telling.Select(a => a.Axis.Say(a.Mean)));
    }

    private void AddNumber(NumberColumn column)
    {
        var present = column.Values.ToArray().Where(v => !double.IsNaN(v)).ToArray();
        var mean = present.Length == 0 ? 0 : present.Average();
        var deviation = Math.Sqrt(present.Sum(v => (v - mean) * (v - mean)) / Math.Max(1, present.Length));
        if (deviation > 0)
        {
            axes.Add(new Axis(column, -1, mean, deviation));
        }
    }

    private void AddLevels(CategoryColumn column)
    {
        for (var level = 0; level < column.Levels.Count; level++)
        {
            var share = (double)column.Codes.Count(level) / column.Count;
            if (share is >= RarestLevel and < 1)
            {
                axes.Add(new Axis(column, level, share, Math.Sqrt(share * (1 - share))));
            }
        }
    }

    // A number's column, or one level of a category's.
    private sealed record Axis(Column Column, int Level, double Mean, double Deviation)
    {
        public double Raw(int row) => Column is CategoryColumn categories
            ? categories.Codes[row] == Level ? 1 : 0
            : ((NumberColumn)Column).Values[row] is var value && double.IsNaN(value) ? Mean : value;

        // Levels are not standardised: a rare one would be further off than any number can be.
        public double Standard(int row) => Level < 0 ? (Raw(row) - Mean) / Deviation : Raw(row);

        public string Say(double mean) => Level < 0
            ? $"{Column.Name} about {Show(mean)} ({Show(Mean)} overall)"
            : string.Create(CultureInfo.InvariantCulture, $"{Column.Name} = {((CategoryColumn)Column).Levels[Level]} in {100 * mean:0} % ({100 * Mean:0} % overall)");

        private string Show(double value) => Column.Kind == ColumnKind.Date
            ? DateTimeOffset.FromUnixTimeSeconds((long)value).UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : value.ToString(Math.Abs(value) >= 1000 ? "#,0" : "G3", CultureInfo.InvariantCulture);
    }
}
