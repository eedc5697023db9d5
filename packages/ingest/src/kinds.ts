/**
 * What a kind of document or of table is written with, in this repository or outside of it. A document kind reads with what the
 * shipped ones read with: authorities in any printed form, days, letters with their address, inspectors, findings, posts.
 */
export type { KindExample, ReadingInShort } from './documents/examples.ts';
export { inShort } from './documents/examples.ts';
export { readAuthority } from './documents/fields/authority.ts';
export { readDay, readDays } from './documents/fields/dates.ts';
export { readFindings } from './documents/fields/findings.ts';
export { readGradeTable } from './documents/fields/grades.ts';
export { readLetter } from './documents/fields/letter.ts';
export { mostNamedAuthority } from './documents/fields/most-named-authority.ts';
export { readInspectors } from './documents/fields/people.ts';
export { withReportFacts } from './documents/fields/report-facts.ts';
export { flowOf, flowOfDocument } from './documents/flow.ts';
export type { ExtractContext, KindOfDocument, Recognition } from './documents/kind.ts';
export { type DocumentText, linesOfDocument, locatorOf, type TextLine } from './documents/model.ts';
export type * from './documents/reading.ts';
export { Header, Row } from './tables/cells.ts';
export {
  eachRow,
  type RowBuilder,
  type RowReader,
  type TableContext,
  type TableKind,
} from './tables/context.ts';
