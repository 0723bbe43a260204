using System.ComponentModel;
using System.Diagnostics;
using System.IO.Compression;
using Assay.Language.Scoring;
using Assay.Statistics;

namespace Assay.Benchmarks;

/// <summary>Intervals of BLEU, chrF and TER of every system of WMT21's TED talks by 1,000 resamples of segments.</summary>
[Description("bootstrap of BLEU, chrF and TER: text-bootstrap mqm_ted_ende.tsv.gz")]
public static class TextBootstrapBenchmark
{
    private const int Draws = 1000;
    private const string Reference = "ref";

    /// <summary>Arguments: the file.</summary>
    public static int Run(string[] arguments)
    {
        var texts = Read(arguments[0]);
        using var process = Process.GetCurrentProcess();
        foreach (var name in (string[])["bleu", "chrf", "ter"])
        {
            var corpus = (CorpusAggregation)Catalogue<Aggregation>.Find(name);
            var (counting, drawing) = (0.0, 0.0);
            var (low, high) = (double.PositiveInfinity, 0.0);
            var systems = texts.Keys.Where(s => s != Reference).ToList();
            foreach (var system in systems)
            {
                var items = texts[system].Select(object? (t) => new List<object?> { texts[Reference][t.Key], t.Value }).ToList();
                var begun = Seconds(process);
                var weighted = corpus.Weighted(items);
                var counted = Seconds(process);
                var interval = Bootstrap.Of(weighted, items.Count, new BootstrapOptions { Draws = Draws });
                var took = Seconds(process) - counted;
                (counting, drawing) = (counting + counted - begun, drawing + took);
                (low, high) = (Math.Min(low, interval.High - interval.Low), Math.Max(high, interval.High - interval.Low));
            }

            Console.WriteLine($"| {name} | {systems.Count} systems of {texts[Reference].Count} segments | counting {counting / systems.Count:0.000} CPU s a system | {Draws:#,0} resamples {drawing / systems.Count:0.000} CPU s a system | intervals {low:0.00} to {high:0.00} wide |");
        }

        return 0;
    }

    private static double Seconds(Process process)
    {
        process.Refresh();
        return process.TotalProcessorTime.TotalSeconds;
    }

    // System -> segment -> text without the marks of errors, first row of each.
    private static Dictionary<string, Dictionary<string, string>> Read(string path)
    {
        using var lines = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var made = new Dictionary<string, Dictionary<string, string>>();
        lines.ReadLine();
        while (lines.ReadLine() is { } line)
        {
            var cells = line.Split('\t');
            made.TryAdd(cells[0], []);
            made[cells[0]].TryAdd(cells[3], cells[6].Replace("<v>", "").Replace("</v>", ""));
        }

        return made;
    }
}
