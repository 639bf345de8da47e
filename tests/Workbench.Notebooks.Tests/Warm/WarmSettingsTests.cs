using Workbench.Launcher.Warm;

namespace Workbench.Notebooks.Tests.Warm;

public sealed class WarmSettingsTests
{
    [Theory]
    [InlineData("{", "no list of warm kernels")]
    [InlineData("{}", "slots is missing")]
    [InlineData("""{"slots":[{"kernel":"fortran","count":1}]}""", "no kernel fortran")]
    [InlineData("""{"slots":[{"kernel":"ir","count":1,"profile":"vast"}]}""", "no resource profile vast")]
    [InlineData("""{"slots":[{"kernel":"ir","count":-1}]}""", "from 0 to 64")]
    [InlineData("""{"slots":[{"kernel":"ir","count":65}]}""", "from 0 to 64")]
    [InlineData("""{"slots":[{"kernel":"ir","count":1},{"kernel":"ir","count":2}]}""", "twice")]
    [InlineData("""{"slots":[],"quietMilliseconds":-1}""", "below 0")]
    [InlineData("""{"slots":[],"owner":"somebody"}""", "no list of warm kernels")]
    public void Settings_that_make_no_sense_are_refused(string text, string said)
    {
        var path = Write(text);

        var error = Assert.Throws<InvalidDataException>(() => WarmSettings.Read(path));

        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        File.Delete(path);
    }

    [Fact]
    public void Settings_that_are_not_there_mean_none()
    {
        Assert.Empty(WarmSettings.Read("/nonexistent/warm.json").Slots);

        var path = Write("""{"slots":[{"kernel":"python3","count":2}]}""");
        var settings = WarmSettings.Read(path);
        Assert.Equal(new WarmSettings.Slot("python3", 2, "medium"), Assert.Single(settings.Slots));
        Assert.Equal((2048, 3000), (settings.LeastFreeMemoryMib, settings.QuietMilliseconds));
        File.Delete(path);
    }

    private static string Write(string text)
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, text);
        return path;
    }
}
