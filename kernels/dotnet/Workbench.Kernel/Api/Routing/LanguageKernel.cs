using Microsoft.DotNet.Interactive;

namespace Workbench.Kernel.Api.Routing;

/// <summary>One language, as cells see it.</summary>
internal sealed class LanguageKernel(string name) : Microsoft.DotNet.Interactive.Kernel(name);
