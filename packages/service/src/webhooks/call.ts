import type { Clock } from '@monitoring-timeline/projections';
import { retryAfterMs } from './back-off.ts';
import { hasSecretAddress, inFormat, type WebhookFormat } from './formats.ts';
import type { GuardedAgent } from './guarded-agent.ts';
import type { Outcome } from './queue.ts';
import type { Secrets } from './secrets.ts';

const timeoutMs = 15_000;
/** What a receiver says is of no use to us; more of it than this ends the connection. */
const answerLimit = 16 * 1024;

export interface CallParts {
  readonly agent: GuardedAgent;
  readonly secrets: Secrets;
  readonly clock: Clock;
  /** Aborts when the service ends. */
  readonly signal: AbortSignal;
}

export interface Call {
  readonly webhook: string;
  readonly format: WebhookFormat;
  readonly url: string;
  readonly id: string;
  /** The text of a CloudEvent. */
  readonly body: string;
}

/** How an attempt went, and for how many ms its receiver asks to be left alone. */
export interface Called {
  readonly outcome: Outcome;
  readonly waitMs: number;
}

/**
 * One attempt at a delivery, in the format of its webhook: signed and stamped by Standard Webhooks, or posted to the address that is the
 * secret. Only an answer of 200 to 299 counts; redirects are not followed,
 * since they could lead anywhere. Never throws.
 */
export async function callWebhook(
  { webhook, format, url: shown, id, body: text }: Call,
  { agent, secrets, clock, signal }: CallParts,
): Promise<Called> {
  const at = new Date(clock.now()).toISOString();
  const start = performance.now();
  const called = (status: number | null, error: string | null, waitMs = 0): Called => ({
    outcome: { at, status, ms: Math.round(performance.now() - start), error },
    waitMs,
  });
  let address: string | undefined;
  try {
    const { media, body } = inFormat(format, text);
    const bySecret = hasSecretAddress(format);
    address = bySecret ? await secrets.address(webhook) : shown;
    if (address === undefined) {
      return called(null, 'Its address is not on this machine. Give it again: PATCH with `url`.');
    }
    const signed = bySecret ? {} : await secrets.headers(webhook, id, body, clock.now());
    if (!signed) {
      return called(null, 'Its secret is not on this machine. Make another one: POST .../secret.');
    }
    const response = await agent.request(address, {
      method: 'POST',
      headers: {
        ...signed,
        'content-type': media,
        'user-agent': 'monitoring-timeline-webhooks/1',
      },
      body,
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    const { statusCode, headers } = response;
    await response.body.dump({ limit: answerLimit });
    if (statusCode >= 200 && statusCode < 300) return called(statusCode, null);
    const moved = statusCode >= 300 && statusCode < 400;
    const why = moved ? 'redirects are not followed' : 'the receiver refused it';
    const waitMs = retryAfterMs(headers['retry-after'], clock.now());
    return called(statusCode, `Answered ${statusCode}: ${why}.`, waitMs);
  } catch (error) {
    return called(null, reasonOf(error).replaceAll(address ?? shown, shown));
  }
}

/** What the guard says of an address it does not call. */
function refused(code: string | undefined): boolean {
  return code === 'AddressNotPublic' || code === 'PortNotAllowed';
}

/** What a person who minds the webhook can do something with. */
function reasonOf(error: unknown): string {
  const { code, name, message, cause } = error as NodeJS.ErrnoException & { cause?: unknown };
  if (refused(code) || code === 'SecretsNeedKey') return message;
  if (cause instanceof Error && refused((cause as NodeJS.ErrnoException).code)) {
    return cause.message;
  }
  if (name === 'TimeoutError') return `No answer within ${timeoutMs / 1000} seconds.`;
  const words = `${code ?? name}: ${message}`;
  return `The receiver could not be reached (${words.slice(0, 200)}).`;
}
