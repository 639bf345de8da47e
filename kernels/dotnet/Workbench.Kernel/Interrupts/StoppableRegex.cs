using System.Collections.Concurrent;
using System.ComponentModel;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Workbench.Kernel.Interrupts;

/// <summary>
/// The regular expressions of C# cells, which an interrupt can stop. Matching looks at the clock for its time-out while it runs; an
/// interrupt lets that time-out, of weeks otherwise, be over. <see cref="CSharp.CheckpointWeaver"/> puts these calls into cells.
/// The fields are those of .NET 10; where they are others one day, matches are as hard to stop as other library code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StoppableRegex
{
    private const int KeptPatterns = 64;

    /// <summary>The longest time-out there is. Without one the engine does not look at the clock.</summary>
    private static readonly TimeSpan Weeks = TimeSpan.FromMilliseconds(int.MaxValue - 1);

    private static readonly ConcurrentDictionary<(string Pattern, RegexOptions Options, TimeSpan Limit, string Culture), Regex> Patterns = new();
    private static readonly List<WeakReference<RegexRunner>> Runners = [];

    /// <summary>To be called before the process makes its first expression.</summary>
    internal static void ListenByDefault() => AppContext.SetData("REGEX_DEFAULT_MATCH_TIMEOUT", Weeks);

    /// <summary>Ends the matches that run; whose they are is not known, so that a match of background work at this very moment is one of them.</summary>
    internal static void Expire()
    {
        lock (Runners)
        {
            foreach (var reference in Runners)
            {
                if (reference.TryGetTarget(out var runner))
                {
                    // A runner that rests sets its time anew when it starts.
                    Volatile.Write(ref OccursAt(runner), 0);
                }
            }
        }
    }

    /// <summary>Lets an interrupt stop what this expression matches. One without a time-out of its own choice cannot be stopped.</summary>
    public static Regex Watch(Regex regex)
    {
        if (Factory(regex) is { } factory and not WatchedFactory)
        {
            Factory(regex) = new WatchedFactory(factory);
        }

        return regex;
    }

    public static bool IsMatch(string input, string pattern) => Of(pattern).IsMatch(input);

    public static bool IsMatch(ReadOnlySpan<char> input, string pattern) => Of(pattern).IsMatch(input);

    public static bool IsMatch(string input, string pattern, RegexOptions options) => Of(pattern, options).IsMatch(input);

    public static bool IsMatch(ReadOnlySpan<char> input, string pattern, RegexOptions options) => Of(pattern, options).IsMatch(input);

    public static bool IsMatch(string input, string pattern, RegexOptions options, TimeSpan matchTimeout) => Of(pattern, options, matchTimeout).IsMatch(input);

    public static bool IsMatch(ReadOnlySpan<char> input, string pattern, RegexOptions options, TimeSpan matchTimeout) => Of(pattern, options, matchTimeout).IsMatch(input);

    public static Match Match(string input, string pattern) => Of(pattern).Match(input);

    public static Match Match(string input, string pattern, RegexOptions options) => Of(pattern, options).Match(input);

    public static Match Match(string input, string pattern, RegexOptions options, TimeSpan matchTimeout) => Of(pattern, options, matchTimeout).Match(input);

    public static MatchCollection Matches(string input, string pattern) => Of(pattern).Matches(input);

    public static MatchCollection Matches(string input, string pattern, RegexOptions options) => Of(pattern, options).Matches(input);

    public static MatchCollection Matches(string input, string pattern, RegexOptions options, TimeSpan matchTimeout) => Of(pattern, options, matchTimeout).Matches(input);

    public static int Count(string input, string pattern) => Of(pattern).Count(input);

    public static int Count(ReadOnlySpan<char> input, string pattern) => Of(pattern).Count(input);

    public static int Count(string input, string pattern, RegexOptions options) => Of(pattern, options).Count(input);

    public static int Count(ReadOnlySpan<char> input, string pattern, RegexOptions options) => Of(pattern, options).Count(input);

    public static int Count(string input, string pattern, RegexOptions options, TimeSpan matchTimeout) => Of(pattern, options, matchTimeout).Count(input);

    public static int Count(ReadOnlySpan<char> input, string pattern, RegexOptions options, TimeSpan matchTimeout) => Of(pattern, options, matchTimeout).Count(input);

    public static string Replace(string input, string pattern, string replacement) => Of(pattern).Replace(input, replacement);

    public static string Replace(string input, string pattern, string replacement, RegexOptions options) => Of(pattern, options).Replace(input, replacement);

    public static string Replace(string input, string pattern, string replacement, RegexOptions options, TimeSpan matchTimeout) => Of(pattern, options, matchTimeout).Replace(input, replacement);

    public static string Replace(string input, string pattern, MatchEvaluator evaluator) => Of(pattern).Replace(input, evaluator);

    public static string Replace(string input, string pattern, MatchEvaluator evaluator, RegexOptions options) => Of(pattern, options).Replace(input, evaluator);

    public static string Replace(string input, string pattern, MatchEvaluator evaluator, RegexOptions options, TimeSpan matchTimeout) => Of(pattern, options, matchTimeout).Replace(input, evaluator);

    public static string[] Split(string input, string pattern) => Of(pattern).Split(input);

    public static string[] Split(string input, string pattern, RegexOptions options) => Of(pattern, options).Split(input);

    public static string[] Split(string input, string pattern, RegexOptions options, TimeSpan matchTimeout) => Of(pattern, options, matchTimeout).Split(input);

    private static Regex Of(string pattern, RegexOptions options = RegexOptions.None, TimeSpan? limit = null)
    {
        if (Patterns.Count > KeptPatterns)
        {
            Patterns.Clear();
        }

        // A pattern that is none is refused by the constructor, in its words.
        return pattern is null
            ? new Regex(pattern!)
            : Patterns.GetOrAdd((pattern, options, limit ?? Weeks, CultureInfo.CurrentCulture.Name), static key => Watch(new Regex(key.Pattern, key.Options, key.Limit)));
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "factory")]
    private static extern ref RegexRunnerFactory? Factory(Regex regex);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_timeoutOccursAt")]
    private static extern ref long OccursAt(RegexRunner runner);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "CreateInstance")]
    private static extern RegexRunner Create(RegexRunnerFactory factory);

    private sealed class WatchedFactory(RegexRunnerFactory real) : RegexRunnerFactory
    {
        protected override RegexRunner CreateInstance()
        {
            var runner = Create(real);
            lock (Runners)
            {
                Runners.RemoveAll(static reference => !reference.TryGetTarget(out _));
                Runners.Add(new WeakReference<RegexRunner>(runner));
            }

            return runner;
        }
    }
}
