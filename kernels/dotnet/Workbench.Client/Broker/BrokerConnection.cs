using System.Buffers;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Workbench.Protocol.Broker;

namespace Workbench.Client.Broker;

/// <summary>
/// Calls the broker of this session over its Unix socket. There is nothing to sign in with: which socket a call comes in
/// on says who calls.
/// </summary>
internal sealed class BrokerConnection
{
    private const int CopyBytes = 1024 * 1024;
    private static readonly TimeSpan RestartPatience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(150);

    // A missing variable is reported at every call and never remembered.
    private static readonly Lazy<BrokerConnection> Kernel = new(
        () => At(Environment.GetEnvironmentVariable(BrokerContract.SocketVariable)), LazyThreadSafetyMode.PublicationOnly);

    private readonly HttpClient http;
    private readonly HttpClient tables;

    private BrokerConnection(string socketPath)
    {
        http = NewClient(socketPath);
        tables = NewClient(socketPath);
    }

    /// <summary>The connection that the kernel's environment names.</summary>
    /// <exception cref="BrokerUnavailableException">There is none: this kernel runs outside a workbench.</exception>
    public static BrokerConnection OfThisKernel() => Kernel.Value;

    /// <summary>The connection over the socket at a path.</summary>
    /// <exception cref="BrokerUnavailableException">There is no path.</exception>
    public static BrokerConnection At(string? socketPath) =>
        string.IsNullOrEmpty(socketPath) ? throw BrokerUnavailableException.NotInAWorkbench() : new BrokerConnection(socketPath);

    /// <param name="path">Path and query below the broker's root.</param>
    /// <param name="asked">What is asked for, in words, for refusals.</param>
    public async Task<T> GetAsync<T>(string path, string asked, CancellationToken cancellation)
    {
        using var response = await SendAsync(path, BrokerContract.Json, asked, cancellation).ConfigureAwait(false);
        try
        {
            return await response.Content.ReadFromJsonAsync<T>(BrokerContract.JsonOptions, cancellation).ConfigureAwait(false)
                ?? throw BrokerUnavailableException.Failed(asked, (int)response.StatusCode);
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException or JsonException)
        {
            throw BrokerUnavailableException.Broken(asked, broken);
        }
    }

    /// <summary>One answer as it is, such as an image.</summary>
    /// <param name="path">Path and query below the broker's root.</param>
    /// <param name="accept">Its media type.</param>
    /// <param name="asked">What is asked for, in words, for refusals.</param>
    public async Task<byte[]> GetBytesAsync(string path, string accept, string asked, CancellationToken cancellation)
    {
        using var response = await SendAsync(path, accept, asked, cancellation).ConfigureAwait(false);
        try
        {
            return await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            throw BrokerUnavailableException.Broken(asked, broken);
        }
    }

    /// <summary>Streams a table into a file.</summary>
    public Task DownloadAsync(string path, string asked, string file, CancellationToken cancellation) =>
        Task.Factory.StartNew(() => Download(path, asked, file, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    // On a thread that waits in the kernel, over sockets that are only used so: a table comes in pieces of what a socket holds, and
    // for a large one an event and a task a piece take longer than decoding it.
    private void Download(string path, string asked, string file, CancellationToken cancellation)
    {
        using var response = Send(path, asked, cancellation);
        using var target = new FileStream(file, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            BufferSize = 0,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        var buffer = ArrayPool<byte>.Shared.Rent(CopyBytes);
        try
        {
            using var body = response.Content.ReadAsStream(cancellation);
            using var cut = cancellation.Register(body.Dispose);
            while (body.Read(buffer) is var read and > 0)
            {
                target.Write(buffer.AsSpan(0, read));
            }
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException or ObjectDisposedException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw BrokerUnavailableException.Broken(asked, broken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private HttpResponseMessage Send(string path, string asked, CancellationToken cancellation)
    {
        using var request = NewRequest(path, BrokerContract.Parquet);
        HttpResponseMessage response;
        try
        {
            response = tables.Send(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        }
        catch (HttpRequestException silent)
        {
            throw BrokerUnavailableException.Silent(silent);
        }
        if (response.IsSuccessStatusCode)
        {
            return response;
        }
        using (response)
        {
            throw BrokerRefusals.ReadAsync(response, asked, cancellation).GetAwaiter().GetResult();
        }
    }

    private async Task<HttpResponseMessage> SendAsync(string path, string accept, string asked, CancellationToken cancellation)
    {
        using var request = NewRequest(path, accept);
        HttpResponseMessage response;
        try
        {
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        }
        catch (HttpRequestException silent)
        {
            throw BrokerUnavailableException.Silent(silent);
        }
        if (response.IsSuccessStatusCode)
        {
            return response;
        }
        using (response)
        {
            throw await BrokerRefusals.ReadAsync(response, asked, cancellation).ConfigureAwait(false);
        }
    }

    private static HttpRequestMessage NewRequest(string path, string accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        return request;
    }

    private static HttpClient NewClient(string socketPath)
    {
        var handler = new SocketsHttpHandler
        {
            // The server makes the socket anew when it restarts; an old connection must not outlive that by long.
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            ConnectCallback = async (_, cancellation) => await ConnectAsync(socketPath, cancellation).ConfigureAwait(false),
            AllowAutoRedirect = false,
            UseProxy = false,
        };
        return new HttpClient(handler) { BaseAddress = new Uri("http://broker"), Timeout = Timeout.InfiniteTimeSpan };
    }

    private static async Task<Stream> ConnectAsync(string path, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(RestartPatience);
        while (true)
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                socket.Connect(new UnixDomainSocketEndPoint(path));
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException) when (!patience.IsCancellationRequested)
            {
                socket.Dispose();
                await Task.Delay(RetryAfter, cancellation).ConfigureAwait(false);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }
}
