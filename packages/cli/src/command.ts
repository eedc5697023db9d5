/** Runs the command with the words that this process was started with, and sets its exit code. */
export async function command(): Promise<void> {
  const { userFolder } = await import('./compose/places.ts');
  process.chdir(userFolder());

  const { exitCodes } = await import('./call/exit-codes.ts');
  const { run } = await import('./program/run.ts');
  const { endWhenNobodyReads } = await import('./call/terminal.ts');
  endWhenNobodyReads();
  const { isTraced } = await import('./compose/is-traced.ts');
  const work = () => run(process.argv.slice(2));
  const exitCode = isTraced()
    ? await (await import('./compose/tracing.ts')).runTraced(work)
    : await work();
  // work that was interrupted may still wait for something
  if (exitCode === exitCodes.interrupted) process.exit(exitCode);
  process.exitCode = exitCode;
}
