using Workbench.Kernel.Interrupts;

namespace Workbench.Kernel.Output;

/// <summary>Console.In of the cells: each line is asked of the user.</summary>
internal sealed class AskedText(Func<RunningCell?> current) : TextReader
{
    private string line = "";
    private int position;

    public override int Peek() => Fill() ? line[position] : -1;

    public override int Read() => Fill() ? line[position++] : -1;

    public override string? ReadLine()
    {
        if (position < line.Length)
        {
            var rest = line[position..].TrimEnd('\n');
            position = line.Length;
            return rest;
        }

        return Ask();
    }

    private bool Fill()
    {
        if (position == line.Length)
        {
            line = Ask() + "\n";
            position = 0;
        }

        return true;
    }

    private string Ask() => Api.Asking.Ask(current(), "", isPassword: false);
}
