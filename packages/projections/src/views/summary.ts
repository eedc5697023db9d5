import {
  areaLabels,
  type ClaimEvent,
  formatDate,
  formatPartialDate,
  gradeLabels,
  type Judgement,
} from '@monitoring-timeline/core';
import type { NameOf } from './leadership/holders.ts';

const roleNames: Readonly<Record<string, string>> = {
  dcs: 'director of children’s services',
  lead_member: 'lead member for children’s services',
  chief_executive: 'chief executive',
  leader: 'leader of the council',
  delivery_chief_executive: 'chief executive of the delivery body',
  delivery_chair: 'chair of the delivery body',
  adult_services_director: 'director of adult services',
  lscb_chair: 'chair of the safeguarding board',
  commissioner: 'commissioner',
  adviser: 'adviser',
  improvement_board_chair: 'chair of the improvement board',
  other: 'another post',
};

const visitNames: Readonly<Record<string, string>> = {
  monitoring: 'Monitoring visit',
  focused: 'Focused visit',
  jtai: 'Joint targeted area inspection',
  joint_area_review: 'Joint area review',
  lscb_review: 'Review of the safeguarding board',
  assurance: 'Assurance visit',
  area_send: 'Area SEND visit',
};

/** How a role reads in running text. */
export function roleName(role: string): string {
  return roleNames[role] ?? role;
}

/** One line that says what an event claims, for people. */
export function summaryOf(event: ClaimEvent, nameOf: NameOf): string {
  switch (event.type) {
    case 'AuthorityEstablished':
      return `${event.data.name} is on record as a children’s services authority`;
    case 'AuthorityRecoded':
      return `${event.data.system.toUpperCase()} code becomes ${event.data.code}`;
    case 'AuthorityAbolished':
      return `Abolished; succeeded by ${event.data.successors.join(', ') || 'none named'}`;
    case 'InspectionCarriedOut':
      return `${named(event.data.framework, event.data.kind)} inspection, ${formatPartialDate(event.occurred)}`;
    case 'VisitCarriedOut':
      return visitSummary(event);
    case 'ReportPublished':
      return reportSummary(event);
    case 'ReportReceived':
      return 'Report received by the authority';
    case 'StatementPublished':
      return `${event.data.done ? 'Published' : 'Not published'}: ${event.data.clock.replaceAll('_', ' ')}`;
    case 'LeadershipChanged':
      return `${who(event.data, nameOf)} ${changeWords[event.data.change]}`;
    case 'LeadershipObserved':
      return `${who(event.data, nameOf)} seen in post`;
    case 'TurnoverObserved':
      return turnoverSummary(event.data);
    case 'InterventionStarted':
      return `${capital(event.data.instrument)} begins${event.data.title ? `: ${event.data.title}` : ''}`;
    case 'InterventionEnded':
      return `${capital(event.data.instrument)} ends${event.data.title ? `: ${event.data.title}` : ''}`;
    case 'DeliveryChanged':
      return `${event.data.provider}: ${event.data.stage}`;
    case 'ThemeRaised':
      return `Raised: ${event.data.topic}`;
    case 'ThemeStillEvident':
      return `Still evident: ${event.data.topic}`;
    case 'ThemeResolved':
      return `Resolved: ${event.data.topic}`;
    case 'IndicatorObserved':
      return `${event.data.topic}: ${event.data.printed}${event.data.inconsistent ? ' (does not follow from its own figures)' : ''}`;
    case 'CommitmentMade':
      return `Committed: ${event.data.topic}${event.data.due ? `, due ${formatPartialDate(event.data.due)}` : ''}`;
    case 'ContextNoted':
      return event.data.topic;
    case 'SnapshotPublished':
      return `Published table: ${event.data.title}`;
    case 'CoverageStated':
      return `The record of ${event.data.activity.replaceAll('_', ' ')} is complete for ${formatPartialDate(event.occurred)}`;
    case 'MatchRuled':
      return event.data.same ? 'Ruled to be one thing' : 'Ruled to be two things';
    case 'FactCorrected':
      return `Corrects ${event.data.pointer} of ${event.data.target}: ${event.data.why}`;
    case 'FactRetracted':
      return `Retracts ${event.data.target}: ${event.data.why}`;
  }
}

const changeWords = { started: 'takes up post', ended: 'leaves', appointed: 'appointed' } as const;

function who(
  post: {
    role: string;
    person?: string | undefined;
    status?: string | undefined;
    title?: string | undefined;
  },
  nameOf: NameOf,
): string {
  const name = post.person === undefined ? null : nameOf(post.person);
  const status =
    post.status && post.status !== 'not_stated' && post.status !== 'permanent'
      ? `${post.status} `
      : '';
  const role = post.role === 'other' && post.title ? post.title : roleName(post.role);
  return name ? `${name}, ${status}${role},` : capital(`${status}${role} (not named)`);
}

/** The source's own words are kept beside the role: "several changes" is no number. */
function turnoverSummary({
  count,
  printed,
  role,
}: {
  count?: number | undefined;
  printed?: string | undefined;
  role: string;
}): string {
  if (count !== undefined) {
    return `${count} ${count === 1 ? 'change' : 'changes'} of ${roleName(role)}, undated`;
  }
  return printed === undefined
    ? `Changes of ${roleName(role)}, undated and not counted`
    : `${capital(roleName(role))}: ${printed}, undated`;
}

function visitSummary(event: Extract<ClaimEvent, { type: 'VisitCarriedOut' }>): string {
  const { kind, sequence, topicPrinted, scope } = event.data;
  const number = sequence === undefined ? '' : ` ${sequence}`;
  const about = topicPrinted ?? scope?.join('; ');
  return `${visitNames[kind] ?? kind}${number}, ${formatPartialDate(event.occurred)}${about ? `: ${about}` : ''}`;
}

function reportSummary(event: Extract<ClaimEvent, { type: 'ReportPublished' }>): string {
  const { of, published, letterDated, judgements, progress, outcome } = event.data;
  const what =
    of.activity === 'visit'
      ? `${visitNames[of.visitKind ?? ''] ?? 'Visit'} letter`
      : `${named(of.framework, of.kind)} report`;
  const when = published
    ? ` published ${formatDate(published)}`
    : letterDated
      ? ` dated ${formatDate(letterDated)}`
      : '';
  const said = [
    ...(judgements ? [gradesText(judgements)] : []),
    ...(progress ? [`progress: ${progress.replaceAll('_', ' ')}`] : []),
    ...(outcome ? [`outcome: ${outcome.replaceAll('_', ' ')}`] : []),
    ...(of.activity === 'visit' ? ['ungraded'] : []),
  ];
  return `${what}${when}${said.length > 0 ? ` (${said.join('; ')})` : ''}`;
}

function gradesText(judgements: readonly Judgement[]): string {
  return judgements
    .map(
      ({ area, grade }) => `${areaLabels[area].toLowerCase()} ${gradeLabels[grade].toLowerCase()}`,
    )
    .join(', ');
}

function named(framework: string | undefined, kind: string | undefined): string {
  return [framework?.replaceAll('_', ' ') ?? 'Ofsted', kind === 'full' ? undefined : kind]
    .filter(Boolean)
    .join(' ');
}

function capital(text: string): string {
  const words = text.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
