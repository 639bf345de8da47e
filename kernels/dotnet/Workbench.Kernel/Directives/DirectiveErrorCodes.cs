namespace Workbench.Kernel.Directives;

/// <summary>The codes of directives' errors, those that notebooks and their authors know. 1xx are found before anything runs.</summary>
internal static class DirectiveErrorCodes
{
    public const string UnknownDirective = "DNI101";
    public const string UnknownParameter = "DNI103";
    public const string MissingParameter = "DNI104";
    public const string TooManyOccurrences = "DNI105";
    public const string InvalidJson = "DNI106";
    public const string ParameterBeforeSubcommand = "DNI107";
    public const string NotReadable = "DNI108";
    public const string UnsupportedMimeType = "DNI201";
    public const string ValueNotFound = "DNI202";
    public const string ByReferenceNotPossible = "DNI203";
    public const string InputNotProvided = "DNI204";
    public const string UrlAndFile = "DNI205";
    public const string UrlAndValue = "DNI206";
    public const string FileAndValue = "DNI207";
    public const string FileAndContent = "DNI208";
    public const string UrlAndContent = "DNI209";
    public const string InvalidPackage = "DNI210";
    public const string Refused = "DNI211";
    public const string ByReferenceWithMimeType = "DNI303";
}
