using PublicApiGenerator;

namespace Assay.Tests.House;

public class PublicApiTests
{
    // A change to this text is a design decision: explain it in the pull request.
    [Fact]
    public void The_public_api_is_as_approved() => Approved.Matches(
        typeof(AssayException).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }), "Assay");
}
