import { Command, Option } from 'commander';
import type { Call, GlobalOptions } from './call.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

const examples = `
Examples:
  timeline standing sunderland                       where it stands today
  timeline standing sunderland --as-of 2018-07-25    where it stood on a day, as known on that day
  timeline standing sunderland --as-of 2018-06-01 --known-at 2026-01-01
                                                     the same with hindsight
  timeline picture --by region                       all authorities by region
  timeline history "Stockton-on-Tees" --json         every event with its source, for a program
  timeline import reports.csv --published 2025-11-13 adds facts from files
  timeline read reports.csv                          says what import would add, and adds nothing

An authority is named by name, alias, URN, ONS or DfE code.
Exit codes: 0 done; 1 the answer is "no", or something was quarantined; 2 the call was wrong;
3 the store could not be reached.
`;

/**
 * The command line of `timeline`. Each command loads its own code when it is called; what it answers as its exit code
 * goes to `end`.
 */
export function buildProgram(terminal: Terminal, end: (exitCode: ExitCode) => void): Command {
  const program = new Command('timeline')
    .description(
      'Inspection history of English children’s services: what was true, and what was known, on any day.',
    )
    .option('--store <address>', 'sqlite:PATH or memory: (default: sqlite:var/timeline.db)')
    .option('--json', 'one JSON document on standard output, and nothing else')
    .option('--as-of <day>', 'what was true on this day, as known on it (default: today)')
    .option('--known-at <day>', 'what was public by this day (default: as --as-of)')
    .option('--recorded-at <time>', 'what this store held at this instant (default: now)')
    .option('--public', 'leave out what is known only by assumption')
    .option('--quiet', 'no progress and no hints')
    .configureHelp({ showGlobalOptions: true, sortSubcommands: false })
    .configureOutput({
      writeOut: (text) => terminal.out.write(text),
      // errors are told in one place, by whoever runs the program
      writeErr: () => {},
      getOutHelpWidth: () => terminal.columns,
      getOutHasColors: () => terminal.colours,
    })
    .addHelpText('after', examples)
    .showSuggestionAfterError()
    .exitOverride();

  function call<Options extends GlobalOptions>(command: Command): Call<Options> {
    return { options: command.optsWithGlobals<Options>(), terminal };
  }

  program
    .command('standing')
    .argument('<authority...>', 'name, alias, URN, ONS or DfE code')
    .description('where an authority stands: grades, report, leadership, interventions')
    .action(async (words: string[], _: unknown, command: Command) => {
      const { answerStanding } = await import('./commands/standing.ts');
      end(await answerStanding(words.join(' '), call(command)));
    });

  program
    .command('picture')
    .description('how many authorities hold each grade, in England or a region')
    .option('--region <name>', 'a region of England, by name or code')
    .option('--framework <code>', 'one framework only, such as SIF or ILACS')
    .addOption(
      new Option('--by <what>', 'count in groups').choices(['region', 'type', 'framework']),
    )
    .addOption(
      new Option('--every <period>', 'the same day of every earlier year').choices(['year']),
    )
    .addOption(
      new Option('--count <what>', 'standings, or every report published').choices([
        'authorities',
        'reports',
      ]),
    )
    .action(async (_: unknown, command: Command) => {
      const { answerPicture } = await import('./commands/picture.ts');
      end(await answerPicture(call(command)));
    });

  program
    .command('history')
    .argument('<authority...>', 'name, alias, URN, ONS or DfE code; or england')
    .description('every event of an authority, in the order in which things happened')
    .action(async (words: string[], _: unknown, command: Command) => {
      const { answerHistory } = await import('./commands/history.ts');
      end(await answerHistory(words.join(' '), call(command)));
    });

  program
    .command('coverage')
    .description('which activity the record lists completely, from when to when')
    .action(async (_: unknown, command: Command) => {
      const { answerCoverage } = await import('./commands/coverage.ts');
      end(await answerCoverage(call(command)));
    });

  program
    .command('import')
    .argument('<path...>', 'files or folders')
    .description('adds the facts of files to the store; what is there already is left alone')
    .option('--published <day>', 'when a release that does not say so was published')
    .action(async (paths: string[], _: unknown, command: Command) => {
      const { importFiles } = await import('./commands/import.ts');
      end(await importFiles(paths, call(command)));
    });

  program
    .command('read')
    .argument('<path...>', 'files or folders')
    .description('says what import would take from files, and writes nothing')
    .option('--published <day>', 'when a release that does not say so was published')
    .action(async (paths: string[], _: unknown, command: Command) => {
      const { readFiles } = await import('./commands/read.ts');
      end(await readFiles(paths, call(command)));
    });

  program
    .command('export')
    .description('writes out every recorded event; import takes it in again')
    .addOption(new Option('--format <format>', 'JSON lines').choices(['jsonl']).default('jsonl'))
    .option('--output <file>', 'write to a file (default: standard output)')
    .option('--no-people', 'leave out the names of people')
    .action(async (_: unknown, command: Command) => {
      const { exportLog } = await import('./commands/export.ts');
      end(await exportLog(call(command)));
    });

  program
    .command('verify')
    .description('recomputes every hash and says whether the log is what was written')
    .action(async (_: unknown, command: Command) => {
      const { answerVerify } = await import('./commands/verify.ts');
      end(await answerVerify(call(command)));
    });

  program
    .command('start')
    .description('makes the store from the shipped record, and shows the national picture')
    .action(async (_: unknown, command: Command) => {
      const { start } = await import('./commands/start.ts');
      end(await start(call(command)));
    });

  return program;
}
