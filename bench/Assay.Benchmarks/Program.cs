// dotnet run -c Release --project bench/Assay.Benchmarks -- NAME [arguments]; "list" names them all.
// A benchmark is one file: a class named SomethingBenchmark with public static int Run(string[] arguments).
using System.ComponentModel;
using System.Reflection;
using System.Text.RegularExpressions;
using Assay;

var benchmarks = Assembly.GetExecutingAssembly().GetTypes()
    .Where(t => t.Name.EndsWith("Benchmark", StringComparison.Ordinal) && t.GetMethod("Run", [typeof(string[])]) is not null)
    .ToDictionary(t => Regex.Replace(t.Name[..^"Benchmark".Length], "(?<=.)([A-Z])", "-$1").ToLowerInvariant(), StringComparer.Ordinal);

switch (args)
{
    case [] or ["list"]:
        foreach (var (name, type) in benchmarks.OrderBy(b => b.Key, StringComparer.Ordinal))
        {
            Console.WriteLine($"{name,-20} {type.GetCustomAttribute<DescriptionAttribute>()?.Description}".TrimEnd());
        }

        return 0;
    case [var name, .. var rest] when benchmarks.TryGetValue(name, out var type):
        return (int)type.GetMethod("Run", [typeof(string[])])!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [rest], null)!;
    default:
        Console.Error.WriteLine($"There is no benchmark \"{args[0]}\".{Spelling.DidYouMean(args[0], benchmarks.Keys)} Known: {string.Join(", ", benchmarks.Keys.Order(StringComparer.Ordinal))}.");
        return 2;
}
