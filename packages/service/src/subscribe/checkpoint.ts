import { hash } from 'node:crypto';
import { epochDay, InvalidDay } from '@monitoring-timeline/core';
import { invalidCheckpoint } from './errors.ts';

/** A day, and a checkpoint of the log: what was answered there. */
export interface AnswerPoint {
  /** ISO day in London. */
  readonly day: string;
  readonly checkpoint: string;
}

/**
 * How far a subscriber has come in the changes of a projection: at a place; or, between two, up to the answer of a name. It says all
 * that is needed to go on, in any process and after any time: nothing is remembered of a subscriber.
 */
export interface Reached {
  /** Null where nothing has been seen. */
  readonly from: AnswerPoint | null;
  readonly within: { readonly to: AnswerPoint; readonly key: string } | undefined;
}

export const nothingSeen: Reached = { from: null, within: undefined };

/** What checkpoints are bound to beside places: another log, or other rules, and what was seen counts no more. */
export function groundOf(parts: readonly string[]): string {
  return hash('sha256', JSON.stringify(parts), 'base64url').slice(0, 8).replaceAll(/[-_]/g, '0');
}

export function checkpointText(ground: string, { from, within }: Reached): string {
  const parts = [ground, from === null ? '' : placeText(from)];
  if (within) parts.push(placeText(within.to), encoded(within.key));
  return parts.join('~');
}

/**
 * Reads a checkpoint; one of another ground means that nothing has been seen.
 * @throws RequestProblem where the text is none
 */
export function readCheckpoint(ground: string, text: string): Reached {
  const [own, from, to, key, ...more] = text.split('~');
  if (!/^[A-Za-z0-9]{8}$/.test(own ?? '') || from === undefined || more.length > 0) {
    throw invalidCheckpoint(text, 'it is not written as one');
  }
  if ((to === undefined) !== (key === undefined)) {
    throw invalidCheckpoint(text, 'its end is missing');
  }
  const reached = {
    from: from === '' ? null : placeIn(from, text),
    within: to === undefined ? undefined : { to: placeIn(to, text), key: decoded(key, text) },
  };
  return own === ground ? reached : nothingSeen;
}

function placeText({ day, checkpoint }: AnswerPoint): string {
  return [day, ...checkpoint.split('~').map(encoded)].join('@');
}

function placeIn(written: string, text: string): AnswerPoint {
  const [day = '', position, mark, ...more] = written.split('@');
  if (position === undefined || more.length > 0) {
    throw invalidCheckpoint(text, 'a place in it has no position');
  }
  try {
    epochDay(day);
  } catch (error) {
    if (!(error instanceof InvalidDay)) throw error;
    throw invalidCheckpoint(text, `"${day}" is no day`);
  }
  const parts = mark === undefined ? [position] : [position, mark];
  return { day, checkpoint: parts.map((part) => decoded(part, text)).join('~') };
}

function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll('~', '%7E');
}

function decoded(text: string | undefined, whole: string): string {
  try {
    return decodeURIComponent(text ?? '');
  } catch {
    throw invalidCheckpoint(whole, 'a percent sign stands before two hex digits');
  }
}
