using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace Assay.Acceptance.Language;

/// <summary>A benchmark on a model behind HTTP, its process killed again and again at random moments.</summary>
public sealed class ResumeProcessTests : IDisposable
{
    private const int Documents = 600;
    private const int Kills = 10;
    private const int Concurrency = 16;

    private static readonly string program = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Assay.Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "Assay.Cli.dll"));

    private readonly TemporaryFolder room = new();
    private readonly ConcurrentDictionary<string, int> asked = new();
    private int requests;

    [Fact]
    public async Task No_acknowledged_sample_is_asked_again_none_is_lost_and_the_numbers_are_the_same()
    {
        using var endpoint = new LoopbackEndpoint(AnswerAsync);
        Write();
        var random = new Random(7);
        var whole = await FinishAsync(endpoint, "whole");
        Assert.Equal(Documents, requests);
        asked.Clear();
        requests = 0;
        var acknowledged = new Dictionary<string, int>();
        for (var kill = 0; kill < Kills; kill++)
        {
            await KillAsync(endpoint, requests + random.Next(1, 2 * Documents / Kills));
            // What was in the journal when the process died must never be asked again: its count may not grow.
            foreach (var question in Journal())
            {
                acknowledged.TryAdd(question, asked[question]);
            }

            Assert.All(acknowledged, a => Assert.Equal(a.Value, asked[a.Key]));
        }

        var resumed = await FinishAsync(endpoint, "killed");
        Assert.All(acknowledged, a => Assert.Equal(a.Value, asked[a.Key]));
        Assert.Equal(Documents, asked.Count);
        // Only what was under way when the process died was asked twice.
        Assert.InRange(requests, Documents, Documents + (Kills * Concurrency));
        Assert.Equal(Score(whole), Score(resumed));
        Assert.Equal(Samples("whole"), Samples("killed"));
        Assert.Equal(Documents, Journal().Distinct().Count());
    }

    public void Dispose() => room.Dispose();

    private async Task<LoopbackEndpoint.Response> AnswerAsync(LoopbackEndpoint.Request request)
    {
        using var body = JsonDocument.Parse(request.Body);
        var prompt = body.RootElement.GetProperty("messages")[0].GetProperty("content").GetString()!;
        var number = int.Parse(prompt.Split(' ')[1]);
        asked.AddOrUpdate($"sums {number}", 1, (_, n) => n + 1);
        Interlocked.Increment(ref requests);
        await Task.Delay(5 + (number % 7));
        return new LoopbackEndpoint.Response($$$"""{"choices": [{"index": 0, "message": {"role": "assistant", "content": "It is {{{(number % 3 == 0 ? 0 : number * 2)}}}."}}]}""");
    }

    private void Write()
    {
        room.Write("tasks/sums.yaml", "task: sums\ndataset_path: sums\ntest_split: test\ndoc_to_text: \"Double {{n}} please\"\ndoc_to_target: \"{{twice}}\"\noutput_type: generate_until\nfilter_list:\n  - name: number\n    filter:\n      - function: regex\n        regex_pattern: \"(\\\\d+)\"\n      - function: take_first\nmetric_list:\n  - metric: exact_match\n");
        room.Write("data/sums/test.jsonl", string.Concat(Enumerable.Range(0, Documents).Select(i => $"{{\"n\": {i}, \"twice\": \"{i * 2}\"}}\n")));
    }

    private Process Start(LoopbackEndpoint endpoint, string folder) => Process.Start(new ProcessStartInfo("dotnet",
    [
        program, "llm", "run", "sums", "--path", room.In("tasks"), "--data", room.In("data"), "--model", $"openai:m@{endpoint.Address}/v1",
        "--out", room.In(folder), "--concurrency", $"{Concurrency}", "--json",
    ])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private async Task<JsonElement> FinishAsync(LoopbackEndpoint endpoint, string folder)
    {
        using var process = Start(endpoint, folder);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await errors);
        using var document = JsonDocument.Parse(output);
        return document.RootElement.Clone();
    }

    // Ends the process once the endpoint has seen so many requests, or it has finished.
    private async Task KillAsync(LoopbackEndpoint endpoint, int atRequests)
    {
        using var process = Start(endpoint, "killed");
        _ = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        _ = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        while (requests < atRequests && !process.HasExited)
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    // Lines that end; the process may have died in the middle of one.
    private List<string> Journal()
    {
        var text = File.Exists(room.In("killed/m/answers.jsonl")) ? File.ReadAllText(room.In("killed/m/answers.jsonl")) : "";
        return [.. text.Split('\n')[..^1].Select(line => JsonDocument.Parse(line).RootElement.GetProperty("of").GetString()!)];
    }

    private static string Score(JsonElement document) => document.GetProperty("results").ToString() + document.GetProperty("intervals") + document.GetProperty("task_hashes");

    private string Samples(string folder) => File.ReadAllText(Directory.GetFiles(room.In($"{folder}/m"), "samples_sums_*.jsonl").Single());
}
