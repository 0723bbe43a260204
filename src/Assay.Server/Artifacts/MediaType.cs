namespace Assay.Server.Artifacts;

/// <summary>The media type of a file by its name, as MLflow's server tells it: what people read is plain text.</summary>
internal static class MediaType
{
    private const string Unknown = "application/octet-stream";

    private static readonly HashSet<string> Texts = new(StringComparer.Ordinal)
    {
        "txt", "log", "err", "cfg", "conf", "cnf", "cf", "ini", "properties", "prop", "hocon", "toml", "yaml", "yml", "xml", "json", "js", "py",
        "py3", "csv", "tsv", "md", "rst", "MLmodel", "MLproject",
    };

    private static readonly Dictionary<string, string> Others = new(StringComparer.OrdinalIgnoreCase)
    {
        ["html"] = "text/html",
        ["htm"] = "text/html",
        ["css"] = "text/css",
        ["svg"] = "image/svg+xml",
        ["png"] = "image/png",
        ["jpg"] = "image/jpeg",
        ["jpeg"] = "image/jpeg",
        ["gif"] = "image/gif",
        ["bmp"] = "image/bmp",
        ["webp"] = "image/webp",
        ["tif"] = "image/tiff",
        ["tiff"] = "image/tiff",
        ["ico"] = "image/vnd.microsoft.icon",
        ["pdf"] = "application/pdf",
        ["zip"] = "application/zip",
        ["tar"] = "application/x-tar",
        ["mp3"] = "audio/mpeg",
        ["wav"] = "audio/x-wav",
        ["mp4"] = "video/mp4",
        ["webm"] = "video/webm",
        ["mov"] = "video/quicktime",
        ["avi"] = "video/x-msvideo",
        ["sh"] = "application/x-sh",
        ["h5"] = "application/x-hdf5",
        ["hdf"] = "application/x-hdf",
        ["pyc"] = "application/x-python-code",
        ["doc"] = "application/msword",
        ["xls"] = "application/vnd.ms-excel",
        ["ppt"] = "application/vnd.ms-powerpoint",
    };

    internal static string Of(string name)
    {
        var file = name[(name.LastIndexOf('/') + 1)..];
        var dot = file.LastIndexOf('.');
        var extension = dot <= 0 ? file : file[(dot + 1)..];
        return Texts.Contains(extension) ? "text/plain" : dot > 0 && Others.TryGetValue(extension, out var type) ? type : Unknown;
    }
}
