import type { PartialDate } from '../../packages/core/src/events/index.ts';

/** Partial dates as short words, so that a table of facts reads as a table. */
export const day = (from: string): PartialDate => ({ precision: 'day', from });
export const month = (from: string): PartialDate => ({ precision: 'month', from });
export const year = (from: string): PartialDate => ({ precision: 'year', from });
/** The financial year that begins on 1 April of `from`. */
export const financialYear = (from: string): PartialDate => ({
  precision: 'financial_year',
  from,
});
export const range = (from: string, to: string): PartialDate => ({ precision: 'range', from, to });
export const by = (from: string): PartialDate => ({ precision: 'by', from });
export const since = (from: string): PartialDate => ({ precision: 'since', from });
