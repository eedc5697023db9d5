// A service that keeps a copy of where authorities stand, over HTTP alone: it asks once, then follows the stream, and goes on
// after the last id where the stream breaks: `node consume.ts http://127.0.0.1:8080`. One line for each change.
const service = process.argv[2];
if (service === undefined) {
  console.error('Name the address of a service: node consume.ts http://127.0.0.1:8080');
  process.exit(2);
}

interface Message {
  readonly id: string;
  readonly event: string;
  readonly data: string;
}

/** The messages of a stream of server-sent events. */
async function* messagesOf(response: Response): AsyncGenerator<Message> {
  let rest = '';
  for await (const part of response.body!.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + part).split('\n\n');
    rest = blocks.pop()!;
    for (const block of blocks) {
      const field = (name: string): string =>
        block
          .split('\n')
          .filter((line) => line.startsWith(`${name}:`))
          .map((line) => line.slice(name.length + 1).trimStart())
          .join('\n');
      if (field('data') !== '') {
        yield { id: field('id'), event: field('event'), data: field('data') };
      }
    }
  }
}

let last = '';
for (let wait = 100; ; wait = Math.min(wait * 2, 30_000)) {
  try {
    const response = await fetch(`${service}/api/subscribe/standing`, {
      headers: { accept: 'text/event-stream', ...(last === '' ? {} : { 'last-event-id': last }) },
    });
    // a log of another history, as after a restore, does not know the id: begin again, and leave out what is there
    if (response.status === 410) last = '';
    else if (!response.ok) throw new Error(`${response.status}`);
    else {
      for await (const { id, event, data } of messagesOf(response)) {
        if (id !== '') last = id;
        wait = 100;
        console.log(JSON.stringify({ id: last, event, subject: JSON.parse(data).subject ?? null }));
      }
    }
  } catch (error) {
    console.error(
      `The stream broke (${(error as Error).message}); it goes on after ${last || 'the beginning'}.`,
    );
  }
  await new Promise((resolve) => setTimeout(resolve, wait));
}
