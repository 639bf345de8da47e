using Microsoft.DotNet.Interactive.Formatting;
using Workbench.Client.Formatting.Tables;

namespace Workbench.Client.Formatting.Catalogue;

/// <summary>Cohorts, their dictionary and figures as tables; refusals as a calm box with the next step.</summary>
internal static class CohortFormatters
{
    public static void Register()
    {
        TableFormatters.Register<IEnumerable<CohortSummary>>(CohortTables.Catalogue);
        TableFormatters.Register<Cohort>(CohortTables.Of);
        TableFormatters.Register<IEnumerable<CohortTable>>(CohortTables.Of);
        TableFormatters.Register<CohortTable>(table => DictionaryTable.Of(table.Columns, CohortTables.Title(table)));
        TableFormatters.Register<IEnumerable<DictionaryEntry>>(entries => DictionaryTable.Of([.. entries], null));
        TableFormatters.Register<TableDescription>(DescriptionTable.Of);
        RegisterDescription();
        RegisterFailures();
    }

    private static void RegisterDescription()
    {
        Register<CohortDescription>(
            (description, writer) =>
            {
                foreach (var table in description.Tables)
                {
                    TableHtml.Write(DescriptionTable.Of(table), writer);
                }
                TableHtml.Element(writer, "p", "wb-note", DescriptionTable.Note(description.Figures));
            },
            (description, writer) =>
            {
                foreach (var table in description.Tables)
                {
                    TableText.Write(DescriptionTable.Of(table), writer);
                    writer.WriteLine();
                    writer.WriteLine();
                }
                writer.Write(DescriptionTable.Note(description.Figures));
            });
    }

    private static void RegisterFailures()
    {
        Register<CohortRefusedException>(RefusalHtml.Write, (refusal, writer) => writer.Write(refusal.Message));
        Register<BrokerUnavailableException>(RefusalHtml.Write, (failure, writer) => writer.Write(failure.Message));
    }

    private static void Register<T>(Action<T, TextWriter> html, Action<T, TextWriter> text)
    {
        Formatter.Register(html, HtmlFormatter.MimeType);
        Formatter.Register(text, PlainTextFormatter.MimeType);
        Formatter.SetPreferredMimeTypesFor(typeof(T), HtmlFormatter.MimeType, PlainTextFormatter.MimeType);
    }
}
