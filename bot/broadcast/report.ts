/** The report of a broadcast as a file for Excel: one line per recipient, nobody's address in it. */
import { moment } from '../replies/announcements.ts';
import * as words from '../replies/broadcasts.ts';
import type { DeliveryRow } from '../store/deliveries.ts';

/** Excel reads UTF-8 only behind this mark. */
const BYTE_ORDER_MARK = '\ufeff';

export function reportCsv(rows: Iterable<DeliveryRow>, timeZone: string): Uint8Array {
  const lines = [words.REPORT_HEADER.map(quoted).join(',')];
  for (const { channel, subscriberId, state, reason, finishedAt } of rows) {
    const cells = [
      words.channelName(channel),
      String(subscriberId),
      words.resultOf(state),
      reason === null ? '' : words.reasonOf(reason),
      finishedAt === null ? '' : moment(finishedAt, timeZone),
    ];
    lines.push(cells.map(quoted).join(','));
  }
  return new TextEncoder().encode(`${BYTE_ORDER_MARK}${lines.join('\r\n')}\r\n`);
}

/** A platform's sentence must not become a formula. */
function quoted(cell: string): string {
  const harmless = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
