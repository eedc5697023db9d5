import { type Card, shortened } from './card.ts';

/** What Slack takes: https://docs.slack.dev/reference/block-kit/blocks */
const most = { blocks: 50, header: 150, section: 3000, address: 2000 } as const;

/** A notice as blocks of Slack, with the same as text for notifications and screen readers. */
export function slackBody({ title, text, about, link }: Card): object {
  const others = 3;
  const blocks = [
    { type: 'header', text: plain(shortened(title, most.header)) },
    ...parts(text, most.section, most.blocks - others).map((part) => ({
      type: 'section',
      text: plain(part),
    })),
    ...(link === undefined || link.length > most.address
      ? []
      : [{ type: 'section', text: { type: 'mrkdwn', text: `<${inLink(link)}|Read the source>` } }]),
    { type: 'context', elements: [plain(about)] },
  ];
  return { text: shortened(escaped(`${title}\n${text}`), most.section), blocks };
}

/** Shown as it is: a name in it calls nobody, and no mark is one. */
function plain(text: string): object {
  return { type: 'plain_text', text, emoji: false };
}

/** A text cut where words end into parts of at most so many characters; of more than so many parts the last says that it goes on. */
function parts(text: string, length: number, count: number): readonly string[] {
  const found: string[] = [];
  let rest = text.trim();
  while (rest.length > length && found.length < count - 1) {
    const at = rest.lastIndexOf(' ', length);
    const cut = at > 0 ? at : length;
    found.push(rest.slice(0, cut));
    rest = rest.slice(cut).trim();
  }
  return [...found, shortened(rest, length)];
}

/** The three characters that mean something to Slack. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function inLink(address: string): string {
  return escaped(new URL(address).href.replaceAll('|', '%7C'));
}
