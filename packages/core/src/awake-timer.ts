const slices = 8;

/**
 * Calls back once this process has been awake for so many ms: how long another may take to answer. What a plain timer
 * does after the process stood still (a long computation, a machine that slept) is to fire before the answer that lies
 * there is even looked at. So time is counted in slices, and one that ended far too late does not count.
 * @returns the call that ends the wait
 */
export function whenAwakeFor(ms: number, done: () => void): () => void {
  const slice = Math.max(1, ms / slices);
  let left = slices;
  let began = performance.now();
  let timer = setTimeout(pass, slice);
  function pass(): void {
    const now = performance.now();
    if (now - began <= 2 * slice) left -= 1;
    began = now;
    if (left > 0) timer = setTimeout(pass, slice);
    else done();
  }
  return () => clearTimeout(timer);
}
