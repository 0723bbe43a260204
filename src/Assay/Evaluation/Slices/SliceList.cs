namespace Assay.Evaluation.Slices;

/// <summary>Slices given by their rows.</summary>
internal sealed class SliceList(int tableRows, IReadOnlyList<int[]> rows, IReadOnlyList<IReadOnlyList<SlicePredicate>> descriptions) : SliceCandidates
{
    public override int Count => rows.Count;

    public override int Rows => tableRows;

    public override int SizeOf(int slice) => rows[slice].Length;

    public override IReadOnlyList<SlicePredicate> Describe(int slice) => descriptions[slice];

    public override int[] RowsOf(int slice) => rows[slice];

    public override void AddUp<T>(T[] perRow, Action<int, T> visit)
    {
        for (var slice = 0; slice < rows.Count; slice++)
        {
            var sum = default(T);
            foreach (var row in rows[slice])
            {
                sum += perRow[row];
            }

            visit(slice, sum);
        }
    }
}
