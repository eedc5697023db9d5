import type { NoticeKind, Today } from '@monitoring-timeline/projections';
import type { Links } from '../links/links.ts';
import { whyAddress } from '../links/why.ts';

/** The question whose answer a change is one of; of a summary of what came in there is none. */
const questions: Partial<Readonly<Record<NoticeKind, string>>> = {
  StandingChanged: 'standing',
  FactCorrected: 'standing',
  NoticeWithdrawn: 'standing',
  PriorityAction: 'activity',
  InspectionAnnounced: 'activity',
  InspectionBegun: 'activity',
  InspectionPublished: 'activity',
  VisitLetterPublished: 'activity',
  MonitoringLetterPublished: 'activity',
  ReportExpected: 'due',
  ReportPast: 'due',
  WindowOpened: 'due',
  BecameDue: 'due',
  BecameOverdue: 'due',
  PastNotKnown: 'due',
  LeadershipChanged: 'leadership',
  InterventionBegun: 'interventions',
  InterventionEnded: 'interventions',
  InterventionPresumedEnded: 'interventions',
  DeliveryChanged: 'interventions',
};

/** Where it is said why a change came about: of the clock that it tells of, or of what inspectors did. */
export function whyChanged(
  {
    kind,
    authority,
    because,
    rule,
  }: Pick<Today['changes'][number], 'kind' | 'authority' | 'because' | 'rule'>,
  links: Links,
): string | undefined {
  const question = questions[kind];
  if (question === undefined) return undefined;
  const clock = question === 'due' && rule ? `due.${rule.id}` : undefined;
  const part = question === 'activity' ? because[0] : clock;
  return whyAddress(links, authority.key, question, part);
}
