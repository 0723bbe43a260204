namespace Assay.Learners.Linear;

/// <summary>Minimises a convex loss of linear scores plus half l2 times the sum of squared weights, for one l2 after the other.</summary>
/// <remarks>
/// Newton's method; its linear systems are solved by conjugate gradients with a stand-in for the curvature, which for narrow
/// matrices is the curvature itself near the solution, so that few passes over the rows are needed. Each l2 starts at the solution of
/// the one before. Column 0 is the intercept and hardly penalised: just so much that a class without rows keeps a finite score.
/// Source: Lin, Weng and Keerthi, Trust region Newton method for logistic regression, JMLR 9, 2008 (here with a line search);
/// Nocedal and Wright, Numerical Optimization, 2nd edition, section 7.1.
/// </remarks>
internal sealed class PenalisedFit
{
    private const int MostNewtonSteps = 60;
    private const int MostInnerSteps = 150;
    private const int ManyInnerSteps = 15;
    private readonly SparseRows rows;
    private readonly LossFamily family;
    private readonly double[] labels;
    private readonly double[] rowWeights;
    private readonly CancellationToken cancellation;
    private readonly double[] means;
    private readonly double[] scratch;
    private readonly double[] penalty;
    private double l2;
    private double gradientAtZero;
    private Preconditioner? preconditioner;
    private double preconditionedFor;
    private int innerSteps;

    /// <summary>Weights start at zero.</summary>
    public PenalisedFit(SparseRows rows, LossFamily family, double[] labels, double[] rowWeights, CancellationToken cancellation)
    {
        this.rows = rows;
        this.family = family;
        this.labels = labels;
        this.rowWeights = rowWeights;
        this.cancellation = cancellation;
        means = new double[rows.Count * family.Outputs];
        scratch = new double[rows.Count * family.Outputs];
        penalty = new double[rows.Width];
        Weights = new double[rows.Width * family.Outputs];
    }

    /// <summary>The weights, width x outputs.</summary>
    public double[] Weights { get; }

    /// <summary>Moves <see cref="Weights"/> to the minimum for this l2, until the gradient is this share of the largest one met.</summary>
    public void Solve(double penaltyOfWeights, double tolerance)
    {
        l2 = penaltyOfWeights;
        Array.Fill(penalty, l2);
        penalty[0] = Math.Max(1e-6 * rowWeights.Sum(), 1e-9);
        var gradient = new double[Weights.Length];
        var value = Evaluate(Weights);
        for (var step = 0; step < MostNewtonSteps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            Gradient(gradient);
            var norm = Norm(gradient);
            gradientAtZero = Math.Max(gradientAtZero, norm);
            if (norm <= tolerance * gradientAtZero)
            {
                return;
            }

            Prepare();
            var direction = Direction(gradient, Math.Min(0.1, Math.Sqrt(norm / gradientAtZero)) * norm);
            var (moved, better) = Search(direction, Dot(gradient, direction), value);
            value = better;
            if (!moved)
            {
                return;
            }
        }
    }

    private double Evaluate(ReadOnlySpan<double> weights)
    {
        rows.Times(weights, family.Outputs, scratch);
        var value = family.Loss(scratch, labels, rowWeights, means);
        for (var i = 0; i < weights.Length; i++)
        {
            value += penalty[i / family.Outputs] * weights[i] * weights[i] / 2;
        }

        return value;
    }

    private void Gradient(Span<double> gradient)
    {
        family.Gradient(means, labels, rowWeights, scratch);
        Penalty(Weights, gradient);
        rows.AddTransposedTimes(scratch, family.Outputs, gradient);
    }

    // The stand-in stays while l2 and the solution are near; exactness is the conjugate gradients' business.
    private void Prepare()
    {
        if (preconditioner is not null && preconditionedFor / l2 is > 0.3 and < 3 && innerSteps < ManyInnerSteps)
        {
            return;
        }

        for (var row = 0; row < rows.Count; row++)
        {
            for (var output = 0; output < family.Outputs; output++)
            {
                var at = (row * family.Outputs) + output;
                scratch[at] = rowWeights[row] * family.Curvature(means[at]);
            }
        }

        preconditioner = new Preconditioner(rows, scratch, family.Outputs, penalty);
        preconditionedFor = l2;
    }

    // Conjugate gradients on curvature x direction = -gradient, until the residual is small enough.
    private double[] Direction(double[] gradient, double enough)
    {
        var direction = new double[gradient.Length];
        var residual = Array.ConvertAll(gradient, g => -g);
        var solved = new double[gradient.Length];
        preconditioner!.Solve(residual, solved);
        var along = (double[])solved.Clone();
        var curved = new double[gradient.Length];
        var fit = Dot(residual, solved);
        for (innerSteps = 0; innerSteps < MostInnerSteps && Norm(residual) > enough; innerSteps++)
        {
            cancellation.ThrowIfCancellationRequested();
            Curve(along, curved);
            var length = fit / Dot(along, curved);
            if (!double.IsFinite(length) || length <= 0)
            {
                break;
            }

            AddScaled(direction, along, length);
            AddScaled(residual, curved, -length);
            preconditioner.Solve(residual, solved);
            var next = Dot(residual, solved);
            for (var i = 0; i < along.Length; i++)
            {
                along[i] = solved[i] + (next / fit * along[i]);
            }

            fit = next;
        }

        return direction;
    }

    private void Curve(double[] direction, double[] curved)
    {
        rows.Times(direction, family.Outputs, scratch);
        family.Curve(means, rowWeights, scratch);
        Penalty(direction, curved);
        rows.AddTransposedTimes(scratch, family.Outputs, curved);
    }

    // Halves the step until the value falls enough (Armijo).
    private (bool Moved, double Value) Search(double[] direction, double slope, double value)
    {
        var tried = new double[Weights.Length];
        for (var length = 1.0; length > 1e-8; length /= 2)
        {
            Weights.CopyTo(tried, 0);
            AddScaled(tried, direction, length);
            var now = Evaluate(tried);
            if (now <= value + (1e-4 * length * slope))
            {
                tried.CopyTo(Weights, 0);
                return (true, now);
            }
        }

        return (false, Evaluate(Weights));
    }

    private void Penalty(ReadOnlySpan<double> weights, Span<double> result)
    {
        for (var i = 0; i < weights.Length; i++)
        {
            result[i] = penalty[i / family.Outputs] * weights[i];
        }
    }

    private static void AddScaled(double[] to, double[] from, double factor)
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] += factor * from[i];
        }
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static double Norm(double[] values) => Math.Sqrt(Dot(values, values));
}
