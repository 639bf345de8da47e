using Workbench.Cohorts.Snapshots;

namespace Workbench.Cohorts.Risk;

/// <summary>
/// How far the patients of a source's tables can be told apart by what others could know of them, behind the rules of its <c>source.yaml</c>. It exists
/// before an order is approved, and again in the manifest of each snapshot. It holds names of columns, counts and shares and no value of a patient; but
/// its counts are small, so it is for stewards and those who provide the data.
/// </summary>
/// <param name="Format">Version of this layout.</param>
/// <param name="Source">Name of the source.</param>
/// <param name="RulesSha256">Lower-case SHA-256 of the <c>source.yaml</c> that it was measured with: a report of other rules says nothing about a snapshot.</param>
/// <param name="SourceFiles">The raw files that were read.</param>
/// <param name="MeasuredAt">When, UTC.</param>
/// <param name="TargetK">The k that the source demands of each table, or null.</param>
/// <param name="Threshold">Re-identification risk above which a record counts as at risk: 1 / TargetK, or 0.2 (cells of five, as El Emam gives for public health data).</param>
/// <param name="K">Smallest k of the tables; null when no quasi-identifiers are declared or there are no patients.</param>
/// <param name="ReachesTarget">Whether every table reaches the target; null without one.</param>
/// <param name="Tables">The tables that declare quasi-identifiers.</param>
public sealed record RiskReport(
    int Format,
    string Source,
    string RulesSha256,
    IReadOnlyList<ManifestSourceFile> SourceFiles,
    DateTimeOffset MeasuredAt,
    int? TargetK,
    double Threshold,
    int? K,
    bool? ReachesTarget,
    IReadOnlyList<TableRiskReport> Tables)
{
    public const int CurrentFormat = 1;
}

/// <summary>
/// One table. Patients who agree in all quasi-identifiers form a class; a class is counted in patients, not rows; missing values count as a value of
/// their own (k-anonymity: Sweeney, "k-anonymity: a model for protecting privacy", 2002).
/// </summary>
/// <param name="Table">Name of the table.</param>
/// <param name="QuasiIdentifiers">Columns of the snapshot that outsiders could know.</param>
/// <param name="Patients">Patient records that were classed; a patient whose rows differ stands in several classes.</param>
/// <param name="Classes">Number of classes.</param>
/// <param name="K">Patients of the smallest class, or null when there are none.</param>
/// <param name="Unique">Classes of one patient.</param>
/// <param name="UniqueShare">Unique / Patients, 0 to 1.</param>
/// <param name="BelowThreshold">Patients in classes smaller than 1 / threshold.</param>
/// <param name="ClassSizes">How many classes have which size.</param>
/// <param name="Prosecutor">Risk for somebody who is known to be in the table.</param>
/// <param name="Journalist">Risk for somebody of the population from which the patients come.</param>
/// <param name="Sensitive">What a class tells about its members, by column of role <c>sensitive</c>.</param>
/// <param name="Columns">What each quasi-identifier contributes.</param>
/// <param name="Suggestions">Changes of the rules that reach the target (or k = 5 without one), the one that loses least first; empty when nothing needs to change.</param>
public sealed record TableRiskReport(
    string Table,
    IReadOnlyList<string> QuasiIdentifiers,
    int Patients,
    int Classes,
    int? K,
    int Unique,
    double UniqueShare,
    int BelowThreshold,
    IReadOnlyList<ClassSizes> ClassSizes,
    ProsecutorRisk Prosecutor,
    JournalistRisk Journalist,
    IReadOnlyList<SensitiveColumn> Sensitive,
    IReadOnlyList<QuasiColumn> Columns,
    IReadOnlyList<RiskSuggestion> Suggestions);

/// <summary>Classes of a range of sizes.</summary>
/// <param name="From">Smallest size.</param>
/// <param name="To">Largest size, or null for no limit.</param>
public sealed record ClassSizes(int From, int? To, int Classes, int Patients);

