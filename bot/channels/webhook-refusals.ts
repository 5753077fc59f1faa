/**
 * Counts what a platform's webhook refuses, and says so in the log: the first at once, then what came
 * in a minute together, because a flood of forged requests must not fill the disk.
 */
import type { Log } from '../log.ts';

/** Counts one refused request and makes its response. */
export type Refuse = (status: number, reason: string) => Response;

const REPORT_INTERVAL_MS = 60_000;

/** `channel` is the platform's name; the counts are those since the start. */
export function createRefusals(channel: string, log: Log): Refuse {
  const reasons: Record<string, number> = {};
  let refused = 0;
  let isReported = true;
  let rest: NodeJS.Timeout | undefined;

  const report = () => {
    log.warn({ channel, refused, reasons: { ...reasons } }, 'webhook requests were refused');
    isReported = true;
    rest = setTimeout(() => {
      rest = undefined;
      if (!isReported) report();
    }, REPORT_INTERVAL_MS).unref();
  };

  return (status, reason) => {
    refused += 1;
    reasons[reason] = (reasons[reason] ?? 0) + 1;
    isReported = false;
    if (!rest) report();
    // What is left of a body unread would stand before the next request of the connection.
    return new Response(null, { status, headers: { connection: 'close' } });
  };
}
