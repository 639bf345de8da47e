using Workbench.Kernel.Tests.Driving;

namespace Workbench.Kernel.Tests.Languages;

public sealed class FSharpTests(FSharpKernel kernel) : IClassFixture<FSharpKernel>
{
    [Theory]
    [InlineData("1 + 1", "2")]
    [InlineData("let x = 20\nx * 2", "40")]
    [InlineData("let rec fib n = if n < 2 then n else fib (n - 1) + fib (n - 2)\nfib 20", "6765")]
    [InlineData("[ for i in 1 .. 3 -> i * i ]", "[ 1, 4, 9 ]")]
    [InlineData("[ for i in 1 .. 3 do i ]", "[ 1, 2, 3 ]")]
    [InlineData("[1; 2; 3] |> List.map (fun x -> x + 1) |> List.sum", "9")]
    [InlineData("seq { for i in 1 .. 2 do yield i }", "[ 1, 2 ]")]
    [InlineData("Seq.map (fun x -> x + 1) [1; 2]", "[ 2, 3 ]")]
    [InlineData("let f = function\n        | 0 -> \"zero\"\n        | n when n > 3 -> \"big\"\n        | _ -> \"other\"\nf 0 + f 1 + f 7", "zerootherbig")]
    [InlineData("type C() =\n    member _.X = 3\n    member _.Y with get () = 4 and set (v: int) = ()\n    static member Z a = a + 1\nC().X + C().Y + C.Z 4", "12")]
    [InlineData("query { for x in [1; 2; 3] do\n        where (x > 1)\n        select (x * 2) } |> Seq.sum", "10")]
    [InlineData("async { return 3 } |> Async.RunSynchronously", "3")]
    [InlineData("(task { return 4 }).Result", "4")]
    [InlineData("let text = \";;\"\ntext.Length;;", "2")]
    [InlineData("1;;\n2;;\n3", "3")]
    [InlineData("$\"{[1; 2] |> List.map (fun x -> x * 2) |> List.sum}\"", "6")]
    [InlineData("System.Collections.Generic.Queue<int>().Count", "0")]
    [InlineData("StringBuilder(\"a\").Append(1).ToString()", "a1")]
    [InlineData("<@ fun x -> x + 1 @>", "Lambda (x, Call (None, op_Addition, [x, Value (1)]))")]
    [InlineData("let compose f g x =\n    let inner = f x\n    g inner\ncompose (fun a -> a + 1)\n        (fun b ->\n            b * 2) 3", "8")]
    [InlineData("let mutable total = 0\nfor i = 1 to 3 do\n    for j in [1; 2] do total <- total + i * j\ntotal", "18")]
    public async Task Cell_gives_its_last_value(string code, string expected)
    {
        var run = await kernel.Client.RunInAsync("fsharp", code);

        Assert.Equal("ok", run.Status);
        Assert.Equal(expected, run.Result);
    }

    [Fact]
    public async Task List_is_no_tree_of_heads_and_tails()
    {
        var run = await kernel.Client.RunInAsync("fsharp", "[1; 2; 3]");

        var html = CellRun.Data(run.Outputs.Single(output => output.Type == "execute_result").Content, "text/html")!;
        Assert.DoesNotContain("HeadOrDefault", html, StringComparison.Ordinal);
        Assert.InRange(html.Length, 1, 2000);
    }

    [Fact]
    public async Task Text_is_printed_and_values_are_displayed()
    {
        var run = await kernel.Client.RunInAsync("fsharp", "printfn \"printed\"\ndisplay 5 |> ignore\n6 |> display |> ignore\n\"seven\".Display() |> ignore\nHTML \"<b>x</b>\"");

        Assert.Equal("printed\n", run.Printed);
        Assert.Equal(["5", "6", "seven"], run.Displays().Select(display => CellRun.Data(display, "text/plain")));
        Assert.Equal("<b>x</b>", CellRun.Data(run.Outputs.Single(output => output.Type == "execute_result").Content, "text/html"));
    }

    [Fact]
    public async Task Html_is_made_of_elements_and_attributes()
    {
        var run = await kernel.Client.RunInAsync("fsharp", "open Html\ndiv [ _class \"c\"; _style [\"color: blue\"; \"margin: 0\"] ] [\n    str \"a < b\"\n    br []\n    ul [] [ for i in 1 .. 2 -> li [] [ string i; \" years\" ] ]\n    rawText \"<hr>\"\n]");

        Assert.Equal(
            "<div class=\"c\" style=\"color: blue; margin: 0\">a &lt; b<br><ul><li>1 years</li><li>2 years</li></ul><hr></div>",
            CellRun.Data(run.Outputs.Single(output => output.Type == "execute_result").Content, "text/html"));
    }

    [Fact]
    public async Task Formatter_of_the_user_for_sequences_formats_lists()
    {
        await kernel.Client.RunInAsync("fsharp", "type Guest = { Name: string }\nFormatter.Register<seq<Guest>>((fun (guests: seq<Guest>) (writer: TextWriter) -> for guest in guests do writer.Write(guest.Name + \"!\")), mimeType = \"text/html\")");

        var run = await kernel.Client.RunInAsync("fsharp", "[ { Name = \"a\" }; { Name = \"b\" } ]");

        Assert.Equal("a!b!", CellRun.Data(run.Outputs.Single(output => output.Type == "execute_result").Content, "text/html"));
    }

