using System.Text.Json;

namespace Workbench.Notebooks.Wall;

/// <summary>Attacks as Python cells.</summary>
internal sealed class PythonAttackCode() : AttackCode("python", "python3")
{
    public override string Title => "Python";

    public override string Prelude => """
        import ctypes, os, socket, subprocess
        wall_libc = ctypes.CDLL(None, use_errno=True)

        def wall_call(reached, number, *arguments):
            arguments = [ctypes.c_long(a) if isinstance(a, int) else ctypes.create_string_buffer(a, len(a) + 1) for a in arguments]
            if wall_libc.syscall(ctypes.c_long(number), *arguments) < 0 and ctypes.get_errno() not in reached:
                raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))

        def wall_run(*program):
            done = subprocess.run(program, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            if done.returncode != 0:
                raise OSError('exit ' + str(done.returncode))

        def wall_connect(path):
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as s:
                s.settimeout(5)
                s.connect('\0' + path[1:] if path.startswith('@') else path)

        def wall_tcp(port):
            socket.create_connection(('127.0.0.1', port), timeout=3).close()

        def wall_http(head, padding, tail):
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as s:
                s.settimeout(3)
                s.connect('{broker}/b.sock')
                try:
                    s.sendall(bytes.fromhex(head) + b'x' * padding + bytes.fromhex(tail))
                except OSError:
                    pass
                answer = s.recv(64).split(b'\r\n')[0].decode('latin-1')
                if not answer.startswith('HTTP/1.1 200'):
                    raise OSError(answer or 'closed')
        """;

    protected override string Guarded(string code) =>
        $"try:\n{Indented(code)}\n    print('{OpenMark}')\nexcept BaseException as error:\n    print('{ShutMark}', type(error).__name__, error)";

    protected override string Read(string path) => $"with open({Quote(path)}, 'rb') as file:\n    file.read(1)";

    protected override string List(string path) => $"os.listdir({Quote(path)})";

    protected override string Open(string path) => $"os.close(os.open({Quote(path)}, os.O_WRONLY))";

    protected override string Create(string path) => $"open({Quote(path)}, 'x').close()\nos.unlink({Quote(path)})";

    protected override string Connect(string path) => $"wall_connect({Quote(path)})";

    protected override string Tcp(string port) => $"wall_tcp({port})";

    protected override string Http(string headHex, bool padded, string tailHex) =>
        $"wall_http('{headHex}', {(padded ? LongBytes : 0)}, '{tailHex}')";

    protected override string Run(IReadOnlyList<string> program) => $"wall_run({string.Join(", ", program.Select(Quote))})";

    protected override string Syscall(IReadOnlyList<JsonElement> call, IReadOnlyList<int> reached) =>
        $"wall_call([{Numbers(reached)}], {string.Join(", ", call.Select(Argument))})";

    private static string Argument(JsonElement part) => part.ValueKind switch
    {
        JsonValueKind.Number => part.GetRawText(),
        JsonValueKind.String when part.GetString() == "self" => "os.getpid()",
        JsonValueKind.String => part.GetString()!,
        _ when part.TryGetProperty("text", out var text) => $"b'{text.GetString()}'",
        _ when part.TryGetProperty("zeros", out var zeros) => $"bytes({zeros.GetRawText()})",
        _ => $"b''.join(n.to_bytes(4, 'little') for n in {part.GetProperty("words").GetRawText()})",
    };

    private static string Indented(string code) => string.Join('\n', code.Split('\n').Select(line => "    " + line));
}
