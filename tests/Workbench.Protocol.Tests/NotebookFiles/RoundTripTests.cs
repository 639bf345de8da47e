using System.Text;
using Workbench.Protocol.NotebookFiles;

namespace Workbench.Protocol.Tests.NotebookFiles;

public sealed class RoundTripTests
{
    private const int Documents = 500;

    [Fact]
    public void Dib_that_is_read_and_not_changed_keeps_every_byte()
    {
        for (var seed = 0; seed < Documents; seed++)
        {
            var text = GeneratedNotebook.UntidyDib(seed);
            Assert.Equal(text, DibFile.Read(text, new NotebookLanguages()).ToString());
        }
    }

    [Fact]
    public void Dib_goes_through_ipynb_and_comes_back_the_same()
    {
        for (var seed = 0; seed < Documents; seed++)
        {
            var dib = DibFile.Write(GeneratedNotebook.Of(seed));
            var ipynb = IpynbFile.Write(DibFile.Read(dib, new NotebookLanguages()).Notebook);
            Assert.Equal(dib, DibFile.Write(IpynbFile.Read(Encoding.UTF8.GetString(ipynb))));
        }
    }

    [Fact]
    public void Ipynb_goes_through_dib_and_comes_back_the_same()
    {
        for (var seed = 0; seed < Documents; seed++)
        {
            var ipynb = IpynbFile.Write(GeneratedNotebook.Of(seed));
            var dib = DibFile.Write(IpynbFile.Read(Encoding.UTF8.GetString(ipynb)));
            Assert.Equal(ipynb, IpynbFile.Write(DibFile.Read(dib, new NotebookLanguages()).Notebook));
        }
    }

    [Theory]
    [InlineData("""{"polyglot_notebook":{"kernelName":"fsharp"},"dotnet_interactive":{"language":"csharp"}}""", "fsharp")]
    [InlineData("""{"dotnet_interactive":{"language":"fsharp"}}""", "fsharp")]
    [InlineData("""{}""", null)]
    [InlineData("""{"polyglot_notebook":7,"dotnet_interactive":"x"}""", null)]
    public void Ipynb_cell_has_the_language_of_either_dialect(string metadata, string? expected)
    {
        var notebook = IpynbFile.Read($$"""{"cells":[{"cell_type":"code","metadata":{{metadata}},"source":["a\n","b"]}],"metadata":{},"nbformat":4,"nbformat_minor":2}""");

        Assert.Equal(new NotebookCell(NotebookCellKind.Code, expected, "a\nb"), Assert.Single(notebook.Cells));
    }

    [Theory]
    [InlineData("""{"kernelspec":{"name":".net-fsharp"}}""", "fsharp")]
    [InlineData("""{"kernelspec":{"name":".net-csharp"},"polyglot_notebook":{"kernelInfo":{"defaultKernelName":"sql"}}}""", "sql")]
    [InlineData("""{"kernelspec":{"name":"python3"}}""", "python")]
    [InlineData("""{"kernelspec":{"name":"ir"}}""", "r")]
    [InlineData("{}", "csharp")]
    public void Ipynb_has_the_default_language_of_its_metadata(string metadata, string expected) =>
        Assert.Equal(expected, IpynbFile.Read($$"""{"cells":[],"metadata":{{metadata}},"nbformat":4,"nbformat_minor":5}""").DefaultLanguage);

    [Theory]
    [InlineData("#!c#\n\n1\n\n#!F#\n\n2\n", "csharp|fsharp")]
    [InlineData("1\n\n#!md\n# x\n", "csharp|markdown")]
    [InlineData("#!meta\n{\"kernelInfo\":{\"defaultKernelName\":\"mine\",\"items\":[{\"name\":\"mine\",\"aliases\":[\"m\"]}]}}\n#!m\n2", "mine")]
    [InlineData("#!csharp\n\n\n\n#!html\n\n<b></b>\n", "html")]
    [InlineData("#!csharp --x\n1", "csharp")]
    public void Dib_cells_start_at_lines_that_are_a_language(string dib, string expected)
    {
        var cells = DibFile.Read(dib, new NotebookLanguages()).Notebook.Cells;

        Assert.Equal(expected, string.Join('|', cells.Select(cell => cell.Language ?? "markdown")));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"worksheets\":[]}")]
    [InlineData("nothing")]
    public void File_that_is_no_notebook_is_refused(string json) => Assert.Throws<FormatException>(() => IpynbFile.Read(json));
}
