using Assay.Server.Artifacts;
using Assay.Server.Frame;

namespace Assay.Tests.Server;

public class ArtifactPathTests
{
    [Theory]
    [InlineData("a/b.txt", "a/b.txt")]
    [InlineData("/a//b/./c/", "a/b/c")]
    [InlineData("100%25.txt", "100%.txt")]
    [InlineData("a..b/...", "a..b/...")]
    [InlineData("", "")]
    public void A_name_has_one_form(string sent, string name) => Assert.Equal(name, ArtifactPath.Of(sent));

    [Theory]
    [InlineData("../x")]
    [InlineData("a/..")]
    [InlineData("a\\..\\b")]
    [InlineData("%2e%2e/x")]
    [InlineData("%252e%252e%252fx")]
    [InlineData("%25252e%25252e/x")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("C:\\x")]
    [InlineData("c:x")]
    public void A_way_up_is_no_name(string sent) => Assert.Equal("Invalid path", Assert.Throws<Refusal>(() => ArtifactPath.Of(sent)).Message);

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://x/y")]
    public void A_query_names_nothing_absolute(string sent) => Assert.Throws<Refusal>(() => ArtifactPath.OfQuery(sent));

    [Theory]
    [InlineData("mlflow-artifacts:/1/2/artifacts", "1/2/artifacts")]
    [InlineData("mlflow-artifacts://host:9000/models/", "models")]
    [InlineData("s3://bucket/x", null)]
    [InlineData("file:///tmp", null)]
    public void Only_addresses_of_the_server_are_paths(string address, string? path) => Assert.Equal(path, ArtifactPath.OfAddress(address));
}
