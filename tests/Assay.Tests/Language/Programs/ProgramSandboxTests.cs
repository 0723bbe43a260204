using Assay.Language.Programs;

namespace Assay.Tests.Language.Programs;

/// <summary>Programs a model wrote pass when they run to their end, and can do no harm.</summary>
public class ProgramSandboxTests
{
    private static bool Passes(string program) => Within(TimeSpan.FromSeconds(30)).Passes(program, TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("def add(a, b):\n    return a + b\nassert add(2, 3) == 5", true)]
    [InlineData("print('é' * 3); import math, json; assert math.sqrt(4) == 2", true)]
    [InlineData("open('/tmp/own', 'w').write('x'); assert open('/tmp/own').read() == 'x'", true)]
    [InlineData("assert 2 + 2 == 5", false)]
    [InlineData("def f(:", false)]
    [InlineData("raise SystemExit(0)", false)]
    [InlineData("import os; os._exit(0)", false)]
    [InlineData("while True: pass", false)]
    [InlineData("x = bytearray(4_000_000_000)", false)]
    [InlineData("import os\nwhile True: os.fork()", false)]
    [InlineData("open('/tmp/large', 'wb').write(bytes(30_000_000))", false)]
    public void A_program_passes_when_it_comes_to_its_end(string program, bool passes) => Assert.Equal(passes, Passes(program));

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("/root")]
    [InlineData("/home")]
    [InlineData("/proc/1/root/etc")]
    public void Files_of_this_machine_are_not_there(string path) => Assert.True(Passes($"import os\nassert not os.path.exists('{path}')"));

    [Fact]
    public void Nothing_can_be_written_beside_a_folder_that_vanishes() =>
        Assert.True(Passes("import os\nfor p in ['/usr/x', '/x/y', '/bin/x']:\n    try:\n        open(p, 'w')\n    except OSError:\n        continue\n    assert False, p"));

    [Fact]
    public void A_server_of_this_machine_cannot_be_reached()
    {
        using var server = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        server.Start();
        var port = ((System.Net.IPEndPoint)server.LocalEndpoint).Port;
        Assert.True(Passes($"import socket\ntry:\n    socket.create_connection(('127.0.0.1', {port}), 2)\nexcept OSError:\n    pass\nelse:\n    assert False"));
    }

    [Fact]
    public void A_program_that_waits_for_ever_is_ended() =>
        Assert.False(Within(TimeSpan.FromMilliseconds(300)).Passes("import time\ntime.sleep(1000)", TestContext.Current.CancellationToken));

    [Fact]
    public void A_cancelled_program_is_ended()
    {
        var sandbox = Within(TimeSpan.FromSeconds(30));
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        Assert.ThrowsAny<OperationCanceledException>(() => sandbox.Passes("import time\ntime.sleep(1000)", soon.Token));
    }

    private static ProgramSandbox Within(TimeSpan time)
    {
        Assert.SkipUnless(ProgramSandbox.Missing is null, ProgramSandbox.Missing ?? "");
        return new ProgramSandbox { MostProcessorTime = TimeSpan.FromSeconds(1), MostTime = time };
    }
}
