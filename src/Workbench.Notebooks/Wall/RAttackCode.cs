using System.Text.Json;

namespace Workbench.Notebooks.Wall;

/// <summary>Attacks as R cells. R opens files and ports itself; system calls and Unix sockets it reaches by starting perl.</summary>
internal sealed class RAttackCode() : AttackCode("r", "ir")
{
    public override string Title => "R";

    public override string Prelude => """
        wall_run <- function(program, ...) {
          status <- system2(program, shQuote(c(...)), stdout = FALSE, stderr = FALSE)
          if (status != 0) stop(paste("exit", status))
        }
        wall_list <- function(path) if (length(list.files(path, all.files = TRUE)) == 0) stop("nothing there")
        wall_tcp <- function(port) close(socketConnection("127.0.0.1", port, blocking = TRUE, open = "r+b", timeout = 3))
        """;

    protected override string Guarded(string code) =>
        $"tryCatch({{ {code}\ncat('{OpenMark}\\n') }}, error = function(e) cat('{ShutMark}', conditionMessage(e), '\\n'))";

    protected override string Read(string path) => $"con <- file({Quote(path)}, 'rb'); invisible(readBin(con, 'raw', 1)); close(con)";

    protected override string List(string path) => $"wall_list({Quote(path)})";

    protected override string Open(string path) => $"close(file({Quote(path)}, 'r+b'))";

    protected override string Create(string path) => $"close(file({Quote(path)}, 'wb')); invisible(file.remove({Quote(path)}))";

    protected override string Connect(string path) => RunPerl(
        $"use Socket; socket(my $s, PF_UNIX, SOCK_STREAM, 0) or exit 1; exit(connect($s, pack_sockaddr_un({PerlPath(path)})) ? 0 : 2)");

    protected override string Tcp(string port) => $"wall_tcp({port})";

    protected override string Http(string headHex, bool padded, string tailHex) => RunPerl(
        "use Socket; $SIG{PIPE} = 'IGNORE'; $SIG{ALRM} = sub { exit 4 }; alarm 3; socket(my $s, PF_UNIX, SOCK_STREAM, 0) or exit 1; "
        + "connect($s, pack_sockaddr_un('{broker}/b.sock')) or exit 2; "
        + $"syswrite($s, pack('H*', '{headHex}')); syswrite($s, 'x' x {(padded ? LongBytes : 0)}); syswrite($s, pack('H*', '{tailHex}')); "
        + "sysread($s, my $a, 64); exit($a =~ m{^HTTP/1.1 200} ? 0 : 3)");

    protected override string Run(IReadOnlyList<string> program) => $"wall_run({string.Join(", ", program.Select(Quote))})";

    protected override string? Syscall(IReadOnlyList<JsonElement> call, IReadOnlyList<int> reached) => null;

    private static string PerlPath(string path) => path.StartsWith('@') ? $"\"\\0\" . '{path[1..]}'" : $"'{path}'";
}
