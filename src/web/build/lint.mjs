// Runs Biome's program for this machine. The package "biome" itself also asks for the programs of every other platform, and not
// every registry has them all, so that `npm ci` would refuse a lock file that lacks one.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const program = createRequire(import.meta.url).resolve(`@biomejs/cli-linux-${process.arch}/biome`);
process.exit(spawnSync(program, ['check', '--error-on-warnings', '.'], { stdio: 'inherit' }).status ?? 1);
