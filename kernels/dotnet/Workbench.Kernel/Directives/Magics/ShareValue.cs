using Workbench.Kernel.Sharing;

namespace Workbench.Kernel.Directives.Magics;

/// <summary><c>#!share</c>: brings a variable of another language into the one in which it stands.</summary>
internal sealed class ShareValue : IMagic
{
    public Directive Directive { get; } = new("#!share", "Bring a variable of another language into this one.")
    {
        Parameters =
        [
            new("--name", "The variable.") { IsRequired = true, IsImplicit = true },
            new("--from", "The language that has it.") { IsRequired = true, NamesLanguage = true },
            new("--as", "Its name here, when it shall be another."),
            new("--mime-type", "Bring its text of this media type instead of the value.") { Values = ["application/json", "text/csv", "text/html", "text/plain"] },
        ],
    };

    public DirectiveError? Run(DirectiveCall call, MagicContext context)
    {
        var name = call["--name"]!;
        var moved = ValueRoute.Move(
            context.Languages, call["--from"]!, name, call.Language, call["--as"] ?? name, call["--mime-type"], ValueRoute.Manner.ByReferenceWherePossible);
        switch (moved)
        {
            case null:
                return null;
            case { Code: DirectiveErrorCodes.ValueNotFound, IsLanguageKnown: true }:
                // Notebooks rely on it: a cell goes on when the value is not there yet.
                context.Output.Notice(moved.Message);
                return null;
            default:
                return call.Error(moved.Code, moved.Message, moved.Code == DirectiveErrorCodes.ValueNotFound ? "--from" : "--name");
        }
    }
}
