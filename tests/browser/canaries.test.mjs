import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileTokens, find, searchMemory } from './canaries.mjs';

test('a search finds a planted token in UTF-8, in UTF-16 and at both ends, and nothing else', () => {
  const compiled = compileTokens(['Demoperson-0042', 'HN-000017']);
  const found = [];
  find(Buffer.concat([Buffer.from('HN-000017,x'), Buffer.from('Demoperson-0042', 'utf16le'), Buffer.from('HN-00001 Demoperson-004')]), compiled, found, 'here');
  assert.deepEqual(found.map(hit => hit.token), ['HN-000017', 'Demoperson-0042']);
});

test('a search of a process finds what it holds in memory', () => {
  const secret = ['Demo', 'person', process.pid, 'canary'].join('-');
  const { scanned, found } = searchMemory(process.pid, compileTokens([secret]));
  assert.ok(scanned > 1_000_000);
  assert.ok(found.length > 0);
});
