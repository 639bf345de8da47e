namespace Workbench.Client.Broker;

/// <summary>A file in the session's own temporary folder that is gone when it has been read.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private TemporaryFile(string path) => Path = path;

    public string Path { get; }

    public static TemporaryFile Create() =>
        new(System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"cohort-{Environment.ProcessId}-{System.IO.Path.GetRandomFileName()}.parquet"));

    public void Dispose() => File.Delete(Path);
}
