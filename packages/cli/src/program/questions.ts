import {
  argumentOf,
  type Question,
  shipped,
  unwrapped,
} from '@monitoring-timeline/projections/questions';
import { type Command, Option } from 'commander';
import type { GlobalOptions } from '../call/call.ts';
import { Several, Twice } from '../call/typed-words.ts';
import { authoritiesArgument, several, type Tools } from './tools.ts';

/** What a command takes and does beside what follows from its question. */
interface Further {
  options(command: Command): void;
  load(): Promise<typeof import('../commands/question.ts').answerQuestion>;
}

const further: Readonly<Record<string, Further>> = {
  due: {
    options: (command) =>
      command.option('--compare', 'with --policy: who moves between the rules in force and those'),
    load: async () => (await import('../commands/due.ts')).answerDue,
  },
  brief: {
    options: (command) =>
      command
        .option('--output <file>', 'file to write: .docx, .html or .md (default: standard output)')
        .option('--format <form>', 'docx, html or md, whatever the file is called'),
    load: async () => (await import('../commands/brief.ts')).writeBrief,
  },
  notices: {
    options: (command) =>
      command.option('--follow', 'stay, and write notices as they are issued, as JSON lines'),
    load: async () => (await import('../commands/notices.ts')).answerNotices,
  },
};

/** Commands that ask a question of another name, and write its answer in a form of their own. */
export const askedBy: Readonly<
  Record<string, { readonly question: string; readonly does: string }>
> = {
  brief: {
    question: 'today',
    does: 'the answer to today as one page for a meeting: Word, HTML or Markdown',
  },
};

/** Adds a command for each question: its arguments, its options and its help are those of its words. */
export function addQuestions({ program, call, end }: Tools, questions: readonly Question[]): void {
  const commands = questions.flatMap((question) => [
    { name: question.name, does: inHelp(question.summary), question },
    ...Object.entries(askedBy).flatMap(([name, { question: asked, does }]) =>
      asked === question.name ? [{ name, does, question }] : [],
    ),
  ]);
  for (const { name: called, does, question } of commands) {
    const command = program.command(called).description(does);
    const argument = argumentOf(question);
    addArgument(command, question, argument);
    for (const [name, word] of Object.entries(question.words.shape)) {
      const needed = !word.isOptional();
      if (name === argument && (needed || question.about === 'authority')) continue;
      command.addOption(
        optionOf(name, word as Parameters<typeof unwrapped>[0]).makeOptionMandatory(needed),
      );
    }
    const own = further[called];
    own?.options(command);
    command.action(async (...given: unknown[]) => {
      const [typed, options] =
        argument === undefined && question.about !== 'authority' ? [[], given[0]] : given;
      const answer = own
        ? await own.load()
        : (await import('../commands/question.ts')).answerQuestion;
      if (argument !== undefined && question.about === 'authority')
        await bothGiven(command, argument, typed as string[]);
      if (question.about === 'authority' || argument?.startsWith('authorit'))
        await noDay(typed as string[]);
      const words = wordsTyped(question, argument, typed as string[], options as Typed);
      end(await answer(question, words, call<GlobalOptions>(command)));
    });
  }
}

type Typed = Readonly<Record<string, unknown>>;

/** @throws WrongCall where one word stands for an authority and what is asked of it, or they stand in the other order */
async function bothGiven(
  command: Command,
  argument: string,
  typed: readonly string[],
): Promise<void> {
  const [first = '', ...others] = typed;
  const turned = argument === 'question' && isQuestion(first) && !isQuestion(others.at(-1) ?? '');
  if (others.length > 0 && !turned) return;
  const { WrongCall } = await import('../call/errors.ts');
  if (others.length > 0) {
    throw new WrongCall(
      `${command.name()} takes an authority, then the ${argument}. Write timeline ${[command.name(), ...others, first].join(' ')}.`,
    );
  }
  throw new WrongCall(
    `${command.name()} takes an authority, then the ${argument}, and was given "${typed.join(' ')}" alone. See \`timeline ${command.name()} --help\`.`,
  );
}

const isQuestion = (word: string) => Object.hasOwn(shipped, word);

/** @throws WrongCall where a day stands among the names of authorities */
async function noDay(typed: readonly string[]): Promise<void> {
  const day = typed.find((word) => /^\d{4}-\d{2}-\d{2}$/.test(word));
  if (day === undefined) return;
  const { WrongCall } = await import('../call/errors.ts');
  throw new WrongCall(`"${day}" is a day, and no authority. Write --as-of ${day}.`);
}

function addArgument(command: Command, question: Question, argument: string | undefined): void {
  if (question.about === 'authority') {
    const england = question.england === true ? '; or england' : '';
    if (argument === undefined)
      command.argument('<authority...>', `${authoritiesArgument}${england}`);
    else {
      command.argument(`<authority-and-${argument}...>`, `an authority, then the ${argument}`);
      command.usage(`<authority> <${argument}> [options]`);
    }
    return;
  }
  if (argument === undefined) return;
  const word = question.words.shape[argument] as Parameters<typeof unwrapped>[0];
  const { description = '' } = unwrapped(word).meta;
  command.argument(
    word.isOptional() ? `[${argument}...]` : `<${argument}...>`,
    argument === 'authority' ? authoritiesArgument : inHelp(description),
  );
}

/** The option by which a word is typed. */
export function optionOf(name: string, word: Parameters<typeof unwrapped>[0]): Option {
  const { meta, schema } = unwrapped(word);
  const { description = '', value = 'value' } = meta;
  const flag = `--${name.replaceAll(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}`;
  if (schema.type === 'boolean') return new Option(flag, inHelp(description));
  const option = new Option(`${flag} <${value}>`, inHelp(description));
  return schema.type === 'array' ? option.argParser(several) : option;
}

/** A sentence as help has it: no capital, no full stop. */
function inHelp(text: string): string {
  const lower = /^[A-Z]{2}/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
  return lower.replace(/\.$/, '');
}

/** The words of a question as typed: those without a name before the command's own reading of them. */
function wordsTyped(
  question: Question,
  argument: string | undefined,
  typed: readonly string[],
  options: Typed,
): Typed {
  const named = Object.fromEntries(
    Object.keys(question.words.shape).flatMap((name) =>
      options[name] === undefined ? [] : [[name, options[name]]],
    ),
  );
  if (question.about !== 'authority') {
    if (argument === undefined || typed.length === 0) return named;
    const word = question.words.shape[argument] as Parameters<typeof unwrapped>[0];
    if (unwrapped(word).schema.type === 'array') return { ...named, [argument]: typed };
    const text = typed.join(' ');
    if (named[argument] !== undefined) {
      return { ...named, [argument]: new Twice(text, String(named[argument])) };
    }
    return { ...named, [argument]: argument === 'authority' ? authorityTyped(typed) : text };
  }
  if (argument === undefined) {
    return { ...named, authority: authorityTyped(typed) };
  }
  return { ...named, authority: typed.slice(0, -1).join(' '), [argument]: typed.at(-1) };
}

/** One word without a comma names one authority; what more words name the directory says. */
function authorityTyped(typed: readonly string[]): string | Several {
  return typed.length > 1 || typed.join('').includes(',') ? new Several(typed) : typed.join('');
}
