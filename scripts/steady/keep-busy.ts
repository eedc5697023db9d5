import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Keeps a processor or the disk busy until it is ended, or whoever started it is gone: `node keep-busy.ts cpu`, `... disk`.

const [what] = process.argv.slice(2);
const parent = process.ppid;
const isWanted = (): boolean => process.ppid === parent;

if (what === 'disk') {
  const folder = mkdtempSync(join(tmpdir(), 'timeline-busy-disk-'));
  const end = (): void => {
    rmSync(folder, { recursive: true, force: true });
    process.exit();
  };
  process.on('SIGTERM', end).on('SIGINT', end);
  const megabyte = Buffer.alloc(1024 * 1024, 1);
  const turn = (): void => {
    if (!isWanted()) end();
    const file = openSync(join(folder, 'filling'), 'w');
    for (let n = 0; n < 64; n += 1) writeSync(file, megabyte);
    fsyncSync(file);
    closeSync(file);
    setImmediate(turn);
  };
  turn();
} else {
  const turn = (): void => {
    if (!isWanted()) return;
    for (let n = 0; n < 100_000_000; n += 1);
    setImmediate(turn);
  };
  turn();
}
