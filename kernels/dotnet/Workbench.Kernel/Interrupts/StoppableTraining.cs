using System.Collections;
using System.ComponentModel;
using System.Reflection;

namespace Workbench.Kernel.Interrupts;

/// <summary>
/// Lets an interrupt stop what ML.NET works at. Its trainers ask their environment between two rounds whether they shall go on, and
/// the library keeps the answer to itself; here it is given for the cell that is interrupted, and taken back when that has ended, so that
/// the notebook's <c>MLContext</c> can be used again. <see cref="CSharp.CheckpointWeaver"/> tells of every context that C# cells make.
/// The members are those of ML.NET 5; where they are others one day, training is as hard to stop as other library code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StoppableTraining
{
    internal const string Context = "MLContext";

    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    private static readonly List<WeakReference<object>> Contexts = [];
    private static readonly List<object> Stopped = [];

    public static T Watch<T>(T made)
    {
        if (made is not null && made.GetType().FullName == "Microsoft.ML." + Context)
        {
            lock (Contexts)
            {
                Contexts.RemoveAll(static reference => !reference.TryGetTarget(out _));
                Contexts.Add(new WeakReference<object>(made));
            }
        }

        return made;
    }

    internal static void Stop()
    {
        lock (Contexts)
        {
            foreach (var reference in Contexts)
            {
                if (reference.TryGetTarget(out var context) && Field(context, "_env") is { } environment)
                {
                    Stop(environment);
                }
            }
        }
    }

    internal static void Resume()
    {
        lock (Contexts)
        {
            Stopped.ForEach(static environment => Set(environment, false));
            Stopped.Clear();
        }
    }

    // Every part of a pipeline has an environment of its own below the context's.
    private static void Stop(object environment)
    {
        Set(environment, true);
        Stopped.Add(environment);
        if (Field(environment, "_children") is not IEnumerable children)
        {
            return;
        }

        List<object> references;
        lock (Field(environment, "_cancelLock") ?? environment)
        {
            references = [.. children.Cast<object>()];
        }

        foreach (var reference in references)
        {
            object?[] target = [null];
            if (reference.GetType().GetMethod(nameof(WeakReference<object>.TryGetTarget))?.Invoke(reference, target) is true && target[0] is { } child)
            {
                Stop(child);
            }
        }
    }

    private static void Set(object environment, bool isCanceled) => Base(environment)?.GetProperty("IsCanceled", Hidden)?.SetValue(environment, isCanceled);

    private static object? Field(object owner, string name) =>
        (owner.GetType().GetField(name, Hidden) ?? Base(owner)?.GetField(name, Hidden))?.GetValue(owner);

    private static Type? Base(object environment)
    {
        var type = environment.GetType();
        while (type is not null && !type.Name.StartsWith("HostEnvironmentBase", StringComparison.Ordinal))
        {
            type = type.BaseType;
        }

        return type;
    }
}
