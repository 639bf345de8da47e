using System.ComponentModel.DataAnnotations;

namespace Workbench.Server.Hosting;

/// <summary>How the server listens and what it serves (section "Server").</summary>
public sealed class ServerOptions
{
    public const string Section = "Server";

    /// <summary>Addresses to listen on, semicolon between them. Default: loopback only.</summary>
    [Required]
    public string Urls { get; set; } = "http://127.0.0.1:8888";

    /// <summary>
    /// Names that a request's Host header may carry. The default, loopback names, keeps a foreign page from reaching a local
    /// server under its own name (DNS rebinding). Must be set when the server listens on any other address.
    /// </summary>
    public IList<string> AllowedHosts { get; set; } = [];

    /// <summary>
    /// True when a proxy on this host ends TLS in front of the server. Then the cookie is marked Secure and the proxy's
    /// X-Forwarded-Proto is believed. Plain HTTP on an address that is not loopback is refused without it.
    /// </summary>
    public bool BehindTlsProxy { get; set; }

    /// <summary>Folder of the built web app. Empty: only the API is served.</summary>
    public string Web { get; set; } = "";

    /// <summary>Folder of the sample notebooks that come with the product. Empty: none.</summary>
    public string SampleNotebooks { get; set; } = "";

    /// <summary>Form of the log: text (default), or json with one object a line.</summary>
    public LogFormat LogFormat { get; set; } = LogFormat.Text;

    /// <summary>Largest body of a call to the server's own API, in bytes. Default 1 MiB; notebooks travel by the contents API, which has its own limit.</summary>
    [Range(1024, 1 << 30)]
    public long MaxApiBodyBytes { get; set; } = 1 << 20;

    /// <summary>Sign-in attempts per minute and remote address before 429. Default 30.</summary>
    [Range(1, 10_000)]
    public int SignInAttemptsPerMinute { get; set; } = 30;

    public IReadOnlyList<Uri> ListenAddresses() =>
        Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(url => Uri.TryCreate(url, UriKind.Absolute, out var address) ? address : new Uri("invalid:"))
            .ToList();

    public bool ListensOnLoopbackOnly => ListenAddresses().All(address => address.IsLoopback);

    /// <summary>The Host names that are accepted: those configured, else the loopback names.</summary>
    public IList<string> AcceptedHosts => AllowedHosts.Count > 0 ? AllowedHosts : ["localhost", "127.0.0.1", "[::1]"];
}

public enum LogFormat
{
    Text,
    Json,
}
