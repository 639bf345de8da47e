using Workbench.Protocol.Launching;
using Workbench.Supervisor.Limits;

namespace Workbench.Notebooks.Tests.Supervisor;

/// <summary>Which limit an error of a cell speaks of, in the words of Python, R and .NET; any other error is no limit's.</summary>
public sealed class LimitTextsTests
{
    [Theory]
    [InlineData("MemoryError", "", LimitTexts.Memory)]
    [InlineData("OutOfMemoryException", "Exception of type 'System.OutOfMemoryException' was thrown.", LimitTexts.Memory)]
    [InlineData("ERROR", "Error: cannot allocate vector of size 1.5 Gb", LimitTexts.Memory)]
    [InlineData("OSError", "[Errno 28] No space left on device", LimitTexts.Home)]
    [InlineData("IOException", "No space left on device : '/home/u/x'", LimitTexts.Home)]
    [InlineData("BlockingIOError", "[Errno 11] Resource temporarily unavailable", LimitTexts.Processes)]
    [InlineData("RuntimeError", "can't start new thread", LimitTexts.Processes)]
    [InlineData("ValueError", "memory lane", null)]
    [InlineData("", "", null)]
    public void Error_speaks_of_a_limit_or_of_none(string name, string value, string? limit) => Assert.Equal(limit, LimitTexts.Of(name, value));

    [Theory]
    [InlineData(LimitTexts.Memory)]
    [InlineData(LimitTexts.Processes)]
    [InlineData(LimitTexts.Home)]
    [InlineData(LimitTexts.Temporary)]
    [InlineData(LimitTexts.Time)]
    public void Text_names_the_profile_and_what_to_do(string limit)
    {
        var text = LimitTexts.For(limit, ResourceProfile.Defaults[0]);

        Assert.Contains("small", text, StringComparison.Ordinal);
    }
}
