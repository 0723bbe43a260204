namespace Assay.Statistics;

/// <summary>The matrix whose n-th power holds the one-sample Kolmogorov distribution.</summary>
/// <remarks>Source: Durbin 1973; Marsaglia, Tsang and Wang, Journal of Statistical Software 8(18), 2003.</remarks>
internal static class DurbinMatrix
{
    /// <summary>H of size 2k - 1 for h = k - n d.</summary>
    public static double[,] Make(int size, double h)
    {
        var matrix = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                matrix[i, j] = i - j + 1 < 0 ? 0 : 1;
            }
        }

        for (var i = 0; i < size; i++)
        {
            matrix[i, 0] -= Math.Pow(h, i + 1);
            matrix[size - 1, i] -= Math.Pow(h, size - i);
        }

        matrix[size - 1, 0] += (2 * h) - 1 > 0 ? Math.Pow((2 * h) - 1, size) : 0;
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                for (var g = 1; g <= i - j + 1; g++)
                {
                    matrix[i, j] /= g;
                }
            }
        }

        return matrix;
    }

    /// <summary>The n-th power times 10^-exponent.</summary>
    public static double[,] Power(double[,] matrix, int n, out int exponent)
    {
        if (n == 1)
        {
            exponent = 0;
            return matrix;
        }

        var half = Power(matrix, n / 2, out exponent);
        var power = Multiply(half, half);
        exponent *= 2;
        power = n % 2 == 0 ? power : Multiply(matrix, power);
        var middle = power.GetLength(0) / 2;
        if (power[middle, middle] > 1e140)
        {
            exponent += 140;
            for (var i = 0; i < power.GetLength(0); i++)
            {
                for (var j = 0; j < power.GetLength(0); j++)
                {
                    power[i, j] *= 1e-140;
                }
            }
        }

        return power;
    }

    private static double[,] Multiply(double[,] a, double[,] b)
    {
        var size = a.GetLength(0);
        var product = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            for (var k = 0; k < size; k++)
            {
                var factor = a[i, k];
                for (var j = 0; factor != 0 && j < size; j++)
                {
                    product[i, j] += factor * b[k, j];
                }
            }
        }

        return product;
    }
}
