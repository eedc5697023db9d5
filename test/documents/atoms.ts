import type { ClaimEvent } from '@monitoring-timeline/core';

type Plain = Readonly<Record<string, unknown>>;

function when({ occurred }: ClaimEvent): string {
  const to = 'to' in occurred ? `..${occurred.to}` : '';
  const sign =
    occurred.precision === 'by' || occurred.precision === 'since' ? `${occurred.precision} ` : '';
  const year = occurred.precision === 'financial_year' ? '/' : '';
  return `${sign}${occurred.from}${year}${to}`;
}

function said(data: Plain, ...names: readonly string[]): string {
  return names
    .map((name) => data[name])
    .filter((value) => value !== undefined)
    .join(' ');
}

function indicator(data: Plain): string {
  const { numerator: n, denominator: m, approximate, inconsistent } = data;
  const parts = n !== undefined || m !== undefined ? ` (${n ?? '?'} of ${m ?? '?'})` : '';
  const flags = `${approximate ? ' about' : ''}${inconsistent ? ' inconsistent' : ''}`;
  return `${data.indicator} ${data.value ?? data.printed} ${data.unit}${parts}${flags}`;
}

function ofReport(data: Plain): readonly string[] {
  const graded = (data.judgements ?? []) as readonly Plain[];
  const found = (data.findings ?? []) as readonly Plain[];
  return [
    `published ${data.published ?? 'on a day that is not said'}`,
    ...graded.map(({ area, grade }) => `grade ${area} ${grade}`),
    ...found.map(({ kind, number, theme }, index) => `${kind} ${number ?? index + 1} ${theme}`),
    ...(data.progress ? [`progress ${data.progress}`] : []),
    ...(data.recommendationParagraphs
      ? [`tagged paragraphs ${(data.recommendationParagraphs as readonly number[]).join(' ')}`]
      : []),
    ...(data.letterDated ? [`letter dated ${data.letterDated}`] : []),
  ];
}

function ofActivity(data: Plain): readonly string[] {
  const team = (data.inspectors ?? []) as readonly Plain[];
  const roles = Object.entries(Object.groupBy(team, ({ role }) => String(role)));
  return [
    said(data, 'framework', 'version', 'kind', 'sequence', 'topic'),
    ...roles.map(([role, of = []]) => `${of.length} ${role}`),
    ...((data.scope ?? []) as readonly unknown[]).map((_, index) => `scope ${index + 1}`),
  ];
}

function sayings({ type, data, source }: ClaimEvent): readonly string[] {
  const plain = data as Plain;
  switch (type) {
    case 'ReportPublished':
      return ofReport(plain);
    case 'InspectionCarriedOut':
    case 'VisitCarriedOut':
      return ofActivity(plain);
    case 'IndicatorObserved':
      return [indicator(plain)];
    case 'SnapshotPublished':
      return ((plain.rows ?? []) as readonly Plain[]).map(({ area, counts }) => {
        const row = counts as Plain;
        const cells = ['outstanding', 'good', 'requires_improvement', 'inadequate'];
        return `${plain.region ?? 'England'} ${area} ${cells.map((cell) => row[cell] ?? 0).join('/')}`;
      });
    case 'CommitmentMade': {
      const due = plain.due as { readonly precision: string; readonly from: string } | undefined;
      return [`${source.locator}${due ? `, due ${due.precision} ${due.from}` : ''}`];
    }
    default:
      return [
        said(
          plain,
          'role',
          'status',
          'change',
          'count',
          'theme',
          'times',
          'instrument',
          'provider',
          'stage',
          'kind',
        ),
      ];
  }
}

/** What a claim says, fact by fact: "IndicatorObserved 2018-04-23 looked_after_children 592 count". */
export function atomsOf(event: ClaimEvent): readonly string[] {
  return sayings(event).map((saying) => `${event.type} ${when(event)} ${saying}`.trim());
}
