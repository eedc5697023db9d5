import { type Command, InvalidArgumentError, Option } from 'commander';
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
export const authoritiesArgument = `${authorityArgument}; several one after the other`;
export const authoritiesOption =
  'one authority, or several: parted by commas, or the option given several times';

/** Collects the values of an option that may be given several times. */
export function several(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

/** Why somebody writes something, as the catalogue takes it. @throws InvalidArgumentError where it is too short or too long */
export function reason(value: string): string {
  const { length } = value.trim();
  if (length < 3 || length > 1000) {
    throw new InvalidArgumentError('Say in words why, in 3 to 1,000 characters.');
  }
  return value;
}

/** Options without which a command says nothing; the parser itself would tell of the first one that is missing alone. */
const neededOptions = new WeakSet<Option>();

/** An option that must be given. */
export function needed(flags: string, description: string): Option {
  const option = new Option(flags, `${description} (needed)`);
  neededOptions.add(option);
  return option;
}

/** @throws WrongCall naming everything that must be given and is not, with what each means */
export async function refuseMissing(
  command: Command,
  name: string,
  words: readonly string[],
): Promise<void> {
  const missing = command.options.filter(
    (option) =>
      neededOptions.has(option) && command.getOptionValue(option.attributeName()) === undefined,
  );
  if (missing.length === 0 && words.length > 0) return;
  const told = missing.map(
    ({ flags, description }) => `${flags} (${description.replace(/ \(needed\)$/, '')})`,
  );
  if (words.length === 0) told.unshift('the authority');
  const { WrongCall } = await import('../call/errors.ts');
  throw new WrongCall(`${name} needs ${listed(told)} as well. See \`timeline help record\`.`, {
    missing: [...(words.length === 0 ? ['authority'] : []), ...missing.map(({ long }) => long)],
  });
}

function listed(told: readonly string[]): string {
  return told.length < 2 ? told.join('') : `${told.slice(0, -1).join(', ')} and ${told.at(-1)}`;
}
