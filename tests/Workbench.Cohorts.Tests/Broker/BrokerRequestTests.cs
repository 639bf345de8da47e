using System.Net.Sockets;
using System.Text;

namespace Workbench.Cohorts.Tests.Broker;

/// <summary>Requests byte for byte, as a hostile kernel could send them. None is answered with anything but a refusal.</summary>
public sealed class BrokerRequestTests(BrokerWorld world) : IClassFixture<BrokerWorld>
{
    [Theory]
    [InlineData("/v1/cohorts/../../etc/passwd", 404)]
    [InlineData("/v1/cohorts/%2e%2e%2f%2e%2e%2fetc", 404)]
    [InlineData("/v1/cohorts/lung%2f..%2fbreast", 404)]
    [InlineData("/v1/cohorts/lung/tables/..%2f..%2fv2%2ftables%2fpatients", 404)]
    [InlineData("/v1/cohorts/lung/tables/../../../breast/tables/patients", 404)]
    [InlineData("/v1/cohorts/lung/tables/patients%00", 400)]
    [InlineData("/v1/cohorts/lung/tables/patients.parquet", 404)]
    [InlineData("/v1/cohorts/Lung", 404)]
    [InlineData("/v1/cohorts/lung/", 404)]
    [InlineData("//v1/cohorts", 404)]
    [InlineData("/v2/cohorts", 404)]
    [InlineData("/", 404)]
    [InlineData("/v1/cohorts?version=1", 400)]
    [InlineData("/v1/cohorts/lung?version=-1", 400)]
    [InlineData("/v1/cohorts/lung?version=1&version=1", 400)]
    [InlineData("/v1/cohorts/lung?version=%20", 400)]
    [InlineData("/v1/cohorts/lung?filter=age%3D1", 400)]
    [InlineData("/v1/cohorts/lung/tables/patients?Filter=age%3D1", 400)]
    [InlineData("/v1/cohorts/lung/tables/patients?filter=", 400)]
    [InlineData("/v1/cohorts/lung/tables/patients?limit=-1", 400)]
    [InlineData("/v1/cohorts/lung/tables/patients?limit=1e3", 400)]
    [InlineData("/v1/cohorts/lung/tables/patients?columns=age,age", 400)]
    [InlineData("/v1/cohorts/lung/tables/patients?person=sven", 400)]
    [InlineData("/v1/cohorts/lung/describe?table=../x", 400)]
    public async Task Address_that_is_not_in_the_contract_is_refused(string target, int status)
    {
        var answer = await RawAsync($"GET {target} HTTP/1.1\r\nHost: b\r\nConnection: close\r\n\r\n");
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST /v1/cohorts HTTP/1.1\r\nHost: b\r\nContent-Length: 0\r\n", 405)]
    [InlineData("DELETE /v1/cohorts/lung HTTP/1.1\r\nHost: b\r\n", 405)]
    [InlineData("GET /v1/cohorts HTTP/1.1\r\nHost: b\r\nContent-Length: 5\r\n", 400)]
    [InlineData("GET /v1/cohorts HTTP/1.1\r\nHost: b\r\nTransfer-Encoding: chunked\r\n", 400)]
    [InlineData("GET /v1/cohorts HTTP/1.1\r\nHost: b\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n", 400)]
    [InlineData("GET /v1/cohorts HTTP/1.1\r\nHost: b\r\nTransfer-Encoding: identity, chunked\r\n", 400)]
    [InlineData("GET /v1/cohorts HTTP/1.1\r\nHost: b\r\nContent-Length: 1\r\nContent-Length: 2\r\n", 400)]
    [InlineData("GET /v1/cohorts HTTP/1.1\r\nHost: b\r\nX : y\r\n", 400)]
    [InlineData("GET /v1/cohorts HTTP/1.1\r\nHost: b\r\n folded: y\r\n", 400)]
    [InlineData("GET /v1/cohorts HTTP/1.1\r\n", 400)]
    [InlineData("GET /v1/cohorts HTTP/1.1\r\nHost: a\r\nHost: b\r\n", 400)]
    [InlineData("CONNECT b:80 HTTP/1.1\r\nHost: b:80\r\n", 405)]
    [InlineData("GET /v1/cohorts HTTP/3.7\r\nHost: b\r\n", 505)]
    [InlineData("\u0001\u0002\u0003 / HTTP/1.1\r\nHost: b\r\n", 400)]
    public async Task Request_that_is_not_a_plain_question_is_refused(string head, int status)
    {
        var answer = await RawAsync(head + "Connection: close\r\n\r\n");
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("\"cohorts\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Oversized_requests_are_refused()
    {
        Assert.StartsWith("HTTP/1.1 431 ", await RawAsync($"GET /v1/cohorts HTTP/1.1\r\nHost: b\r\nX: {new string('x', 20_000)}\r\n\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 431 ", await RawAsync($"GET /v1/cohorts HTTP/1.1\r\nHost: b\r\n{string.Concat(Enumerable.Range(0, 50).Select(i => $"X{i}: y\r\n"))}\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 414 ", await RawAsync($"GET /v1/cohorts?x={new string('x', 40_000)} HTTP/1.1\r\nHost: b\r\n\r\n"), StringComparison.Ordinal);
    }

    private async Task<string> RawAsync(string request)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(world.SocketPath));
        var answer = new StringBuilder();
        try
        {
            await socket.SendAsync(Encoding.Latin1.GetBytes(request));
            var buffer = new byte[64 * 1024];
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            while (await socket.ReceiveAsync(buffer, patience.Token) is var read and > 0)
            {
                answer.Append(Encoding.UTF8.GetString(buffer, 0, read));
            }
        }
        catch (SocketException)
        {
            // Cut off after the answer, because there was more to read than the server wanted to.
        }

        return answer.ToString();
    }
}
