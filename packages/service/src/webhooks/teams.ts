import { type Card, shortened } from './card.ts';

/** Teams takes messages up to 28 KB; marks and escapes need some of it, and a character up to four bytes. */
const most = { title: 300, text: 5000 } as const;

/**
 * A notice as an Adaptive Card, in the envelope that an address of a workflow ("When a Teams webhook request is received") takes.
 * Text stands in runs, which are shown as they are: what a source wrote is no mark of ours.
 * https://learn.microsoft.com/connectors/teams/ and https://adaptivecards.io/explorer/RichTextBlock.html
 */
export function teamsBody({ title, text, about, link }: Card): object {
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    msteams: { width: 'Full' },
    fallbackText: shortened(title, most.title),
    body: [
      run({ text: shortened(title, most.title), weight: 'Bolder', size: 'Medium' }),
      run({ text: shortened(text, most.text) }),
      run({ text: about, isSubtle: true, size: 'Small' }),
    ],
    ...(link === undefined
      ? {}
      : { actions: [{ type: 'Action.OpenUrl', title: 'Read the source', url: link }] }),
  };
  const contentType = 'application/vnd.microsoft.card.adaptive';
  return { type: 'message', attachments: [{ contentType, contentUrl: null, content }] };
}

function run(of: Readonly<Record<string, unknown>>): object {
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', ...of }] };
}
