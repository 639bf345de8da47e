import type { AuditPage } from '@/api/audit';
import { StateWord } from '@/ui/StateWord';
import { count } from '@/ui/words';

/** Whether the chain of hashes holds: a changed, removed or reordered event would break it. */
export const ChainState = ({ page }: { page: AuditPage }) =>
  page.valid ? (
    <StateWord
      tone="good"
      title="Each event carries the hash of the one before it."
    >{`Verified to event ${count(page.verifiedTo)}`}</StateWord>
  ) : (
    <StateWord tone="bad" title={page.fault ?? undefined}>
      {`Chain broken after event ${count(page.verifiedTo)}`}
    </StateWord>
  );
