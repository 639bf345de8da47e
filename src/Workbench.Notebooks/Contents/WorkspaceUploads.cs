namespace Workbench.Notebooks.Contents;

public sealed partial class Workspace
{
    private readonly Dictionary<string, Upload> uploads = new(StringComparer.Ordinal);

    /// <summary>A file that arrives in pieces; it takes the file's place only when it is whole.</summary>
    private sealed record Upload(string Unfinished, int NextChunk, long Bytes);

    private ContentsOutcome<SavedContents> SaveChunk(ContentsPath path, ContentsUpload upload, int chunk)
    {
        if (upload.Type != "file")
        {
            return new ContentsRefusal(ContentsRefusal.WrongType, "Only files are uploaded in pieces.");
        }

        if (!FileBytes(path, upload).Succeeded(out var bytes, out var refusal))
        {
            return refusal;
        }

        var running = uploads.GetValueOrDefault(path.Text);
        if (chunk == 1)
        {
            AbandonUpload(path);
            running = new Upload(AtomicFile.UnfinishedName(files.OnDisk(path)), NextChunk: 1, Bytes: 0);
        }

        if (running is null || (chunk != running.NextChunk && chunk != -1))
        {
            return new ContentsRefusal(ContentsRefusal.UploadOutOfOrder, $"Piece {chunk} of '{path}' does not follow the one before; start the upload again.");
        }

        var total = running.Bytes + bytes.LongLength;
        if (total > limits.MaxFileBytes)
        {
            AbandonUpload(path);
            return new ContentsRefusal(ContentsRefusal.TooLarge, $"'{path}' is larger than {limits.MaxFileBytes >> 20} MiB.");
        }

        var isNew = files.FileAt(path) is null;
        uploads[path.Text] = running with { NextChunk = running.NextChunk + 1, Bytes = total };
        var failure = Durably(() =>
        {
            using (var file = new FileStream(running.Unfinished, new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
            {
                file.Write(bytes);
            }

            if (chunk == -1)
            {
                AtomicFile.Publish(running.Unfinished, files.OnDisk(path));
                uploads.Remove(path.Text);
            }
        });
        if (failure is not null)
        {
            AbandonUpload(path);
            return failure;
        }

        var shown = new FileInfo(chunk == -1 ? files.OnDisk(path) : running.Unfinished);
        return new SavedContents(Model(path, shown, "file"), isNew);
    }

    private void AbandonUpload(ContentsPath path)
    {
        if (uploads.Remove(path.Text, out var upload))
        {
            File.Delete(upload.Unfinished);
        }
    }
}
