using Microsoft.DotNet.Interactive;
using Workbench.Kernel.Languages;
using Workbench.Kernel.Sharing;

namespace Workbench.Kernel.Directives.Magics;

/// <summary><c>#!set</c>: gives a variable of the language in which it stands a text, an answer of the user, or another language's value.</summary>
internal sealed class SetValue : IMagic
{
    public Directive Directive { get; } = new("#!set", "Set a variable of this language.")
    {
        Parameters =
        [
            new("--name", "The variable.") { IsRequired = true },
            new("--value", "A text, or @language:variable, or @input, @input:\"prompt\", @password to ask for it.") { IsRequired = true },
            new("--byref", "Hand over the object itself instead of a copy; between C# and F# only.") { IsFlag = true },
            new("--mime-type", "The media type of the value.") { Values = ["application/json", "text/csv", "text/html", "text/plain"] },
        ],
        Check = static (call, _) => call.Has("--byref") && call.Has("--mime-type")
            ? call.Error(DirectiveErrorCodes.ByReferenceWithMimeType, "The --mime-type and --byref options cannot be used together.", "--mime-type")
            : null,
    };

    public DirectiveError? Run(DirectiveCall call, MagicContext context)
    {
        var name = call["--name"]!;
        var value = call.Values["--value"];
        var mimeType = call["--mime-type"];
        if (value.Variable is { } variable)
        {
            var manner = call.Has("--byref") ? ValueRoute.Manner.ByReferenceOrNot : ValueRoute.Manner.Copied;
            var moved = ValueRoute.Move(context.Languages, variable.Language, variable.Name, call.Language, name, mimeType, manner);
            return moved is null ? null : call.Error(moved.Code, moved.Message, moved.Code == DirectiveErrorCodes.ByReferenceNotPossible ? "--byref" : "--value");
        }

        if (value.IsPassword)
        {
            var secret = new SharedValue.Reference(new PasswordString(value.Written), typeof(PasswordString));
            var isShared = context.Languages.TryFind(call.Language, out var target) && target.Language is IValueHolder { SharesObjects: true };
            return Set(call, name, isShared ? secret : new SharedValue.Text(value.Written, "text/plain"), context);
        }

        // A text keeps its quotes here, as notebooks know it. What the user answered never had any.
        if (mimeType == "application/json" && !PortableForms.IsJson(value.Written))
        {
            return call.Error(DirectiveErrorCodes.InvalidJson, "Invalid JSON: --mime-type says that the value is JSON.", "--value");
        }

        SharedValue shared = mimeType is "application/json" ? new SharedValue.Json(value.Written) : new SharedValue.Text(value.Written, mimeType ?? "text/plain");
        return Set(call, name, shared, context);
    }

    private static DirectiveError? Set(DirectiveCall call, string name, SharedValue value, MagicContext context) =>
        ValueRoute.Set(context.Languages, call.Language, name, value) is { } refused ? call.Error(refused.Code, refused.Message, "--name") : null;
}
