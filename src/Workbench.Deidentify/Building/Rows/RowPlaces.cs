namespace Workbench.Deidentify.Building.Rows;

/// <summary>
/// Where rows stand in the raw files. Several threads read blocks of a file, so while they do a row knows its block and its number there; its number in the
/// file follows when all blocks before it were counted.
/// </summary>
internal sealed class RowPlaces
{
    private const int BlockShift = 32;

    private readonly List<(int File, long Rows, long Lines)> blocks = [];

    /// <summary>A row's place as one number, which orders rows as the files do.</summary>
    /// <param name="row">Number in the block, from 1.</param>
    public static long Of(int block, long row) => ((long)block << BlockShift) | row;

    /// <summary>Starts a block of a file; returns its number.</summary>
    public int Begin(int file)
    {
        lock (blocks)
        {
            blocks.Add((file, 0, 0));
            return blocks.Count - 1;
        }
    }

    /// <summary>Notes what a block held.</summary>
    public void End(int block, long rows, long lines)
    {
        lock (blocks)
        {
            blocks[block] = (blocks[block].File, rows, lines);
        }
    }

    /// <summary>Rows and lines of the same file before a block, once all blocks before it have ended.</summary>
    public (long Rows, long Lines) Before(int block)
    {
        lock (blocks)
        {
            var before = blocks.Take(block).Where(b => b.File == blocks[block].File).ToList();
            return (before.Sum(b => b.Rows), before.Sum(b => b.Lines));
        }
    }

    /// <summary>The file of a place and the number of its row there, from 1.</summary>
    public (int File, long Row) Find(long place)
    {
        var block = (int)(place >> BlockShift);
        return (blocks[block].File, Before(block).Rows + (place & uint.MaxValue));
    }
}
