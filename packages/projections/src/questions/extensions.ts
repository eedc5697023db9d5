import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TimelineError } from '@monitoring-timeline/core';
import { z } from 'zod';
import type { Question } from './question.ts';

/** A module of whoever runs this cannot be taken in; the message names its file and what to mend. */
export class InvalidExtension extends TimelineError {
  readonly code = 'InvalidExtension';
}

/** What modules add to that which is shipped. */
export interface Extensions {
  readonly questions: readonly Question[];
}

const schemaShape = z.custom<z.ZodType>(
  (given) => typeof (given as { safeParse?: unknown } | null)?.safeParse === 'function',
  'is no schema of zod',
);

/** What `question({...})` makes; whatever else a module exports is its own affair. */
const questionShape = z.looseObject({
  name: z.string(),
  about: z.enum(['authority', 'many', 'log']),
  summary: z.string(),
  words: schemaShape,
  answer: schemaShape,
  tables: z.array(z.unknown()),
  answerOf: z.function(),
});

/**
 * Loads modules, each of which exports questions made by `question({...})`, under any names or in lists.
 * @throws InvalidExtension where one cannot be loaded, exports none, or a name is taken
 */
export async function loadExtensions(
  files: readonly string[],
  taken: readonly string[],
): Promise<Extensions> {
  const questions: Question[] = [];
  const names = new Set(taken);
  for (const file of files) {
    const found = Object.values(await moduleOf(file))
      .flat()
      .filter(isQuestion);
    if (found.length === 0) {
      throw refused(file, 'it exports no question. Export what `question({...})` makes');
    }
    for (const one of found) {
      if (names.has(one.name)) {
        throw refused(file, `the name "${one.name}" is taken. Give the question another`);
      }
      names.add(one.name);
      questions.push(one);
    }
  }
  return { questions };
}

/** What modules of others share with this program, wherever they lie: one copy of each. */
const shared = /^(?:@monitoring-timeline\/|zod(?:\/|$)|rxjs(?:\/|$))/;

let hooked = false;

function shareWithModules(): void {
  if (hooked) return;
  hooked = true;
  registerHooks({
    resolve: (specifier, context, next) =>
      shared.test(specifier) && outside(context.parentURL)
        ? next(specifier, { ...context, parentURL: import.meta.url })
        : next(specifier, context),
  });
}

const given = new Set<string>();

function outside(parent: string | undefined): boolean {
  return parent !== undefined && given.has(parent);
}

async function moduleOf(file: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    shareWithModules();
    const url = pathToFileURL(resolve(file)).href;
    given.add(url);
    return (await import(url)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw refused(file, error instanceof Error ? error.message : String(error));
  }
}

function isQuestion(given: unknown): given is Question {
  return questionShape.safeParse(given).success;
}

function refused(file: string, why: string): InvalidExtension {
  return new InvalidExtension(`--with ${file}: ${why.replace(/\.$/, '')}.`, { file });
}
