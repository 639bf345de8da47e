namespace Workbench.Client.Columns;

/// <summary>
/// Short texts that were decoded not long ago. Clinical text columns repeat few short values, so one decoded text serves
/// equal neighbours.
/// </summary>
internal sealed class RecentTexts<T>
{
    private const int Bits = 10;

    private readonly (UInt128 Key, bool Known, T? Text)[] slots = new (UInt128, bool, T?)[1 << Bits];

    /// <summary>Where the decoded text stands or, when it is not <paramref name="known"/>, has to be put by the caller.</summary>
    public ref T? Slot(TextCell text, out bool known)
    {
        var key = text.Key;
        var mixed = ((ulong)key ^ ((ulong)(key >> 64) * 0x9E3779B97F4A7C15UL)) * 0xD6E8FEB86659FD93UL;
        ref var slot = ref slots[(int)(mixed >> (64 - Bits))];
        known = slot.Known && slot.Key == key;
        slot.Key = key;
        slot.Known = true;
        return ref slot.Text;
    }
}
