namespace Assay.Learners.Linear;

/// <summary>An easily solved stand-in for the curvature: exact blocks by output for narrow matrices, its diagonal for wide ones.</summary>
internal sealed class Preconditioner
{
    // A block of 1,000 columns takes a third of a second to factorise; beyond, the diagonal is cheaper.
    private const int WidestBlock = 1000;
    private const long MostCells = 20_000_000;
    private readonly int width;
    private readonly int outputs;
    private readonly Cholesky[] blocks = [];
    private readonly double[] diagonal = [];

    /// <summary>Adds up the curvature at these means.</summary>
    /// <param name="rows">The features.</param>
    /// <param name="curvature">Weight times second derivative, rows x outputs.</param>
    /// <param name="outputs">Scores a row.</param>
    /// <param name="penalty">What is added to the diagonal, one a column.</param>
    public Preconditioner(SparseRows rows, ReadOnlySpan<double> curvature, int outputs, ReadOnlySpan<double> penalty)
    {
        width = rows.Width;
        this.outputs = outputs;
        if (width <= WidestBlock && (long)width * width * outputs <= MostCells)
        {
            blocks = new Cholesky[outputs];
            for (var output = 0; output < outputs; output++)
            {
                blocks[output] = new Cholesky(Block(rows, curvature, output, penalty), width);
            }
        }
        else
        {
            diagonal = Diagonal(rows, curvature, penalty);
        }
    }

    /// <summary>Solves with the stand-in: width x outputs.</summary>
    public void Solve(ReadOnlySpan<double> right, Span<double> solution)
    {
        right.CopyTo(solution);
        if (diagonal.Length > 0)
        {
            for (var i = 0; i < solution.Length; i++)
            {
                solution[i] /= diagonal[i];
            }

            return;
        }

        var column = new double[width];
        for (var output = 0; output < outputs; output++)
        {
            for (var i = 0; i < width; i++)
            {
                column[i] = solution[(i * outputs) + output];
            }

            blocks[output].Solve(column);
            for (var i = 0; i < width; i++)
            {
                solution[(i * outputs) + output] = column[i];
            }
        }
    }

    private double[] Block(SparseRows rows, ReadOnlySpan<double> curvature, int output, ReadOnlySpan<double> penalty)
    {
        var block = new double[width * width];
        var start = rows.Starts;
        var place = rows.Places;
        var value = rows.Values;
        for (var row = 0; row < rows.Count; row++)
        {
            var own = place[start[row]..start[row + 1]];
            var values = value[start[row]..start[row + 1]];
            var weight = curvature[(row * outputs) + output];
            for (var i = 0; i < own.Length; i++)
            {
                // Places increase within a row, so this is the lower triangle.
                var line = block.AsSpan(own[i] * width, own[i] + 1);
                var scaled = weight * values[i];
                for (var j = 0; j <= i; j++)
                {
                    line[own[j]] += scaled * values[j];
                }
            }
        }

        for (var i = 0; i < width; i++)
        {
            block[(i * width) + i] += penalty[i];
        }

        return block;
    }

    private double[] Diagonal(SparseRows rows, ReadOnlySpan<double> curvature, ReadOnlySpan<double> penalty)
    {
        var sums = new double[width * outputs];
        var start = rows.Starts;
        var place = rows.Places;
        var value = rows.Values;
        for (var row = 0; row < rows.Count; row++)
        {
            for (var at = start[row]; at < start[row + 1]; at++)
            {
                for (var output = 0; output < outputs; output++)
                {
                    sums[(place[at] * outputs) + output] += curvature[(row * outputs) + output] * value[at] * value[at];
                }
            }
        }

        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += penalty[i / outputs];
        }

        return sums;
    }
}
