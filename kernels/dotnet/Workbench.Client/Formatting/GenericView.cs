using System.Reflection;

namespace Workbench.Client.Formatting;

/// <summary>
/// Calls a generic method with the type arguments of a value whose type is known only when it is displayed.
/// (<c>dynamic</c> would do the same after loading a whole compiler.)
/// </summary>
internal static class GenericView
{
    /// <param name="container">The class with a public static method "View".</param>
    /// <param name="definition">The open generic type that the method's first parameter closes.</param>
    /// <param name="value">A value of it or of a class derived from it.</param>
    /// <param name="more">The method's further arguments.</param>
    public static T Of<T>(Type container, Type definition, object value, params object[] more)
    {
        var closed = value.GetType();
        while (!closed.IsGenericType || closed.GetGenericTypeDefinition() != definition)
        {
            closed = closed.BaseType ?? throw new ArgumentException($"{value.GetType()} is no {definition}.", nameof(value));
        }
        var view = container.GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Single(method => method.Name == "View" && method.GetParameters()[0].ParameterType is { IsGenericType: true } first
                && first.GetGenericTypeDefinition() == definition);
        return (T)view.MakeGenericMethod(closed.GetGenericArguments())
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [value, .. more], null)!;
    }
}
