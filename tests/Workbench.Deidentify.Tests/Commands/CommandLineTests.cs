using Workbench.Deidentify.Commands;

namespace Workbench.Deidentify.Tests.Commands;

public sealed class CommandLineTests
{
    [Fact]
    public void Words_and_options_are_told_apart()
    {
        var line = CommandLine.Parse(["build", "--data", "/d", "ord_1", "--all"], out _)!;

        Assert.Equal(["build", "ord_1"], line.Words);
        Assert.Equal(("/d", "true", null), (line["data"], line["all"], line["canaries"]));
    }

    [Theory]
    [InlineData("--dta", "There is no option \"--dta\". Did you mean \"--data\"?")]
    [InlineData("--canarys", "There is no option \"--canarys\". Did you mean \"--canaries\"?")]
    [InlineData("--data", "The option --data needs a value.")]
    public void Mistyped_option_is_refused_with_the_nearest(string option, string expected)
    {
        Assert.Null(CommandLine.Parse(["demo", option], out var problem));
        Assert.Equal(expected, problem);
    }
}
