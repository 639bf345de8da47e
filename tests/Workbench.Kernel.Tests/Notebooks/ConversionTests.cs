using System.Diagnostics;
using Workbench.Kernel.Tests.Driving;

namespace Workbench.Kernel.Tests.Notebooks;

/// <summary>The kernel's <c>convert</c> verb.</summary>
public sealed class ConversionTests : IDisposable
{
    private const string Dib = """
        #!meta

        {"kernelInfo":{"defaultKernelName":"csharp","items":[{"aliases":["c#"],"name":"csharp"}]}}

        #!markdown

        # Title

        #!csharp

        #r "nuget: Some.Package, 1.2.3"
        #r "nuget: Other.Package"
        using System.Globalization;
        #!time
        // first
        var x = 3;
        public int Twice(int i) => 2 * i;
        record Point(int X, int Y);
        Twice(x)

        #!fsharp

        let y = 4

        #!csharp

        var x = "text";
        display(x.Length);
        foreach (var letter in x) if (letter == 'e') Console.WriteLine($"{x} {new Point(1, 2).X.ToString(CultureInfo.InvariantCulture)}");
        new { x, Length = 1 }

        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("wk-convert");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Dib_becomes_ipynb_and_comes_back_byte_for_byte()
    {
        var dib = Write("a.dib", Dib);
        Assert.Equal(0, (await RunAsync(KernelProcess.Program, "convert", dib, Path("a.ipynb"))).ExitCode);
        Assert.Equal(0, (await RunAsync(KernelProcess.Program, "convert", Path("a.ipynb"), Path("b.dib"))).ExitCode);

        Assert.Equal(await File.ReadAllBytesAsync(dib), await File.ReadAllBytesAsync(Path("b.dib")));
    }

    [Fact]
    public async Task Notebook_becomes_a_program_that_does_the_same()
    {
        await RunAsync(KernelProcess.Program, "convert", Write("a.dib", Dib), Path("app.cs"));
        var program = await File.ReadAllTextAsync(Path("app.cs"));
        Assert.StartsWith("#!/usr/bin/env dotnet\n#:package Some.Package@1.2.3\n#:package Other.Package@*\n", program, StringComparison.Ordinal);
        Assert.Contains("// # Title\n", program, StringComparison.Ordinal);
        Assert.Contains("// let y = 4\n", program, StringComparison.Ordinal);

        // Its packages are not to be had here.
        await File.WriteAllLinesAsync(Path("app.cs"), program.Split('\n').Where(line => !line.StartsWith("#:package", StringComparison.Ordinal)));
        var (exitCode, output) = await RunAsync("dotnet", "run", Path("app.cs"));

        Assert.True(exitCode == 0, output);
        Assert.Equal("6\n4\ntext 1\n{ x = text, Length = 1 }\n", output);
    }

    [Theory]
    [InlineData("a.txt", "b.ipynb", 65, "files that end in '.txt'")]
    [InlineData("a.dib", "b.pdf", 65, "no notebook can be written as '.pdf'")]
    [InlineData("none.dib", "b.ipynb", 66, "There is no file")]
    [InlineData("a.dib", "a.dib", 73, "is there already")]
    public async Task Conversion_that_is_not_possible_says_why(string from, string to, int exitCode, string reason)
    {
        Write("a.dib", Dib);
        Write("a.txt", "");
        var run = await RunAsync(KernelProcess.Program, "convert", Path(from), Path(to));

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(reason, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Install_writes_both_kernel_specs()
    {
        Assert.Equal(0, (await RunAsync(KernelProcess.Program, "install", "--prefix", folder.FullName)).ExitCode);

        var fsharp = await File.ReadAllTextAsync(Path("share/jupyter/kernels/.net-fsharp/kernel.json"));
        Assert.Contains("\"--default-kernel\", \"fsharp\"", fsharp, StringComparison.Ordinal);
        Assert.True(File.Exists(Path("share/jupyter/kernels/.net-csharp/kernel.json")));
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await error);
    }

    private string Path(string name) => System.IO.Path.Combine(folder.FullName, name);

    private string Write(string name, string content)
    {
        File.WriteAllText(Path(name), content);
        return Path(name);
    }
}
