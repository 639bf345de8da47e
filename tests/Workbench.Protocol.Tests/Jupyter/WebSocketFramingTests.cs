using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Workbench.Protocol.Jupyter;
using static Workbench.Protocol.Tests.Jupyter.JupyterWireTests;

namespace Workbench.Protocol.Tests.Jupyter;

public sealed class WebSocketFramingTests
{
    public static TheoryData<JupyterChannel, int> Shapes
    {
        get
        {
            var shapes = new TheoryData<JupyterChannel, int>();
            foreach (var channel in Enum.GetValues<JupyterChannel>())
            {
                foreach (var buffers in new[] { 0, 1, 3 })
                {
                    shapes.Add(channel, buffers);
                }
            }

            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void V1_frame_comes_back_as_it_went(JupyterChannel channel, int buffers)
    {
        var message = WithBuffers(buffers);

        var frame = WebSocketV1Framing.Encode(channel, message);

        Assert.Equal(JupyterDecoding.Ok, WebSocketV1Framing.TryDecode(frame, out var decodedChannel, out var decoded));
        AssertSame(channel, message, decodedChannel, decoded);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Legacy_frame_comes_back_as_it_went(JupyterChannel channel, int buffers)
    {
        var message = WithBuffers(buffers);

        var (frame, isBinary) = WebSocketLegacyFraming.Encode(channel, message);

        Assert.Equal(buffers > 0, isBinary);
        Assert.Equal(JupyterDecoding.Ok, WebSocketLegacyFraming.TryDecode(frame, isBinary, out var decodedChannel, out var decoded));
        AssertSame(channel, message, decodedChannel, decoded);
    }

    [Fact]
    public void V1_frame_has_the_layout_of_jupyter_server()
    {
        var frame = WebSocketV1Framing.Encode(JupyterChannel.Shell, Message());

        Assert.Equal(6, BinaryPrimitives.ReadInt64LittleEndian(frame));
        Assert.Equal(8 * 7, BinaryPrimitives.ReadInt64LittleEndian(frame.AsSpan(8)));
        Assert.Equal(frame.Length, BinaryPrimitives.ReadInt64LittleEndian(frame.AsSpan(8 * 6)));
        Assert.Equal("shell", Encoding.ASCII.GetString(frame, 56, 5));
    }

    [Fact]
    public void Legacy_frame_without_buffers_is_one_json_object()
    {
        var (frame, _) = WebSocketLegacyFraming.Encode(JupyterChannel.IoPub, Message());
        using var json = JsonDocument.Parse(frame);

        Assert.Equal("iopub", json.RootElement.GetProperty("channel").GetString());
        Assert.Equal("1 + 1", json.RootElement.GetProperty("content").GetProperty("code").GetString());
        Assert.Equal("kept", json.RootElement.GetProperty("header").GetProperty("subshell_id").GetString());
    }

    [Theory]
    [InlineData("""{"channel":"shell","header":{"msg_id":"1","msg_type":"x"}}""", JupyterDecoding.Ok)]
    [InlineData("""{"channel":"shell","header":{"msg_id":"1","msg_type":"x"},"content":null}""", JupyterDecoding.Ok)]
    [InlineData("""{"channel":"shell","header":{"msg_id":"1","msg_type":"x"},"content":[]}""", JupyterDecoding.BadJson)]
    [InlineData("""{"channel":"shell","header":{}}""", JupyterDecoding.BadHeader)]
    [InlineData("""{"channel":"elsewhere","header":{"msg_id":"1","msg_type":"x"}}""", JupyterDecoding.BadChannel)]
    [InlineData("""{"channel":7,"header":{"msg_id":"1","msg_type":"x"}}""", JupyterDecoding.BadChannel)]
    [InlineData("""{"header":{"msg_id":"1","msg_type":"x"}}""", JupyterDecoding.BadChannel)]
    [InlineData("nothing", JupyterDecoding.BadJson)]
    [InlineData("", JupyterDecoding.BadJson)]
    public void Legacy_text_frame_is_checked(string json, JupyterDecoding expected) =>
        Assert.Equal(expected, WebSocketLegacyFraming.TryDecode(Bytes(json), isBinary: false, out _, out _));

    [Fact]
    public void Frame_cut_or_changed_anywhere_is_refused_or_read_but_never_throws()
    {
        var random = new Random(1);
        var message = WithBuffers(2);
        var frames = new[] { WebSocketV1Framing.Encode(JupyterChannel.Shell, message), WebSocketLegacyFraming.Encode(JupyterChannel.Shell, message).Frame };
        foreach (var frame in frames)
        {
            for (var length = 0; length < frame.Length; length++)
            {
                Read(frame.AsSpan(0, length).ToArray());
            }

            for (var round = 0; round < 5_000; round++)
            {
                var changed = (byte[])frame.Clone();
                for (var i = 0; i < 3; i++)
                {
                    changed[random.Next(Math.Min(changed.Length, 120))] = (byte)random.Next(256);
                }

                Read(changed);
            }
        }

        Assert.Equal(JupyterDecoding.BadOffsets, WebSocketV1Framing.TryDecode(frames[0].AsMemory(0, 20), out _, out _));
    }

    [Fact]
    public void Connection_file_is_read_as_it_was_written_and_only_by_its_owner()
    {
        var folder = Directory.CreateTempSubdirectory("wb");
        try
        {
            var path = Path.Combine(folder.FullName, "c.json");
            var file = ConnectionFile.NewIpc("/run/session/k", ".net-csharp");
            file.Write(path);

            Assert.Equal(file, ConnectionFile.Read(path));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            Assert.Equal("ipc:///run/session/k-4", file.Endpoint(JupyterChannel.Control).Text);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"transport":"udp","shell_port":1,"iopub_port":2,"stdin_port":3,"control_port":4,"hb_port":5}""")]
    [InlineData("""{"key":"k","signature_scheme":"hmac-md5","shell_port":1,"iopub_port":2,"stdin_port":3,"control_port":4,"hb_port":5}""")]
    [InlineData("""{"shell_port":99999,"iopub_port":2,"stdin_port":3,"control_port":4,"hb_port":5}""")]
    [InlineData("""{"transport":1,"shell_port":1,"iopub_port":2,"stdin_port":3,"control_port":4,"hb_port":5}""")]
    public void Connection_file_that_cannot_be_served_says_why(string json) =>
        Assert.Throws<FormatException>(() => ConnectionFile.Parse(json));

    private static JupyterMessage WithBuffers(int count) =>
        Message() with { Buffers = [.. Enumerable.Range(0, count).Select(i => (ReadOnlyMemory<byte>)Enumerable.Repeat((byte)i, i * 100).ToArray())] };

    private static void Read(byte[] frame)
    {
        _ = WebSocketV1Framing.TryDecode(frame, out _, out _);
        _ = WebSocketLegacyFraming.TryDecode(frame, isBinary: true, out _, out _);
        _ = WebSocketLegacyFraming.TryDecode(frame, isBinary: false, out _, out _);
    }

    private static void AssertSame(JupyterChannel channel, JupyterMessage message, JupyterChannel decodedChannel, JupyterMessage decoded)
    {
        Assert.Equal(channel, decodedChannel);
        Assert.Equal(Text(message.HeaderJson), Text(decoded.HeaderJson));
        Assert.Equal(Text(message.ParentHeaderJson), Text(decoded.ParentHeaderJson));
        Assert.Equal(Text(message.MetadataJson), Text(decoded.MetadataJson));
        Assert.Equal(Text(message.ContentJson), Text(decoded.ContentJson));
        Assert.Equal(message.Buffers.Select(buffer => Convert.ToHexString(buffer.Span)), decoded.Buffers.Select(buffer => Convert.ToHexString(buffer.Span)));
    }
}
