/** Lets whatever else waits on this thread have its turn: an import of any size answers nobody's request late. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** How many claims are worked through before others have their turn; they take a few milliseconds. */
export const claimsAtOnce = 200;
