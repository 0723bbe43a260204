using Assay.Data;

namespace Assay.Learners.Trees;

/// <summary>Ratio, difference and product of two numbers; for a place on a map also turned axes.</summary>
internal sealed record ArithmeticPart : TreePart
{
    private static readonly double[] Angles = [Math.PI / 8, Math.PI / 4, 3 * Math.PI / 8, 5 * Math.PI / 8, 3 * Math.PI / 4, 7 * Math.PI / 8];

    /// <summary>The second number's column.</summary>
    public required string Other { get; init; }

    /// <summary>Whether the two are coordinates, of which turned axes say more than ratios.</summary>
    public bool Place { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names => Place
        ? [.. Angles.Select(a => $"{Column} and {Other} turned by {a * 180 / Math.PI:0.#} degrees")]
        : [$"{Column} / {Other}", $"{Column} - {Other}", $"{Column} x {Other}"];

    /// <inheritdoc/>
    public override BoundPart Bind(Dataset data) =>
        new Bound(Find<NumberColumn>(data), As<NumberColumn>(FindColumn(data, Other), data), Place);

    private sealed class Bound(NumberColumn first, NumberColumn second, bool place) : BoundPart
    {
        public override void Write(ReadOnlySpan<int> rows, Span<double> block, int stride)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                var (a, b) = (first.Values[rows[i]], second.Values[rows[i]]);
                var cells = block[(i * stride)..];
                if (place)
                {
                    for (var turn = 0; turn < Angles.Length; turn++)
                    {
                        cells[turn] = (a * Math.Cos(Angles[turn])) + (b * Math.Sin(Angles[turn]));
                    }

                    continue;
                }

                cells[0] = b == 0 ? double.NaN : a / b;
                cells[1] = a - b;
                cells[2] = a * b;
            }
        }
    }
}
