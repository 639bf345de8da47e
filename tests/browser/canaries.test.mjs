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

test('a date inside a number is a hit, unless chance made the number', () => {
  const cases = [
    ['UID 2.25.194312070123456789012345678901234567.', 'chance'],
    ['sha256 0a19431207bcdef0123456789abcdef00123456789abcdef0123456789abcdef', 'chance'],
    ['id 19431207-5f0e-4f5b-9a51-0c3f2b1a4d5e', 'chance'],
    ['born 19431207', 'hit'],
    ['DT 19431207120000.000000', 'hit'],
    ['UID 2.25.19431207', 'hit'],
    ['UID 1.2.826.0.1.194312070123456789012345678901234567', 'hit'],
    ['number 194312070123456789012345678901234567', 'hit'],
    ['00000000000000001943120700000000000000000000000000000000000000ab', 'hit']
  ];
  for (const encoding of ['utf8', 'utf16le']) {
    for (const [text, expected] of cases) {
      const found = [];
      find(Buffer.from(text, encoding), compileTokens(['19431207']), found, 'here');
      assert.deepEqual(found.map(hit => (hit.chance ? 'chance' : 'hit')), [expected], `${text} in ${encoding}`);
    }
  }
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
    writeSync(file, 'UID 2.25.194312070123456789012345678901234567', 16 * 1024 * 1024 + 100);
    writeSync(file, 'HN-000017', 3 * 1024 * 1024 * 1024);
    closeSync(file);
    const { files, found } = searchFolder(folder, compileTokens(['Demoperson-0042', 'HN-000017', '19431207']));
    assert.equal(files, 1);
    assert.deepEqual(found.map(hit => [hit.token, !!hit.chance]), [['19431207', true], ['Demoperson-0042', false], ['HN-000017', false]]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
