namespace Workbench.Kernel.Sharing.Tables;

/// <summary>A table that can write itself as a file of the Arrow IPC format, faster than it could be read row by row.</summary>
internal interface IArrowTable
{
    void WriteArrow(string path);
}
