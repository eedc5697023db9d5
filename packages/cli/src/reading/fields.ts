import { roleName } from '@monitoring-timeline/core';
import type { DocumentReading, FactRead, Read } from '@monitoring-timeline/ingest';

/** One thing drawn out of a document, under the name that it has in the entry of its document. */
export interface Field {
  readonly name: string;
  readonly read: Read<unknown>;
}

/** Every field that was found; members of a list each under a name of their own (`judgements.overall`, `findings.3`). */
export function fieldsOf(reading: DocumentReading): readonly Field[] {
  const single: readonly (readonly [string, Read<unknown> | undefined])[] = [
    ['authority', reading.authority],
    ['urn', reading.urn],
    ['framework', reading.framework],
    ['version', reading.version],
    ['inspectionKind', reading.inspectionKind],
    ['visitKind', reading.visitKind],
    ['days', reading.days],
    ['letterDate', reading.letterDate],
    ['publishedDate', reading.published],
    ['visitSequence', reading.visitSequence],
    ['visitSince', reading.visitSince],
    ['topic', reading.topic],
    ['progress', reading.progress],
    ['priorityAction', reading.priorityAction],
    ['outcome', reading.outcome],
    ['recommendationParagraphs', reading.recommendationParagraphs],
    ['addressee', reading.addressee],
    ['previous', reading.previous],
    ['leadInspector', reading.inspectors?.find(({ value }) => value.role === 'lead')],
  ];
  return [
    ...single.flatMap(([name, read]) => (read ? [{ name, read }] : [])),
    ...(reading.judgements ?? []).map((read) => ({ name: `judgements.${read.value.area}`, read })),
    ...(reading.findings ?? []).map((read, index) => ({
      name: `findings.${read.value.number ?? index + 1}`,
      read,
    })),
  ];
}

/** What `fieldsOf` leaves out because its entry lists it whole: the team, the scope, and every other claim. */
export function listedFieldsOf(reading: DocumentReading): readonly Field[] {
  const lead = reading.inspectors?.find(({ value }) => value.role === 'lead');
  return [
    ...(reading.inspectors ?? [])
      .filter((read) => read !== lead)
      .map((read, index) => ({ name: `inspectors.${index + 1}`, read })),
    ...(reading.scope ?? []).map((read, index) => ({ name: `scope.${index + 1}`, read })),
    ...(reading.facts ?? []).map((read) => ({ name: factName(read.value), read })),
  ];
}

function factName({ type, data }: FactRead): string {
  const { indicator, theme } = data;
  if (typeof indicator === 'string') return indicator;
  const words = type.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();
  return typeof theme === 'string' ? `${words} ${theme}` : words;
}

/** Members that say nothing to a person, or that its name says already. */
const unshown = new Set(['area', 'covers', 'indicator', 'key', 'number', 'theme']);

/** A value as a line for a person, the name of whoever it speaks of in place of the id. */
export function valueText(value: unknown, nameOf: (id: string) => string | null): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) {
    return value
      .map((member) => valueText(member, nameOf))
      .filter(Boolean)
      .join('; ');
  }
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'object') {
    const text = String(value);
    return (
      nameOf(text) ?? text.replace(/^[a-z]+(?:_[a-z]+)+$/, (code) => code.replaceAll('_', ' '))
    );
  }
  const { from, to, parts, precision, ...rest } = value as Readonly<Record<string, unknown>>;
  if (typeof from === 'string') {
    const days = typeof to === 'string' ? `${from} to ${to}` : from;
    return Array.isArray(parts) ? `${days} (${valueText(parts, nameOf)})` : days;
  }
  if (typeof rest.type === 'string') {
    const { data, occurred } = rest;
    const said = data as Readonly<Record<string, unknown>>;
    // a theme is of the document that is shown, and a title says the role
    const shown = omitting(said, [
      ...(rest.type === 'ThemeRaised' ? ['at'] : []),
      ...(typeof said.title === 'string' ? ['role'] : []),
    ]);
    const role = typeof shown.role === 'string' ? { role: roleName(shown.role) } : {};
    return `${valueText({ ...shown, ...role }, nameOf)} (${valueText(occurred, nameOf)})`;
  }
  const { printed, name, ...others } = rest;
  const first = [printed, name].find((one) => typeof one === 'string');
  // what is printed says the value and its unit
  const shown =
    printed === undefined ? others : omitting(others, ['value', 'unit', 'grade', 'code']);
  const more = Object.entries(shown)
    .filter(([member, inner]) => !unshown.has(member) && typeof inner !== 'boolean')
    .map(([, inner]) => valueText(inner, nameOf))
    .filter(Boolean);
  return [first, ...more].filter(Boolean).join(', ');
}

function omitting(value: Readonly<Record<string, unknown>>, members: readonly string[]) {
  return Object.fromEntries(Object.entries(value).filter(([member]) => !members.includes(member)));
}
