import type { PartialDate } from '@monitoring-timeline/core';
import type { FactRead, Read } from '../../reading.ts';
import { followsFrom } from '../numbers.ts';

export type Unit = 'count' | 'percent' | 'per_10000' | 'weeks' | 'days' | 'hours' | 'text';

/** What an indicator is: our code and label, and what its value counts. */
export interface Indicator {
  readonly code: string;
  readonly label: string;
  readonly unit: Unit;
}

/** One value of an indicator as a document prints it. */
export interface Measure {
  readonly indicator: Indicator;
  readonly occurred: PartialDate;
  readonly printed: string;
  readonly value?: number | undefined;
  readonly numerator?: number | undefined;
  readonly denominator?: number | undefined;
  readonly approximate?: boolean | undefined;
  readonly unvalidated?: boolean | undefined;
  /** Set where the value follows from another that is inconsistent. */
  readonly inconsistent?: boolean | undefined;
  readonly comparator?:
    | { readonly label: string; readonly printed: string; readonly value?: number | undefined }
    | undefined;
}

/** True where the printed percentage does not follow from the parts printed beside it. Such values are flagged, never mended. */
export function contradictsItself({ indicator, value, numerator, denominator }: Measure): boolean {
  if (indicator.unit !== 'percent' || value === undefined) return false;
  if (numerator === undefined || denominator === undefined) return false;
  return !followsFrom(value, numerator, denominator);
}

/** How a value was read. */
interface FromText extends Pick<Read<FactRead>, 'locators' | 'rules' | 'confidence'> {
  /** Why it may not be so. */
  readonly doubt?: string | undefined;
}

/** The fact that a value is. One that contradicts itself is kept as printed, with the flag and a note. */
export function factOf(measure: Measure, { doubt, confidence, ...read }: FromText): Read<FactRead> {
  const { indicator, occurred, printed, comparator } = measure;
  const contradicts = contradictsItself(measure);
  const inconsistent = contradicts || measure.inconsistent === true;
  const data = {
    indicator: indicator.code,
    topic: indicator.label,
    printed,
    value: measure.value,
    unit: indicator.unit,
    numerator: measure.numerator,
    denominator: measure.denominator,
    approximate: measure.approximate || undefined,
    comparator: comparator ? { ...comparator } : undefined,
    unvalidated: measure.unvalidated || undefined,
    inconsistent: inconsistent || undefined,
  };
  const note = contradicts
    ? `the printed value does not follow from ${measure.numerator} of ${measure.denominator}`
    : undefined;
  return {
    value: { type: 'IndicatorObserved', occurred, data },
    ...read,
    confidence: doubt ? 'low' : contradicts ? 'medium' : confidence,
    note: doubt ?? note,
  };
}
