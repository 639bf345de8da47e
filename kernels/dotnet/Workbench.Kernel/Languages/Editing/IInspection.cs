namespace Workbench.Kernel.Languages.Editing;

/// <summary>A language that can say what stands at the cursor.</summary>
internal interface IInspection
{
    /// <inheritdoc cref="ICompletion.Complete"/>
    /// <returns>Signature and documentation by media type, <c>text/plain</c> at least; null where nothing stands that is known.</returns>
    IReadOnlyDictionary<string, string>? Inspect(string code, int position);
}
