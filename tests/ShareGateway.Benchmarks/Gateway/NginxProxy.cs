using System.Globalization;

namespace ShareGateway.Benchmarks.Gateway;

/// <summary>nginx with Lua and cjson, doing the masks of the agreement: what one would write without a product for it.</summary>
internal static class NginxProxy
{
    private const string LuaModule = "/usr/lib/nginx/modules/ngx_http_lua_module.so";

    /// <summary>The program; null when it or what it needs is not installed.</summary>
    public static string? Program => Tools.Find("nginx") is { } nginx && File.Exists(LuaModule) && Tools.Debian("lua/5.1/cjson.so") is not null ? nginx : null;

    /// <summary>Starts it.</summary>
    /// <param name="program">From <see cref="Program"/>.</param>
    /// <param name="folder">For its configuration and temporary files; made when missing.</param>
    /// <param name="port">Where it listens.</param>
    /// <param name="upstream">Port of the bodies.</param>
    public static ChildProcess Start(string program, string folder, int port, int upstream)
    {
        Directory.CreateDirectory(folder);
        var assets = Path.Combine(AppContext.BaseDirectory, "Gateway", "Nginx");
        File.Copy(Path.Combine(assets, "masks.lua"), Path.Combine(folder, "masks.lua"));
        var text = File.ReadAllText(Path.Combine(assets, "nginx.conf"))
            .Replace("$FOLDER$", folder, StringComparison.Ordinal)
            .Replace("$PORT$", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("$UPSTREAM$", upstream.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var configuration = Path.Combine(folder, "nginx.conf");
        using (var writer = new StreamWriter(configuration))
        {
            writer.Write(text);
        }

        return ChildProcess.Start("nginx with Lua", program, "-p", "/usr/share/nginx/", "-c", configuration);
    }
}
