using Assay.Server.Frame;
using Assay.Server.Registry;

namespace Assay.Tests.Server;

public class SourceRuleTests
{
    [Theory]
    [InlineData("mlflow-artifacts:/models///")]
    [InlineData("mlflow-artifacts://host:9000/models/artifact/..../")]
    [InlineData("s3://bucket/1")]
    [InlineData("models:/house prices/2")]
    [InlineData("runs:/graphql_test/model")]
    public void An_address_without_a_way_up_is_taken(string source) => SourceRule.Check(source, null);

    [Theory]
    [InlineData("mlflow-artifacts://host:9000/models/../../../")]
    [InlineData("https://host/api/2.0/mlflow-artifacts/artifacts/../../../")]
    [InlineData("mlflow-artifacts://host:9000/models/..%2f..%2fartifacts")]
    [InlineData("mlflow-artifacts://host:9000/models/artifact%00")]
    [InlineData("http://h/artifacts/%252e%252e/x")]
    [InlineData("dbfs:/r/artifacts/a%3f/../../..")]
    public void A_way_up_is_refused(string source) =>
        Assert.Contains("If supplying a source as an http, https,", Assert.Throws<Refusal>(() => SourceRule.Check(source, null)).Message);

    [Theory]
    [InlineData("file:///shared/1/r/artifacts", "file:///shared/1/r/artifacts", true)]
    [InlineData("/shared/1/r/artifacts/model/..", "file:///shared/1/r/artifacts", true)]
    [InlineData("file:///shared/1/r/artifacts/../x", "file:///shared/1/r/artifacts", false)]
    [InlineData("/shared/1/r/artifacts-2", "file:///shared/1/r/artifacts", false)]
    [InlineData("/etc/passwd", "mlflow-artifacts:/1/r/artifacts", false)]
    [InlineData("file:///tmp", null, false)]
    [InlineData("C:\\Windows", null, false)]
    [InlineData("./../..", null, false)]
    public void A_local_path_must_be_the_runs_own(string source, string? root, bool taken)
    {
        if (taken)
        {
            SourceRule.Check(source, root);
        }
        else
        {
            Assert.Contains("To use a local path as a model version source", Assert.Throws<Refusal>(() => SourceRule.Check(source, root)).Message);
        }
    }

    [Fact]
    public void A_file_of_another_machine_is_no_address() =>
        Assert.Contains("is not a valid remote uri", Assert.Throws<Refusal>(() => SourceRule.Check("file://123.456.789.123/path", null)).Message);
}
