import assert from 'node:assert/strict';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { compileTokens, find, searchFolder, searchMemory } from './canaries.mjs';

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

test('a search of a folder finds what lies across the pieces of a large file, behind holes', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'wb-canary-'));
  try {
    const file = openSync(path.join(folder, 'home.img'), 'w');
    writeSync(file, 'Demoperson-0042', 2 * 16 * 1024 * 1024 - 7);
    writeSync(file, 'HN-000017', 3 * 1024 * 1024 * 1024);
    closeSync(file);
    const { files, found } = searchFolder(folder, compileTokens(['Demoperson-0042', 'HN-000017']));
    assert.equal(files, 1);
    assert.deepEqual([...new Set(found.map(hit => hit.token))], ['Demoperson-0042', 'HN-000017']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
