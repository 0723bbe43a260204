namespace Assay.Evaluation.Slices;

/// <summary>The columns as the search walks them: every condition that enough rows meet has a number, and a row's numbers lie side by side.</summary>
/// <remarks>
/// Condition 0 stands for all conditions with too few rows: no slice holds them. Those of one feature are numbered in a row. A column
/// that has no condition with enough rows is left out.
/// </remarks>
internal sealed class PackedRows
{
    private readonly (int Column, int Code)[] conditions;
    private readonly int[] starts;
    private readonly int[][] rowsByFeature;
    private readonly int[] offsets;
    private readonly IReadOnlyList<SliceColumn> columns;

    /// <summary>Packs the rows.</summary>
    /// <exception cref="AssayException"><c>data.slices-too-many</c>: more than 65,535 single conditions have enough rows.</exception>
    public PackedRows(IReadOnlyList<SliceColumn> columns, int minSupport)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minSupport, 1);
        (this.columns, MinSupport) = (columns, minSupport);
        Rows = columns.Count == 0 ? 0 : columns[0].Codes.Length;
        var found = new List<(int, int)> { (-1, -1) };
        var first = new List<int>();
        var numbers = new List<(int Column, int[] NumberOfCode)>();
        for (var c = 0; c < columns.Count; c++)
        {
            if (Number(c, found) is { } numberOfCode)
            {
                first.Add(found.Count - numberOfCode.Count(n => n > 0));
                numbers.Add((c, numberOfCode));
            }
        }

        if (found.Count > ushort.MaxValue)
        {
            throw new AssayException("data.slices-too-many", $"{found.Count - 1} single conditions have {minSupport} rows or more; the search takes at most {ushort.MaxValue - 1}. Raise --min-support, or drop columns with many values.");
        }

        conditions = [.. found];
        starts = [.. first, found.Count];
        Features = numbers.Count;
        Codes = new ushort[(long)Rows * Features];
        rowsByFeature = new int[Features][];
        offsets = new int[Conditions + 1];
        for (var f = 0; f < Features; f++)
        {
            Fill(f, columns[numbers[f].Column].Codes, numbers[f].NumberOfCode);
        }
    }

    public int Rows { get; }

    public int MinSupport { get; }

    /// <summary>Columns that take part.</summary>
    public int Features { get; }

    /// <summary>Conditions, the one for all rare ones included.</summary>
    public int Conditions => conditions.Length;

    /// <summary>The number of the condition of each feature of each row, rows x features.</summary>
    public ushort[] Codes { get; }

    /// <summary>The conditions of a feature are numbered from here to the next feature's start.</summary>
    public ReadOnlySpan<int> Starts => starts;

    public int FeatureOf(int condition)
    {
        var at = Array.BinarySearch(starts, condition);
        return at >= 0 ? at : ~at - 1;
    }

    /// <summary>The rows that meet one condition, ascending.</summary>
    public ReadOnlySpan<int> RowsOf(int condition)
    {
        var feature = FeatureOf(condition);
        return rowsByFeature[feature].AsSpan(offsets[condition], SizeOf(condition));
    }

    public int SizeOf(int condition) => (IsLast(condition) ? rowsByFeature[FeatureOf(condition)].Length : offsets[condition + 1]) - offsets[condition];

    /// <summary>What the condition says.</summary>
    public SlicePredicate Describe(int condition)
    {
        var (column, code) = conditions[condition];
        return columns[column].Values[code];
    }

    public (int Column, int Code) ColumnAndCode(int condition) => conditions[condition];

    /// <summary>The rows that meet every condition, ascending.</summary>
    public int[] RowsOf(ReadOnlySpan<int> slice)
    {
        var smallest = slice[0];
        foreach (var condition in slice)
        {
            smallest = SizeOf(condition) < SizeOf(smallest) ? condition : smallest;
        }

        var features = new int[slice.Length];
        for (var i = 0; i < features.Length; i++)
        {
            features[i] = FeatureOf(slice[i]);
        }

        var rows = new List<int>();
        foreach (var row in RowsOf(smallest))
        {
            var meets = true;
            for (var i = 0; i < features.Length && meets; i++)
            {
                meets = Codes[((long)row * Features) + features[i]] == slice[i];
            }

            if (meets)
            {
                rows.Add(row);
            }
        }

        return [.. rows];
    }

    private bool IsLast(int condition) => condition == starts[FeatureOf(condition) + 1] - 1;

    // The condition's number for each code of the column, 0 where the code is rare; null when all are.
    private int[]? Number(int column, List<(int Column, int Code)> found)
    {
        var counts = new int[columns[column].Values.Count];
        foreach (var code in columns[column].Codes)
        {
            counts[code]++;
        }

        var numbers = new int[counts.Length];
        var any = false;
        for (var code = 0; code < counts.Length; code++)
        {
            if (counts[code] >= MinSupport)
            {
                numbers[code] = found.Count;
                found.Add((column, code));
                any = true;
            }
        }

        return any ? numbers : null;
    }

    private void Fill(int feature, int[] codes, int[] numberOfCode)
    {
        var sizes = new int[starts[feature + 1] - starts[feature]];
        for (var row = 0; row < Rows; row++)
        {
            var number = numberOfCode[codes[row]];
            Codes[((long)row * Features) + feature] = (ushort)number;
            if (number > 0)
            {
                sizes[number - starts[feature]]++;
            }
        }

        var next = 0;
        for (var i = 0; i < sizes.Length; i++)
        {
            (offsets[starts[feature] + i], next) = (next, next + sizes[i]);
        }

        var rows = new int[next];
        var at = offsets.AsSpan(starts[feature], sizes.Length).ToArray();
        for (var row = 0; row < Rows; row++)
        {
            var number = Codes[((long)row * Features) + feature];
            if (number > 0)
            {
                rows[at[number - starts[feature]]++] = row;
            }
        }

        rowsByFeature[feature] = rows;
    }
}
