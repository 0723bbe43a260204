namespace Assay.Language.Models;

/// <summary>A model behind OpenAI's older protocol, which gives log-probabilities of a given text: <c>POST URL/completions</c>. The key is taken from OPENAI_API_KEY.</summary>
[Named("completions")]
internal sealed class CompletionsProvider : ModelProvider
{
    public override string Form => "completions:MODEL@URL";

    public override LanguageModel? Open(ModelAddress address, ModelConnection connection) =>
        address.Url is { } url ? new CompletionsModel(address.Model, url, new Endpoint(url, Bearer(connection, "OPENAI_API_KEY"), connection)) : null;
}
