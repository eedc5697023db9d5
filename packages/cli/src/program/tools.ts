import type { Command } from 'commander';
import type { Call, GlobalOptions } from '../call/call.ts';
import type { ExitCode } from '../call/exit-codes.ts';

/** What the definition of a command needs of the program that it is added to. */
export interface Tools {
  readonly program: Command;
  /** The call of a command, with the options before and after its name. */
  call<Options extends GlobalOptions>(command: Command): Call<Options>;
  /** Takes what a command answers as its exit code. */
  end(exitCode: ExitCode): void;
}

export const authorityArgument = 'name, alias, URN, ONS or DfE code';

/** Collects the values of an option that may be given several times. */
export function several(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}
