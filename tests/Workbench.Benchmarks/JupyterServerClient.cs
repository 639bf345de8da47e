using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Workbench.Protocol.Jupyter;

namespace Workbench.Benchmarks;

/// <summary>A small client of the Jupyter Server API: starts kernels and opens their channels.</summary>
public sealed class JupyterServerClient : IDisposable
{
    private readonly HttpClient http;
    private readonly Uri url;
    private readonly string token;

    public JupyterServerClient(Uri url, string token)
    {
        this.url = url;
        this.token = token;
        http = new HttpClient { BaseAddress = url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("token", token);
    }

    public HttpClient Http => http;

    public async Task<KernelChannels> StartKernelAsync(string kernelSpec)
    {
        using var answer = await http.PostAsJsonAsync("/api/kernels", new { name = kernelSpec });
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"The server refused a {kernelSpec} kernel: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }

        return await OpenAsync((string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["id"]!);
    }

    /// <summary>Opens the channels of a kernel that runs.</summary>
    public async Task<KernelChannels> OpenAsync(string id)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(WebSocketV1Framing.Subprotocol);
        socket.Options.SetRequestHeader("Authorization", $"token {token}");
        var session = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N");
        await socket.ConnectAsync(new Uri($"ws://{url.Authority}/api/kernels/{id}/channels?session_id={session}"), CancellationToken.None);
        return new KernelChannels(id, socket, session);
    }

    public async Task StopKernelAsync(KernelChannels kernel)
    {
        kernel.Dispose();
        using var answer = await http.DeleteAsync($"/api/kernels/{kernel.Id}");
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose() => http.Dispose();
}
