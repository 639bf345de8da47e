// Looks for planted identities in bytes: files of a folder, memory of a process.
import { closeSync, openSync, readdirSync, readFileSync, readSync, readlinkSync, lstatSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

// Tens of thousands of tokens over hundreds of megabytes: a token's first four bytes select it by a table, the rest is compared
// only there. Each token stands in it as UTF-8 and as UTF-16LE (.NET keeps strings in memory like that).
export function compileTokens(tokens) {
  const mayStart = new Uint8Array(1 << 20);
  const byStart = new Map();
  for (const token of tokens) {
    for (const bytes of [Buffer.from(token, 'utf8'), Buffer.from(token, 'utf16le')]) {
      if (bytes.length < 4) throw new Error('a planted token must have four bytes at least');
      const start = bytes.readUInt32LE(0);
      mayStart[slot(start)] = 1;
      if (!byStart.has(start)) byStart.set(start, []);
      byStart.get(start).push({ token, bytes });
    }
  }
  return { mayStart, byStart };
}

const slot = start => Math.imul(start, 0x9e3779b1) >>> 12;

/**
 * Adds the tokens that stand in the bytes, with the place (a file, a process), to what was found. A date of eight digits inside a number that
 * chance made is marked with that number (`chance`): see chanceNumber.
 */
export function find(buffer, { mayStart, byStart }, found, place, from = 0, to = buffer.length) {
  let start = 0;
  for (let index = from; index < buffer.length && index < to + 3; index++) {
    start = (start >>> 8) | (buffer[index] << 24);
    if (index < from + 3 || mayStart[slot(start)] === 0) continue;
    for (const { token, bytes } of byStart.get(start >>> 0) ?? []) {
      if (buffer.compare(bytes, 0, bytes.length, index - 3, Math.min(index - 3 + bytes.length, buffer.length)) === 0) {
        found.push({ token, place, chance: chanceNumber(buffer, index - 3, token, bytes.length / token.length) });
      }
    }
  }
}

const margin = 128;
// Keyed UIDs (of 128 bits: 30 digits or more but for one in a billion), random ids, and hashes.
const shapes = /(?<![0-9.])2\.25\.[1-9][0-9]{29,38}(?![0-9])|(?<![0-9a-f])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-f])|[0-9a-f]{32,}/g;

/**
 * The number made by chance in which a date of eight digits stands, or null. Eight digits of such a number can equal a planted date, which leaks
 * nothing; in any other run of digits (a timestamp, a short or foreign UID, a concatenation) the date is a hit.
 */
function chanceNumber(buffer, at, token, width) {
  if (!/^\d{8}$/.test(token)) return null;
  const before = Math.min(Math.floor(at / width), margin / width);
  const text = buffer.toString(width === 1 ? 'latin1' : 'utf16le', at - before * width, Math.min(buffer.length, at + margin));
  for (const match of text.matchAll(shapes)) {
    const isWhole = match[0][1] === '.' || (match[0].match(/[a-f]/g) ?? []).length >= 6;
    if (isWhole && match.index <= before && before + token.length <= match.index + match[0].length) return match[0];
  }
  return null;
}

export function searchFolder(folder, compiled, skip = () => false) {
  const found = [];
  let files = 0;
  const walk = current => {
    for (const entry of readdirSync(current)) {
      const file = path.join(current, entry);
      const status = lstatSync(file);
      if (skip(file)) continue;
      if (status.isDirectory()) walk(file);
      else if (status.isFile()) {
        files++;
        const start = searchFile(file, compiled, found);
        if (start[0] === 0x1f && start[1] === 0x8b) find(gunzipSync(readFileSync(file)), compiled, found, `${file} (unpacked)`);
      }
    }
  };
  walk(folder);
  return { files, found };
}

const window = 16 * 1024 * 1024;
const overlap = 256;
const block = 32 * 1024;
const zeros = Buffer.alloc(block);

/** Searches the stretches that are not all zeros, each with what stands around it: a token may begin before its block. */
function findAroundHoles(piece, compiled, found, place, first = 0, last = piece.length) {
  const isHole = at => piece.compare(zeros, 0, Math.min(block, piece.length - at), at, Math.min(at + block, piece.length)) === 0;
  for (let at = 0; at < piece.length; at += block) {
    if (isHole(at)) continue;
    const from = Math.max(first, at - overlap);
    while (at < piece.length && !isHole(at)) at += block;
    find(piece, compiled, found, place, from, Math.min(at + overlap, last));
  }
}

/** A file piece by piece, as a session's home is an image of gigabytes, most of it holes. Returns how it begins. */
function searchFile(file, compiled, found) {
  const descriptor = openSync(file, 'r');
  const buffer = Buffer.alloc(window + overlap);
  let start = Buffer.alloc(0);
  try {
    for (let from = 0; ; from += window) {
      const read = readSync(descriptor, buffer, 0, buffer.length, from);
      const piece = buffer.subarray(0, read);
      if (from === 0) start = Buffer.from(piece.subarray(0, 2));
      // What begins near an end of a piece is looked at where the other side of it is seen too.
      const isLast = read < buffer.length;
      findAroundHoles(piece, compiled, found, file, from === 0 ? 0 : margin, isLast ? read : read - margin);
      if (isLast) return start;
    }
  } finally {
    closeSync(descriptor);
  }
}

/** Every readable and writable mapping of a process (its heap, stacks, anonymous memory). */
export function searchMemory(pid, compiled) {
  const found = [];
  let scanned = 0;
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  const buffer = Buffer.alloc(window + overlap);
  for (const line of readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n')) {
    const match = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line);
    if (!match || /\[v(var|syscall|dso)/.test(line)) continue;
    let from = BigInt(`0x${match[1]}`);
    const to = BigInt(`0x${match[2]}`);
    while (from < to) {
      const length = Number(to - from > BigInt(window + overlap) ? BigInt(window + overlap) : to - from);
      let read;
      try {
        read = readSync(memory, buffer, 0, length, from);
      } catch {
        break; // a reserved mapping without pages behind it
      }
      if (read <= 0) break;
      scanned += read;
      findAroundHoles(buffer.subarray(0, read), compiled, found, `memory of process ${pid}`);
      if (read <= overlap) break;
      from += BigInt(read === window + overlap ? window : read);
    }
  }
  closeSync(memory);
  return { scanned, found };
}

/** Processes of the named programs that one data folder's Workbench started: its path is in their own command line or a parent's. */
export function processesOf(data, programs) {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(pid => programs.includes(programOf(pid)) && belongsTo(data, pid))
    .map(Number);
}

function programOf(pid) {
  try {
    return path.basename(readlinkSync(`/proc/${pid}/exe`));
  } catch {
    return ''; // gone, or a kernel thread
  }
}

function belongsTo(data, pid) {
  try {
    for (let current = pid; current > 1; current = parentOf(current)) {
      if (readFileSync(`/proc/${current}/cmdline`, 'utf8').includes(data)) return true;
    }
  } catch {
    // gone meanwhile
  }
  return false;
}

const parentOf = pid => Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))[1]);
