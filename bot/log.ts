/**
 * The program's log: JSON lines on stderr. Invariant: no token and no person's text reaches it;
 * callers log ids, counts, codes and durations, and errors go through describeError.
 */
import { destination, type Logger, pino } from 'pino';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** A log at the given level ('silent' writes nothing). stdout stays free for what a person reads. */
export function createLog(level: string): Log {
  return pino({ level, base: null }, destination({ dest: 2, sync: true }));
}

const STACK_LINES_MAX = 6;
// A bot token stands in the URL of every Telegram and Zalo call, and so in some network errors.
const TOKEN = /\d{5,}:[\w-]{10,}/g;

/** What may be logged of an error: its kind, code and place; its message without tokens. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error };
  const code = 'code' in error ? error.code : undefined;
  return {
    kind: error.name,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    message: error.message.replace(TOKEN, '<token>').slice(0, 300),
    at: error.stack
      ?.split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, STACK_LINES_MAX)
      .map((line) => line.trim().replace(TOKEN, '<token>')),
  };
}
