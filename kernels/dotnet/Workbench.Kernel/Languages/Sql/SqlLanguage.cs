using System.Data.Common;
using Workbench.Kernel.Cells;
using Workbench.Kernel.Directives;
using Workbench.Kernel.Interrupts;
using Workbench.Kernel.Languages.Editing;
using Workbench.Kernel.Output;
using Workbench.Kernel.Sharing.Tables;

namespace Workbench.Kernel.Languages.Sql;

/// <summary>
/// SQL cells on one database: several statements, each result a display of its first rows, as .NET
/// Interactive shows them. <c>--name</c> keeps the last result for later cells and other languages.
/// </summary>
internal sealed class SqlLanguage(LanguageInfo info, Func<ISqlDatabase> connect) : ITakesOptions, IValueHolder, IInterruptible, ICompletion, IInspection
{
    private static readonly TimeSpan StopInterval = TimeSpan.FromMilliseconds(30);

    private readonly Lazy<ISqlDatabase> database = new(connect);
    private readonly Dictionary<string, SqlResult> kept = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock stop = new();
    private DbCommand? command;

    public static DirectiveParameter[] Options { get; } = [new("--name", "Keeps the last result under this name, for later cells and #!share.")];

    public LanguageInfo Info => info;

    public bool PrefersTables => true;

    public IReadOnlyList<HeldValue> Values =>
        [.. kept.Select(static one => new HeldValue(one.Key, "table", $"{one.Value.RowCount} × {one.Value.Columns.Count}", string.Join(", ", one.Value.Columns)))];

    public CellEnd Run(string code, string name, RunningCell running) => Run(code, name, running, new Dictionary<string, string>());

    public CellEnd Run(string code, string name, RunningCell running, IReadOnlyDictionary<string, string> options)
    {
        var statements = SqlStatement.Split(code.ReplaceLineEndings("\n"));
        var wanted = options.GetValueOrDefault("--name");
        RunningCell.Current = running;
        try
        {
            for (var i = 0; i < statements.Count; i++)
            {
                object? shown;
                try
                {
                    shown = i == statements.Count - 1 && wanted is not null ? Keep(wanted, statements[i], running) : Execute(statements[i], running);
                }
                catch (Exception error) when (!running.IsInterruptRequested && database.IsValueCreated && database.Value.Explain(error, statements[i]) is { } failure)
                {
                    return new CellEnd.Reported(new CellError(failure.Name, failure.Message, failure.Lines));
                }

                if (running.IsInterruptRequested)
                {
                    return new CellEnd.Interrupted(LeftBehind: false);
                }

                if (shown is not null)
                {
                    running.Output.Display(ValueFormatting.Format(shown));
                }
            }

            return new CellEnd.Ok(null, HasValue: false);
        }
        catch (SqlRefusedException refused)
        {
            return new CellEnd.Reported(new CellError("Refused", refused.Message, [refused.Message]));
        }
        catch (Exception error)
        {
            // What a database throws when it is stopped differs; that it was is known here.
            return running.IsInterruptRequested ? new CellEnd.Interrupted(LeftBehind: false) : new CellEnd.Failed(error);
        }
        finally
        {
            Command(null);
            RunningCell.Current = null;
        }
    }

    public void Interrupt()
    {
        // Again and again, as a database forgets a stop that comes before the statement has begun; but never one of a later cell.
        for (var stopping = command; stopping is not null && Stop(stopping);)
        {
            Thread.Sleep(StopInterval);
        }
    }

    public SharedValue? Get(string name) =>
        (kept.GetValueOrDefault(name) ?? database.Value.Find(name)) is { } result
            ? new SharedValue.Reference(result, typeof(IEnumerable<Microsoft.DotNet.Interactive.Formatting.TabularData.TabularDataResource>))
            : null;

    public string? Set(string name, SharedValue value)
    {
        try
        {
            return database.Value.Set(name, value is SharedValue.Columns columns ? new SharedValue.Table(ArrowTables.Write(columns.All)) : value);
        }
        catch (Exception error) when (error is IOException or NotSupportedException)
        {
            return $"'{name}' cannot be handed over: {error.Message}";
        }
    }

    public Completions Complete(string code, int position) => SqlCompletion.Of(code, position, database.Value.Columns());

    public IReadOnlyDictionary<string, string>? Inspect(string code, int position) =>
        SqlInspection.Of(code, position, database.Value.Columns()) is { } text ? new Dictionary<string, string> { ["text/plain"] = text } : null;

    private DbCommand Begin(string sql)
    {
        var next = database.Value.Connection.CreateCommand();
        next.CommandText = sql;
        Command(next);
        return next;
    }

    private void Command(DbCommand? next)
    {
        lock (stop)
        {
            command = next;
        }
    }

    private bool Stop(DbCommand stopping)
    {
        lock (stop)
        {
            if (command != stopping)
            {
                return false;
            }

            database.Value.Stop(stopping);
            return true;
        }
    }

    private object? Execute(SqlStatement statement, RunningCell running)
    {
        database.Value.Prepare(statement, running.CancellationToken);
        using var next = Begin(statement.Text);
        if (statement.IsChange)
        {
            var changed = next.ExecuteNonQuery();
            running.Output.Display(ValueFormatting.Raw(changed == 1 ? "1 row changed" : $"{changed} rows changed", "text/plain"));
            return null;
        }

        using var reader = next.ExecuteReader();
        return reader.FieldCount > 0 && (statement.IsQuery || reader.RecordsAffected < 0) ? SqlRows.Read(reader, () => !running.IsInterruptRequested) : null;
    }

    private SqlResult Keep(string name, SqlStatement statement, RunningCell running)
    {
        if (!statement.IsQuery)
        {
            throw new SqlRefusedException("--name keeps the rows of a query, and the last statement of this cell is none.");
        }

        database.Value.Prepare(statement, running.CancellationToken);
        var result = database.Value.Keep(name, statement, Begin);
        kept[name] = result;
        return result;
    }
}
