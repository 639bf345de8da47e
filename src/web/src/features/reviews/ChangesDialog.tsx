import { NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type Level, useCohort } from '@/api/cohorts';
import { type GrantChanges, type RequestDetail, useNarrowedPreview } from '@/api/requests';
import { ColumnPicker } from '@/ui/ColumnPicker';
import { Confirm } from '@/ui/Confirm';
import { RefusalNotice } from '@/ui/RefusalNotice';
import { levels } from '@/ui/words';
import { ExposureFacts } from './ExposureFacts';

interface Props {
  opened: boolean;
  onClose: () => void;
  request: RequestDetail;
  onGrant: (changes: GrantChanges) => Promise<void>;
}

const order: Level[] = ['aggregate', 'rows', 'images'];

/** Grants less than was asked: a lower level, fewer columns, fewer rows, a shorter time. */
export function ChangesDialog({ opened, onClose, request, onGrant }: Props) {
  const { data: cohort } = useCohort(opened ? request.cohort : '');
  const [level, setLevel] = useState(request.level);
  const [tables, setTables] = useState(request.tables);
  const [rowFilter, setRowFilter] = useState('');
  const [until, setUntil] = useState(request.until.slice(0, 10));
  const [writtenFilter, setWrittenFilter] = useState('');
  const preview = useNarrowedPreview(
    request.cohort,
    { level, tables, ...(writtenFilter ? { rowFilter: writtenFilter } : {}) },
    opened && tables.length > 0
  );
  const changes: GrantChanges = { level, tables, until, ...(rowFilter.trim() ? { rowFilter: rowFilter.trim() } : {}) };
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      title="Grant with changes"
      confirm="Grant with these changes"
      ready={tables.length > 0 && until !== ''}
      onConfirm={() => onGrant(changes)}
    >
      <Stack gap="md">
        <NativeSelect
          label="Level"
          value={level}
          onChange={e => setLevel(e.currentTarget.value as Level)}
          data={order.slice(0, order.indexOf(request.level) + 1).map(l => ({ value: l, label: levels[l].label }))}
        />
        {cohort && <ColumnPicker tables={cohort.tables} chosen={tables} onChange={setTables} within={request.tables} />}
        <TextInput
          label="Row filter"
          description="Only rows for which this holds, for example: age >= 18"
          value={rowFilter}
          onChange={e => setRowFilter(e.currentTarget.value)}
          onBlur={() => setWrittenFilter(rowFilter.trim())}
        />
        <section aria-label="What this would expose" aria-live="polite">
          {preview.error ? (
            <RefusalNotice error={preview.error} asked="Measure what this would expose" />
          ) : (
            preview.data && <ExposureFacts exposure={preview.data} />
          )}
        </section>
        <TextInput
          type="date"
          label="Until"
          max={request.until.slice(0, 10)}
          value={until}
          onChange={e => setUntil(e.currentTarget.value)}
        />
      </Stack>
    </Confirm>
  );
}
