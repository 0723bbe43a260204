using Assay.Server.Security;

namespace Assay.Tests.Server;

public class TokenListTests
{
    [Fact]
    public void A_token_has_the_role_of_its_line_and_the_file_holds_no_token()
    {
        using var room = new TemporaryFolder();
        var token = TokenList.Make([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);
        var path = room.Write("tokens.txt", $"# mine\n\n{new TokenList.Entry(Role.Write, "anna", TokenList.HashOf(token)).Line}\n");
        var list = TokenList.Read(path);
        Assert.Equal((Role.Write, Role.None, Role.None), (list.RoleOf(token), list.RoleOf(token + "x"), list.RoleOf("")));
        Assert.DoesNotContain(token, File.ReadAllText(path));
    }

    [Theory]
    [InlineData("owner anna 00")]
    [InlineData("write anna")]
    [InlineData("none anna 0000000000000000000000000000000000000000000000000000000000000000")]
    public void A_line_that_does_not_fit_is_named(string line)
    {
        using var room = new TemporaryFolder();
        Assert.Contains("Line 1", Assert.Throws<AssayException>(() => TokenList.Read(room.Write("tokens.txt", line))).Message);
    }

    [Theory]
    [InlineData("Bearer abc", "abc")]
    [InlineData("bearer  abc ", "abc")]
    [InlineData("Basic dTphYmM=", "abc")]
    [InlineData("Basic ###", "")]
    [InlineData("Digest abc", "")]
    [InlineData(null, "")]
    public void The_token_is_taken_out_of_the_header(string? header, string token) => Assert.Equal(token, Credentials.Of(header));
}
