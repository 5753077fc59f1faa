/** A question from which the words that were understood are taken away, their offsets kept. */
export interface Span {
  start: number;
  end: number;
}

/** The text with the spans blanked out; its length and the other offsets stay. */
export function masked(text: string, spans: readonly Span[]): string {
  let rest = text;
  for (const { start, end } of spans) {
    rest = rest.slice(0, start) + ' '.repeat(Math.max(0, end - start)) + rest.slice(end);
  }
  return rest;
}
