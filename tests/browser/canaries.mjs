// Looks for planted identities in bytes: files of a folder, memory of a process.
import { closeSync, openSync, readdirSync, readFileSync, readSync, readlinkSync, lstatSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

/** The planted tokens, each in UTF-8 and UTF-16LE (.NET keeps strings in memory like that). */
export function compileTokens(tokens) {
  return tokens.flatMap(token => [
    { token, bytes: Buffer.from(token, 'utf8') },
    { token, bytes: Buffer.from(token, 'utf16le') },
  ]);
}

/** Which tokens stand in the bytes; tokens are never printed whole, only the kind of place they were found in. */
export function find(buffer, compiled, found, place) {
  for (const { token, bytes } of compiled) {
    if (buffer.indexOf(bytes) >= 0) {
      found.push({ token, place });
    }
  }
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
        const bytes = readFileSync(file);
        find(bytes, compiled, found, file);
        if (bytes[0] === 0x1f && bytes[1] === 0x8b) find(gunzipSync(bytes), compiled, found, `${file} (unpacked)`);
      }
    }
  };
  walk(folder);
  return { files, found };
}

/** Every readable and writable mapping of a process (its heap, stacks, anonymous memory). */
export function searchMemory(pid, compiled) {
  const found = [];
  let scanned = 0;
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  const window = 16 * 1024 * 1024;
  const overlap = 256;
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
      find(buffer.subarray(0, read), compiled, found, `memory of process ${pid}`);
      if (read <= overlap) break;
      from += BigInt(read === window + overlap ? window : read);
    }
  }
  closeSync(memory);
  return { scanned, found };
}

/** Processes whose program is the given file name, below a data folder's users or not. */
export function processesOf(program) {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(pid => {
      try {
        return path.basename(readlinkSync(`/proc/${pid}/exe`)) === program;
      } catch {
        return false;
      }
    })
    .map(Number);
}
