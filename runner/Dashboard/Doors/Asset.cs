using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Harness.Dashboard.Doors;

/// <summary>A file of the pages: named by its content, so that it is fetched once, and packed once.</summary>
public sealed class Asset
{
    private readonly byte[] _plain;
    private readonly byte[] _packed;
    private readonly string _type;

    private Asset(string name, string type)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not part of the program.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        (_plain, _type) = (copy.ToArray(), type);
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize))
        {
            brotli.Write(_plain);
        }

        _packed = packed.ToArray();
        var dot = name.LastIndexOf('.');
        Path = $"/assets/{name[..dot]}.{Convert.ToHexStringLower(SHA256.HashData(_plain))[..12]}{name[dot..]}";
    }

    public static Asset Style { get; } = new("harness.css", "text/css; charset=utf-8");

    public static Asset Script { get; } = new("harness.js", "text/javascript; charset=utf-8");

    public static Asset Icon { get; } = new("harness.svg", "image/svg+xml");

    public string Path { get; }

    public static void Map(IEndpointRouteBuilder app)
    {
        foreach (var asset in new[] { Style, Script, Icon })
        {
            app.MapGet(asset.Path, asset.SendAsync).AllowAnonymous();
        }
    }

    private Task SendAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = "Accept-Encoding";
        headers.ContentType = _type;
        var packs = context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal);
        if (packs)
        {
            headers.ContentEncoding = "br";
        }

        return context.Response.Body.WriteAsync(packs ? _packed : _plain, context.RequestAborted).AsTask();
    }
}
