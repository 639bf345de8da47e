using Workbench.Governance.People;
using Workbench.Server.CommandLine;

namespace Workbench.Server.Tests.CommandLine;

public sealed class CommandParserTests
{
    [Theory]
    [InlineData("serve --data D --prot 8888", "Did you mean --port?")]
    [InlineData("serve --data D --port 88888", "0 to 65535")]
    [InlineData("serve --data D --port 1 --urls http://127.0.0.1:1", "not both")]
    [InlineData("serve --data D --port", "--port needs a value")]
    [InlineData("serve --data D extra", "\"extra\" is not expected")]
    [InlineData("serve", "--data DIR")]
    [InlineData("start --data D", "Unknown verb \"start\"")]
    [InlineData("user add anna --data D", "--role")]
    [InlineData("user add anna --role king --data D", "Unknown role \"king\"")]
    [InlineData("user --role admin --data D", "user add NAME")]
    [InlineData("token --data D", "--user is missing")]
    [InlineData("audit --data D", "audit verify")]
    [InlineData("init --data D --data E", "given twice")]
    [InlineData("", "Which verb?")]
    public void Mistake_gets_an_error_that_says_what_to_do(string line, string expected)
    {
        var mistake = Assert.Throws<UsageException>(() => CommandParser.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), null));

        Assert.Contains(expected, mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Port_means_loopback()
    {
        var serve = Assert.IsType<ServeCommand>(CommandParser.Parse(["serve", "--port", "9001", "--web=W"], "from-environment"));

        Assert.Equal("from-environment", serve.Data);
        Assert.Equal("http://127.0.0.1:9001/", serve.Settings["Server:Urls"]);
        Assert.Equal("W", serve.Settings["Server:Web"]);
    }

    [Fact]
    public void Roles_are_taken_as_people_write_them()
    {
        var add = Assert.IsType<AddUserCommand>(CommandParser.Parse(["user", "add", "anna", "--role", "provider", "--role", "admin", "--data", "D"], null));

        Assert.Equal([Role.DataProvider, Role.Admin], add.Roles);
    }
}
