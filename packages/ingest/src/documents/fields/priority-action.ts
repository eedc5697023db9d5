import type { Flow, Found } from '../flow.ts';
import type { FactRead, Read } from '../reading.ts';
import { topicOf } from './topics.ts';

const heading = /(?:^|\n)[ \t]*areas?(?:\(s\))?\s+for\s+priority\s+action[ \t]*:?[ \t]*(?=\n|$)/gi;
const none =
  /^\s*[\u2022\u25fc\u25aa\u25a0\u25cf\u00b7\uf06e-]?\s*(?:there\s+(?:are|were)\s+no\b|no\s+areas?\b|none\b|not\s+applicable)/i;
const mention = /areas?(?:\(s\))?\s+(?:for|of)\s+priority\s+action/gi;
/** Said of this letter: whoever raises one tells the department and asks for a plan. */
const raisedHere =
  /\b(?:we\s+have\s+notified|have\s+been\s+identified\s+(?:at|during|by)\s+this|this\s+is\s+a[\w\s-]{0,30}$|as\s+a\s+result\s+of\s+this\s+(?:visit|inspection))/i;
const earlier =
  /\b(?:last|previous|earlier|prior|since|first)\b[^.]{0,80}\b(?:visit|inspection|letter|report)|\b(?:in|at)\s+(?:the\s+)?(?:\w+\s+)?(?:19|20)\d{2}\b/i;
const resolved =
  /\b(?:no\s+longer|resolved|addressed|rectified|improved|met|completed|strengthened|effective(?:ly)?)\b/i;

/** The sentence around an offset. */
function sentenceAt(flow: Flow, at: number): { readonly text: string; readonly start: number } {
  const before = flow.text.slice(Math.max(0, at - 600), at);
  const breaks = [
    ...before.matchAll(/[.?!]["'\u2019)]?\s+(?=[A-Z\u25fc\u2022])|\n(?=[\u25fc\u2022\u25a0])/g),
  ];
  const last = breaks.at(-1);
  const start = at - before.length + (last ? last.index + last[0].length : 0);
  const after = flow.text.slice(at);
  const end = /[.?!](?=\s|$)/.exec(after)?.index ?? Math.min(after.length, 600);
  return { text: flow.text.slice(start, at + end), start };
}

export interface PriorityActionReading {
  readonly raised: Read<boolean>;
  /** Earlier ones that the letter still speaks of. */
  readonly stillEvident: readonly Read<FactRead>[];
}

function headings(flow: Flow): readonly { readonly found: Found; readonly none: boolean }[] {
  return flow.findAll(heading).map((found) => {
    const after = flow.text.slice(found.index + 1).replace(/^[^\n]*\n/, '');
    return { found, none: none.test(after) };
  });
}

/**
 * Whether this letter itself raises an area for priority action. Those that do set it apart under a heading of its own; an earlier
 * one that is only told of is a matter still evident, unless the letter says that it was dealt with.
 */
export function readPriorityAction(
  flow: Flow,
  occurred: string | undefined,
): PriorityActionReading {
  const under = headings(flow);
  const raised = under.find((one) => !one.none);
  const stillEvident: Read<FactRead>[] = [];
  let here: Found | undefined;
  let unclear: Found | undefined;
  for (const found of flow.findAll(mention)) {
    const sentence = sentenceAt(flow, found.index);
    if (none.test(sentence.text)) continue;
    if (earlier.test(sentence.text)) {
      if (!resolved.test(sentence.text) && occurred) {
        const { topic, theme } = topicOf(sentence.text.replace(mention, ' '));
        const locators = flow.locate(sentence.start, sentence.start + sentence.text.length);
        if (theme) {
          stillEvident.push({
            value: {
              type: 'ThemeStillEvident',
              occurred: { precision: 'day', from: occurred },
              data: { theme, topic },
            },
            locators,
            confidence: 'medium',
            note: 'an area for priority action of an earlier visit or inspection',
          });
        }
      }
    } else if (raisedHere.test(sentence.text)) here ??= found;
    else unclear ??= found;
  }
  const read = raisedRead(raised?.found, here, under[0]?.found, unclear);
  return { raised: read ?? raisesNone(flow), stillEvident };
}

/** How a letter ends, or what stands in its last paragraph. */
const close =
  /\byours?\s+(?:sincerely|faithfully|truly)\b|\bplanning\s+(?:(?:your|the|its|their)\s+)?next\s+(?:inspection|visit)/i;

/** That no words raise one is known of a letter that is there to its end; of the beginning of one it says nothing. */
function raisesNone(flow: Flow): Read<boolean> {
  const silent = 'the letter has no such heading and no such words';
  return close.test(flow.text)
    ? { value: false, locators: [], confidence: 'high', note: silent }
    : {
        value: false,
        locators: [],
        confidence: 'low',
        note: `${silent} as far as it goes, and it breaks off before its close`,
      };
}

function raisedRead(
  raised: Found | undefined,
  here: Found | undefined,
  saidNone: Found | undefined,
  unclear: Found | undefined,
): Read<boolean> | undefined {
  if (raised) return { value: true, locators: raised.locators, confidence: 'high' };
  if (here) {
    const note = 'told in running text, without a heading of its own';
    return { value: true, locators: here.locators, confidence: 'medium', note };
  }
  if (saidNone) return { value: false, locators: saidNone.locators, confidence: 'high' };
  if (unclear) {
    const note = 'the words stand in running text, and do not say that this letter raises one';
    return { value: false, locators: unclear.locators, confidence: 'medium', note };
  }
  return undefined;
}
