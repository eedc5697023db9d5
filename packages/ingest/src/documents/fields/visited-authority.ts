import type { Directory } from '@monitoring-timeline/core';
import { type Flow, flowOf } from '../flow.ts';
import { type Locator, locatorOf } from '../model.ts';
import { type AuthorityRead, leastSure, type Read } from '../reading.ts';
import { readAuthority } from './authority.ts';
import { type Letter, openingLength } from './letter.ts';

/** Where a printed name ends: what is said of the authority, not its name. */
const nameEnd =
  /['\u2019]s?(?=\s|$)|\s*\b(?:local\s+authority|children|young\s+people|social\s+care|safeguarding|local\s+area|services?|on|between|from|for|who|which|this|was|is)\b|(?<!\bst)\.|[;:(]|$/i;

interface Candidate {
  readonly name: string;
  readonly locators: readonly Locator[];
}

/** The name that follows each match of a lead such as "visit to". */
function namesAfter(flow: Flow, lead: RegExp, length: number): readonly Candidate[] {
  return flow
    .findAll(lead)
    .filter(({ index }) => index < length)
    .map((found) => {
      const lead = new RegExp(
        found.text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replace(/ /g, '\\s+'),
      );
      const from = found.index + (lead.exec(flow.text.slice(found.index))?.[0].length ?? 0);
      const rest = flow.text.slice(from, from + 140);
      const name = rest.slice(0, nameEnd.exec(rest)?.index ?? rest.length);
      return {
        name: name.replace(/\s+/g, ' ').trim(),
        locators: flow.locate(from, from + name.length),
      };
    })
    .filter(({ name }) => name.length > 1);
}

function candidatesOf(letter: Letter, lead: RegExp): readonly Candidate[] {
  const subject = flowOf(letter.subject);
  return [
    ...namesAfter(subject, lead, subject.text.length),
    ...namesAfter(letter.body, lead, openingLength),
  ];
}

/**
 * The authority of a letter: as the heading names it, else as its first sentences do. Two places that agree make it sure, also
 * where each has other words beside the name; two that differ make it unsure.
 */
export function readVisitedAuthority(
  letter: Letter,
  lead: RegExp,
  directory: Directory,
  asOf: string | undefined,
): Read<AuthorityRead> | undefined {
  const reads = candidatesOf(letter, lead)
    .map(({ name, locators }) => readAuthority(name, locators, directory, asOf))
    .filter((read) => read !== undefined);
  const sure = reads.find(({ confidence }) => confidence === 'high');
  const best = sure ?? reads[0] ?? addressed(letter, directory, asOf);
  if (!best) return undefined;
  const others = new Set(
    reads.filter(({ confidence }) => confidence === best.confidence).map(({ value }) => value.key),
  );
  if (others.size > 1) {
    const note = `the letter also names ${[...others].filter((key) => key !== best.value.key).join(', ')}`;
    return { ...best, confidence: leastSure([best.confidence, 'medium']), note };
  }
  return best;
}

/** Where neither heading nor opening names it: the salutation to a partnership, or the council of the address. */
function addressed(
  letter: Letter,
  directory: Directory,
  asOf: string | undefined,
): Read<AuthorityRead> | undefined {
  const dear = letter.salutation;
  const partnership = /^dear\s+(.+?)\s+(?:local\s+|strategic\s+)*(?:safeguarding|children)/i;
  const named = [
    ...(dear ? [{ line: dear, name: partnership.exec(dear.text)?.[1] ?? '' }] : []),
    ...letter.address.flatMap((line) =>
      line.text
        .split(',')
        .filter((part) => /\b(?:council|borough|local\s+authority)\b/i.test(part))
        .map((name) => ({ line, name })),
    ),
  ];
  for (const { line, name } of named) {
    const read = readAuthority(name, [locatorOf(line)], directory, asOf);
    if (read) return { ...read, confidence: 'medium', note: 'named in the address alone' };
  }
  return undefined;
}
