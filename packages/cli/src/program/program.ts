import type { Question } from '@monitoring-timeline/projections/questions';
import { Command } from 'commander';
import type { Call, GlobalOptions } from '../call/call.ts';
import type { ExitCode } from '../call/exit-codes.ts';
import type { Terminal } from '../call/terminal.ts';
import { addCalendar } from './calendar.ts';
import { addOperating } from './operating.ts';
import { addOverTime } from './over-time.ts';
import { addQuarantine } from './quarantine.ts';
import { addQuestions, askedBy } from './questions.ts';
import { addService, addWebhooks } from './service.ts';
import { several, type Tools } from './tools.ts';
import { addWriting } from './writing.ts';

const examples = `
Examples:
  timeline today --region "North East"               what changed this week, what stands, what comes
  timeline brief --region "North East" --output brief.docx
                                                     the same as one page for a meeting
  timeline standing sunderland                       where it stands today
  timeline standing sunderland --as-of 2018-07-25    where it stood on a day, as known on that day
  timeline standing sunderland --as-of 2018-06-01 --known-at 2026-01-01
                                                     the same with hindsight
  timeline standing sunderland stockton on tees      several, one after the other
  timeline compare sunderland trafford               side by side, and where they cannot be compared
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
  timeline passage EVENT --output page.png           where a fact stands on the page of its report
  timeline watch inbox                               imports whatever is dropped into a folder
  timeline serve --port 8080                         the same answers over HTTP
  timeline backup timeline.tar                       the whole store in one file

An authority is named by name, alias, URN, ONS or DfE code.
Exit codes: 0 done; 1 the answer is "no", or something was quarantined; 2 the call was wrong;
3 the store could not be reached, or holds events that this program does not know (see lag).
`;

/** As the package of the command has it. */
const version = '0.1.0';

/** The program without its commands: what it is, and the options that every command takes. */
function programOf(terminal: Terminal): Command {
  return new Command('timeline')
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
    .option(
      '--with <file>',
      'a module with questions, kinds of document or rules of your own; may be given several times',
      several,
    )
    .option('--policy <file>', 'under other rules than those in force (JSON): what if')
    .option('--quiet', 'no progress and no hints')
    .version(version, '--version', 'the version of this program')
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
}

/**
 * The command line of `timeline`: the command of the question that the arguments name, else a command for each question that they
 * may mean and those of its own. Each command loads its own code when it is called; what it answers as its exit code goes to `end`.
 */
export async function buildProgram(
  terminal: Terminal,
  args: readonly string[],
  end: (exitCode: ExitCode) => void,
): Promise<Command> {
  const program = programOf(terminal);
  const toolsOf = (parent: Command): Tools => ({
    program: parent,
    end,
    call<Options extends GlobalOptions>(command: Command): Call<Options> {
      return { options: command.optsWithGlobals<Options>(), terminal };
    },
  });
  const named = await questionNamed(args);
  if (named) {
    addQuestions(toolsOf(program), [named]);
    return program;
  }
  const own = programOf(terminal);
  const tools = toolsOf(own);
  addCalendar(tools);
  addOverTime(tools);
  addWriting(tools);
  addQuarantine(tools);
  addService(tools);
  addWebhooks(tools, await noticesNeeded(args));
  addOperating(tools);
  const names = own.commands.map((command) => command.name());
  addQuestions(toolsOf(program), await questionsNeeded(args, names));
  for (const command of own.commands) program.addCommand(command);
  return program;
}

/** The question of which the words of a webhook are, where one may be set. */
async function noticesNeeded(args: readonly string[]): Promise<Question | undefined> {
  if (!args.includes('webhooks')) return undefined;
  const { shipped } = await import('@monitoring-timeline/projections/questions');
  return shipped.notices();
}

/** The shipped question that the first word names; undefined where it is none, or others are brought along. */
async function questionNamed(args: readonly string[]): Promise<Question | undefined> {
  const [word = ''] = args;
  if (isExtended(args)) return undefined;
  const { shipped } = await import('@monitoring-timeline/projections/questions');
  const asked = askedBy[word]?.question ?? word;
  return Object.hasOwn(shipped, asked) ? shipped[asked as keyof typeof shipped]() : undefined;
}

/** The questions that a call can mean: none where it names another command, else all of them. */
async function questionsNeeded(
  args: readonly string[],
  others: readonly string[],
): Promise<readonly Question[]> {
  if (!isExtended(args)) {
    if (others.includes(args[0] ?? '')) return [];
    return (await import('@monitoring-timeline/projections/shipped')).shippedQuestions;
  }
  const { loadExtensions } = await import('@monitoring-timeline/service/extensions');
  const taken = [...others, ...Object.keys(askedBy)];
  return (await loadExtensions(filesGiven(args), taken)).questions;
}

function isExtended(args: readonly string[]): boolean {
  return args.some((arg) => arg === '--with' || arg.startsWith('--with='));
}

/** The files that --with names. */
function filesGiven(args: readonly string[]): readonly string[] {
  return args.flatMap((arg, index) => {
    if (arg.startsWith('--with=')) return [arg.slice('--with='.length)];
    const next = args[index + 1];
    return arg === '--with' && next !== undefined ? [next] : [];
  });
}
