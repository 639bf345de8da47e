using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Workbench.Governance.Storage;

internal sealed class TypedIdConverter<T>() : ValueConverter<T, string>(id => id.Value, text => Make(text))
    where T : struct, ITypedId<T>
{
    // An expression tree cannot call a static abstract member itself.
    private static T Make(string text) => T.From(text);
}
