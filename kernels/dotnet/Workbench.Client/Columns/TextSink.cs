using System.Text;

namespace Workbench.Client.Columns;

/// <summary>VARCHAR as strings; a missing one is null.</summary>
internal sealed class TextSink(string name, int rows) : DecodedTextSink<string>(rows)
{
    protected override string Decode(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);

    protected override Column ToColumn(bool[]? missingRows) => new Column<string>(name, Values, missingRows);
}
