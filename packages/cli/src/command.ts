/** What Node is told of memory for a command. */
export interface Room {
  /** Flags of Node, which it takes at its start. */
  readonly flags: readonly string[];
  /** Variables of the environment, which the allocator takes at that time. */
  readonly env: Readonly<Record<string, string>>;
}

/** Threads share what is freed: where each kept that by itself, a process would hold more than it works on. */
const shared = { MALLOC_ARENA_MAX: '1' };
/**
 * What serves goes on for days, and would keep most of the usual room though it needs little of it, and what Maglev compiles with: it
 * is as fast without compiling that early. What was dropped is collected when it is a fifth of what is held: a tenth more computing where
 * nothing but questions come in, for a tenth less memory; and larger parts of it go back to the system, which small ones between them
 * would hold.
 */
const serving: Room = {
  flags: [
    '--max-semi-space-size=4',
    '--heap-growing-percent=20',
    '--invocation-count-for-maglev=2000',
  ],
  env: { ...shared, MALLOC_MMAP_THRESHOLD_: '49152' },
};
/** What reads folders of documents would fill that room again and again, and little is to pile up before it is collected. */
const reading: Room = {
  flags: ['--max-semi-space-size=2', '--heap-growing-percent=40'],
  env: shared,
};

/** The room of a command, by the words that it is started with; undefined where Node's own is right. `timeline` and `timeline.cmd` give the same. */
export function roomFor(words: readonly string[]): Room | undefined {
  const has = (...some: readonly string[]) => some.some((word) => words.includes(word));
  if (has('serve', '--serve')) return serving;
  return has('import', 'watch') ? reading : undefined;
}

/**
 * Goes on as the same process with its room, where that was not given already: V8 takes it at its start alone. Where a process cannot
 * be replaced, as on Windows, it goes on as it is.
 */
function takeRoom(words: readonly string[]): void {
  const { argv, env, execArgv, execPath, execve } = process;
  const given = [...execArgv, env.NODE_OPTIONS ?? ''].some((flag) => flag.includes('semi-space'));
  const room = given ? undefined : roomFor(words);
  const [, program, ...rest] = argv;
  if (room === undefined || execve === undefined || program === undefined) return;
  const args = [execPath, ...execArgv, ...room.flags, program, ...rest];
  execve.call(process, execPath, args, { ...room.env, ...env });
}

/** Runs the command with the words that this process was started with, and sets its exit code. */
export async function command(): Promise<void> {
  const words = process.argv.slice(2);
  takeRoom(words);
  const { userFolder } = await import('./compose/places.ts');
  process.chdir(userFolder());

  const { exitCodes } = await import('./call/exit-codes.ts');
  const { run } = await import('./program/run.ts');
  const { endWhenNobodyReads } = await import('./call/terminal.ts');
  endWhenNobodyReads();
  const { isTraced } = await import('./compose/is-traced.ts');
  const work = () => run(words);
  const exitCode = isTraced()
    ? await (await import('./compose/tracing.ts')).runTraced(work)
    : await work();
  // work that was interrupted may still wait for something
  if (exitCode === exitCodes.interrupted) process.exit(exitCode);
  process.exitCode = exitCode;
}
