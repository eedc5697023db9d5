import {
  type instruments,
  type LeadershipRole,
  monthNames,
  type PostStatus,
} from '@monitoring-timeline/core';
import { UnreadableRow } from '../proposal.ts';

export type Instrument = (typeof instruments)[number];

export interface InstrumentSeen {
  readonly instrument: Instrument;
  readonly ended: boolean;
  readonly replaces?: Instrument | undefined;
}

/**
 * The instruments of intervention that a statement tells of. What is only named as replaced is not a start of its own:
 * "Direction, replacing the July 2022 improvement notice" is one direction.
 * @throws UnreadableRow where it names none.
 */
export function instrumentsIn(
  statement: string,
  change: string,
  role: string,
): readonly InstrumentSeen[] {
  const [said = '', replaced = ''] = statement.split(/\breplac(?:ing|es)\b/i);
  const ended = change === 'closed' || /\b(?:revoked|closed|lifted|ended)\b/i.test(said);
  const revises = !ended && /\brevised direction\b/i.test(said);
  const replaces: Instrument | undefined = /improvement notice/i.test(replaced)
    ? 'improvement_notice'
    : revises || /direction/i.test(replaced)
      ? 'direction'
      : undefined;
  const found: InstrumentSeen[] = [];
  if (/\bdirection\b/i.test(said)) found.push({ instrument: 'direction', ended, replaces });
  if (/\bimprovement notice\b/i.test(said)) {
    found.push({ instrument: 'improvement_notice', ended, replaces });
  }
  if (/\bcommissioner\b/i.test(`${said} ${role}`))
    found.push({ instrument: 'commissioner', ended });
  if (/\badviser\b/i.test(said)) found.push({ instrument: 'adviser', ended });
  if (/\bimprovement board\b/i.test(said)) found.push({ instrument: 'improvement_board', ended });
  if (found.length === 0) {
    throw new UnreadableRow(
      'unclear_statement',
      'The statement names no direction, notice, commissioner, adviser or board.',
      'statement',
    );
  }
  return found;
}

const months = monthNames.join('|');

/** An earlier instrument that a statement names with its month, as replaced: "replacing the July 2022 improvement notice". */
export function replacedIn(
  statement: string,
): { readonly instrument: Instrument; readonly month: string } | undefined {
  const found = new RegExp(
    String.raw`\breplac(?:ing|es) (?:the )?(${months}) (\d{4}) (improvement notice|direction)\b`,
    'i',
  ).exec(statement);
  const [, month = '', year = '', instrument = ''] = found ?? [];
  if (!found) return undefined;
  const number = months.toLowerCase().split('|').indexOf(month.toLowerCase()) + 1;
  return {
    instrument: /notice/i.test(instrument) ? 'improvement_notice' : 'direction',
    month: `${year}-${String(number).padStart(2, '0')}`,
  };
}

const fullName = String.raw`\p{Lu}[\p{L}’'-]+(?: \p{Lu}[\p{L}’'-]+){1,2}`;

/** The commissioner or adviser whom a statement names beside the word: "commissioner John Doe", "John Doe improvement adviser". */
export function appointeeIn(statement: string, instrument: Instrument): string | undefined {
  if (instrument !== 'commissioner' && instrument !== 'adviser') return undefined;
  const after = new RegExp(String.raw`\b${instrument} (${fullName})`, 'u').exec(statement);
  const before = new RegExp(
    String.raw`(${fullName}) (?:appointed |improvement |children’s services )*${instrument}\b`,
    'u',
  ).exec(statement);
  return after?.[1] ?? before?.[1];
}

/** Whom else a statement has leave a post, or hold it for a time: "John Doe leaves; deputy Ann Roe becomes interim". */
export function othersIn(
  statement: string,
  person: string,
): readonly { readonly name: string; readonly change: ChangeSeen }[] {
  const gone = new RegExp(
    String.raw`(${fullName})(?: leaves\b|[’']s first interim period ends\b)`,
    'u',
  ).exec(statement)?.[1];
  const interim = new RegExp(String.raw`(${fullName}) becomes interim\b`, 'u').exec(statement)?.[1];
  const seen: readonly { name: string | undefined; change: ChangeSeen }[] = [
    { name: gone?.replace(/^(?:Commissioner|Joint DCS|DCS) /, ''), change: { change: 'ended' } },
    { name: interim, change: { change: 'started', status: 'interim' } },
  ];
  return seen.flatMap(({ name, change }) =>
    name === undefined || name === person ? [] : [{ name, change }],
  );
}

