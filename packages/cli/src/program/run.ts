import type { Command } from 'commander';
import type { Failure } from '../call/errors.ts';
import { type ExitCode, exitCodes } from '../call/exit-codes.ts';
import { processTerminal, type Terminal } from '../call/terminal.ts';
import { buildProgram } from './program.ts';

/**
 * Runs one `timeline` command and answers its exit code. Never throws: what goes wrong is told on standard error,
 * with `--json` as one line `{"error": {"code", "message"}}`.
 */
export async function run(
  args: readonly string[],
  terminal: Terminal = processTerminal(),
): Promise<ExitCode> {
  const outcome: { exitCode: ExitCode } = { exitCode: exitCodes.done };
  let program: Command | undefined;
  try {
    program = await buildProgram(terminal, args, (exitCode) => {
      outcome.exitCode = exitCode;
    });
    if (args.length === 0) program.outputHelp();
    else await program.parseAsync(args, { from: 'user' });
    return outcome.exitCode;
  } catch (error) {
    const failure = isParserError(error)
      ? failureOfParser(error, helpFor(args, program), program)
      : await ownFailure(error);
    if (failure === undefined) return exitCodes.done;
    tell(failure, terminal, args.includes('--json'));
    return failure.exitCode;
  }
}

/** The error by which the parser of the command line ends a run; also where it only printed help. */
interface ParserError extends Error {
  readonly code: string;
  readonly exitCode: number;
}

function isParserError(error: unknown): error is ParserError {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('commander.');
}

function failureOfParser(
  { code, exitCode, message }: ParserError,
  help: string,
  program: Command | undefined,
): Failure | undefined {
  if (exitCode === 0) return undefined;
  // a command of which only a part was typed
  if (code === 'commander.help') {
    return {
      code: 'WrongCall',
      message: `The command is not complete: say what it shall do. See \`${help}\`.`,
      exitCode: exitCodes.wrongCall,
    };
  }
  const [, typed = '-'] = /^error: unknown command '([^']+)'/.exec(message) ?? [];
  // what was left unfinished is meant before what is spelled alike
  const meant = (program?.commands ?? [])
    .map((one) => one.name())
    .filter((name) => name.startsWith(typed));
  const text = message
    .replace(/^error: /, '')
    .replace(/\n\((Did you mean [^)]*)\)/, '. $1')
    .replace(/\. Did you mean .*$|$/, (told) =>
      meant.length > 0 ? `. Did you mean ${meant.join(' or ')}?` : told,
    );
  const sentence = `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  return {
    code: 'WrongCall',
    message: `${/[.?]$/.test(sentence) ? sentence : `${sentence}.`} See \`${help}\`.`,
    exitCode: exitCodes.wrongCall,
  };
}

/** What shows the help of the command that was typed, as far as there is such a one. */
function helpFor(args: readonly string[], program: Command | undefined): string {
  const typed: string[] = [];
  let command = program;
  for (const word of args) {
    const named = command?.commands.find((one) => one.name() === word);
    if (!named) continue;
    command = named;
    typed.push(word);
  }
  return typed.length === 0 ? 'timeline help' : `timeline ${typed.join(' ')} --help`;
}

async function ownFailure(error: unknown): Promise<Failure> {
  const { failureOf } = await import('../call/errors.ts');
  return failureOf(error);
}

function tell({ code, message }: Failure, { err }: Terminal, json: boolean): void {
  err.write(json ? `${JSON.stringify({ error: { code, message } })}\n` : `timeline: ${message}\n`);
}
