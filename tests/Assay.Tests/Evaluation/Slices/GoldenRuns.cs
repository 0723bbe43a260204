using System.Globalization;
using System.IO.Compression;
using Assay.Evaluation.Slices;

namespace Assay.Tests.Evaluation.Slices;

/// <summary>The runs in tests/data/golden/sliceline: what was searched and what must be found.</summary>
internal sealed record GoldenRun(int Number, string Dataset, SliceLineOptions Options, long Valid, IReadOnlyList<ScoredSlice> Expected);

/// <summary>Reads the golden runs and their tables.</summary>
internal static class GoldenRuns
{
    private const string Folder = "tests/data/golden/sliceline";

    private static readonly string[] adult =
    [
        "age", "workclass", "fnlwgt", "education", "education_num", "marital_status", "occupation", "relationship", "race", "sex",
        "capital_gain", "capital_loss", "hours_per_week", "native_country",
    ];

    public static IReadOnlyList<GoldenRun> All()
    {
        var expected = Lines("expected.csv").ToLookup(l => l[0]);
        return
        [
            .. Lines("runs.csv").Select(r => new GoldenRun(
                int.Parse(r[0]),
                r[1],
                new SliceLineOptions { Alpha = Number(r[2]), Top = int.Parse(r[3]), Depth = int.Parse(r[4]), MinSupport = int.Parse(r[5]) },
                long.Parse(r[8]),
                [.. expected[r[0]].Select(e => new ScoredSlice(Conditions(e[2]), int.Parse(e[5]), Number(e[4]), Number(e[3])))])),
        ];
    }

    /// <summary>The file of a data set; a gzip-packed CSV.</summary>
    public static string File(string dataset) => TestData.In($"{Folder}/{(dataset.StartsWith("adult", StringComparison.Ordinal) ? "adult" : dataset)}_enc.csv.gz");

    /// <summary>The columns that are searched.</summary>
    public static string[] Features(string dataset) => dataset switch
    {
        "adult01" or "adultll" => adult,
        "housing" => ["longitude", "latitude", "housing_median_age", "total_rooms", "total_bedrooms", "population", "households", "median_income", "ocean_proximity"],
        "collision" => [.. Enumerable.Range(0, 30).Select(i => $"f{i}")],
        _ => [.. Enumerable.Range(0, 5).Select(i => $"f{i}")],
    };

    public static SliceTable Table(string dataset)
    {
        using var reader = new StreamReader(new GZipStream(System.IO.File.OpenRead(File(dataset)), CompressionMode.Decompress));
        var names = reader.ReadLine()!.Split(',');
        var cells = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(',')).ToArray();
        double[] Column(string name) => [.. cells.Select(l => Number(l[Array.IndexOf(names, name)]))];
        var columns = Features(dataset).Select(name =>
        {
            var codes = Column(name).Select(v => (int)v).ToArray();
            return SliceColumn.OfNames(name, codes, [.. Enumerable.Range(0, codes.Max() + 1).Select(v => v.ToString(CultureInfo.InvariantCulture))]);
        });
        double[] losses = dataset switch
        {
            "adultll" => [.. Column("y").Zip(Column("p"), (y, p) => y == 1 ? -Math.Log(p) : -Math.Log(1 - p))],
            "housing" => [.. Column("y").Zip(Column("pred"), (y, p) => (y - p) * (y - p))],
            _ => Column("err01"),
        };
        return new SliceTable([.. columns], losses);
    }

    private static IReadOnlyList<SlicePredicate> Conditions(string slice) =>
        [.. slice.Split(';').Select(c => c.Split('=')).Select(c => new SlicePredicate(c[0], c[1], $"{c[0]} = {c[1]}"))];

    private static IEnumerable<string[]> Lines(string file) => System.IO.File.ReadLines(TestData.In($"{Folder}/{file}")).Skip(1).Select(l => l.Split(','));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
