// Starts `./workbench up` on a data folder of its own, as a newcomer would, and stops it again.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

export async function startWorkbench() {
  const parent = mkdtempSync('/tmp/wb-');
  // Sessions run under users of their own, which have to be able to pass through.
  chmodSync(parent, 0o711);
  const data = path.join(parent, 'data');
  const port = await freePort();
  const up = spawn(path.join(root, 'workbench'), ['up', '--data', data, '--port', String(port)], { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let output = '';
  const links = new Map();
  await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not up after 10 minutes:\n${output}`)), 600_000);
    const read = chunk => {
      output += chunk;
      for (const [, name, url] of output.matchAll(/^\s*(\w+)\s+(http:\/\/127\.0\.0\.1:\d+\/sign-in\?key=\S+)$/gm)) {
        links.set(name, url);
      }
      if (/Stop: Ctrl\+C/.test(output)) {
        clearTimeout(timer);
        resolve();
      }
    };
    up.stdout.on('data', read);
    up.stderr.on('data', read);
    up.on('exit', code => reject(new Error(`./workbench up ended with ${code}:\n${output}`)));
  });
  return {
    data,
    url: `http://127.0.0.1:${port}`,
    links,
    output: () => output,
    command: (...words) => spawnSync(path.join(root, 'workbench'), [...words, '--data', data], { encoding: 'utf8' }),
    deidentify: (...words) => spawnSync(path.join(data, 'runtime', 'deidentify', 'Workbench.Deidentify'), [...words, '--data', canaryFolder(parent)], { encoding: 'utf8' }),
    async stop() {
      if (up.exitCode === null) {
        await new Promise(resolve => {
          up.removeAllListeners('exit');
          up.on('exit', resolve);
          process.kill(up.pid, 'SIGTERM');
        });
      }
      rmSync(parent, { recursive: true, force: true });
    },
  };
}

/** A data folder of its own for listing what the demo plants: the same seed plants the same identities. */
function canaryFolder(parent) {
  const folder = path.join(parent, 'canaries');
  mkdirSync(folder, { recursive: true });
  return folder;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
