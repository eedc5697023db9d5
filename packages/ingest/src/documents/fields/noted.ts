import type { PartialDate } from '@monitoring-timeline/core';
import type { FactRead, Read } from '../reading.ts';
import { type Block, placesOf, statementsOf } from '../statements.ts';
import { type FactContext, isToldElsewhere, onSite } from './fact-context.ts';
import { isDeniedOrAhead, isUndone } from './not-so.ts';
import { numberPattern } from './numbers.ts';
import { topicOf } from './topics.ts';

interface Form {
  readonly name: string;
  readonly kind:
    | 'service'
    | 'structure'
    | 'practice'
    | 'programme'
    | 'document'
    | 'membership'
    | 'statement';
  readonly told: RegExp;
  /** True for what was so while inspectors were there; else it was so by their last day. */
  readonly onSite?: boolean;
  /** Whether others are told of in the same words: nothing hoped for, and nothing of another authority. */
  readonly ofOwn?: boolean;
  label(groups: Readonly<Record<string, string | undefined>>, text: string): string;
}

const n = String.raw`(?<hedge>(?:over|around|about|some|more\s+than|nearly)\s+)?(?<n>${numberPattern})`;
const seen = String.raw`(?<what>children['\u2019]s\s+files|(?:case\s+)?(?:files|records)|cases|documents|meetings|audits)`;

