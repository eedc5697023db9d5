import type { TableKind } from './context.ts';

const nothing = { proposals: [], people: [], problems: [] };

/**
 * Tables that are recognised and give no claims on purpose: what they hold is a reading of the same reports by other
 * programs, or a list of disagreements, and importing either would count one source twice.
 */
function comparison(
  kind: string,
  required: readonly (readonly string[])[],
  why: string,
): TableKind {
  return { kind, required, comparisonOnly: why, open: () => () => nothing };
}

export const knownConflicts = comparison(
  'known_conflicts',
  [['dataset'], ['authority'], ['field'], ['dataset_value'], ['official_or_report_value']],
  'A list of disagreements between data sets, for comparison only: it gives no claims.',
);

export const scraperHistory = comparison(
  'scraper_history',
  [['local_authority'], ['inspection_link'], ['pdf_filename'], ['parser_version']],
  'The output of another program over the same reports, for comparison only: it gives no claims.',
);
