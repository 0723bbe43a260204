using Assay.Server.Artifacts;

namespace Assay.Tests.Server;

public class AttachmentTests
{
    [Theory]
    [InlineData("a/notes.txt", "attachment; filename=notes.txt")]
    [InlineData("sp ace.txt", "attachment; filename=sp ace.txt")]
    [InlineData("üml.txt", "attachment; filename=üml.txt")]
    [InlineData("a\";x=\"b", "attachment; filename=\"a__x__b\"; filename*=UTF-8''a%22%3Bx%3D%22b")]
    [InlineData("日.txt", "attachment; filename=\"_.txt\"; filename*=UTF-8''%E6%97%A5.txt")]
    public void A_name_is_told_in_a_header_that_holds_nothing_else(string name, string header) =>
        Assert.Equal(header, Attachment.Disposition(name, latin1: true));

    [Fact]
    public void A_host_that_sends_ascii_headers_gets_ascii() =>
        Assert.Equal("attachment; filename=\"_ml.txt\"; filename*=UTF-8''%C3%BCml.txt", Attachment.Disposition("üml.txt", latin1: false));

    [Theory]
    [InlineData("MLmodel", "text/plain")]
    [InlineData("a/b.YAML", "application/octet-stream")]
    [InlineData("x.html", "text/html")]
    [InlineData("model.pkl", "application/octet-stream")]
    public void The_media_type_follows_the_name(string name, string type) => Assert.Equal(type, MediaType.Of(name));
}
