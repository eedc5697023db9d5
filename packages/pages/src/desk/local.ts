/** A place in this service that an address may lead back to; undefined where the text leads, or may lead, anywhere else. */
export function placeHere(text: string | undefined): string | undefined {
  if (text === undefined || !text.startsWith('/')) return undefined;
  const base = 'http://here.invalid';
  if (!URL.canParse(text, base)) return undefined;
  const { origin, pathname, search } = new URL(text, base);
  return origin === base && !pathname.startsWith('//') ? `${pathname}${search}` : undefined;
}
