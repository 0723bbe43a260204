using Assay.Data;

namespace Assay.Development.Splits;

/// <summary>Makes the one split that every candidate is developed and tested on.</summary>
public static class SplitPlan
{
    private const int FewestRows = 10;
    private const int TestUnits = 50;

    /// <summary>Locks the test part and deals the development rows into inner folds of the same kind.</summary>
    /// <remarks>
    /// <see cref="Split.Units"/>: for groups the number of the group's first row; for time, contiguous blocks of equal length such that the
    /// test part has about fifty (block bootstrap); empty otherwise. Stratified dealing keeps exact duplicates, target included, in one part,
    /// unless more than half of all rows are duplicates, as in tables with few possible rows, where meeting again is no sign of a copy.
    /// </remarks>
    /// <exception cref="AssayException">
    /// <c>data.too-few-rows</c>, <c>data.too-few-groups</c>, <c>data.column-missing</c>, <c>data.time-unreadable</c>,
    /// <c>data.test-fold-rows</c>, <c>data.test-fold-part</c>, <c>usage.test-share</c>, <c>usage.group-missing</c>.
    /// </exception>
    public static Split Make(Dataset data, SplitOptions options, SplitAdvice advice)
    {
        if (data.RowCount < FewestRows)
        {
            throw new AssayException("data.too-few-rows", $"{data.Name} has {data.RowCount} usable rows; a test part and folds need at least {FewestRows}. Bring more rows.");
        }

        if (options.TestShare is not (>= 0.05 and <= 0.5))
        {
            throw new AssayException("usage.test-share", $"The test part can be from 0.05 to 0.5 of the rows, found {options.TestShare}.");
        }

        var split = options.TestFold is { } file ? Given(data, options, advice, file) : (options.Kind ?? advice.Kind) switch
        {
            SplitKind.Time => Forward(data, options, advice),
            SplitKind.Grouped => Grouped(data, options, advice),
            _ => Stratified(data, options, advice),
        };
        return split.Repeats == 1 ? split : split with { Evidence = [.. split.Evidence, Repeated(split, options)] };
    }

    private static string Repeated(Split split, SplitOptions options)
    {
        var why = options.Repeats is null ? $"{split.Development.Length:N0} rows to learn from are few: the" : "The";
        return $"{why} {split.Folds.Count / split.Repeats} folds are dealt {split.Repeats} times.";
    }

    private static Split Stratified(Dataset data, SplitOptions options, SplitAdvice advice)
    {
        var together = Together(data, out var sentence);
        var (development, test) = Lock(data.RowCount, options, (rows, parts, seed) => Folds.Stratified(data, rows, together, parts, seed), int.MaxValue);
        return new Split
        {
            Kind = SplitKind.Stratified,
            Development = development,
            Test = test,
            Folds = Inner(development, options, (parts, seed) => Folds.Stratified(data, development, together, parts, seed), int.MaxValue),
            Seed = options.Seed,
            Evidence = Said(advice, SplitKind.Stratified, options, sentence),
        };
    }

    private static Split Grouped(Dataset data, SplitOptions options, SplitAdvice advice)
    {
        var column = GroupColumn(data, options, advice)
            ?? throw new AssayException("usage.group-missing", "A grouped split needs the column that names the groups. Say --split group:COLUMN or --group COLUMN.");
        var groups = RowKeys.Groups(column);
        var (development, test) = Lock(data.RowCount, options, (rows, parts, seed) => Folds.Grouped(data, rows, groups, parts, seed), Count(groups, column));
        var left = CountGroups(groups, development, column);
        return new Split
        {
            Kind = SplitKind.Grouped,
            By = column.Name,
            Development = development,
            Test = test,
            Folds = Inner(development, options, (parts, seed) => Folds.Grouped(data, development, groups, parts, seed), left),
            Units = groups,
            Seed = options.Seed,
            Evidence = Said(advice, SplitKind.Grouped, options, $"{Count(groups, column):N0} groups by {column.Name}; none stands in two parts."),
        };
    }

    private static Split Forward(Dataset data, SplitOptions options, SplitAdvice advice)
    {
        var column = TimeColumn(data, options, advice);
        var order = column is null ? TimeOrder.OfFile(data.RowCount) : TimeOrder.By(column);
        var cut = order.Cut(data.RowCount - (int)Math.Round(data.RowCount * options.TestShare));
        var sentence = $"The last {data.RowCount - cut:N0} of {data.RowCount:N0} rows in order of {(column is null ? "the file" : column.Name)} are locked away for the test.";
        return Timed(data, order.Rows[..cut], order.Rows[cut..], options) with
        {
            By = column?.Name,
            Evidence = Said(advice, SplitKind.Time, options, sentence),
        };
    }

