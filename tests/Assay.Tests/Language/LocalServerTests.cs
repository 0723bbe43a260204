using Assay.Language.Models;
using Assay.Language.Tasks;

namespace Assay.Tests.Language;

public class LocalServerTests
{
    [Fact]
    public async Task A_client_gets_over_the_loopback_what_the_model_says_itself()
    {
        using var model = LocalModel.Read(TestData.Larger("llm/stories260k/stories260K.bin"));
        using var server = LocalServer.Start(LocalModel.Read(TestData.Larger("llm/stories260k/stories260K.bin")), 0);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var serving = server.ServeAsync(stop.Token);
        using var completions = ModelAddress.Open($"completions:stories260K@{server.Address}", new ModelConnection());
        using var chat = ModelAddress.Open($"openai:stories260K@{server.Address}", new ModelConnection());

        var settings = new GenerationSettings(["."], 40, 0);
        var prompt = new TaskPrompt("Once upon a time", null, false);
        var said = await model.GenerateAsync(prompt, settings, stop.Token);
        Assert.NotEmpty(said);
        Assert.Equal(said, await completions.GenerateAsync(prompt, settings, stop.Token));
        Assert.Equal(said, await chat.GenerateAsync(prompt, settings, stop.Token));
        foreach (var (context, continuation) in ((string, string)[])[("Once upon a time, there was a", " little girl"), ("Lily saw a big, red ", "ball."), ("She said", ", \"No!\"")])
        {
            var (expected, greedy) = await model.ContinuationAsync(context, continuation, stop.Token);
            var found = await completions.ContinuationAsync(context, continuation, stop.Token);
            Assert.Equal(expected, found.LogLikelihood, 1e-6);
            Assert.Equal(greedy, found.IsGreedy);
        }

        // Short choices are looked up among the likeliest first tokens where all of them are there, and are the same numbers.
        foreach (var choices in (string[][])[[" a", " b"], [" the", " a", " to"], [".", ","]])
        {
            var question = new LikelihoodQuestion("Once upon a time, there was", choices);
            var (own, asked) = (await model.AskAsync(question, stop.Token), await completions.AskAsync(question, stop.Token));
            Assert.Equal(own.Likelihoods.Select(l => l.LogLikelihood), asked.Likelihoods.Select(l => l.LogLikelihood), (x, y) => Math.Abs(x - y) < 1e-6);
            Assert.Equal(own.Likelihoods.Select(l => l.IsGreedy), asked.Likelihoods.Select(l => l.IsGreedy));
        }

        Assert.Equal(await model.TextAsync("Lily had a cat.", stop.Token), await completions.TextAsync("Lily had a cat.", stop.Token), 1e-6);
        await Assert.ThrowsAsync<AssayException>(() => chat.ContinuationAsync("a", "b", stop.Token));
        await stop.CancelAsync();
        await serving;
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("completions:model")]
    [InlineData("local:")]
    public void An_address_nobody_knows_is_refused(string address) => Assert.Equal("usage.model", Assert.Throws<AssayException>(() => ModelAddress.Open(address, new ModelConnection())).Code);
}
