using System.Text;
using Workbench.Deidentify.Values;

namespace Workbench.Deidentify.Tests.Values;

public sealed class ColumnTypeTests
{
    private static readonly Dictionary<string, ColumnType> Types = new()
    {
        ["integer"] = new IntegerType(null, null),
        ["integer 0-10"] = new IntegerType(0, 10),
        ["number"] = new NumberType(null, null),
        ["number 0-1"] = new NumberType(0, 1),
        ["text"] = new TextType(),
        ["category"] = new CategoryType(["<=20", "b"]),
        ["boolean"] = new BooleanType(),
        ["date"] = new DateType(false, null),
        ["date dd.MM.yyyy"] = new DateType(false, "dd.MM.yyyy"),
        ["timestamp"] = new DateType(true, null),
    };

    [Theory]
    [InlineData("integer", "0", "0")]
    [InlineData("integer", "-12", "-12")]
    [InlineData("integer", "9223372036854775807", "9223372036854775807")]
    [InlineData("integer 0-10", "0", "0")]
    [InlineData("integer 0-10", "10", "10")]
    [InlineData("number", "1.5", "1.5")]
    [InlineData("number", "-0.25e2", "-25")]
    [InlineData("number 0-1", "1", "1")]
    [InlineData("text", "any ö \"words\"", "any ö \"words\"")]
    [InlineData("category", "<=20", "<=20")]
    [InlineData("boolean", "true", "true")]
    [InlineData("boolean", "false", "false")]
    [InlineData("date", "1999-12-31", "1999-12-31")]
    [InlineData("date dd.MM.yyyy", "31.12.1999", "1999-12-31")]
    [InlineData("timestamp", "1999-12-31 23:59:58", "1999-12-31 23:59:58")]
    [InlineData("timestamp", "1999-12-31 23:59:58.123456", "1999-12-31 23:59:58.123456")]
    public void Type_reads_what_it_declares(string type, string field, string canonical)
    {
        Assert.Null(Types[type].Parse(Encoding.UTF8.GetBytes(field), out var value));
        Assert.Equal(canonical, value.Canonical());
        Assert.Equal(Types[type].Kind, value.Kind);
    }

    [Theory]
    [InlineData("integer", "1.0")]
    [InlineData("integer", "+1")]
    [InlineData("integer", " 1")]
    [InlineData("integer", "1 ")]
    [InlineData("integer", "007")]
    [InlineData("integer", "-")]
    [InlineData("integer", "1e3")]
    [InlineData("integer", "9223372036854775808")]
    [InlineData("integer 0-10", "-1")]
    [InlineData("integer 0-10", "11")]
    [InlineData("number", "1,5")]
    [InlineData("number", "1 000")]
    [InlineData("number", "NaN")]
    [InlineData("number", "Infinity")]
    [InlineData("number", "1e999")]
    [InlineData("number", "n/a")]
    [InlineData("number 0-1", "1.01")]
    [InlineData("number 0-1", "-0.01")]
    [InlineData("text", "a\0b")]
    [InlineData("category", "a")]
    [InlineData("category", "B")]
    [InlineData("category", "b ")]
    [InlineData("boolean", "True")]
    [InlineData("boolean", "1")]
    [InlineData("date", "31.12.1999")]
    [InlineData("date", "1999-02-29")]
    [InlineData("date", "1999-1-1")]
    [InlineData("date", "1999-12-31 00:00:00")]
    [InlineData("date", "0001-01-01")]
    [InlineData("date", "9999-12-31")]
    [InlineData("date dd.MM.yyyy", "1999-12-31")]
    [InlineData("timestamp", "1999-12-31")]
    [InlineData("timestamp", "1999-12-31 24:00:00")]
    public void Type_refuses_what_it_does_not_declare_and_does_not_repeat_it(string type, string field)
    {
        var needed = Types[type].Parse(Encoding.UTF8.GetBytes(field), out _);

        Assert.NotNull(needed);
        if (field.Trim().Length > 3)
        {
            Assert.DoesNotContain(field, needed, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Only_text_is_open() =>
        Assert.Equal(["text"], Types.Where(t => !t.Value.IsClosed).Select(t => t.Key));
}
