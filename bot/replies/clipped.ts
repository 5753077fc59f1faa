/** A text cut to fit a line of a phone. */

/** One line of at most `max` characters, cut at a word with "…" when it is longer. */
export function clipped(text: string, max: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= max) return line;
  const cut = line.slice(0, max - 1);
  const border = Math.max(cut.lastIndexOf(' '), Math.floor(max / 2));
  return `${cut.slice(0, border).replace(/[\s,;:–-]+$/, '')}…`.toWellFormed();
}
