using Assay.Server.Artifacts;
using Assay.Server.Frame;
using Assay.Server.Messages;
using Assay.Tracking;

namespace Assay.Server.Routes;

/// <summary>Uploads in parts: begin, send each part, then complete or abort.</summary>
internal sealed class MultipartRoutes : RouteGroup
{
    private const string Path = "2.0/mlflow-artifacts/mpu";
    private const int MostParts = 10_000;

    private static readonly Message CreateRequest = new(Field.Text("path").Required(), Field.Whole("num_parts").Required());
    private static readonly Message AbortRequest = new(Field.Text("path").Required(), Field.Text("upload_id").Required());
    private static readonly Message Part = new(Field.Whole("part_number"), Field.Text("etag"), Field.Text("url"));
    private static readonly Message CompleteRequest = new(
        Field.Text("path").Required(), Field.Text("upload_id").Required(), Field.Group("parts", Part).Many().Required());

    internal override IEnumerable<Route> Routes =>
    [
        Route.Post(Path + "/create", Create),
        Route.Post(Path + "/create/{*folder}", Create),
        Route.Put(Path + "/part/{upload}/{part}", Send).Streaming(),
        Route.Post(Path + "/complete", Complete),
        Route.Post(Path + "/complete/{*folder}", Complete),
        Route.Post(Path + "/abort", Abort),
        Route.Post(Path + "/abort/{*folder}", Abort),
    ];

    private static Task Create(Call call)
    {
        var input = call.Read(CreateRequest);
        var parts = input.Whole("num_parts");
        if (parts is < 1 or > MostParts)
        {
            throw Refusal.Invalid($"Invalid value {parts} for parameter 'num_parts' supplied: it must be from 1 to {MostParts}.");
        }

        if (parts == 1)
        {
            // One part is one PUT, which clients fall back to after this answer of MLflow's.
            throw new Refusal(ErrorCode.NotImplemented, "Multipart upload is not supported for the current artifact repository");
        }

        var upload = call.Server.Uploads.Begin(Target(call, input));
        var request = call.Context.Request;
        var address = $"{request.Scheme}://{request.Host}{request.PathBase}/api/{Path}/part/{upload}";
        return call.Object(json =>
        {
            json.WriteString("upload_id", upload);
            json.WriteStartArray("credentials");
            for (var part = 1; part <= parts; part++)
            {
                json.WriteStartObject();
                json.WriteString("url", $"{address}/{part}");
                json.WriteNumber("part_number", part);
                json.WriteStartObject("headers");
                if (request.Headers.Authorization is [{ } own, ..])
                {
                    // Clients send parts with these headers only; the caller gets back nothing but its own.
                    json.WriteString("Authorization", own);
                }

                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    private static async Task Send(Call call)
    {
        var upload = call.PathValue(0);
        if (call.Server.Uploads.PathOf(upload) is null || !int.TryParse(call.PathValue(1), out var part) || part is < 1 or > MostParts)
        {
            throw Refusal.Missing("There is no such upload.");
        }

        var digest = "";
        await Incoming.KeepAsync(call, received =>
        {
            call.Server.Uploads.Put(upload, part, received);
            digest = received.Digest;
        });
        call.Context.Response.Headers.ETag = $"\"{digest}\"";
        await call.Nothing();
    }

    private static async Task Complete(Call call)
    {
        var input = call.Read(CompleteRequest);
        var upload = input.Text("upload_id");
        var path = Known(call, input);
        var there = call.Server.Uploads.Parts(upload);
        var parts = input.Groups("parts").Select(p => (Number: p.Whole("part_number"), Tag: p.Text("etag").Trim('"'))).OrderBy(p => p.Number).ToList();
        if (parts.Count == 0 || parts.Where((p, i) => p.Number != i + 1 || !there.TryGetValue(p.Number, out var held) || held.Digest != p.Tag).Any())
        {
            throw Refusal.Invalid("The parts do not fit what was sent: each part from 1 on, with the ETag it was answered with.");
        }

        var whole = await JoinAsync(call.Store.Objects, parts.ConvertAll(p => there[p.Number]));
        try
        {
            call.Server.Uploads.Complete(upload, path, whole);
        }
        finally
        {
            call.Store.Objects.Drop(whole);
        }

        await call.Nothing();
    }

    private static Task Abort(Call call)
    {
        var input = call.Read(AbortRequest);
        Known(call, input);
        call.Server.Uploads.Abort(input.Text("upload_id"));
        return call.Nothing();
    }

    private static async Task<ObjectFolder.Incoming> JoinAsync(ObjectFolder objects, List<RunArtifact> parts)
    {
        var index = -1;
        FileStream? current = null;
        try
        {
            return await objects.ReceiveAsync(async buffer =>
            {
                while (true)
                {
                    var count = current is null ? 0 : await current.ReadAsync(buffer);
                    if (count > 0 || ++index == parts.Count)
                    {
                        return count;
                    }

                    current?.Dispose();
                    current = objects.Open(parts[index]) ?? throw Refusal.Missing("A part of the upload is gone; send it again.");
                }
            });
        }
        finally
        {
            current?.Dispose();
        }
    }

    private static string Known(Call call, Input input)
    {
        var path = Target(call, input);
        return call.Server.Uploads.PathOf(input.Text("upload_id")) == path ? path : throw Refusal.Missing("There is no such upload.");
    }

    private static string Target(Call call, Input input)
    {
        var folder = call.Route.Path.EndsWith('}') ? ArtifactPath.Of(call.PathValue(0)) : "";
        var sent = ArtifactPath.OfFile(input.Text("path"));
        // Clients send the file's own path, whose last part is its name in the folder.
        var name = sent[(sent.LastIndexOf('/') + 1)..];
        return folder.Length == 0 ? name : $"{folder}/{name}";
    }
}
