/** Code that opens a cohort, in the language of the cell it goes into. */
export function openCode(cohort: string, language: string): string {
  const variable = cohort.replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => next?.toUpperCase() ?? '');
  switch (language) {
    case 'python':
      return `${variable} = workbench.open("${cohort}")`;
    case 'fsharp':
      return `let ${variable} = Cohorts.Open("${cohort}")`;
    default:
      return `var ${variable} = Cohorts.Open("${cohort}");`;
  }
}

/** A column's name as it stands in code: quoted, because names such as ph.ecog are not identifiers. */
export const columnCode = (column: string, language: string): string =>
  language === 'sql' ? `"${column.replaceAll('"', '""')}"` : JSON.stringify(column);
