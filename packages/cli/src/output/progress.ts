import type { Writable } from 'node:stream';
import type { ImportProgress } from '@monitoring-timeline/ingest';
import { Presets, SingleBar } from 'cli-progress';
import { shownPath } from '../compose/places.ts';
import type { Terminal } from '../terminal.ts';
import { printable } from './table.ts';

export interface ProgressBar {
  show(progress: ImportProgress): void;
  stop(): void;
}

/** A bar on standard error that follows an import by the bytes of its files. */
export async function startProgress({ err }: Terminal): Promise<ProgressBar> {
  const bar = new SingleBar(
    {
      format: '{bar} {percentage}% {file}',
      stream: err as Writable & NodeJS.WritableStream,
      clearOnComplete: true,
      hideCursor: true,
      linewrap: false,
      gracefulExit: false,
      barsize: 30,
    },
    Presets.shades_classic,
  );
  let started = false;
  return {
    show({ file, done, total }) {
      const payload = { file: printable(shownPath(file)) };
      if (!started) bar.start(total, done, payload);
      else bar.update(done, payload);
      started = true;
    },
    stop() {
      if (started) bar.stop();
    },
  };
}
