import type { Writable } from 'node:stream';
import type { ImportProgress } from '@monitoring-timeline/ingest';
import { Presets, SingleBar } from 'cli-progress';
import type { Terminal } from '../call/terminal.ts';
import { shownPath } from '../compose/places.ts';
import { printable } from './table.ts';
import { TimeLeft, timeLeftText } from './time-left.ts';

export interface ProgressBar {
  show(progress: ImportProgress): void;
  stop(): void;
}

/** What a file costs beside its bytes, as so many of them: opening it, and writing its facts. */
const bytesOfFile = 32 * 1024;

/** A bar on standard error that follows an import by its files and their bytes, with an estimate of the time left. */
export async function startProgress({ err }: Terminal): Promise<ProgressBar> {
  const bar = new SingleBar(
    {
      format: '{bar} {percentage}% {left}{file}',
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
  const timeLeft = new TimeLeft();
  return {
    show({ file, done, total, files }) {
      const work = done + files.done * bytesOfFile;
      const all = total + files.total * bytesOfFile;
      const left = timeLeftText(timeLeft.update(work, all, performance.now()));
      const payload = { file: printable(shownPath(file)), left: left && `${left} ` };
      if (!started) bar.start(all, work, payload);
      else bar.update(work, payload);
      started = true;
    },
    stop() {
      if (started) bar.stop();
    },
  };
}
