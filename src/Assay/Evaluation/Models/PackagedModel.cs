using System.Security.Cryptography;
using Assay.Data;
using Assay.Learners;

namespace Assay.Evaluation.Models;

/// <summary>A model folder: everything needed to predict again, bit for bit. Loading never executes anything from it.</summary>
public sealed class PackagedModel
{
    private const string SchemaFile = "assay-model.json";
    private const string ModelPart = "model";

    private PackagedModel(ModelSchema schema, Model model)
    {
        Schema = schema;
        Model = model;
    }

    /// <summary>Everything about the model but its numbers.</summary>
    public ModelSchema Schema { get; }

    /// <summary>The model.</summary>
    public Model Model { get; }

    /// <summary>The files of a model folder, by relative path.</summary>
    public static IReadOnlyDictionary<string, byte[]> Pack(ModelSchema schema, Model model)
    {
        var files = new ModelFiles();
        model.Save(files.Part(ModelPart));
        var digests = files.All.ToDictionary(f => f.Key, f => Convert.ToHexStringLower(SHA256.HashData(f.Value)));
        files.Write(SchemaFile, System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(schema with { Files = digests }, JsonRules.Indented));
        return files.All;
    }

    /// <summary>Reads a model folder and checks every file against its digest.</summary>
    /// <exception cref="AssayException"><c>model.folder-missing</c>, <c>model.file-missing</c> or <c>model.file-broken</c>.</exception>
    public static PackagedModel Load(string folder)
    {
        var schemaPath = Path.Combine(folder, SchemaFile);
        if (!File.Exists(schemaPath))
        {
            throw new AssayException("model.folder-missing", $"There is no model in \"{folder}\" (no {SchemaFile}). Give the folder that assay develop printed after \"model\".");
        }

        var files = new ModelFiles();
        files.Write(SchemaFile, File.ReadAllBytes(schemaPath));
        var schema = ReadSchema(files, folder);
        foreach (var (path, digest) in schema.Files)
        {
            files.Write(path, ReadChecked(folder, path, digest));
        }

        var table = EmptyTable(schema);
        var model = Catalogue<Learner>.Find(schema.Learner).Load(files.Part(ModelPart), table);
        return new PackagedModel(schema, model);
    }

    /// <summary>Reads a table with the schema the model was trained on and predicts every row.</summary>
    /// <param name="path">A file as for <see cref="Dataset.Read(string, ReadOptions)"/>; the target column may be missing.</param>
    public (Dataset Data, double[] Predicted) Predict(string path)
    {
        var data = Dataset.Read(path, new TableSchema(Schema.Columns, Schema.Task, Schema.Classes));
        return (data, Model.Predict(data.All));
    }

    private static ModelSchema ReadSchema(ModelFiles files, string folder)
    {
        try
        {
            var schema = files.ReadJson<ModelSchema>(SchemaFile);
            Verify(schema);
            return schema.Format == 1
                ? schema
                : throw new AssayException("model.format-unknown", $"The model in \"{folder}\" has format {schema.Format}; this version reads format 1. Use a newer assay.");
        }
        catch (System.Text.Json.JsonException broken)
        {
            throw new AssayException("model.file-broken", $"{SchemaFile} in \"{folder}\" is not valid: {broken.Message} Copy the whole folder again.", broken);
        }
    }

    // A null where a list belongs is as broken as no JSON at all.
    private static void Verify(ModelSchema schema)
    {
        var whole = schema.Name is not null && schema.Learner is not null && schema.Run is not null && schema.Fingerprint is not null && schema.Metric is not null
            && schema.Classes is not null && schema.Classes.All(c => c is not null) && schema.Files is not null && schema.Files.Values.All(f => f is not null)
            && schema.Columns is not null && schema.Columns.All(c => c is { Name: not null, Levels: not null, MissingMarkers: not null } && c.Levels.All(l => l is not null));
        if (!whole)
        {
            throw new System.Text.Json.JsonException("a name, a list or an entry is null.");
        }
    }

    private static byte[] ReadChecked(string folder, string path, string digest)
    {
        // The names come from a file somebody may have edited: they must stay inside the folder.
        var full = Path.GetFullPath(Path.Combine(folder, path));
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        if (!full.StartsWith(root, StringComparison.Ordinal) || !File.Exists(full))
        {
            throw new AssayException("model.file-missing", $"The model folder \"{folder}\" has no file \"{path}\". Copy the whole folder, or develop the model again.");
        }

        var content = File.ReadAllBytes(full);
        return Convert.ToHexStringLower(SHA256.HashData(content)) == digest
            ? content
            : throw new AssayException("model.file-broken", $"\"{path}\" in \"{folder}\" is not the file that was saved (SHA-256 differs). Copy the folder again, or develop the model again.");
    }

    private static Dataset EmptyTable(ModelSchema schema) => new()
    {
        Name = schema.Name,
        Columns = [.. schema.Columns.Select(Empty)],
        Schema = schema.Columns,
        Task = schema.Task,
        Target = Array.Empty<double>(),
        Classes = schema.Classes,
        Fingerprint = schema.Fingerprint,
    };

    private static Column Empty(ColumnInfo column) => column.Kind switch
    {
        ColumnKind.Number or ColumnKind.OrderedCode or ColumnKind.Date => new NumberColumn(column.Name, column.Kind, []),
        ColumnKind.Category or ColumnKind.Boolean => new CategoryColumn(column.Name, column.Kind, [], [.. column.Levels]),
        _ => new TextColumn(column.Name, column.Kind, []),
    };
}