export interface DeliverySeen {
  readonly provider: string;
  readonly form: 'trust' | 'company' | 'other';
  readonly stage: 'announced' | 'delivering';
  readonly note?: string;
}

function formOf(text: string): DeliverySeen['form'] {
  if (/\btrust\b/i.test(text)) return 'trust';
  return /\bcompany\b/i.test(text) ? 'company' : 'other';
}

/** Who takes over the delivery of services, as far as a statement says so. */
export function deliveryIn(statement: string): DeliverySeen | undefined {
  if (/decision to move services to a trust/i.test(statement)) {
    return { provider: 'A trust, not yet named', form: 'trust', stage: 'announced' };
  }
  const owned = /^company becomes wholly council-owned as ([^;,(]+)/i.exec(statement)?.[1];
  if (owned) {
    return {
      provider: owned.trim(),
      form: 'company',
      stage: 'delivering',
      note: 'Wholly owned by the council',
    };
  }
  const provider = /^([^;,]+?) (?:goes live|takes over|takes on)\b/i.exec(statement)?.[1];
  if (!provider) return undefined;
  return { provider, form: formOf(provider), stage: 'delivering' };
}

export interface Post {
  readonly role: LeadershipRole;
  readonly title?: string;
  readonly organisation?: string;
}

/** The post that a row's role column names, with the organisation where it stands behind a comma. */
export function postOf(role: string): Post {
  const plain = role.replace(/[\u2018\u2019]/g, "'").trim();
  if (/^DCS$/i.test(plain)) return { role: 'dcs' };
  if (/\bdirector of children's services\b/i.test(plain))
    return { role: 'dcs', title: role.trim() };
  if (/\bcommissioner\b/i.test(plain)) return { role: 'commissioner', title: role.trim() };
  const provider = providerRole(role);
  if (provider) return provider;
  if (/^chief executive$/i.test(plain)) return { role: 'chief_executive' };
  throw new UnreadableRow('unknown_role', `"${role}" is not a post that is known here.`, 'role');
}

/** Chief executive or chair of the trust or company that delivers services: "chief executive, Some Trust". */
export function providerRole(role: string): Post | undefined {
  const match = /^(chief executive|chair), (.+)$/i.exec(role.trim());
  if (!match?.[1] || !match[2]) return undefined;
  const chief = /^chief/i.test(match[1]);
  return { role: chief ? 'delivery_chief_executive' : 'delivery_chair', organisation: match[2] };
}

export interface ChangeSeen {
  readonly change: 'started' | 'ended' | 'appointed';
  readonly status?: PostStatus | undefined;
}

/** Words that put somebody in post, where "appointed" alone leaves it open. */
const inPost =
  /\b(?:becomes|made permanent|takes over|promoted|takes up|takes post|starts|joins|resumes|acts as|takes interim|in post)\b/i;

/**
 * What happened in a leadership row. An appointment is `started` only where the statement has the person in post;
 * "interim" and "permanent" count only where the statement says them of this appointment.
 */
export function leadershipIn(change: string, statement: string): ChangeSeen {
  const permanent = /\bpermanent\b/i.test(statement) ? 'permanent' : undefined;
  switch (change) {
    case 'left':
      return { change: 'ended' };
    case 'started':
      return {
        change: 'started',
        status: /\bas interim\b/i.test(statement) ? 'interim' : permanent,
      };
    case 'interim_appointed': {
      const approvedOnly = /\bapproved\b/i.test(statement) || !starts(statement);
      return { change: approvedOnly ? 'appointed' : 'started', status: 'interim' };
    }
    case 'appointed':
      return { change: inPost.test(statement) ? 'started' : 'appointed', status: permanent };
    default:
      throw new UnreadableRow(
        'unknown_change',
        `"${change}" is not a change of post; write started, left, appointed or interim_appointed.`,
        'change',
      );
  }
}

function starts(statement: string): boolean {
  return inPost.test(statement) || /\bleaves\b.*\binterim\b/i.test(statement);
}

const topics: readonly (readonly [RegExp, string])[] = [
  [/care leavers/i, 'care_leavers'],
  [/front door/i, 'front_door'],
  [/permanence/i, 'achieving_permanence'],
  [/looked after children|children in care|in care/i, 'children_in_care'],
  [/children in need|child in need/i, 'children_in_need_or_on_a_plan'],
  [/vulnerable adolescents/i, 'vulnerable_adolescents'],
];

/** The theme of a visit, where its statement names exactly one of the official ones. */
export function visitTopic(statement: string): string | undefined {
  const found = topics.filter(([pattern]) => pattern.test(statement)).map(([, code]) => code);
  return found.length === 1 ? found[0] : undefined;
}
