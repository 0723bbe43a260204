namespace Assay.Language.Models;

/// <summary>A model in this process, in the format of llama2.c.</summary>
[Named("local")]
internal sealed class LocalProvider : ModelProvider
{
    public override string Form => "local:FILE";

    public override LanguageModel? Open(ModelAddress address, ModelConnection connection) => LocalModel.Read(address.Rest);
}
