namespace Assay.Data;

/// <summary>Collects dates (days) and timestamps (microseconds) since 1970-01-01 UTC.</summary>
internal sealed unsafe class DateCollector(string name, string sourceType, bool days) : CellCollector(name, sourceType)
{
    private const long MicrosecondsADay = 86_400_000_000L;
    private readonly CellBlocks<double> cells = new();
    private bool anyInfinite;

    public override string Class => "date";

    public override void Append(void* data, ulong* validity, Span<ulong> hashes)
    {
        var room = cells.Extend(hashes.Length);
        for (var i = 0; i < hashes.Length; i++)
        {
            if (validity is null || Has(validity, i))
            {
                // The reader's infinities: the greatest number and its negative.
                var infinite = days ? Math.Abs((long)((int*)data)[i]) == int.MaxValue : ((long*)data)[i] is long.MaxValue or -long.MaxValue;
                anyInfinite |= infinite;
                var microseconds = days ? ((int*)data)[i] * MicrosecondsADay : ((long*)data)[i];
                room[i] = microseconds / 1e6;
                hashes[i] = CellHash.Mix((ulong)microseconds ^ CellHash.DateTag);
            }
            else
            {
                room[i] = double.NaN;
                hashes[i] = CellHash.Missing;
            }
        }
    }

    /// <exception cref="InfiniteDate">A cell was infinite.</exception>
    public override RawColumn Finish() => anyInfinite ? throw new InfiniteDate(Name) : new RawDates(Name, SourceType, cells.ToArrayAndClear());
}
