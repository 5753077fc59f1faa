/** A log that keeps every line, of every level, to be searched for what must or must not be there. */
import type { Log } from '../../bot/log.ts';

export interface LineLog {
  log: Log;
  /** The fields and the message of each line, as JSON. */
  lines: string[];
}

export function createLineLog(): LineLog {
  const lines: string[] = [];
  const write = (...given: unknown[]) => void lines.push(JSON.stringify(given));
  const log = { debug: write, info: write, warn: write, error: write } as unknown as Log;
  return { log, lines };
}
