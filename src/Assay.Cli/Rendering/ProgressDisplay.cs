using Assay.Cli.Frame;
using Assay.Development;
using Assay.Evaluation.Suite;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Assay.Cli.Rendering;

/// <summary>Runs work with its progress shown: redrawn in place on a terminal, as plain lines otherwise, always on standard error.</summary>
internal static class ProgressDisplay
{
    private static readonly TimeSpan redrawEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>Runs a development and returns what it returns; the display is gone before this returns or throws.</summary>
    public static T Run<T>(Surroundings surroundings, TimeProvider time, Func<IProgress<DevelopmentProgress>, T> work) =>
        surroundings.Interactive
            ? Live(surroundings, time, ProgressPicture.Draw, work)
            : work(new ProgressLines(surroundings.Error));

    /// <summary>Runs an evaluation the same way.</summary>
    public static T RunEvaluation<T>(Surroundings surroundings, TimeProvider time, Func<IProgress<EvaluationProgress>, T> work) =>
        surroundings.Interactive
            ? Live(surroundings, time, EvaluationProgressPicture.Draw, work)
            : work(new EvaluationProgressLines(surroundings.Error));

    private static T Live<T, TProgress>(Surroundings surroundings, TimeProvider time, Func<TProgress, TimeSpan, IRenderable> picture, Func<IProgress<TProgress>, T> work)
        where TProgress : class =>
        TerminalConsole.ForMessages(surroundings).Live(new Text("starting")).AutoClear(true).Start(context =>
        {
            var board = new LiveBoard<TProgress>(context, time, picture);
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

    private sealed class LiveBoard<TProgress>(LiveDisplayContext context, TimeProvider time, Func<TProgress, TimeSpan, IRenderable> picture) : IProgress<TProgress>
        where TProgress : class
    {
        private readonly Lock gate = new();
        private TProgress? latest;
        private long since;
        private bool closed;

        public void Report(TProgress value)
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
                context.UpdateTarget(picture(latest, time.GetElapsedTime(since)));
                context.Refresh();
            }
        }
    }
}
