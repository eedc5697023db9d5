/** Computing time of this thread so far, ms; what other processes and other threads take of the machine adds nothing to it. */
function computed(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/**
 * The longest that this thread computed between two turns of its loop while the work was done, in ms. It is what others would wait
 * on an idle machine. A busy machine falsifies it by little: caches are colder there, and a turn of this watch that comes late adds
 * to its own what the turn after it did.
 */
export async function longestTurn(work: () => Promise<unknown>): Promise<number> {
  let [longest, last, done] = [0, computed(), false];
  const turn = (): void => {
    const now = computed();
    longest = Math.max(longest, now - last);
    last = now;
    if (!done) setImmediate(turn);
  };
  turn();
  try {
    await work();
  } finally {
    done = true;
    turn();
  }
  return longest;
}
