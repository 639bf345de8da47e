using System.Globalization;
using System.Text;
using Workbench.Kernel.Cells;

namespace Workbench.Kernel.Output;

/// <summary>
/// Console.Out or Console.Error of the cells. What a thread prints belongs to the cell for which it works, or, when that one
/// has ended, to the one that runs now.
/// </summary>
internal sealed class PrintedText(string stream, Func<CellOutput?> current) : TextWriter(CultureInfo.InvariantCulture)
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Print([value]);

    public override void Write(string? value) => Print(value);

    public override void Write(char[] buffer, int index, int count) => Print(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Print(buffer);

    public override void WriteLine() => Print("\n");

    public override void WriteLine(string? value) => Print(value + "\n");

    public override void WriteLine(ReadOnlySpan<char> buffer) => Print([.. buffer, '\n']);

    private void Print(ReadOnlySpan<char> text) => current()?.Print(stream, text);
}
