/** What is done with what a stream tells. */
export interface Listener {
  /** The state that the stream tells of: how things stand, then each time that they move. */
  moved(state: string): void;
  /** It cannot be reached, for so many times. */
  lost(times: number): void;
}

/** A stream that says nothing for so long after it was opened has not come through. */
const silenceMs = 10_000;
const firstMs = 1000;
const longestMs = 60_000;

/**
 * Listens to a stream of server-sent events while the page is seen: a hidden page costs nothing, and looks once it is seen again.
 * Lost, it is tried again, ever more seldom and never all pages at once.
 */
export function listen(address: string, { moved, lost }: Listener): { stop(): void } {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let stopped = false;

  function close(): void {
    clearTimeout(timer);
    source?.close();
    source = undefined;
  }
  function fail(): void {
    close();
    if (stopped) return;
    failures += 1;
    const most = Math.min(firstMs * 2 ** (failures - 1), longestMs);
    timer = setTimeout(open, most * (0.5 + Math.random() / 2));
    lost(failures);
  }
  function open(): void {
    close();
    if (stopped || document.hidden) return;
    source = new EventSource(address);
    timer = setTimeout(fail, silenceMs);
    source.addEventListener('error', fail);
    source.addEventListener('end', fail);
    source.addEventListener('message', ({ data }) => {
      clearTimeout(timer);
      failures = 0;
      moved(data);
    });
  }
  function look(): void {
    if (document.hidden) close();
    else if (!source) open();
  }

  document.addEventListener('visibilitychange', look);
  addEventListener('pagehide', close);
  addEventListener('pageshow', look);
  open();
  return {
    stop() {
      stopped = true;
      close();
    },
  };
}
