import { Command } from 'commander';
import type { Call, GlobalOptions } from './call.ts';
import type { ExitCode } from './exit-codes.ts';
import { addAuthorityQuestions } from './program/authority-questions.ts';
import { addOperating } from './program/operating.ts';
import { addOverTime } from './program/over-time.ts';
import { addOverviewQuestions } from './program/overview-questions.ts';
import { addQuarantine } from './program/quarantine.ts';
import { addService } from './program/service.ts';
import type { Tools } from './program/tools.ts';
import { addWriting } from './program/writing.ts';
import type { Terminal } from './terminal.ts';

const examples = `
Examples:
  timeline standing sunderland                       where it stands today
  timeline standing sunderland --as-of 2018-07-25    where it stood on a day, as known on that day
  timeline standing sunderland --as-of 2018-06-01 --known-at 2026-01-01
                                                     the same with hindsight
  timeline trajectory sunderland                     whether it is improving
  timeline due --region "North East" --within 6m     what comes up for inspection, by which rule
  timeline board --region "North East"               one row an authority
  timeline explain sunderland due                    why: rule, events, document
  timeline picture --by region                       all authorities by region
  timeline history "Stockton-on-Tees" --json         every event with its source, for a program
  timeline diff --from 2018-07-24 --to 2018-07-25 sunderland
                                                     what was learnt, and what it changed
  timeline import reports.csv --published 2025-11-13 adds facts from files
  timeline read report.pdf --show                    what a document says, marked in its passages
  timeline watch inbox                               imports whatever is dropped into a folder
  timeline serve --port 8080                         the same answers over HTTP
  timeline backup timeline.tar                       the whole store in one file

An authority is named by name, alias, URN, ONS or DfE code.
Exit codes: 0 done; 1 the answer is "no", or something was quarantined; 2 the call was wrong;
3 the store could not be reached, or holds events that this program does not know (see lag).
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
    .option(
      '--store <address>',
      'sqlite:PATH, kurrentdb://HOST or memory: (default: sqlite:var/timeline.db)',
    )
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

  const tools: Tools = {
    program,
    end,
    call<Options extends GlobalOptions>(command: Command): Call<Options> {
      return { options: command.optsWithGlobals<Options>(), terminal };
    },
  };
  addAuthorityQuestions(tools);
  addOverviewQuestions(tools);
  addOverTime(tools);
  addWriting(tools);
  addQuarantine(tools);
  addService(tools);
  addOperating(tools);
  return program;
}
