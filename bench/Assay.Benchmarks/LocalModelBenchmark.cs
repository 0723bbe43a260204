using System.ComponentModel;
using System.Diagnostics;
using Assay.Language.Models;

namespace Assay.Benchmarks;

/// <summary>Tokens a second of the local language model, on one thread.</summary>
[Description("tokens a second of a local llama2.c model: local-model FILE")]
public static class LocalModelBenchmark
{
    private const int Tokens = 256;

    /// <summary>Arguments: the model file, texts to generate (default 20).</summary>
    public static int Run(string[] arguments)
    {
        using var model = LocalModel.Read(arguments[0]);
        var texts = arguments.Length > 1 ? int.Parse(arguments[1]) : 20;
        var story = model.Greedy([1], Tokens, [], CancellationToken.None).Tokens;
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        for (var i = 0; i < texts; i++)
        {
            // A beginning of its own, so that nothing of the last text can be used again.
            model.Greedy([1, 400 + i], Tokens - 1, [], CancellationToken.None);
        }

        var generating = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
        before = Process.GetCurrentProcess().TotalProcessorTime;
        for (var i = 0; i < texts; i++)
        {
            model.Score([1, 400 + i], story);
        }

        var scoring = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
        Console.WriteLine($"| generating | {texts * Tokens / generating:N0} tokens a CPU second |");
        Console.WriteLine($"| scoring | {texts * story.Count / scoring:N0} tokens a CPU second |");
        return 0;
    }
}
