using System.Globalization;
using System.IO.Compression;

namespace Assay.Development.Splits;

/// <summary>A locked test part that someone else fixed: one integer for every row of the file, and the number of the part to lock.</summary>
/// <remarks>
/// Numbers that never fall from row to row are blocks of time: part K then trains on blocks 0 to K and tests on block K + 1, and later
/// blocks are not used. Otherwise they are fold numbers: fold K is the test part and all other rows are development rows.
/// </remarks>
/// <param name="Numbers">One number a row of the file, in file order.</param>
/// <param name="Part">K.</param>
/// <param name="Source">The file's name, for messages.</param>
public sealed record TestFold(IReadOnlyList<int> Numbers, int Part, string Source)
{
    /// <summary>Whether the numbers are blocks of time: they never fall and there are at least two.</summary>
    public bool IsTime { get; } = Numbers.Count > 1 && Numbers[^1] > Numbers[0] && NeverFalls(Numbers);

    /// <summary>Reads <c>FILE:K</c>; the file is plain text or gzip with one integer a line.</summary>
    /// <exception cref="AssayException"><c>usage.test-fold</c>, <c>data.file-missing</c> or <c>data.test-fold-broken</c>.</exception>
    public static TestFold Read(string words)
    {
        var colon = words.LastIndexOf(':');
        if (colon < 1 || !int.TryParse(words[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var part))
        {
            throw new AssayException("usage.test-fold", $"--test-fold needs FILE:K with K a fold number, found \"{words}\". Example: --test-fold folds.gz:0.");
        }

        return Read(words[..colon], part);
    }

    /// <summary>Reads the numbers of a file, plain text or gzip, one integer a line.</summary>
    /// <exception cref="AssayException"><c>data.file-missing</c> or <c>data.test-fold-broken</c>.</exception>
    public static TestFold Read(string path, int part)
    {
        if (!File.Exists(path))
        {
            throw new AssayException("data.file-missing", $"The fold file \"{path}\" is not there. Give the path of a file with one integer a row.");
        }

        using var file = File.OpenRead(path);
        using Stream content = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b ? new GZipStream(Rewound(file), CompressionMode.Decompress) : Rewound(file);
        using var lines = new StreamReader(content);
        var numbers = new List<int>();
        while (lines.ReadLine() is { } line)
        {
            if (!int.TryParse(line.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            {
                throw new AssayException(
                    "data.test-fold-broken",
                    $"Line {numbers.Count + 1} of \"{path}\" is \"{Shortened(line)}\", not an integer. The fold file holds one integer a row and no header.");
            }

            numbers.Add(number);
        }

        return new TestFold(numbers, part, Path.GetFileName(path));
    }

    private static FileStream Rewound(FileStream file)
    {
        file.Position = 0;
        return file;
    }

    private static string Shortened(string line) => line.Length <= 40 ? line : line[..40] + "...";

    private static bool NeverFalls(IReadOnlyList<int> numbers)
    {
        for (var i = 1; i < numbers.Count; i++)
        {
            if (numbers[i] < numbers[i - 1])
            {
                return false;
            }
        }

        return true;
    }
}
