using Assay.Data;

namespace Assay.Evaluation.Models;

/// <summary>What a model from outside does not say about itself. Everything left out is inferred where that is safe, and said in <see cref="EvaluatedModel.Notes"/>.</summary>
public sealed record ModelSourceOptions
{
    /// <summary>The name of the model's <see cref="ModelFormat"/>, such as <c>lightgbm</c>; found from the source itself when null.</summary>
    public string? Format { get; init; }

    /// <summary>The columns the model takes, in its own order; when empty, the names in the model, or all columns but the target in the table's order.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>The levels of columns of names in the order of the model's codes, from code 0.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Levels { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The classes in the model's order; when empty, what the model says, or the table's order.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>What the model's numbers mean; inferred when null.</summary>
    public PredictionKind? Kind { get; init; }

    /// <summary>Rows sent together, at least 1.</summary>
    public int BatchRows { get; init; } = 1000;

    /// <summary>Threads a model in this process may use, at least 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Commands: how rows are written.</summary>
    public RowFormat Rows { get; init; }

    /// <summary>Commands: how long the process lives.</summary>
    public CommandLife Life { get; init; }

    /// <summary>Commands and addresses: the longest silence before the next answer.</summary>
    public TimeSpan TimeOut { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Addresses: how rows are wrapped.</summary>
    public HttpFormat HttpFormat { get; init; }

    /// <summary>Addresses: further headers of every request, such as <c>Authorization</c>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Addresses: how often a request is sent again after a failure that may pass, at least 0.</summary>
    public int Retries { get; init; } = 4;

    /// <summary>Addresses: the largest body sent or taken, in bytes; batches are cut to fit.</summary>
    public int LargestBody { get; init; } = 16 << 20;

    /// <summary>Addresses: what carries requests; the network itself when null.</summary>
    public HttpMessageHandler? Network { get; init; }

    /// <summary>The clock that measures and waits.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The same, with the levels of every column of names of a table, in ordinal order: the codes pandas gives when the model was trained on that table.</summary>
    public ModelSourceOptions WithLevelsOf(Dataset train)
    {
        ArgumentNullException.ThrowIfNull(train);
        var levels = train.Columns.OfType<CategoryColumn>().ToDictionary(c => c.Name, c => c.Levels, StringComparer.Ordinal);
        foreach (var (name, told) in Levels)
        {
            levels[name] = told;
        }

        return this with { Levels = levels };
    }
}
