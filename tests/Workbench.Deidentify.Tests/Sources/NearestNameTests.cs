using Workbench.Deidentify.Sources;

namespace Workbench.Deidentify.Tests.Sources;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("pseudonim", "pseudonym")]
    [InlineData("SHIFT-DATE", "shift-date")]
    [InlineData("shiftdate", "shift-date")]
    [InlineData("dorp", "drop")]
    [InlineData("something else", null)]
    [InlineData("", null)]
    public void Nearest_name_is_found_or_not(string typed, string? meant) =>
        Assert.Equal(meant, NearestName.Of(typed, ["pseudonym", "shift-date", "drop"]));
}
