namespace Assay.Learners.Linear;

/// <summary>The triangular factor of a symmetric positive definite matrix, for solving with it many times.</summary>
/// <remarks>Source: Golub and Van Loan, Matrix Computations, 4th edition, section 4.2.</remarks>
internal sealed class Cholesky
{
    private readonly int size;
    private readonly double[] factor;

    /// <summary>Factorises a matrix (row after row, the lower triangle is read) in place.</summary>
    /// <remarks>A pivot that rounding made too small is lifted: the result then solves a nearby system.</remarks>
    public Cholesky(double[] matrix, int size)
    {
        this.size = size;
        factor = matrix;
        for (var row = 0; row < size; row++)
        {
            var own = matrix.AsSpan(row * size, row);
            for (var column = 0; column < row; column++)
            {
                var other = matrix.AsSpan(column * size, column);
                own[column] = (own[column] - Dot(own[..column], other)) / matrix[(column * size) + column];
            }

            var diagonal = matrix[(row * size) + row];
            matrix[(row * size) + row] = Math.Sqrt(Math.Max(diagonal - Dot(own, own), Math.Max(1e-12 * diagonal, 1e-300)));
        }
    }

    /// <summary>Solves in place.</summary>
    public void Solve(Span<double> right)
    {
        for (var row = 0; row < size; row++)
        {
            right[row] = (right[row] - Dot(factor.AsSpan(row * size, row), right[..row])) / factor[(row * size) + row];
        }

        for (var row = size - 1; row >= 0; row--)
        {
            var solved = right[row] /= factor[(row * size) + row];
            for (var column = 0; column < row; column++)
            {
                right[column] -= factor[(row * size) + column] * solved;
            }
        }
    }

    // Four sums in a fixed order: the same bits on every machine, whatever its vector width.
    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        var i = 0;
        for (; i + 3 < a.Length; i += 4)
        {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }

        for (; i < a.Length; i++)
        {
            s0 += a[i] * b[i];
        }

        return s0 + s1 + (s2 + s3);
    }
}
