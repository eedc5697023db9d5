/** How a file looked when the folder was listed. */
export interface Sighting {
  readonly size: number;
  /** Changes whenever the file does: its times as the file system gives them. */
  readonly stamp: string;
}

interface Seen extends Sighting {
  /** Since when it looks like this, in milliseconds of any steady clock. */
  readonly since: number;
  /** True where it was read as it looks. */
  readonly read: boolean;
}

/** A copying program often makes an empty file first, so an empty one is waited for this many times longer. */
const patienceWithEmpty = 5;

/**
 * Which files of a folder are whole: those that looked the same for a while. A file that changes after it was read is to be read
 * again; one that is gone is forgotten, and one of that name later is another. Pure: the caller lists the folder and tells the time.
 */
export class Settling {
  readonly #settleMs: number;
  #files = new Map<string, Seen>();

  constructor(settleMs: number) {
    this.#settleMs = settleMs;
  }

  /** Takes what the folder holds now. */
  sight(files: ReadonlyMap<string, Sighting>, at: number): void {
    const seen = new Map<string, Seen>();
    for (const [path, { size, stamp }] of files) {
      const before = this.#files.get(path);
      const same = before && before.size === size && before.stamp === stamp;
      seen.set(path, same ? before : { size, stamp, since: at, read: false });
    }
    this.#files = seen;
  }

  /** The files that are whole and were not read as they are, in the order of their paths. */
  ready(at: number): readonly string[] {
    return [...this.#files]
      .filter(([, file]) => !file.read && this.#wholeAt(file) <= at)
      .map(([path]) => path)
      .sort();
  }

  /** Notes that a file was read as it was seen last. */
  wasRead(path: string): void {
    const file = this.#files.get(path);
    if (file) this.#files.set(path, { ...file, read: true });
  }

  /** When the next file will be whole if it stays as it is; undefined where none is waited for. */
  nextWhole(): number | undefined {
    let next: number | undefined;
    for (const file of this.#files.values()) {
      if (file.read) continue;
      const whole = this.#wholeAt(file);
      if (next === undefined || whole < next) next = whole;
    }
    return next;
  }

  #wholeAt({ since, size }: Seen): number {
    return since + this.#settleMs * (size === 0 ? patienceWithEmpty : 1);
  }
}
