using System.Text;
using Workbench.Protocol.Jupyter;

namespace Workbench.Protocol.Tests.Jupyter;

public sealed class JupyterWireTests
{
    private const string Header = """{"msg_id":"1","msg_type":"execute_request","session":"s","username":"u","date":"2025-01-01T00:00:00Z","version":"5.4","subshell_id":"kept"}""";

    private static readonly JupyterSigner Signer = new("a key");

    [Fact]
    public void Signature_is_the_one_of_the_specification()
    {
        // printf '%s' '{"a":1}{}{}{"b":2}' | openssl dgst -sha256 -hmac 'a key'
        var signature = Signer.Sign(Bytes("""{"a":1}"""), Bytes("{}"), Bytes("{}"), Bytes("""{"b":2}"""));

        Assert.Equal(
            "d7fd27ad5f2603208be31d29fa665d5698e7a762c4109adc7586664f839d2abc",
            Encoding.ASCII.GetString(signature));
    }

    [Fact]
    public void Message_that_is_encoded_and_decoded_is_the_same_to_the_byte()
    {
        var message = Message() with { Identities = [Bytes("id 1"), Bytes("id 2")], Buffers = [Bytes("b1"), Bytes("")] };

        Assert.Equal(JupyterDecoding.Ok, JupyterWire.TryDecode(JupyterWire.Encode(message, Signer), Signer, out var decoded));

        Assert.Equal(Header, Text(decoded.HeaderJson));
        Assert.Equal(Text(message.ContentJson), Text(decoded.ContentJson));
        Assert.Equal(message.Identities.Select(Text), decoded.Identities.Select(Text));
        Assert.Equal(["b1", ""], decoded.Buffers.Select(Text));
        Assert.Equal("execute_request", decoded.MsgType);
    }

    [Theory]
    [InlineData(1, "wrong signature", JupyterDecoding.BadSignature)]
    [InlineData(1, "", JupyterDecoding.BadSignature)]
    [InlineData(2, """{"msg_id":"2","msg_type":"x"}""", JupyterDecoding.BadSignature)]
    [InlineData(5, """{"code":"other"}""", JupyterDecoding.BadSignature)]
    [InlineData(0, "no delimiter", JupyterDecoding.NoDelimiter)]
    public void Message_that_was_changed_on_the_way_is_refused(int frame, string changed, JupyterDecoding expected)
    {
        var frames = JupyterWire.Encode(Message(), Signer).ToArray();
        frames[frame] = Bytes(changed);

        Assert.Equal(expected, JupyterWire.TryDecode(frames, Signer, out _));
    }

    [Theory]
    [InlineData("", JupyterDecoding.BadJson)]
    [InlineData("[]", JupyterDecoding.BadJson)]
    [InlineData("{", JupyterDecoding.BadJson)]
    [InlineData("{}{}", JupyterDecoding.BadJson)]
    [InlineData("{} trailing", JupyterDecoding.BadJson)]
    [InlineData("{}", JupyterDecoding.BadHeader)]
    [InlineData("""{"msg_id":"1"}""", JupyterDecoding.BadHeader)]
    [InlineData("""{"msg_id":1,"msg_type":"x"}""", JupyterDecoding.BadHeader)]
    [InlineData("""{"msg_id":"1","msg_type":"x"}""", JupyterDecoding.Ok)]
    [InlineData("""{"msg_id":"1","msg_type":"x","session":null,"date":{"deep":[1]}}""", JupyterDecoding.Ok)]
    public void Header_is_checked(string header, JupyterDecoding expected) =>
        Assert.Equal(expected, JupyterWire.TryDecode(Signed(header, "{}"), Signer, out _));

    [Theory]
    [InlineData("not json")]
    [InlineData("[1]")]
    [InlineData("\"text\"")]
    [InlineData("{\"a\":}")]
    public void Content_that_is_no_object_is_refused(string content) =>
        Assert.Equal(JupyterDecoding.BadJson, JupyterWire.TryDecode(Signed(Header, content), Signer, out _));

    [Fact]
    public void Content_that_is_too_deep_or_no_utf8_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 600)) + "1" + new string('}', 600);
        Assert.Equal(JupyterDecoding.BadJson, JupyterWire.TryDecode(Signed(Header, deep), Signer, out _));

        Assert.False(JupyterJson.IsObject([.. "{\"a\":\""u8, 0xC3, 0x28, .. "\"}"u8]));
    }

    [Fact]
    public void Frames_that_are_too_few_are_refused() =>
        Assert.Equal(JupyterDecoding.TooFewFrames, JupyterWire.TryDecode([.. JupyterWire.Encode(Message(), Signer).Take(5)], Signer, out _));

    [Fact]
    public void Empty_key_neither_signs_nor_checks()
    {
        var unsigned = new JupyterSigner("");

        Assert.Equal(JupyterDecoding.Ok, JupyterWire.TryDecode(JupyterWire.Encode(Message(), unsigned), unsigned, out _));
        Assert.Empty(unsigned.Sign(Bytes("{}"), Bytes("{}"), Bytes("{}"), Bytes("{}")));
    }

    internal static JupyterMessage Message(string content = """{"code":"1 + 1"}""")
    {
        Assert.True(JupyterHeader.TryParse(Bytes(Header), out var header));
        return new JupyterMessage { Header = header, HeaderJson = Bytes(Header), ContentJson = Bytes(content), MetadataJson = Bytes("""{"m":true}""") };
    }

    internal static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    internal static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    private static IReadOnlyList<ReadOnlyMemory<byte>> Signed(string header, string content)
    {
        var (head, empty, body) = (Bytes(header), Bytes("{}"), Bytes(content));
        return [Bytes("<IDS|MSG>"), Signer.Sign(head, empty, empty, body), head, empty, empty, body];
    }
}
