using System.Text;
using Workbench.Protocol.Jupyter;
using Workbench.Protocol.SessionLink;
using Workbench.Supervisor.Journals;

namespace Workbench.Notebooks.Tests.Supervisor;

public sealed class JournalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wb-journal-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Entries_are_read_back_as_they_were_written()
    {
        using var journal = new Journal(_folder, JournalLimits.Default, TimeProvider.System);
        journal.Append(JupyterChannel.Shell, Message("""{"a":1}""", [1, 2, 3]));

        var entry = JournalEntryFormat.Decode(journal.Read(0)!.Value.Entry);

        Assert.Equal((1, JupyterChannel.Shell), (entry.Sequence, entry.Channel));
        Assert.Equal("""{"a":1}""", Encoding.UTF8.GetString(entry.Message!.ContentJson.Span));
        Assert.Equal([1, 2, 3], entry.Message.Buffers[0].ToArray());
        Assert.Null(journal.Read(1));
    }

    [Fact]
    public void Trimmed_entries_are_told_as_one_gap_and_the_rest_follows()
    {
        using var journal = new Journal(_folder, new JournalLimits(4000, 1000), TimeProvider.System);
        for (var i = 0; i < 100; i++)
        {
            journal.Append(JupyterChannel.IoPub, Message("{}", new byte[100]));
        }

        var gap = JournalEntryFormat.Decode(journal.Read(0)!.Value.Entry);
        Assert.True(gap.IsGap);
        Assert.Equal((1, journal.First - 1), (gap.LostFrom, gap.Sequence));
        Assert.Equal(journal.First, JournalEntryFormat.Decode(journal.Read(gap.Sequence)!.Value.Entry).Sequence);
        Assert.True(Directory.EnumerateFiles(_folder).Sum(path => new FileInfo(path).Length) <= 4000 + 1000);
        Assert.Equal(
            [gap.Sequence, .. Enumerable.Range((int)journal.First, (int)(100 - gap.Sequence)).Select(n => (long)n)],
            JournalFolder.Read(_folder, 0).Select(entry => entry.Sequence));
    }

    [Fact]
    public void Folder_with_a_torn_last_entry_is_read_up_to_it()
    {
        using (var journal = new Journal(_folder, JournalLimits.Default, TimeProvider.System))
        {
            journal.Append(JupyterChannel.IoPub, Message("{}", []));
            journal.Append(JupyterChannel.IoPub, Message("{}", []));
        }

        using (var file = File.OpenWrite(Directory.EnumerateFiles(_folder).Single()))
        {
            file.SetLength(file.Length - 3);
        }

        Assert.Equal([1L], JournalFolder.Read(_folder, 0).Select(entry => entry.Sequence));
    }

    [Fact]
    public async Task Waiting_reader_is_woken_by_the_next_entry()
    {
        using var journal = new Journal(_folder, JournalLimits.Default, TimeProvider.System);
        var grown = journal.GrownAsync(0);
        Assert.False(grown.IsCompleted);

        journal.Append(JupyterChannel.IoPub, Message("{}", []));

        await grown.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(-1)]
    public void Broken_bytes_are_refused(int length)
    {
        var whole = JournalEntryFormat.Encode(new JournalEntry(1, DateTimeOffset.UnixEpoch, JupyterChannel.IoPub, Message("{}", [1])));

        Assert.Throws<InvalidDataException>(() => JournalEntryFormat.Decode(whole.AsMemory(0, length < 0 ? whole.Length - 1 : length)));
    }

    private static JupyterMessage Message(string content, byte[] buffer) =>
        JupyterMessage.Create(new JupyterHeaders("s", "u", TimeProvider.System).Next("stream"), Encoding.UTF8.GetBytes(content)) with { Buffers = [buffer] };
}
