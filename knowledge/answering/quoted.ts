/**
 * Claims in their source's own words. The support check reads a claim as one text, so that
 * "…Hải Phòng, 31/07/2020: Về dự có Phó Chủ tịch …" may join the source with what stands behind it.
 */
import type { Citation, Claim } from './answer.ts';

/** True when a claim, behind one of the lines that say whose it is, is a slice of a quote it cites. */
export function isQuoted(
  { text, citations }: Claim,
  all: readonly Citation[],
  lines: readonly string[],
): boolean {
  const line = lines.find((one) => one !== '' && text.startsWith(`${one}: `));
  const own = line === undefined ? text : text.slice(line.length + 2);
  return all.some(
    ({ n, quote }) => citations.includes(n) && quote.replace(/\s+/g, ' ').includes(own),
  );
}
