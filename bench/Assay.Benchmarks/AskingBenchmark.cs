using System.ComponentModel;
using System.Diagnostics;
using Assay.Language.Asking;
using Assay.Language.Models;
using Assay.Language.Runs;
using Assay.Language.Tasks;
using Assay.Shared;

namespace Assay.Benchmarks;

/// <summary>How fast, how cheaply and in how much memory a model behind an address is asked; the endpoint is a process of its own.</summary>
[Description("asking a slow endpoint: asking [REQUESTS] [MILLISECONDS] [CONCURRENCY]; asking run DOCUMENTS for a whole task")]
public static class AskingBenchmark
{
    private const int PromptLetters = 3000;

    /// <summary>Arguments: requests, latency in milliseconds, concurrency; or "run" and a number of documents.</summary>
    public static int Run(string[] arguments)
    {
        if (arguments is ["endpoint", var latency])
        {
            return Serve(int.Parse(latency));
        }

        return arguments is ["run", var documents] ? Whole(int.Parse(documents)) : Throughput(Number(arguments, 0, 20_000), Number(arguments, 1, 50), Number(arguments, 2, 128));
    }

    private static int Number(string[] arguments, int at, int otherwise) => arguments.Length > at ? int.Parse(arguments[at]) : otherwise;

    private static int Serve(int latency)
    {
        using var endpoint = new LoopbackEndpoint(async _ =>
        {
            if (latency > 0)
            {
                await Task.Delay(latency);
            }

            return new LoopbackEndpoint.Response("""{"choices": [{"index": 0, "message": {"role": "assistant", "content": "The answer is 42."}}], "usage": {"prompt_tokens": 700, "completion_tokens": 5}}""");
        });
        Console.WriteLine(endpoint.Address);
        Console.ReadLine();
        return 0;
    }

    private static (Process Server, string Address) Start(int latency)
    {
        var server = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["asking", "endpoint", $"{latency}"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        return (server, server.StandardOutput.ReadLine()!);
    }

    private static void Stop(Process server)
    {
        server.StandardInput.Close();
        server.WaitForExit();
        server.Dispose();
    }

    private static int Throughput(int requests, int latency, int concurrency)
    {
        var (server, address) = Start(latency);
        var folder = Directory.CreateTempSubdirectory("assay-bench-");
        using var process = Process.GetCurrentProcess();
        using (var model = ModelAddress.Open($"openai:m@{address}/v1", new ModelConnection()))
        {
            // The first round warms connections and code.
            foreach (var (round, count) in ((int, int)[])[(0, 2000), (1, requests)])
            {
                using var journal = AnswerJournal.Open(Path.Combine(folder.FullName, $"{round}.jsonl"));
                var asker = new Asker(model, journal, new AskingOptions { Concurrency = concurrency }, TimeProvider.System);
                process.Refresh();
                var (cpu, started) = (process.TotalProcessorTime, Stopwatch.GetTimestamp());
                asker.RunAsync(Inquiries(count), count, CancellationToken.None).GetAwaiter().GetResult();
                var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
                process.Refresh();
                var spent = (process.TotalProcessorTime - cpu).TotalSeconds;
                if (round == 1)
                {
                    var ideal = latency > 0 ? concurrency * 1000.0 / latency : double.NaN;
                    Console.WriteLine($"| {count:#,0} requests, {latency} ms, {concurrency} at once | {count / seconds:#,0} a second | {count / seconds / ideal:P1} of ideal | {count / spent:#,0} a CPU second of the client |");
                }
            }
        }

        Stop(server);
        folder.Delete(recursive: true);
        return 0;
    }

    private static IEnumerable<Inquiry> Inquiries(int count)
    {
        var settings = new GenerationSettings(["\n\n"], 256, 0);
        var padding = new string('x', PromptLetters);
        for (var i = 0; i < count; i++)
        {
            yield return new Inquiry($"bench {i}", [new GenerationQuestion(new TaskPrompt($"{i} {padding}", null, false), settings, 0)], _ => { });
        }
    }

    // A whole task from its file to its results, with memory on the way.
    private static int Whole(int documents)
    {
        var (server, address) = Start(0);
        var folder = Directory.CreateTempSubdirectory("assay-bench-");
        Directory.CreateDirectory(Path.Combine(folder.FullName, "data", "sums"));
        File.WriteAllText(Path.Combine(folder.FullName, "sums.yaml"), "task: sums\ndataset_path: sums\ntest_split: test\ndoc_to_text: \"Q: {{question}}\\nA:\"\ndoc_to_target: \"{{answer}}\"\noutput_type: generate_until\nfilter_list:\n  - name: number\n    filter:\n      - function: regex\n        regex_pattern: \"(\\\\d+)\"\n      - function: take_first\nmetric_list:\n  - metric: exact_match\n");
        File.WriteAllLines(Path.Combine(folder.FullName, "data", "sums", "test.jsonl"), Enumerable.Range(0, documents).Select(i => $"{{\"question\": \"What is {i} + {i}? {new string('y', 200)}\", \"answer\": \"{i * 2}\"}}"));
        using var process = Process.GetCurrentProcess();
        var next = 0L;
        var options = new LanguageRunOptions
        {
            Tasks = ["sums"],
            Path = folder.FullName,
            Data = Path.Combine(folder.FullName, "data"),
            Model = $"openai:m@{address}/v1",
            Out = Path.Combine(folder.FullName, "out"),
            Asking = new AskingOptions
            {
                Concurrency = 64,
                Progress = p =>
                {
                    if (p.Done >= next)
                    {
                        process.Refresh();
                        Console.WriteLine($"| {p.Done:#,0} documents | {process.WorkingSet64 / 1e6:0} MB resident | {GC.GetTotalMemory(true) / 1e6:0.0} MB live |");
                        next = p.Done + (documents / 10);
                    }
                },
            },
        };
        var started = Stopwatch.GetTimestamp();
        var cpu = process.TotalProcessorTime;
        LanguageTasks.RunAsync(options, TimeProvider.System, CancellationToken.None).GetAwaiter().GetResult();
        process.Refresh();
        Console.WriteLine($"| whole run | {documents / Stopwatch.GetElapsedTime(started).TotalSeconds:#,0} documents a second | {documents / (process.TotalProcessorTime - cpu).TotalSeconds:#,0} a CPU second |");
        Stop(server);
        folder.Delete(recursive: true);
        return 0;
    }
}
