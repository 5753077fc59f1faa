/**
 * An article's text and passages. Title, date, by-line and source stay in the text, so that it
 * reads as a whole, but are no passages: they are metadata. Captions are passages of their own.
 */
import type { PassageDraft } from '../../knowledge/corpus/document.ts';
import type { Span } from '../../knowledge/text/sentences.ts';
import type { Line } from '../clean/article.ts';
import { ARTICLE_SIZES, packSpans, passageAt } from './passages.ts';

const CAPTIONS_CHARS_MAX = 600;

/** Joins lines with '\n' and cuts their passages. */
export function chunkArticle(lines: readonly Line[]): { text: string; passages: PassageDraft[] } {
  const text = lines.map((line) => line.text).join('\n');
  const passages: PassageDraft[] = [];
  for (const run of runsOf(lines)) {
    const sizes =
      run.kind === 'caption'
        ? { ...ARTICLE_SIZES, enough: CAPTIONS_CHARS_MAX, most: CAPTIONS_CHARS_MAX }
        : ARTICLE_SIZES;
    for (const span of packSpans(text, run.spans, sizes)) {
      passages.push(passageAt(text, span, { kind: run.kind, heading: run.heading }));
    }
  }
  return { text, passages };
}

interface Run {
  kind: 'text' | 'caption';
  heading: string;
  spans: Span[];
}

/** Neighbouring lines of one kind under one subheading. */
function runsOf(lines: readonly Line[]): Run[] {
  const runs: Run[] = [];
  let heading = '';
  let open: Run | undefined;
  let start = 0;
  for (const { role, text, afterCut } of lines) {
    const span = { start, end: start + text.length };
    start = span.end + 1;
    const kind = passageKind(role);
    if (role === 'heading') heading = text;
    if (afterCut) open = undefined;
    if (kind === undefined) open = undefined;
    else if (open?.kind === kind && open.heading === heading) open.spans.push(span);
    else {
      open = { kind, heading, spans: [span] };
      runs.push(open);
    }
  }
  return runs;
}

function passageKind(role: Line['role']): 'text' | 'caption' | undefined {
  if (role === 'caption') return 'caption';
  return role === 'text' || role === 'list-item' || role === 'table-row' ? 'text' : undefined;
}
