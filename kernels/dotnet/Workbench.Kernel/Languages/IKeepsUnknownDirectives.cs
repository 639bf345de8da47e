namespace Workbench.Kernel.Languages;

/// <summary>A language whose code is any text: a line <c>#!word</c> that no directive answers to belongs to it.</summary>
internal interface IKeepsUnknownDirectives;
