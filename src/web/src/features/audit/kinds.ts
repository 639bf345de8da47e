import type { AuditEvent } from '@/api/audit';

/** "data.read" or "PermitRevoked" as words: "data read", "permit revoked". */
export const kindWords = (kind: string): string =>
  kind
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[._-]+/g, ' ')
    .toLowerCase();

/** The kinds to choose from: those seen so far, and the chosen one even when nothing matches it. */
export const kindChoices = (events: AuditEvent[], chosen: string | undefined): { value: string; label: string }[] =>
  [...new Set([...events.map(e => e.kind), ...(chosen ? [chosen] : [])])].sort().map(kind => ({ value: kind, label: kindWords(kind) }));
