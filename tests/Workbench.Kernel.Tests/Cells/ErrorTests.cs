using Workbench.Kernel.Tests.Driving;

namespace Workbench.Kernel.Tests.Cells;

[Collection(SharedKernelTests.Name)]
public sealed class ErrorTests(SharedKernel kernel)
{
    [Theory]
    [InlineData("int number = \"text\";", "(1,14): error CS0029:")]
    [InlineData("var a = 1;\n  nowhere();", "(2,3): error CS0103:")]
    [InlineData("for (int i = 0; i < 2; i++) { while (i > 5) { nobody(); } }", "(1,47): error CS0103:")]
    [InlineData("var x = ;", "(1,9): error CS1525:")]
    public async Task Compile_error_has_the_line_and_column_of_the_cell(string code, string expected)
    {
        var error = (await kernel.Client.RunAsync(code)).Error;

        Assert.Equal("CompileError", error.Name);
        Assert.StartsWith(expected, error.Value, StringComparison.Ordinal);
        Assert.Contains(error.Traceback, line => line.TrimStart().StartsWith('~'));
    }

    [Theory]
    [InlineData("var zero = 0;\n1 / zero", "DivideByZeroException", "line 2, column 1")]
    [InlineData("var none = 0;\nfor (var i = 0; i < 1; i++) { var q = 1 / none; }", "DivideByZeroException", "line 2, column 31")]
    [InlineData("double Third(double[] v)\n{\n    return v[2];\n}\nThird([1])", "IndexOutOfRangeException", "at Third in")]
    [InlineData("async Task Fail()\n{\n    await Task.Yield();\n    throw new InvalidOperationException(\"async\");\n}\nawait Fail();", "InvalidOperationException", "line 4, column 5")]
    [InlineData("new[] { 1 }.Select(i => i / 0.0 > 1 ? throw new ArgumentException(\"l\") : i).ToArray()", "ArgumentException", "line 1, column ")]
    public async Task Runtime_error_has_the_users_own_frames_only(string code, string name, string expected)
    {
        var error = (await kernel.Client.RunAsync(code)).Error;

        Assert.Equal(name, error.Name);
        Assert.Contains(error.Traceback, line => line.Contains(expected, StringComparison.Ordinal));
        Assert.DoesNotContain(error.Traceback, line => line.Contains("System.Private", StringComparison.Ordinal) || line.Contains("Submission#", StringComparison.Ordinal) || line.Contains('\u001b'));
    }

    [Fact]
    public async Task Runtime_error_in_code_that_ran_often_still_has_its_line()
    {
        await kernel.Client.RunAsync("int Divide(int[] values, int by)\n{\n    var sum = 0;\n    foreach (var value in values)\n    {\n        sum += value / by;\n    }\n\n    return sum;\n}");
        await kernel.Client.RunAsync("for (var i = 0; i < 100_000; i++) { Divide([1, 2, 3], 7); }");
        await Task.Delay(300);
        await kernel.Client.RunAsync("for (var i = 0; i < 100_000; i++) { Divide([1, 2, 3], 7); }");

        Assert.Matches(@"at Divide in cell \d+, line 6, column \d+", (await kernel.Client.RunAsync("Divide([1], 0)")).Error.Traceback[1]);
    }

    [Theory]
    [InlineData("int Down(int n) => Down(n + 1) + 1;\nDown(0)")]
    [InlineData("class Mirror { public int Here => Here + 1; }\nnew Mirror().Here")]
    [InlineData("class Mirror2 { public int this[int i] => this[i + 1]; }\nnew Mirror2()[0]")]
    [InlineData("class Mirror3 { public int Here { get => Here; set => Here = value; } }\nnew Mirror3().Here = 1;")]
    [InlineData("class Heavy { public static implicit operator int(Heavy h) => (int)h + 1; }\n(int)new Heavy()")]
    [InlineData("Func<int, int> deep = null; deep = n => deep(n + 1) + 1; deep(0)")]
    public async Task Endless_recursion_is_an_error_and_not_the_end_of_the_kernel(string code)
    {
        Assert.Equal("InsufficientExecutionStackException", (await kernel.Client.RunAsync(code)).Error.Name);
        Assert.Equal("2", (await kernel.Client.RunAsync("1 + 1")).Result);
    }

    [Fact]
    public async Task Runtime_error_shows_its_causes()
    {
        var error = (await kernel.Client.RunAsync("try { int.Parse(\"no\"); } catch (Exception cause) { throw new InvalidOperationException(\"outer\", cause); }")).Error;

        Assert.Equal("outer", error.Value);
        Assert.Contains(error.Traceback, line => line.StartsWith("caused by System.FormatException", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Runtime_error_in_a_method_of_an_earlier_cell_names_both()
    {
        await kernel.Client.RunAsync("void Trip()\n{\n    throw new Exception(\"tripped\");\n}");
        var error = (await kernel.Client.RunAsync("\nTrip();")).Error;

        Assert.Matches(@"at Trip in cell \d+, line 3, column 5", error.Traceback[1]);
        Assert.Matches(@"at cell \d+, line 2, column 1", error.Traceback[2]);
    }
}