/// <summary>
/// Prosecutor risk (El Emam, "Guide to the De-Identification of Personal Health Information", 2013): the attacker knows that the person is in the table, so a
/// record of a class of f patients is found with probability 1/f.
/// </summary>
/// <param name="Highest">1 / size of the smallest class; 0 without patients.</param>
/// <param name="Average">Mean over the records: classes / records.</param>
/// <param name="AtRisk">Share of the records whose risk is above the threshold.</param>
public sealed record ProsecutorRisk(double Highest, double Average, double AtRisk);

/// <summary>
/// Journalist risk (El Emam, 2013): the attacker does not know who is in the table, so what counts is the size F of the class in the population. F is not known; with
/// the size of the population its inverse is estimated for each class by the posterior mean E(1/F | f) of Benedetti and Franconi (1998), with f the
/// class's size and the share of the population that is in the table as sampling fraction. Without a population nothing is gained: it equals the prosecutor's.
/// </summary>
/// <param name="Population">People from whom the patients come, as the source declares; null when it does not.</param>
public sealed record JournalistRisk(double Highest, double Average, double AtRisk, long? Population);

/// <summary>
/// What membership of a class tells about a sensitive column. l-diversity: Machanavajjhala et al., "l-diversity: privacy beyond k-anonymity", 2007;
/// t-closeness: Li, Li and Venkatasubramanian, "t-closeness: privacy beyond k-anonymity and l-diversity", 2007.
/// </summary>
/// <param name="Column">Name of the column.</param>
/// <param name="Values">Different values in the table, missing included.</param>
/// <param name="DistinctL">Fewest different values in a class; 1 means that some class tells the value of all its members.</param>
/// <param name="EntropyL">Smallest exponential of a class's entropy: at most DistinctL, less where one value prevails.</param>
/// <param name="T">Largest distance between the distribution in a class and that of the table, 0 to 1.</param>
/// <param name="Distance"><c>equal</c> (words: half the sum of differences) or <c>ordered</c> (numbers and dates: earth mover's distance over ranks).</param>
public sealed record SensitiveColumn(string Column, int Values, int? DistinctL, double? EntropyL, double? T, string Distance);

/// <summary>One quasi-identifier.</summary>
/// <param name="Column">Name in the snapshot.</param>
/// <param name="Values">Different values in the table, missing included.</param>
/// <param name="KWithout">k if it were left out.</param>
/// <param name="UniqueWithout">Classes of one patient if it were left out.</param>
public sealed record QuasiColumn(string Column, int Values, int? KWithout, int UniqueWithout);

/// <summary>Changes of rules that reach the target together, and what they cost.</summary>
/// <param name="Changes">The changes.</param>
/// <param name="K">k with them, measured on the same rows.</param>
/// <param name="RecordsChanged">Share of the patient records with a quasi-identifier that becomes coarser, 0 to 1.</param>
/// <param name="ValuesChanged">Share of the quasi-identifying values that become coarser, 0 to 1.</param>
/// <param name="InformationLoss">Mean over quasi-identifiers and records of (different values that fall together - 1) / (different values - 1), 0 to 1; a column left out counts 1 (the loss metric of Iyengar, "Transforming data to satisfy privacy constraints", 2002).</param>
/// <param name="Words">All of it in a sentence.</param>
public sealed record RiskSuggestion(IReadOnlyList<RuleChange> Changes, int K, double RecordsChanged, double ValuesChanged, double InformationLoss, string Words);

/// <summary>One change in <c>source.yaml</c>.</summary>
/// <param name="Column">Name of the raw column.</param>
/// <param name="Output">Name in the snapshot.</param>
/// <param name="Write">What to write for the column instead of the rule (or of <c>rare</c>) it has.</param>
/// <param name="Words">What becomes of the column.</param>
public sealed record RuleChange(string Column, string Output, string Write, string Words);