    // Development and test in order of time; inner folds go forward.
    private static Split Timed(Dataset data, int[] development, int[] test, SplitOptions options)
    {
        var parts = Math.Clamp(options.Parts, 2, Math.Max(2, development.Length / 2));
        var folds = Folds.Forward(development, Folds.Blocks(development.Length, parts), parts);
        var units = new int[data.RowCount];
        var length = Math.Max(1, (int)Math.Ceiling(test.Length / (double)TestUnits));
        var before = (development.Length + length - 1) / length;
        for (var i = 0; i < development.Length; i++)
        {
            units[development[i]] = before - 1 - ((development.Length - 1 - i) / length);
        }

        for (var i = 0; i < test.Length; i++)
        {
            units[test[i]] = before + (i / length);
        }

        return new Split
        {
            Kind = SplitKind.Time,
            Development = Sorted(development),
            Test = Sorted(test),
            Folds = [.. folds.Select(f => new Fold(Sorted(f.Train), Sorted(f.Validation)))],
            Units = units,
            Seed = options.Seed,
        };
    }

    private static Split Given(Dataset data, SplitOptions options, SplitAdvice advice, TestFold file)
    {
        var numbers = OfRows(data, file);
        if (options.Kind == SplitKind.Time && !file.IsTime)
        {
            throw new AssayException("data.test-fold-part", $"The numbers of {file.Source} are not blocks of time, which never fall from row to row, but --split time asks for them. Leave --split out, or give block numbers.");
        }

        // Folds of consecutive rows look like blocks of time: what was asked for decides.
        if (file.IsTime && options.Kind is null or SplitKind.Time)
        {
            var past = Rows(numbers, n => n <= file.Part);
            var next = Rows(numbers, n => n == file.Part + 1);
            Require(past.Length >= 2 && next.Length > 0, file, numbers, "blocks of time (the numbers never fall), so K trains on blocks 0 to K and tests on block K + 1");
            return Timed(data, past, next, options) with
            {
                Evidence = [$"{file.Source} numbers blocks of time: learning from blocks 0 to {file.Part}, testing on block {file.Part + 1}."],
            };
        }

        var development = Rows(numbers, n => n != file.Part);
        var test = Rows(numbers, n => n == file.Part);
        Require(development.Length >= 2 && test.Length > 0, file, numbers, "folds, so K is the fold to lock");
        var column = options.Kind is SplitKind.Stratified or SplitKind.Time ? null : GroupColumn(data, options, advice);
        var groups = column is null ? [] : RowKeys.Groups(column);
        var grouped = column is not null && !Spans(groups, numbers);
        var together = grouped ? groups : Together(data, out _);
        return new Split
        {
            Kind = grouped ? SplitKind.Grouped : SplitKind.Stratified,
            By = grouped ? column!.Name : null,
            Development = development,
            Test = test,
            Folds = grouped
                ? Inner(development, options, (parts, seed) => Folds.Grouped(data, development, groups, parts, seed), CountGroups(groups, development, column!))
                : Inner(development, options, (parts, seed) => Folds.Stratified(data, development, together, parts, seed), int.MaxValue),
            Units = grouped ? groups : [],
            Seed = options.Seed,
            Evidence =
            [
                $"{file.Source} fixes fold {file.Part} as the test part ({test.Length:N0} rows).",
                .. column is null ? (IEnumerable<string>)[] : [grouped ? $"No {column.Name} stands in two of its folds." : $"Some {column.Name} stands in two of its folds, so the folds are not grouped by it."],
            ],
        };
    }

    private static void Require(bool enough, TestFold file, int[] numbers, string meaning)
    {
        if (!enough)
        {
            throw new AssayException(
                "data.test-fold-part",
                $"{file.Source} holds the numbers {numbers.Min()} to {numbers.Max()}, which are {meaning}; K = {file.Part} leaves nothing to learn from or nothing to test on. Choose another K.");
        }
    }

    // The test part: as many of the dealt parts as make up the asked share; which ones follows from the seed.
    private static (int[] Development, int[] Test) Lock(int rows, SplitOptions options, Func<int[], int, ulong, int[]> deal, int units)
    {
        if (units < 3)
        {
            throw new AssayException("data.too-few-groups", $"There are {units} groups; a test part and two folds need at least 3. Bring more groups or split another way.");
        }

        var parts = Enumerable.Range(2, 19).FirstOrDefault(p => Math.Abs((p * options.TestShare) - Math.Round(p * options.TestShare)) < 1e-9, 20);
        parts = Math.Min(parts, Math.Min(units, rows));
        var locked = Math.Clamp((int)Math.Round(parts * options.TestShare), 1, parts - 1);
        var part = deal([.. Enumerable.Range(0, rows)], parts, options.Seed);
        var first = (int)(Folds.Hash(options.Seed, -1) % (ulong)parts);
        var isTest = part.Select(p => (p - first + parts) % parts < locked).ToArray();
        return (Rows(isTest, t => !t), Rows(isTest, t => t));
    }

