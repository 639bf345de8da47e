using System.Text.Json;

namespace Workbench.Notebooks.Wall;

/// <summary>Attacks as C# cells.</summary>
internal sealed class CSharpAttackCode() : AttackCode("csharp", ".net-csharp")
{
    public override string Title => "C#";

    public override string Prelude => """
        using System.IO;
        using System.Net;
        using System.Net.Sockets;
        using System.Runtime.InteropServices;
        using System.Text;
        using Microsoft.Win32.SafeHandles;

        public static class Wall
        {
            [DllImport("libc", EntryPoint = "syscall", SetLastError = true)]
            private static extern long Raw(long number, long a, long b, long c, long d, long e, long f);

            public static void Call(int[] reached, long number, params object[] arguments)
            {
                var values = new long[6];
                for (var i = 0; i < arguments.Length; i++)
                {
                    values[i] = arguments[i] is byte[] bytes ? Copy(bytes) : Convert.ToInt64(arguments[i]);
                }

                if (Raw(number, values[0], values[1], values[2], values[3], values[4], values[5]) < 0
                    && Marshal.GetLastPInvokeError() is var error && Array.IndexOf(reached, error) < 0)
                {
                    throw new Exception(Marshal.GetPInvokeErrorMessage(error));
                }
            }

            [DllImport("libc", EntryPoint = "openpty", SetLastError = true)]
            private static extern int OpenTerminal(out int master, out int slave, IntPtr name, IntPtr settings, IntPtr size);

            [DllImport("libc", EntryPoint = "close")]
            private static extern int Close(int descriptor);

            [DllImport("libc", EntryPoint = "recvmsg", SetLastError = true)]
            private static extern nint ReceiveMessage(int socket, IntPtr header, int flags);

            public static void Type(long request)
            {
                if (OpenTerminal(out var master, out var slave, 0, 0, 0) != 0) throw new Exception("no terminal");
                try { Call(new int[0], 16, slave, request, Encoding.UTF8.GetBytes("x")); }
                finally { Close(master); Close(slave); }
            }

            public static SafeFileHandle ReceiveDescriptor(Socket socket)
            {
                var (data, control, vector, header) = (Marshal.AllocHGlobal(8), Marshal.AllocHGlobal(64), Marshal.AllocHGlobal(16), Marshal.AllocHGlobal(56));
                Marshal.Copy(new long[] { data, 1 }, 0, vector, 2);
                Marshal.Copy(new long[] { 0, 0, vector, 1, control, 64, 0 }, 0, header, 7);
                if (ReceiveMessage((int)socket.Handle, header, 0) <= 0) throw new Exception("nothing came");
                return new SafeFileHandle(Marshal.ReadInt32(control, 16), true);
            }

            public static byte[] Words(params uint[] words) => MemoryMarshal.AsBytes<uint>(words).ToArray();

            public static void Run(params string[] program)
            {
                var start = new System.Diagnostics.ProcessStartInfo(program[0]) { RedirectStandardOutput = true, RedirectStandardError = true };
                foreach (var argument in program.Skip(1)) start.ArgumentList.Add(argument);
                using var process = System.Diagnostics.Process.Start(start)!;
                process.WaitForExit();
                if (process.ExitCode != 0) throw new Exception("exit " + process.ExitCode);
            }

            public static void Connect(string path)
            {
                using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                socket.Connect(new UnixDomainSocketEndPoint(path.StartsWith('@') ? "\0" + path[1..] : path));
            }

            public static void Tcp(int port)
            {
                using var client = new TcpClient();
                if (!client.ConnectAsync(IPAddress.Loopback, port).Wait(3000)) throw new Exception("no answer");
            }

            public static void Http(string head, int padding, string tail)
            {
                using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { SendTimeout = 3000, ReceiveTimeout = 3000 };
                socket.Connect(new UnixDomainSocketEndPoint("{broker}/b.sock"));
                try
                {
                    socket.Send(Convert.FromHexString(head));
                    socket.Send(Enumerable.Repeat((byte)'x', padding).ToArray());
                    socket.Send(Convert.FromHexString(tail));
                }
                catch (Exception)
                {
                }

                var buffer = new byte[64];
                var answer = Encoding.Latin1.GetString(buffer, 0, socket.Receive(buffer)).Split('\r')[0];
                if (!answer.StartsWith("HTTP/1.1 200")) throw new Exception(answer == "" ? "closed" : answer);
            }

            private static long Copy(byte[] bytes)
            {
                var pointer = Marshal.AllocHGlobal(bytes.Length + 1);
                Marshal.Copy(bytes, 0, pointer, bytes.Length);
                Marshal.WriteByte(pointer, bytes.Length, 0);
                return pointer;
            }
        }
        """;

    protected override string Guarded(string code) =>
        $"try {{ {code}\nConsole.WriteLine(\"{OpenMark}\"); }} catch (Exception error) {{ Console.WriteLine(\"{ShutMark} \" + error.GetType().Name + \" \" + error.Message); }}";

    protected override string Read(string path) => $"using (var file = File.OpenRead({Quote(path)})) {{ file.ReadByte(); }}";

    protected override string List(string path) => $"Directory.GetFileSystemEntries({Quote(path)});";

    protected override string Open(string path) => $"new FileStream({Quote(path)}, FileMode.Open, FileAccess.Write).Dispose();";

    protected override string Create(string path) => $"new FileStream({Quote(path)}, FileMode.CreateNew).Dispose(); File.Delete({Quote(path)});";

    protected override string Connect(string path) => $"Wall.Connect({Quote(path)});";

    protected override string Tcp(string port) => $"Wall.Tcp({port});";

    protected override string Http(string headHex, bool padded, string tailHex) =>
        $"Wall.Http(\"{headHex}\", {(padded ? LongBytes : 0)}, \"{tailHex}\");";

    protected override string Run(IReadOnlyList<string> program) => $"Wall.Run({string.Join(", ", program.Select(Quote))});";

    protected override string Syscall(IReadOnlyList<JsonElement> call, IReadOnlyList<int> reached) =>
        $"Wall.Call(new int[] {{ {Numbers(reached)} }}, {string.Join(", ", call.Select(Argument))});";

    private static string Argument(JsonElement part) => part.ValueKind switch
    {
        JsonValueKind.Number => part.GetRawText(),
        JsonValueKind.String when part.GetString() == "self" => "Environment.ProcessId",
        JsonValueKind.String => part.GetString()!,
        _ when part.TryGetProperty("text", out var text) => $"Encoding.UTF8.GetBytes(\"{text.GetString()}\")",
        _ when part.TryGetProperty("zeros", out var zeros) => $"new byte[{zeros.GetRawText()}]",
        _ => $"Wall.Words({string.Join(", ", part.GetProperty("words").EnumerateArray().Select(word => word.GetRawText()))})",
    };
}
