import { describe, expect, it } from 'vitest';
import { textOfHtml } from './html.ts';

const shown = (html: string) => textOfHtml(html).map(({ text }) => text);

describe('a page of HTML', () => {
  it('is what its reader sees, a block a line, cells apart', () => {
    expect(
      shown(
        '<html><head><title>x</title><style>p{}</style></head><body><h1>Inspection&nbsp;of\n services</h1><script>alert("<p>no</p>")</script><table><tr><td>Overall</td><td>Good &amp; well</td></tr></table><p>It&rsquo;s done<br>here</p></body>',
      ),
    ).toEqual(['Inspection of services', 'Overall\tGood & well', 'It\u2019s done', 'here']);
  });

  it('keeps the lines of its file as places', () => {
    expect(textOfHtml('<p>one</p>\n\n<p>two</p>')).toEqual([
      { number: 1, text: 'one' },
      { number: 3, text: 'two' },
    ]);
  });

  it('that is broken is read as far as it goes', () => {
    expect(shown('<p>one <b>two</p><p attr="a>b">three <!-- open')).toEqual(['one two', 'three']);
    expect(shown('a &#x110000; b &#0; c &unknown; d')).toEqual(['a b c &unknown; d']);
  });
});
