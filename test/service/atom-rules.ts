import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** An element as the parser gives it: its attributes and text beside its children, each name as a list. */
type Node = { readonly [name: string]: unknown };

const dateTime =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
/** An absolute IRI: a scheme, and no character that an address cannot hold. */
const iri = /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i;
const urn = /^urn:[a-z0-9][a-z0-9-]{1,31}:\S+$/i;
const media = /^[\w.+-]+\/[\w.+-]+(;.*)?$/;

/** What a feed has against what RFC 4287 requires of it, each with its section; empty where it has nothing. */
export function atomFaults(text: string): readonly string[] {
  const formed = XMLValidator.validate(text);
  if (formed !== true) return [`XML: ${formed.err.msg}`];
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    parseTagValue: false,
    alwaysCreateTextNode: true,
    isArray: (_, __, ___, isAttribute) => !isAttribute,
  });
  const [feed] = childrenOf(parser.parse(text), 'feed');
  if (!feed) return ['2: the document is no feed'];
  const entries = childrenOf(feed, 'entry');
  return [
    ...(feed['@xmlns'] === 'http://www.w3.org/2005/Atom'
      ? []
      : ['2: not in the namespace of Atom']),
    ...faultsOfBoth(feed, 'feed'),
    ...atMostOne(feed, ['generator', 'icon', 'logo', 'subtitle'], 'feed'),
    ...(linksOf(feed, 'self').length === 1 ? [] : ['4.1.1: the feed has no link to itself']),
    ...entries.flatMap((entry) => faultsOfEntry(entry, feed)),
    ...repeated(entries.map((entry) => textOf(entry, 'id'))).map(
      (id) => `4.1.1: two entries have the id ${id}`,
    ),
  ];
}

function faultsOfEntry(entry: Node, feed: Node): readonly string[] {
  const name = `entry ${textOf(entry, 'id')}`;
  const alone = childrenOf(entry, 'content').length === 0;
  return [
    ...faultsOfBoth(entry, name),
    ...atMostOne(entry, ['published', 'content', 'summary', 'source'], name),
    ...([entry, feed].some((one) => childrenOf(one, 'author').length > 0)
      ? []
      : [`4.1.2: ${name} has no author`]),
    ...(alone && linksOf(entry, 'alternate').length === 0
      ? [`4.1.2: ${name} has neither content nor a link`]
      : []),
    ...dates(entry, 'published', name),
    ...textConstructs(entry, 'summary', name),
    ...(Date.parse(textOf(entry, 'updated')) > Date.parse(textOf(feed, 'updated'))
      ? [`4.2.15: ${name} was updated after its feed`]
      : []),
  ];
}

/** What holds of a feed and of an entry. */
function faultsOfBoth(node: Node, name: string): readonly string[] {
  const id = textOf(node, 'id');
  const persons = ['author', 'contributor'].flatMap((kind) => childrenOf(node, kind));
  return [
    ...['id', 'title', 'updated']
      .filter((one) => childrenOf(node, one).length !== 1)
      .map((one) => `4.1: ${name} has not exactly one ${one}`),
    ...atMostOne(node, ['rights'], name),
    ...(iri.test(id) && (!id.startsWith('urn:') || urn.test(id))
      ? []
      : [`4.2.6: the id of ${name} is no IRI: ${id}`]),
    ...dates(node, 'updated', name),
    ...['title', 'rights', 'subtitle'].flatMap((one) => textConstructs(node, one, name)),
    ...persons
      .filter((person) => childrenOf(person, 'name').length !== 1)
      .map(() => `3.2: a person of ${name} has not exactly one name`),
    ...childrenOf(node, 'category')
      .filter((category) => !category['@term'])
      .map(() => `4.2.2: a category of ${name} has no term`),
    ...childrenOf(node, 'link').flatMap((link) => linkFaults(link, name)),
    ...repeated(
      linksOf(node, 'alternate').map((link) => `${link['@type']} ${link['@hreflang']}`),
    ).map(() => `4.1: ${name} has two alternates of one kind`),
  ];
}

function linkFaults(link: Node, name: string): readonly string[] {
  const { '@href': href, '@type': type } = link;
  return [
    ...(typeof href === 'string' && iri.test(href)
      ? []
      : [`4.2.7: a link of ${name} has no address: ${href}`]),
    ...(type === undefined || media.test(String(type))
      ? []
      : [`4.2.7: a link of ${name} has no media type`]),
  ];
}

function dates(node: Node, what: string, name: string): readonly string[] {
  return childrenOf(node, what)
    .map((one) => String(one['#text']))
    .filter((text) => !dateTime.test(text) || Number.isNaN(Date.parse(text)))
    .map((text) => `3.3: ${what} of ${name} is no date of RFC 3339: ${text}`);
}

function textConstructs(node: Node, what: string, name: string): readonly string[] {
  return childrenOf(node, what).flatMap((one) => {
    const type = String(one['@type'] ?? 'text');
    const text = String(one['#text']);
    if (!['text', 'html', 'xhtml'].includes(type))
      return [`3.1: ${what} of ${name} is of type ${type}`];
    if (text.trim() === '') return [`3.1: ${what} of ${name} is empty`];
    // what is HTML must not be cut off by its own marks
    return type === 'html' && /<(?![a-z/!])|&(?!#?\w+;)/i.test(text)
      ? [`3.1.1.2: ${what} of ${name} is no HTML: ${text}`]
      : [];
  });
}

function atMostOne(node: Node, names: readonly string[], of: string): readonly string[] {
  return names
    .filter((name) => childrenOf(node, name).length > 1)
    .map((name) => `4.1: ${of} has more than one ${name}`);
}

function linksOf(node: Node, rel: string): readonly Node[] {
  return childrenOf(node, 'link').filter((link) => (link['@rel'] ?? 'alternate') === rel);
}

function childrenOf(node: Node, name: string): readonly Node[] {
  return (node[name] as readonly Node[] | undefined) ?? [];
}

function textOf(node: Node, name: string): string {
  return String(childrenOf(node, name)[0]?.['#text'] ?? '');
}

function repeated(texts: readonly string[]): readonly string[] {
  return [...Map.groupBy(texts, (text) => text)]
    .filter(([, all]) => all.length > 1)
    .map(([text]) => text);
}