const plain = (text: string | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();
const about = (text: string): string => topicOf(text).topic.toLowerCase();

/** What a report or paper tells without a day of its own, in a set form. */
const forms: readonly Form[] = [
  {
    name: 'team',
    kind: 'statement',
    told: new RegExp(
      String.raw`\binspection\s+team\s+(?:consist(?:ed|s)|comprise[ds]|was\s+made\s+up)\s+(?:in\s+total\s+)?(?:of\s+)?${n}\b`,
      'i',
    ),
    onSite: true,
    label: ({ n: count }) => `Inspection team: ${plain(count).toLowerCase()} inspectors`,
  },
  {
    name: 'seen by inspectors',
    ofOwn: true,
    kind: 'document',
    told: new RegExp(
      String.raw`\b(?:inspectors|ofsted|inspection\s+team)\s+(?:have\s+)?(?:also\s+)?(?:examined|looked\s+at|read|sampled|considered|reviewed|undertook|held|tracked|scrutinised)\s+(?:practice\s+in\s+|all\s+)?${n}\s+(?:[\w-]+\s+){0,3}?${seen}|${n.replaceAll('?<hedge>', '?<hedge2>').replace('?<n>', '?<n2>')}\s+${seen.replace('?<what>', '?<what2>')}\s+were\s+(?:uploaded|submitted|given|provided)\s+to\s+(?:ofsted|inspectors)`,
      'i',
    ),
    onSite: true,
    label: ({ hedge, n: count, what, hedge2, n2, what2 }) =>
      `Seen by inspectors: ${plain(`${hedge ?? hedge2 ?? ''} ${count ?? n2} ${what ?? what2}`).toLowerCase()}`,
  },
  {
    name: 'regional adoption agency',
    kind: 'membership',
    told: /\b(?:is|became|has\s+become|has\s+been)\s+(?:now\s+)?(?:a\s+member|part)\s+of\s+[^.;]{0,60}?\bregional\s+adoption\s+agency\b/i,
    label: () => 'Part of a regional adoption agency',
  },
  {
    name: 'pilot',
    ofOwn: true,
    kind: 'programme',
    told: /\b(?:chosen|selected|identified|named)\s+(?:(?:as|to\s+be|to\s+act\s+as)\s+)?(?:(?:one\s+of\s+)?(?:the\s+|an?\s+)?(?:[\w-]+\s+){0,2}?|for\s+the\s+(?:[\w-]+\s+){0,6}?)pilots?\b|\b(?:is|are|being)\s+(?:also\s+|now\s+)?part\s+of\s+(?:the|an?)\s+(?:[\w-]+\s+){0,6}?pilot\b|\b(?:participates?|participating|takes?\s+part|taking\s+part)\s+in\s+(?:the|an?)\s+(?:[\w-]+\s+){0,6}?pilot\b/i,
    label: (_, text) => `Takes part in a pilot: ${about(text)}`,
  },
  {
    name: 'service begun',
    ofOwn: true,
    kind: 'service',
    told: /\b(?:service|team)\s+has\s+(?:recently\s+)?been\s+(?:created|established|set\s+up)\b/i,
    label: (_, text) => `Service begun: ${about(text)}`,
  },
  {
    name: 'replaced',
    kind: 'structure',
    told: /\b(?:hub|team|service|panel|board)\s+(?:has|have|had|was|were)\s+(?:been\s+)?replaced\s+by\b|\breplac(?:ed|es|ing)\s+(?:the|an?)\s+[^.;]{0,60}?\b(?:team|service|hub|panel|board)\b/i,
    label: (_, text) => `Replaced: ${about(text)}`,
  },
  {
    name: 'review commissioned',
    kind: 'practice',
    told: /\bcommission(?:ed|ing)\s+(?:of\s+)?an?\s+(?:\w+\s+)?(?:independent|external)\s+(?:\w+\s+)?review\b/i,
    onSite: true,
    label: (_, text) => `Independent review commissioned: ${about(text)}`,
  },
  {
    name: 'service commissioned',
    kind: 'service',
    told: /\bcommission(?:ed|ing)\s+(?:of\s+)?an?\s+(?:[\w-]+\s+){0,3}?(?:agency|organisation|charity|provider)\b/i,
    label: (_, text) => `Service commissioned: ${about(text)}`,
  },
  {
    name: 'notice',
    kind: 'statement',
    told: /\bannounced\b[^.;]{0,60}?\bthe\s+day\s+before\b|\bgiven\s+[^.;]{0,20}?\bdays?['\u2019]?\s+notice\b/i,
    label: () => 'Notice of the inspection: the day before',
  },
];

/** What is planned, or is not so; looked for in what is told and shortly before it. */
const notSo =
  /\b(?:plans?\s+(?:to|for|on)|planning\s+(?:to|on)|intends?|proposals?|will|would|should|could|not|never|no\s+(?:independent|external))\b/i;
const takenBack =
  /^[^.;]{0,40}\b(?:declined|withdr[ae]wn?|in\s+name\s+only|(?:in|across)\s+England|nationally|mock|peer)\b/i;
const shortly = 60;

/** Sentences without these words tell none of it; looking for them first keeps long reports quick. */
const mayTell =
  /\b(?:inspection\s+team|inspectors|ofsted|regional\s+adoption|been\s+(?:recently\s+)?(?:created|established|set\s+up|replaced)|replac(?:ed|es|ing)|commission(?:ed|ing)|announced|notice|pilots?)\b/i;

function lastDay({ days, published }: FactContext): PartialDate | undefined {
  const from = days?.to ?? days?.from ?? published;
  return from ? { precision: 'by', from } : undefined;
}

/**
 * Facts without a day of their own that a report, letter or paper tells in a set form: the team and what it saw, membership of a regional
 * adoption agency or a pilot, services that were begun, commissioned or replaced. The label is ours.
 */
export function readNoted(
  blocks: readonly Block[],
  context: FactContext,
): readonly Read<FactRead>[] {
  const found = new Map<string, Read<FactRead>>();
  for (const statement of statementsOf(blocks)) {
    const { text } = statement;
    if (!mayTell.test(text)) continue;
    for (const form of forms) {
      const match = form.told.exec(text);
      const occurred = match && (form.onSite ? onSite(context) : lastDay(context));
      if (!match || !occurred) continue;
      const before = text.slice(0, match.index);
      const said = `${before.slice(-shortly)}${match[0]}`;
      const end = match.index + match[0].length;
      const after = text.slice(end);
      if (notSo.test(said) || isUndone(after) || takenBack.test(after)) continue;
      if (form.ofOwn && (isDeniedOrAhead(said) || isToldElsewhere(text, end, context))) continue;
      const topic = form.label(match.groups ?? {}, text);
      const key = `${form.name} ${topic}`;
      if (found.has(key)) continue;
      found.set(key, {
        value: { type: 'ContextNoted', occurred, data: { kind: form.kind, topic } },
        locators: placesOf(statement),
        confidence: 'medium',
        rules: [`noted ${form.name}`],
      });
    }
  }
  return [...found.values()];
}
