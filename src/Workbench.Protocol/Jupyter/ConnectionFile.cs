using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Workbench.Protocol.Zmtp;

namespace Workbench.Protocol.Jupyter;

/// <summary>
/// Where a kernel listens and with which key it signs ("Connection files" of jupyter_client). With transport <c>ipc</c> the
/// sockets are files named <c>{Ip}-{port}</c>; with <c>tcp</c> they are ports of the address <c>{Ip}</c>.
/// </summary>
public sealed record ConnectionFile
{
    /// <summary><c>tcp</c> or <c>ipc</c>.</summary>
    public required string Transport { get; init; }

    /// <summary>An IP address, or the prefix of the socket files.</summary>
    public required string Ip { get; init; }

    public required int ShellPort { get; init; }

    public required int IoPubPort { get; init; }

    public required int StdinPort { get; init; }

    public required int ControlPort { get; init; }

    public required int HeartbeatPort { get; init; }

    /// <summary>Key of the signatures; empty: unsigned.</summary>
    public required string Key { get; init; }

    /// <summary>Name of the kernel spec, where the client wrote it.</summary>
    public string KernelName { get; init; } = "";

    /// <summary>Unix sockets <c>{prefix}-1</c> … <c>{prefix}-5</c> and a fresh random key.</summary>
    public static ConnectionFile NewIpc(string prefix, string kernelName = "") => new()
    {
        Transport = "ipc",
        Ip = prefix,
        ShellPort = 1,
        IoPubPort = 2,
        StdinPort = 3,
        ControlPort = 4,
        HeartbeatPort = 5,
        Key = RandomNumberGenerator.GetHexString(64, lowercase: true),
        KernelName = kernelName,
    };

    public ZmtpEndpoint Endpoint(JupyterChannel channel)
    {
        var port = channel switch
        {
            JupyterChannel.Shell => ShellPort,
            JupyterChannel.IoPub => IoPubPort,
            JupyterChannel.Stdin => StdinPort,
            JupyterChannel.Control => ControlPort,
            JupyterChannel.Heartbeat => HeartbeatPort,
            _ => throw new ArgumentOutOfRangeException(nameof(channel)),
        };
        return Transport == "ipc"
            ? ZmtpEndpoint.Ipc(string.Create(CultureInfo.InvariantCulture, $"{Ip}-{port}"))
            : ZmtpEndpoint.Tcp(Ip, port);
    }

    public string ToJson() => Encoding.UTF8.GetString(JupyterJson.Write(this, static (writer, file) =>
    {
        writer.WriteString("transport", file.Transport);
        writer.WriteString("ip", file.Ip);
        writer.WriteNumber("shell_port", file.ShellPort);
        writer.WriteNumber("iopub_port", file.IoPubPort);
        writer.WriteNumber("stdin_port", file.StdinPort);
        writer.WriteNumber("control_port", file.ControlPort);
        writer.WriteNumber("hb_port", file.HeartbeatPort);
        writer.WriteString("key", file.Key);
        writer.WriteString("signature_scheme", "hmac-sha256");
        writer.WriteString("kernel_name", file.KernelName);
    }));

    /// <summary>Writes the file so that only its owner can read it, for it holds the key; replaces an older one as a whole.</summary>
    public void Write(string path)
    {
        var fresh = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        File.Delete(fresh);
        using (var stream = new FileStream(fresh, options))
        {
            stream.Write(Encoding.UTF8.GetBytes(ToJson()));
        }

        File.Move(fresh, path, overwrite: true);
    }

    /// <exception cref="FormatException">The file is no connection file that this kernel can serve; the message says why.</exception>
    public static ConnectionFile Read(string path) => Parse(File.ReadAllText(path));

    /// <inheritdoc cref="Read"/>
    public static ConnectionFile Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            string Text(string name, string missing) => root.TryGetProperty(name, out var value) ? value.GetString() ?? missing : missing;
            int Port(string name) => root.TryGetProperty(name, out var value) && value.TryGetInt32(out var port) && port is >= 0 and <= 65535
                ? port
                : throw new FormatException($"The connection file has no usable {name}.");
            var transport = Text("transport", "tcp");
            var scheme = Text("signature_scheme", "hmac-sha256");
            var key = Text("key", "");
            if (transport is not ("tcp" or "ipc"))
            {
                throw new FormatException($"The connection file asks for transport '{transport}'; tcp and ipc are known.");
            }

            if (key.Length > 0 && scheme != "hmac-sha256")
            {
                throw new FormatException($"The connection file asks for signature scheme '{scheme}'; hmac-sha256 is known.");
            }

            return new ConnectionFile
            {
                Transport = transport,
                Ip = Text("ip", transport == "tcp" ? "127.0.0.1" : "kernel-ipc"),
                ShellPort = Port("shell_port"),
                IoPubPort = Port("iopub_port"),
                StdinPort = Port("stdin_port"),
                ControlPort = Port("control_port"),
                HeartbeatPort = Port("hb_port"),
                Key = key,
                KernelName = Text("kernel_name", ""),
            };
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new FormatException("The connection file is no JSON object with text and number fields.", error);
        }
    }
}
