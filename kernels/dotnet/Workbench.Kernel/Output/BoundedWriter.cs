using System.Globalization;
using System.Text;

namespace Workbench.Kernel.Output;

/// <summary>Takes text up to a limit and refuses more, so that a value whose display has no end is given up early.</summary>
/// <param name="maxChars">In UTF-16 units.</param>
internal sealed class BoundedWriter(int maxChars) : TextWriter(CultureInfo.InvariantCulture)
{
    private readonly StringBuilder text = new();

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Something was refused; what was taken is not the whole.</summary>
    public bool IsExceeded { get; private set; }

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (IsExceeded || text.Length + buffer.Length > maxChars)
        {
            IsExceeded = true;
            throw new DisplayTooLargeException();
        }

        text.Append(buffer);
    }

    public override string ToString() => text.ToString();
}

/// <summary>Ends the formatting of a value that is too large to show.</summary>
internal sealed class DisplayTooLargeException() : Exception("The value is too large to show.");
