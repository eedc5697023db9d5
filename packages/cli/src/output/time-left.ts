/** How long is measured before anything is foretold, in milliseconds: the first file pays for the start of everything. */
const measuredFirst = 3000;
/** The rate is that of this much of the past, so that slow files behind do not weigh for ever; milliseconds. */
const remembered = 30_000;
/** How much of a difference to what was foretold is taken over at once; the rest waits to see whether it lasts. */
const yielding = 0.25;

/** While nothing comes to an end the countdown stops at this part of what the rate says. */
const leastOfFresh = 0.3;

interface Sample {
  readonly at: number;
  readonly done: number;
}

/**
 * Foretells how long a work of known size will take, steadily: the rate is that of the last half minute, and what was foretold
 * counts down with the clock and gives way to another estimate a part at a time. Pure: the caller tells the time, in milliseconds.
 */
export class TimeLeft {
  #samples: Sample[] = [];
  #told: { readonly at: number; readonly left: number } | undefined;

  /** Milliseconds left, now that `done` of `total` is done; undefined while too little is known. */
  update(done: number, total: number, at: number): number | undefined {
    if (done >= total) return undefined;
    const last = this.#samples.at(-1);
    const advanced = last === undefined || done > last.done;
    if (advanced) this.#samples.push({ at, done });
    while (this.#samples.length > 2 && at - (this.#samples[1]?.at ?? at) >= remembered) {
      this.#samples.shift();
    }
    const first = this.#samples[0] ?? { at, done };
    const elapsed = at - first.at;
    if (elapsed < measuredFirst || done <= first.done) return this.#counted(at);
    const fresh = ((total - done) * elapsed) / (done - first.done);
    const expected = this.#counted(at);
    if (expected === undefined) this.#told = { at, left: fresh };
    else if (advanced) this.#told = { at, left: expected + (fresh - expected) * yielding };
    // a large file in hand says nothing until it is done, but what hangs must not end in seconds for ever
    else if (expected < fresh * leastOfFresh) this.#told = { at, left: fresh * leastOfFresh };
    return this.#counted(at);
  }

  #counted(at: number): number | undefined {
    return this.#told && Math.max(0, this.#told.left - (at - this.#told.at));
  }
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** "about 40 s left", as coarse as an estimate is; empty where nothing is foretold. */
export function timeLeftText(left: number | undefined): string {
  if (left === undefined) return '';
  if (left < 5 * second) return 'a few seconds left';
  if (left < 90 * second) return `about ${Math.ceil(left / (5 * second)) * 5} s left`;
  const minutes = Math.ceil(left / minute);
  if (left < hour) return `about ${minutes} min left`;
  return `about ${Math.floor(minutes / 60)} h ${minutes % 60} min left`;
}
