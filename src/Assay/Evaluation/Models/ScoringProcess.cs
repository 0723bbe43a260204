using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Threading.Channels;

namespace Assay.Evaluation.Models;

/// <summary>A running program that answers lines with lines. Writing, reading and its errors each have a task, so no full pipe can stop the others.</summary>
internal sealed class ScoringProcess : IDisposable
{
    private const int ErrorCharacters = 2000;
    private const int MostWaiting = 10_000;
    private const int LongestLine = 1 << 20;
    private readonly ModelSourceOptions options;
    private readonly string name;
    private readonly Process process;
    // A program that never stops writing waits, instead of filling the memory.
    private readonly Channel<string> answers = Channel.CreateBounded<string>(new BoundedChannelOptions(MostWaiting) { SingleReader = true, SingleWriter = true });
    private readonly StringBuilder errors = new();
    private readonly Task reading;
    private readonly Task listening;

    /// <summary>Starts the program.</summary>
    /// <exception cref="AssayException"><c>provider.command-start</c>.</exception>
    public ScoringProcess(IReadOnlyList<string> words, ModelSourceOptions options)
    {
        this.options = options;
        name = words[0];
        var start = new ProcessStartInfo(words[0], words.Skip(1))
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        // Python keeps what it prints to a pipe until 8 KB are full, unless it is told not to.
        start.Environment.TryAdd("PYTHONUNBUFFERED", "1");
        process = Started(start);
        process.StandardInput.NewLine = "\n";
        reading = Task.Run(ReadAsync);
        listening = Task.Run(ListenAsync);
    }

    /// <summary>Sends lines and waits for so many answers.</summary>
    /// <exception cref="AssayException"><c>provider.command-ended</c>, <c>provider.command-time-out</c>, <c>provider.answer-extra</c>.</exception>
    /// <exception cref="OperationCanceledException">The token ended the waiting.</exception>
    public async Task<string[]> AskAsync(IEnumerable<string> lines, int count, CancellationToken cancellation)
    {
        RefuseExtra();
        var writing = Task.Run(() => WriteAsync(lines, cancellation), cancellation);
        var got = new string[count];
        for (var i = 0; i < count; i++)
        {
            got[i] = await NextAsync($"{i} of {count} rows answered", cancellation).ConfigureAwait(false);
        }

        try
        {
            await writing.WaitAsync(options.TimeOut, options.Clock, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw TimedOut("all rows answered, but not all of them read");
        }

        if (options.Life == CommandLife.OneBatch)
        {
            await Task.WhenAny(reading, Task.Delay(options.TimeOut, options.Clock, cancellation)).ConfigureAwait(false);
            RefuseExtra();
        }

        return got;
    }

    /// <summary>Ends the program and all it started.</summary>
    public void Dispose()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended already.
        }

        process.WaitForExit(TimeSpan.FromSeconds(5));
        process.Dispose();
    }

    private static Process Started(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Exception error) when (error is Win32Exception or InvalidOperationException or IOException)
        {
            throw new AssayException("provider.command-start", $"The command \"{start.FileName}\" cannot be started: {error.Message}. Give a program on the path, or its full path; no shell runs it.", error);
        }
    }

    private async Task<string> NextAsync(string soFar, CancellationToken cancellation)
    {
        try
        {
            return await answers.Reader.ReadAsync(cancellation).AsTask().WaitAsync(options.TimeOut, options.Clock, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw TimedOut(soFar);
        }
        catch (ChannelClosedException closed)
        {
            throw closed.InnerException as AssayException ?? await EndedAsync(soFar).ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(IEnumerable<string> lines, CancellationToken cancellation)
    {
        try
        {
            foreach (var line in lines)
            {
                await process.StandardInput.WriteLineAsync(line.AsMemory(), cancellation).ConfigureAwait(false);
            }

            await process.StandardInput.FlushAsync(cancellation).ConfigureAwait(false);
            if (options.Life == CommandLife.OneBatch)
            {
                process.StandardInput.Close();
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It closed its input; whether that is a fault shows in its answers.
        }
    }

    private async Task ReadAsync()
    {
        AssayException? fault = null;
        try
        {
            fault = await ReadLinesAsync().ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The program is being ended.
        }
        finally
        {
            answers.Writer.Complete(fault);
        }
    }

    // Lines as they come, each of bounded length; the fault of one that is too long.
    private async Task<AssayException?> ReadLinesAsync()
    {
        var buffer = new char[4096];
        var line = new StringBuilder();
        for (int read; (read = await process.StandardOutput.ReadAsync(buffer).ConfigureAwait(false)) > 0;)
        {
            for (var (start, end) = (0, 0); start < read; start = end + 1)
            {
                end = Array.IndexOf(buffer, '\n', start, read - start);
                if (end < 0)
                {
                    line.Append(buffer, start, read - start);
                    break;
                }

                line.Append(buffer, start, end - start);
                await answers.Writer.WriteAsync(line.ToString().TrimEnd('\r')).ConfigureAwait(false);
                line.Clear();
            }

            if (line.Length > LongestLine)
            {
                return new AssayException("provider.answer-unreadable", $"\"{name}\" wrote a line of more than {LongestLine:#,0} characters. Let it write one line a row, such as 0.73.");
            }
        }

        if (line.Length > 0)
        {
            await answers.Writer.WriteAsync(line.ToString().TrimEnd('\r')).ConfigureAwait(false);
        }

        return null;
    }

    private async Task ListenAsync()
    {
        var buffer = new char[1024];
        try
        {
            for (int read; (read = await process.StandardError.ReadAsync(buffer).ConfigureAwait(false)) > 0;)
            {
                lock (errors)
                {
                    errors.Append(buffer, 0, read);
                    errors.Remove(0, Math.Max(0, errors.Length - ErrorCharacters));
                }
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The program is being ended.
        }
    }

    private void RefuseExtra()
    {
        if (answers.Reader.TryRead(out var extra))
        {
            throw new AssayException("provider.answer-extra", $"\"{name}\" wrote more lines than it was given rows, such as \"{extra}\". Let it write one line a row to standard output, and everything else to standard error.");
        }
    }

    private AssayException TimedOut(string soFar) => new(
        "provider.command-time-out",
        $"\"{name}\" was silent for {options.TimeOut.TotalSeconds:0.###} s ({soFar}). Let it write and flush a line for every row as it reads it; if it reads its whole input first, start it for every batch (--one-batch); or allow more time (--time-out).{Said()}");

    private async Task<AssayException> EndedAsync(string soFar)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        string code;
        try
        {
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            await listening.WaitAsync(limit.Token).ConfigureAwait(false);
            code = $"ended with exit code {process.ExitCode}";
        }
        catch (OperationCanceledException)
        {
            code = process.HasExited ? $"ended with exit code {process.ExitCode}" : "closed its output";
        }

        return new AssayException("provider.command-ended", $"\"{name}\" {code} ({soFar}). Run it by hand with a row to see why.{Said()}");
    }

    private string Said()
    {
        lock (errors)
        {
            var said = errors.ToString().Trim();
            return said.Length == 0 ? "" : $" It wrote to standard error: {said}";
        }
    }
}
