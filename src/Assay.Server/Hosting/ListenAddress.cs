using System.Net;
using System.Net.Sockets;

namespace Assay.Server.Hosting;

/// <summary>Where to listen, and the names clients may then use.</summary>
/// <param name="Ip">The address.</param>
/// <param name="Names">Names besides those of the loopback.</param>
internal sealed record ListenAddress(IPAddress Ip, IReadOnlyList<string> Names)
{
    /// <summary>Reads the host that was asked for; without tokens only this machine may be served.</summary>
    /// <exception cref="AssayException"><c>usage.host</c>.</exception>
    internal static ListenAddress Parse(ServerProcessOptions options)
    {
        var ip = options.Host == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(options.Host, out var given) ? given : Resolve(options.Host);
        if (IPAddress.IsLoopback(ip))
        {
            return new ListenAddress(ip, []);
        }

        if (options.Server.TokenFile is null)
        {
            throw new AssayException(
                "usage.host",
                $"Listening on {options.Host} would let every machine that reaches it change this store. Make tokens (assay tokens create) and give them with --tokens FILE, or listen on 127.0.0.1.");
        }

        return new ListenAddress(ip, ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any) ? [] : [options.Host, ip.ToString()]);
    }

    private static IPAddress Resolve(string host)
    {
        try
        {
            return Dns.GetHostAddresses(host).First();
        }
        catch (SocketException unknown)
        {
            throw new AssayException("usage.host", $"The name {host} is not known ({unknown.Message}). Give an address of this machine with --host.", unknown);
        }
    }
}
