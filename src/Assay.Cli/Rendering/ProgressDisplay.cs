using Assay.Cli.Frame;
using Assay.Development;
using Spectre.Console;

namespace Assay.Cli.Rendering;

/// <summary>Runs work with its progress shown: redrawn in place on a terminal, as plain lines otherwise, always on standard error.</summary>
internal static class ProgressDisplay
{
    private static readonly TimeSpan redrawEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>Runs the work and returns what it returns; the display is gone before this returns or throws.</summary>
    public static T Run<T>(Surroundings surroundings, TimeProvider time, Func<IProgress<DevelopmentProgress>, T> work) =>
        surroundings.Interactive
            ? Live(TerminalConsole.ForMessages(surroundings), time, work)
            : work(new ProgressLines(surroundings.Error));

    private static T Live<T>(IAnsiConsole console, TimeProvider time, Func<IProgress<DevelopmentProgress>, T> work) =>
        console.Live(new Text("starting")).AutoClear(true).Start(context =>
        {
            var board = new LiveBoard(context, time);
            using var clock = time.CreateTimer(_ => board.Redraw(), null, redrawEvery, redrawEvery);
            try
            {
                return work(board);
            }
            finally
            {
                board.Close();
            }
        });

    private sealed class LiveBoard(LiveDisplayContext context, TimeProvider time) : IProgress<DevelopmentProgress>
    {
        private readonly Lock gate = new();
        private DevelopmentProgress? latest;
        private long since;
        private bool closed;

        public void Report(DevelopmentProgress value)
        {
            lock (gate)
            {
                latest = value;
                since = time.GetTimestamp();
                Draw();
            }
        }

        // Between two events only the clocks move.
        public void Redraw()
        {
            lock (gate)
            {
                Draw();
            }
        }

        public void Close()
        {
            lock (gate)
            {
                closed = true;
            }
        }

        private void Draw()
        {
            if (latest is not null && !closed)
            {
                context.UpdateTarget(ProgressPicture.Draw(latest, time.GetElapsedTime(since)));
                context.Refresh();
            }
        }
    }
}
