/** A text cut to fit a line of a phone. */

/** One line of at most `max` characters, cut at a word with "…" when it is longer. */
export function clipped(text: string, max: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= max) return line;
  const cut = line.slice(0, max - 1);
  const border = Math.max(cut.lastIndexOf(' '), Math.floor(max / 2));
  return `${cut.slice(0, border).replace(/[\s,;:–-]+$/, '')}…`.toWellFormed();
}

/** Words kept before the place that matters. */
const LEAD = 40;

/** The same around the offset `at`, so that what matters there can be seen. */
export function clippedAround(text: string, at: number | undefined, max: number): string {
  if (at === undefined || at + LEAD < max || text.length <= max) return clipped(text, max);
  const before = text.slice(0, Math.max(0, at - LEAD));
  const start = before.lastIndexOf(' ') + 1;
  return `…${clipped(text.slice(start), max - 1)}`;
}
