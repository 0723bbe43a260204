using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Assay.Shared;

/// <summary>A server on the loopback that a test owns: it speaks plain HTTP/1.1 with kept connections and answers as the test says.</summary>
public sealed class LoopbackEndpoint : IDisposable
{
    private static readonly byte[] headerEnd = "\r\n\r\n"u8.ToArray();
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Func<Request, Task<Response>> answer;
    private readonly CancellationTokenSource ending = new();

    /// <summary>Listens on a free port.</summary>
    /// <param name="answer">Called for every request, many at once.</param>
    public LoopbackEndpoint(Func<Request, Task<Response>> answer)
    {
        this.answer = answer;
        listener.Start(1024);
        _ = AcceptAsync();
    }

    /// <summary>The address, without a path.</summary>
    public string Address => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    /// <inheritdoc/>
    public void Dispose()
    {
        ending.Cancel();
        listener.Dispose();
        ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!ending.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await listener.AcceptSocketAsync(ending.Token));
            }
            catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var _ = socket;
        socket.NoDelay = true;
        var buffer = new byte[1 << 16];
        var filled = 0;
        try
        {
            while (true)
            {
                int head;
                while ((head = buffer.AsSpan(0, filled).IndexOf(headerEnd)) < 0)
                {
                    filled += await ReadAsync(socket, buffer.AsMemory(filled));
                }

                var headers = Encoding.ASCII.GetString(buffer, 0, head);
                var length = Length(headers);
                var whole = head + headerEnd.Length + length;
                if (buffer.Length < whole)
                {
                    Array.Resize(ref buffer, whole * 2);
                }

                while (filled < whole)
                {
                    filled += await ReadAsync(socket, buffer.AsMemory(filled));
                }

                var response = await answer(new Request(headers[..headers.IndexOf('\r', StringComparison.Ordinal)].Split(' ')[1], headers, Encoding.UTF8.GetString(buffer, head + headerEnd.Length, length)));
                var body = Encoding.UTF8.GetBytes(response.Body);
                var start = Encoding.ASCII.GetBytes($"HTTP/1.1 {response.Status} X\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n{response.Headers}\r\n");
                await socket.SendAsync((byte[])[.. start, .. body]);
                response.Sent?.Invoke();
                buffer.AsSpan(whole, filled - whole).CopyTo(buffer);
                filled -= whole;
            }
        }
        catch (Exception gone) when (gone is SocketException or EndOfStreamException or ObjectDisposedException)
        {
            // The client went away.
        }
    }

    private static async Task<int> ReadAsync(Socket socket, Memory<byte> buffer) => await socket.ReceiveAsync(buffer) is > 0 and var read ? read : throw new EndOfStreamException();

    private static int Length(string headers)
    {
        const string Name = "content-length:";
        var at = headers.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? 0 : int.Parse(headers.AsSpan(at + Name.Length).ToString().Split('\r')[0].Trim());
    }

    /// <summary>What came.</summary>
    public sealed record Request(string Path, string Headers, string Body);

    /// <summary>What is sent.</summary>
    public sealed record Response(string Body, int Status = 200, string Headers = "")
    {
        /// <summary>Called once everything is handed to the connection.</summary>
        public Action? Sent { get; init; }
    }
}
