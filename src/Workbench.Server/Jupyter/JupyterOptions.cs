using System.ComponentModel.DataAnnotations;
using Workbench.Notebooks.Documents;

namespace Workbench.Server.Jupyter;

/// <summary>Bounds of the Jupyter API (section "Jupyter").</summary>
public sealed class JupyterOptions
{
    public const string Section = "Jupyter";

    /// <summary>Largest notebook or file in a workspace, in bytes. Default 64 MiB.</summary>
    [Range(1 << 20, 1 << 30)]
    public long MaxFileBytes { get; set; } = 64L << 20;

    /// <summary>Largest body of a contents call, in bytes: a file in base64 with its frame. Default 96 MiB.</summary>
    [Range(1 << 20, 2047L << 20)]
    public long MaxContentsBodyBytes { get; set; } = 96L << 20;

    /// <summary>Largest body of any other call, in bytes. Default 1 MiB.</summary>
    [Range(1024, 1 << 30)]
    public long MaxCallBodyBytes { get; set; } = 1L << 20;

    /// <summary>Largest message that a client may send to a kernel, in bytes. Default 16 MiB.</summary>
    [Range(1024, 1 << 30)]
    public int MaxSocketMessageBytes { get; set; } = 16 << 20;

    /// <summary>Most output of one execution that goes to pages and into the notebook, in bytes; then a notice follows. Default 20 MiB.</summary>
    [Range(1024, 1 << 30)]
    public long MaxOutputBytes { get; set; } = ExecutionLedger.DefaultOutputLimitBytes;

    /// <summary>How often outputs of cells that no page watches are written into their notebooks. Default 1 s.</summary>
    [Range(0.05, 3600)]
    public double OutputWriteSeconds { get; set; } = 1;

    /// <summary>How often open sockets are pinged, so that proxies do not cut them, in seconds. Default 30.</summary>
    [Range(1, 3600)]
    public int PingSeconds { get; set; } = 30;

    /// <summary>Most kernels of one person at a time. Default 10.</summary>
    [Range(1, 10_000)]
    public int MaxKernelsPerPerson { get; set; } = 10;
}
