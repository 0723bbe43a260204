using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Assay.Numerics;

namespace Assay.Tuning.Surrogates;

/// <summary>The triangular factor of a symmetric positive definite matrix together with the factor's inverse, rows as arrays.</summary>
/// <remarks>
/// Rows, so that every inner loop runs over neighbours in memory. The inverse is kept because a surrogate is asked for thousands of
/// predictions between two factorisations. Source: Golub and Van Loan, Matrix Computations, 4th edition, section 4.2.
/// </remarks>
internal sealed class Triangle
{
    private readonly double[][] inverse;

    private Triangle(double[][] inverse, double logDeterminant) => (this.inverse, LogDeterminant) = (inverse, logDeterminant);

    /// <summary>The logarithm of the matrix's determinant.</summary>
    internal double LogDeterminant { get; }

    /// <summary>Factorises; null when the matrix is not positive definite in floating point.</summary>
    /// <param name="lower">Row i holds i + 1 numbers; overwritten.</param>
    internal static Triangle? Of(double[][] lower)
    {
        var logDeterminant = 0.0;
        for (var row = 0; row < lower.Length; row++)
        {
            var own = lower[row];
            for (var column = 0; column < row; column++)
            {
                own[column] = (own[column] - Sums.Dot(own.AsSpan(0, column), lower[column].AsSpan(0, column))) / lower[column][column];
            }

            var pivot = own[row] - Sums.Dot(own.AsSpan(0, row), own.AsSpan(0, row));
            if (!(pivot > 1e-14 * own[row]))
            {
                return null;
            }

            own[row] = Math.Sqrt(pivot);
            logDeterminant += Math.Log(pivot);
        }

        return new Triangle(Invert(lower), logDeterminant);
    }

    /// <summary>The factor's inverse times a vector.</summary>
    internal void Whiten(ReadOnlySpan<double> vector, Span<double> result)
    {
        for (var row = 0; row < inverse.Length; row++)
        {
            result[row] = Sums.Dot(inverse[row], vector[..(row + 1)]);
        }
    }

    /// <summary>The transposed inverse of the factor times a vector: after <see cref="Whiten"/> it solves the whole system.</summary>
    internal void Colour(ReadOnlySpan<double> vector, Span<double> result)
    {
        result.Clear();
        for (var row = 0; row < inverse.Length; row++)
        {
            AddTimes(result[..(row + 1)], vector[row], inverse[row]);
        }
    }

    /// <summary>The lower half of the matrix's inverse, row i with i + 1 numbers.</summary>
    internal double[][] MatrixInverse()
    {
        var result = new double[inverse.Length][];
        for (var row = 0; row < inverse.Length; row++)
        {
            result[row] = new double[row + 1];
            var factor = inverse[row];
            for (var above = 0; above <= row; above++)
            {
                AddTimes(result[above], factor[above], factor.AsSpan(0, above + 1));
            }
        }

        return result;
    }

    private static double[][] Invert(double[][] lower)
    {
        var inverse = new double[lower.Length][];
        for (var row = 0; row < lower.Length; row++)
        {
            var own = inverse[row] = new double[row + 1];
            var scale = 1 / lower[row][row];
            for (var above = 0; above < row; above++)
            {
                AddTimes(own.AsSpan(0, above + 1), -scale * lower[row][above], inverse[above]);
            }

            own[row] = scale;
        }

        return inverse;
    }

    private static void AddTimes(Span<double> target, double factor, ReadOnlySpan<double> source)
    {
        ref var t = ref MemoryMarshal.GetReference(target);
        ref var s = ref MemoryMarshal.GetReference(source);
        var wide = Vector256.Create(factor);
        var i = 0;
        for (; i + Vector256<double>.Count <= target.Length; i += Vector256<double>.Count)
        {
            (Vector256.LoadUnsafe(ref t, (nuint)i) + (wide * Vector256.LoadUnsafe(ref s, (nuint)i))).StoreUnsafe(ref t, (nuint)i);
        }

        for (; i < target.Length; i++)
        {
            target[i] += factor * source[i];
        }
    }
}
