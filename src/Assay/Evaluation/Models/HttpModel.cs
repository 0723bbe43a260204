using System.Buffers;
using System.Text.Json;
using Assay.Data;

namespace Assay.Evaluation.Models;

/// <summary>A server that takes rows and answers with predictions. See docs/models.md for bodies and answers.</summary>
internal sealed class HttpModel : EvaluatedModel
{
    private readonly ModelSourceOptions options;
    private readonly RetryingPost post;
    private RowCells? cells;
    private Answers? answers;

    /// <summary>Prepares the connection; nothing is sent yet.</summary>
    public HttpModel(Uri address, ModelSourceOptions options)
    {
        this.options = options;
        Name = new UriBuilder(address) { UserName = "", Password = "", Query = "", Fragment = "" }.Uri.AbsoluteUri;
        post = new RetryingPost(address, Name, options);
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override PredictionKind Kind => answers?.Kind ?? options.Kind ?? PredictionKind.Probability;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Notes => answers?.Note is { } note ? [note] : [];

    /// <inheritdoc/>
    public override double[] Predict(Sample rows, CancellationToken cancellation)
    {
        if (!ReferenceEquals(cells?.Data, rows.Data))
        {
            cells = new RowCells(rows.Data, options.Features);
            answers = answers is not null && answers.Data.Classes.SequenceEqual(rows.Data.Classes) ? answers : new Answers(rows.Data, options, Name);
        }

        var predicted = new double[rows.Count * rows.Data.Outputs];
        var size = Math.Max(1, options.BatchRows);
        for (var at = 0; at < rows.Count;)
        {
            var count = Math.Min(size, rows.Count - at);
            var batch = rows.Rows.AsMemory(at, count);
            var body = Body(batch.Span);
            if (body.Length > options.LargestBody)
            {
                size = count > 1 ? count / 2 : throw new AssayException("provider.http-too-large", $"Row {batch.Span[0]} alone makes a request of {body.Length} bytes; the limit is {options.LargestBody}. Send fewer columns, or raise the limit.");
                continue;
            }

            Read(post.SendAsync(body, cancellation).GetAwaiter().GetResult(), batch.Span, predicted.AsSpan(at * rows.Data.Outputs));
            at += count;
        }

        return predicted;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            post.Dispose();
        }

        base.Dispose(disposing);
    }

    private ReadOnlyMemory<byte> Body(ReadOnlySpan<int> rows)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        if (options.HttpFormat == HttpFormat.DataframeSplit)
        {
            writer.WriteStartObject("dataframe_split");
            writer.WriteStartArray("columns");
            foreach (var name in cells!.Names)
            {
                writer.WriteStringValue(name);
            }

            writer.WriteEndArray();
        }

        writer.WriteStartArray(options.HttpFormat switch { HttpFormat.Rows => "rows", HttpFormat.Instances => "instances", _ => "data" });
        foreach (var row in rows)
        {
            Action<Utf8JsonWriter, int> write = options.HttpFormat == HttpFormat.DataframeSplit ? cells!.WriteList : cells!.WriteObject;
            write(writer, row);
        }

        writer.WriteEndArray();
        if (options.HttpFormat == HttpFormat.DataframeSplit)
        {
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private void Read(byte[] body, ReadOnlySpan<int> batch, Span<double> predicted)
    {
        using var document = Document(body);
        var root = document.RootElement;
        var list = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("predictions", out var inner) ? inner : root;
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() != batch.Length)
        {
            throw new AssayException(
                "provider.answer-count",
                $"{Name} was sent {batch.Length} rows and answered with {(list.ValueKind == JsonValueKind.Array ? $"{list.GetArrayLength()} predictions" : "no list of predictions")}. Let it answer {{\"predictions\": [...]}} with one entry a row, in order.");
        }

        var outputs = answers!.Data.Outputs;
        for (var i = 0; i < batch.Length; i++)
        {
            answers.Read(list[i], batch[i], predicted.Slice(i * outputs, outputs));
        }
    }

    private JsonDocument Document(byte[] body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException error)
        {
            throw new AssayException("provider.answer-unreadable", $"{Name} answered with something that is no JSON ({error.Message}): {RetryingPost.Shown(body)}", error);
        }
    }
}