    private static IReadOnlyList<Fold> Inner(int[] development, SplitOptions options, Func<int, ulong, int[]> deal, int units)
    {
        if (units < 2)
        {
            throw new AssayException("data.too-few-groups", "The development rows are all of one group, so nothing can be validated. Bring more groups or split another way.");
        }

        var parts = Math.Clamp(options.Parts, 2, Math.Max(2, Math.Min(units, development.Length / 2)));
        var deals = new List<int[]>();
        for (var i = 0; i < Math.Max(1, options.Repeats ?? RepeatsFor(development.Length)); i++)
        {
            var part = deal(parts, Numerics.SeededRandom.Derive(options.Seed, "inner folds", i));
            if (!deals.Exists(d => IsSame(d, part, parts)))
            {
                deals.Add(part);
            }
        }

        return [.. deals.SelectMany((part, repeat) => Folds.Across(development, part, parts).Select(f => f with { Repeat = repeat }))];
    }

    /// <summary>How often so many rows are dealt when nothing else is asked for: with few, the luck of one deal is as large as the differences that matter.</summary>
    internal static int RepeatsFor(int rows) => rows switch { <= 1000 => 4, <= 3000 => 2, _ => 1 };

    // Whatever the parts are called: each part of one deal then meets a single part of the other.
    private static bool IsSame(int[] one, int[] other, int parts) => one.Zip(other).Distinct().Count() <= parts;

    private static int[] Together(Dataset data, out string sentence)
    {
        var same = RowKeys.Same(data, data.Features, withTarget: true);
        var again = 0;
        for (var row = 0; row < same.Length; row++)
        {
            again += same[row] == row ? 0 : 1;
        }

        var many = again * 2L > same.Length;
        sentence = again == 0 || many ? "" : $"{again:N0} exact duplicate rows are kept in the part of their first copy.";
        return again == 0 || many ? [] : same;
    }

    private static int[] OfRows(Dataset data, TestFold file)
    {
        var inFile = data.SourceRows.Length == 0 ? data.RowCount : Math.Max(data.Fingerprint.Rows, data.SourceRows[^1] + 1L);
        if (file.Numbers.Count != inFile)
        {
            throw new AssayException(
                "data.test-fold-rows",
                $"{file.Source} holds {file.Numbers.Count:N0} numbers but {data.Name} has {inFile:N0} rows. The fold file needs one integer for every row.");
        }

        return data.SourceRows.Length == 0 ? [.. file.Numbers] : Array.ConvertAll(data.SourceRows, r => file.Numbers[r]);
    }

    private static Column? TimeColumn(Dataset data, SplitOptions options, SplitAdvice advice) =>
        options.By is not null && options.Kind == SplitKind.Time ? data.Named(options.By)
        : data.With(ColumnRole.Time) ?? (advice is { Kind: SplitKind.Time, By: not null } ? data.Named(advice.By) : null);

    private static Column? GroupColumn(Dataset data, SplitOptions options, SplitAdvice advice) =>
        options.By is not null && options.Kind == SplitKind.Grouped ? data.Named(options.By)
        : data.With(ColumnRole.Group) ?? (advice.GroupBy is not null ? data.Named(advice.GroupBy) : null);

    private static bool Spans(int[] groups, int[] numbers)
    {
        var foldOf = new Dictionary<int, int>();
        for (var row = 0; row < groups.Length; row++)
        {
            if (!foldOf.TryAdd(groups[row], numbers[row]) && foldOf[groups[row]] != numbers[row])
            {
                return true;
            }
        }

        return false;
    }

    private static int Count(int[] groups, Column column) => CountGroups(groups, [.. Enumerable.Range(0, groups.Length)], column);

    private static int CountGroups(int[] groups, int[] rows, Column column) =>
        rows.Where(r => !column.IsMissing(r)).Select(r => groups[r]).Distinct().Count();

    private static List<string> Said(SplitAdvice advice, SplitKind kind, SplitOptions options, string more)
    {
        List<string> said = [.. advice.Evidence];
        if (options.Kind == kind && advice.Kind != kind)
        {
            said.Insert(0, $"Asked for on the command line; the evidence alone would have led to {advice.Kind.ToString().ToLowerInvariant()}.");
        }

        if (more.Length > 0)
        {
            said.Add(more);
        }

        return said;
    }

    private static int[] Rows<T>(T[] values, Func<T, bool> keep)
    {
        var rows = new List<int>();
        for (var row = 0; row < values.Length; row++)
        {
            if (keep(values[row]))
            {
                rows.Add(row);
            }
        }

        return [.. rows];
    }

    private static int[] Sorted(int[] rows)
    {
        Array.Sort(rows);
        return rows;
    }
}
