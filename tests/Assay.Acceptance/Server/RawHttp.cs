using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Assay.Acceptance.Server;

/// <summary>A request as it is to stand on the wire: nothing in it is normalised, encoded or added but lengths and the host.</summary>
internal sealed record RawRequest(string Method, string Target)
{
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public byte[]? Body { get; init; }
}

/// <summary>What came back; status 0 when the connection was closed without an answer.</summary>
internal sealed record RawAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public string Header(string name) => Headers.GetValueOrDefault(name, "");
}

/// <summary>HTTP/1.1 by hand, one connection a request, because no client library sends what attackers send.</summary>
internal static class RawHttp
{
    public static async Task<RawAnswer> SendAsync(IPEndPoint server, RawRequest request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server);
        var stream = client.GetStream();
        try
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(Head(server, request)));
            await stream.WriteAsync(request.Body ?? []);
        }
        catch (IOException)
        {
            // The server has answered and closed before it had everything.
        }

        return Read(await ReadAllAsync(stream));
    }

    private static string Head(IPEndPoint server, RawRequest request)
    {
        var head = new StringBuilder($"{request.Method} {request.Target.Replace("\0", "%00").Replace(" ", "%20").Replace("\n", "%0a")} HTTP/1.1\r\n");
        if (!request.Headers.Any(h => h.Key.Equals("Host", StringComparison.OrdinalIgnoreCase)))
        {
            head.Append(CultureInfo.InvariantCulture, $"Host: {server}\r\n");
        }

        foreach (var (name, value) in request.Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        if (request.Body is not null || request.Method is "POST" or "PUT" or "PATCH")
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {request.Body?.Length ?? 0}\r\n");
        }

        return head.Append("Connection: close\r\n\r\n").ToString();
    }

    private static async Task<byte[]> ReadAllAsync(NetworkStream stream)
    {
        using var all = new MemoryStream();
        try
        {
            await stream.CopyToAsync(all);
        }
        catch (IOException)
        {
            // A reset after the answer: what came before it counts.
        }

        return all.ToArray();
    }

    private static RawAnswer Read(byte[] bytes)
    {
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return new RawAnswer(0, new Dictionary<string, string>(), []);
        }

        var lines = Encoding.Latin1.GetString(bytes, 0, end).Split("\r\n");
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon].Trim()] = line[(colon + 1)..].Trim();
        }

        var body = bytes[(end + 4)..];
        return new RawAnswer(
            int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture),
            headers,
            headers.GetValueOrDefault("Transfer-Encoding") == "chunked" ? Unchunk(body) : body);
    }

    private static byte[] Unchunk(byte[] body)
    {
        using var whole = new MemoryStream();
        for (var at = 0; at < body.Length;)
        {
            var line = body.AsSpan(at).IndexOf("\r\n"u8);
            var size = int.Parse(Encoding.ASCII.GetString(body, at, line), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            whole.Write(body, at + line + 2, size);
            at += line + size + 4;
            if (size == 0)
            {
                break;
            }
        }

        return whole.ToArray();
    }
}
