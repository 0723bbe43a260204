using System.Text.Json;

namespace Assay.Acceptance.Server;

/// <summary>Exchanges recorded with a real MLflow server: ours must answer the same.</summary>
public class GoldenTests
{
    public static TheoryData<string> Scenarios =>
        [.. Directory.EnumerateFiles(TestData.In("tests/data/golden/mlflow"), "*.jsonl").Select(f => Path.GetFileNameWithoutExtension(f)!).Order()];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Answers_as_the_recorded_server_did(string scenario)
    {
        await using var server = await TestServer.StartAsync();
        var names = new GoldenNames();
        var differences = new List<string>();
        foreach (var line in File.ReadLines(TestData.In($"tests/data/golden/mlflow/{scenario}.jsonl")))
        {
            using var recorded = JsonDocument.Parse(line);
            if (!recorded.RootElement.TryGetProperty("request", out _))
            {
                continue;
            }

            var exchange = new GoldenExchange(recorded.RootElement);
            var answer = await server.SendAsync(exchange.Fill(names));
            if (exchange.Compare(answer, names) is { } difference)
            {
                differences.Add($"{exchange}: {difference}");
            }
        }

        Assert.Empty(differences);
    }
}
