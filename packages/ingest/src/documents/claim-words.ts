import type { ClaimEvent } from '@monitoring-timeline/core';

/** What a claim of each type is called in a sentence to a person. */
const nouns: Readonly<Partial<Record<ClaimEvent['type'], string>>> = {
  InspectionCarriedOut: 'an inspection',
  VisitCarriedOut: 'a visit',
  ReportPublished: 'a report',
  ReportReceived: 'the receipt of a report',
  StatementPublished: 'a statement',
  LeadershipChanged: 'a change of post',
  LeadershipObserved: 'a holder of a post',
  TurnoverObserved: 'a count of changes of post',
  InterventionStarted: 'the beginning of an intervention',
  InterventionEnded: 'the end of an intervention',
  DeliveryChanged: 'a change of who delivers services',
  ThemeRaised: 'a theme that was raised',
  ThemeStillEvident: 'a theme that is still evident',
  ThemeResolved: 'a theme that is resolved',
  IndicatorObserved: 'a figure',
  CommitmentMade: 'a commitment',
  ContextNoted: 'a remark',
  SnapshotPublished: 'a published table',
  CoverageStated: 'a statement of what a source covers',
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What a claim is and of what it speaks, to begin a sentence with: `A commitment ("Review: early help")`. */
export function claimInWords(
  type: ClaimEvent['type'],
  data: Readonly<Record<string, unknown>>,
): string {
  const { topic, title, printed } = data;
  const about = [topic ?? title, type === 'IndicatorObserved' ? printed : undefined].filter(
    (part) => typeof part === 'string',
  );
  const noun = capital(nouns[type] ?? 'a claim');
  return about.length > 0 ? `${noun} ("${about.join(': ').slice(0, 200)}")` : noun;
}