    [Fact]
    public async Task Compile_error_says_where_in_the_words_of_the_original()
    {
        var run = await kernel.Client.RunInAsync("fsharp", "\nlet y : int = \"a\"");

        Assert.Equal("CompileError", run.Error.Name);
        Assert.StartsWith("input.fsx (2,15)-(2,18) typecheck error This expression was expected to have type", run.Error.Value, StringComparison.Ordinal);
        Assert.Equal(["    let y : int = \"a\"", "                  ~~~"], run.Error.Traceback[^2..]);
    }

    [Fact]
    public async Task Failing_cell_leaves_what_earlier_cells_declared()
    {
        await kernel.Client.RunInAsync("fsharp", "let kept = 42");
        await kernel.Client.RunInAsync("fsharp", "failwith \"oh\"");

        Assert.Equal("42", (await kernel.Client.RunInAsync("fsharp", "kept")).Result);
    }

    [Fact]
    public async Task Exception_shows_the_users_own_lines()
    {
        var run = await kernel.Client.RunInAsync("fsharp", "let rec down n =\n    if n = 0 then failwith \"deep\" else 1 + down (n - 1)\nlet depth = down 2\ndepth");

        Assert.Equal(("Exception", "deep"), (run.Error.Name, run.Error.Value));
        Assert.Contains(run.Error.Traceback, line => line.Contains("at down in cell", StringComparison.Ordinal) && line.Contains("line 2", StringComparison.Ordinal));
        Assert.DoesNotContain(run.Error.Traceback, line => line.Contains("Reflection", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Expression_without_a_type_runs_and_fails_as_itself()
    {
        var run = await kernel.Client.RunInAsync("fsharp", "failwith \"boom\"");

        Assert.Equal(("Exception", "boom"), (run.Error.Name, run.Error.Value));
    }

    [Fact]
    public async Task Warning_goes_to_stderr_and_the_cell_runs()
    {
        var run = await kernel.Client.RunInAsync("fsharp", "match Some 1 with Some x -> x");

        Assert.Equal("1", run.Result);
        Assert.Contains("input.fsx (1,7)-(1,13) typecheck warning Incomplete pattern matches", run.Stream("stderr"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endless_recursion_is_an_error_and_the_kernel_lives()
    {
        var run = await kernel.Client.RunInAsync("fsharp", "let rec deep n = 1 + deep (n + 1)\ndeep 0");

        Assert.Equal("InsufficientExecutionStackException", run.Error.Name);
        Assert.Equal("2", (await kernel.Client.RunInAsync("fsharp", "1 + 1")).Result);
    }

    [Fact]
    public async Task Values_go_to_csharp_and_back_by_reference()
    {
        await kernel.Client.RunInAsync("fsharp", "let numbers = [1; 2; 3]");
        await kernel.Client.RunInAsync("csharp", "#!share --from fsharp numbers\nvar list = new List<int>(numbers);");
        await kernel.Client.RunInAsync("fsharp", "#!share --from csharp list\nlist.Add 4");

        Assert.Equal("4", (await kernel.Client.RunInAsync("csharp", "list.Count")).Result);
    }

    [Fact]
    public async Task Type_of_a_csharp_cell_arrives_as_what_has_a_name_here()
    {
        await kernel.Client.RunInAsync("csharp", "record Own(int A); var owned = new[] { new Own(1), new Own(2) };");

        Assert.Equal("2", (await kernel.Client.RunInAsync("fsharp", "#!share --from csharp owned\nSystem.Linq.Enumerable.Count(System.Linq.Enumerable.Cast<obj>(unbox<System.Collections.IEnumerable>(box owned)))")).Result);
    }

    [Theory]
    [InlineData("let number = 12\nnumb|", "number")]
    [InlineData("let word = \"a\"\nword.Len|", "Length")]
    [InlineData("List.fil|", "filter")]
    public async Task Completion_knows_cell_and_libraries(string marked, string expected)
    {
        await kernel.Client.RunInAsync("fsharp", "1");
        var code = "#!fsharp\n" + marked;

        var reply = await kernel.Client.AskAsync("complete_request", new { code = code.Replace("|", "", StringComparison.Ordinal), cursor_pos = code.IndexOf('|', StringComparison.Ordinal) });

        Assert.Contains(expected, reply.GetProperty("matches").EnumerateArray().Select(match => match.GetString()));
    }

    [Fact]
    public async Task Inspection_shows_the_signature()
    {
        await kernel.Client.RunInAsync("fsharp", "let twice (x: int) = x * 2");

        var reply = await kernel.Client.AskAsync("inspect_request", new { code = "#!fsharp\ntwice 4", cursor_pos = 11, detail_level = 0 });

        Assert.Contains("int -> int", reply.GetProperty("data").GetProperty("text/plain").GetString(), StringComparison.Ordinal);
    }
}
