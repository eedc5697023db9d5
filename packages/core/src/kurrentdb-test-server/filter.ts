import type { LogRecord } from './log.ts';

interface Expression {
  getRegex(): string;
  getPrefixList(): string[];
}

interface FilterFields {
  getStreamIdentifier(): Expression | undefined;
  getEventType(): Expression | undefined;
}

/** Whether a record passes a filter of `$all`: by stream name or by type, by prefixes or by a regular expression. */
export type RecordFilter = (record: LogRecord) => boolean;

export function filterOf(options: FilterFields | undefined): RecordFilter {
  const byStream = options?.getStreamIdentifier();
  if (byStream !== undefined) {
    const passes = matcher(byStream);
    return ({ stream }) => passes(stream);
  }
  const byType = options?.getEventType();
  if (byType === undefined) return () => true;
  const passes = matcher(byType);
  return ({ type }) => passes(type);
}

function matcher(expression: Expression): (text: string) => boolean {
  const prefixes = expression.getPrefixList();
  if (prefixes.length > 0) return (text) => prefixes.some((prefix) => text.startsWith(prefix));
  const regex = new RegExp(expression.getRegex());
  return (text) => regex.test(text);
}
