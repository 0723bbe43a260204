using System.Text;
using Assay.Server;
using Assay.Server.Frame;
using Assay.Server.Hosting;
using Assay.Server.Security;

namespace Assay.Acceptance.Server;

/// <summary>Who may do what, over the whole table of routes.</summary>
public class AccessTests
{
    [Fact]
    public async Task Every_route_refuses_a_caller_without_a_token_and_one_of_a_lesser_role()
    {
        using var keys = new TemporaryFolder();
        var list = keys.Write("tokens.txt", string.Join('\n', new[] { Role.Read, Role.Write, Role.Admin }.Select(r => new TokenList.Entry(r, "test", TokenList.HashOf($"assay_{r}")).Line)));
        await using var server = await TestServer.StartAsync(new AssayServerOptions { TokenFile = list });
        var routes = RouteTable.Discover().Routes;
        Assert.True(routes.Count > 80);
        foreach (var (route, path) in routes.SelectMany(r => r.Paths.Select(p => (r, p.Replace("{*", "{", StringComparison.Ordinal)))))
        {
            var target = System.Text.RegularExpressions.Regex.Replace(path, "{[a-z_]+}", "x");
            Assert.Equal(route.Access == Access.Open ? 200 : 401, await StatusAsync(server, (route.Method, target), null));
            Assert.Equal(route.Access == Access.Open ? 200 : 401, await StatusAsync(server, (route.Method, target), "assay_other"));
            if (route.Access is Access.Write or Access.Admin)
            {
                Assert.Equal(403, await StatusAsync(server, (route.Method, target), "assay_Read"));
            }

            if (route.Access is Access.Admin)
            {
                Assert.Equal(403, await StatusAsync(server, (route.Method, target), "assay_Write"));
                Assert.NotEqual(403, await StatusAsync(server, (route.Method, target), "assay_Admin"));
            }
        }
    }

    [Fact]
    public void Open_routes_are_only_those_that_tell_nothing() =>
        Assert.Equal(["/health", "/version"], RouteTable.Discover().Routes.Where(r => r.Access == Access.Open).Select(r => r.Path));

    [Fact]
    public void What_deletes_for_good_needs_an_administrator() => Assert.Equal(
        [
            "2.0/mlflow-artifacts/artifacts/{*path}", "2.0/mlflow/model-versions/delete", "2.0/mlflow/registered-models/delete",
            "2.0/mlflow/traces/delete-traces", "3.0/mlflow/traces/delete-traces",
        ],
        RouteTable.Discover().Routes.Where(r => r.Access == Access.Admin).Select(r => r.Path).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Without_a_token_nobody_learns_which_routes_there_are()
    {
        using var keys = new TemporaryFolder();
        await using var server = await TestServer.StartAsync(new AssayServerOptions { TokenFile = keys.Write("tokens.txt", "") });
        Assert.Equal(401, await StatusAsync(server, ("GET", "/nothing/here"), null));
        Assert.Equal(401, await StatusAsync(server, ("POST", "/v1/traces"), null));
    }

    [Fact]
    public void Another_machine_is_not_served_without_tokens() =>
        Assert.Equal("usage.host", Assert.Throws<AssayException>(() => ListenAddress.Parse(new ServerProcessOptions { Host = "0.0.0.0" })).Code);

    [Fact]
    public async Task A_token_is_taken_as_bearer_and_as_password()
    {
        using var keys = new TemporaryFolder();
        var list = keys.Write("tokens.txt", new TokenList.Entry(Role.Read, "test", TokenList.HashOf("assay_secret")).Line);
        await using var server = await TestServer.StartAsync(new AssayServerOptions { TokenFile = list });
        Assert.Equal(200, await StatusAsync(server, ("GET", "/api/2.0/mlflow/experiments/search?max_results=1"), "assay_secret"));
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes("anna:assay_secret"));
        var answer = await server.SendAsync(new RawRequest("GET", "/api/2.0/mlflow/experiments/search?max_results=1") { Headers = [KeyValuePair.Create("Authorization", $"Basic {basic}")] });
        Assert.Equal(200, answer.Status);
    }

    private static async Task<int> StatusAsync(TestServer server, (string Method, string Target) request, string? token) => (await server.SendAsync(
        new RawRequest(request.Method, request.Target) { Headers = token is null ? [] : [KeyValuePair.Create("Authorization", $"Bearer {token}")] })).Status;
}
