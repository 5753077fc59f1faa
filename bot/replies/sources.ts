/** The words around the sources of an answer: buttons, headings, the list behind /nguon. */
import type { Citation } from '../../knowledge/answering/answer.ts';
import { day } from './dates.ts';

export const nothingToChoose =
  'Chưa có câu trả lời nào để xem nguồn hoặc đánh giá. Mời bạn đặt câu hỏi.';

export function noSuchSource(sources: number): string {
  if (sources === 0) return 'Câu trả lời gần nhất không có nguồn nào. Mời bạn hỏi câu khác.';
  return sources === 1
    ? 'Câu trả lời gần nhất chỉ có nguồn số 1. Bạn trả lời 1 để xem nhé.'
    : `Câu trả lời gần nhất chỉ có nguồn số 1 đến ${sources}. Bạn chọn lại giúp nhé.`;
}

/** A source's quote in a list of sources; a button or a number shows it whole. */
const LISTED_QUOTE_MAX = 160;

const LISTED_SOURCES_MAX = 6;

/** The sources of the newest answer, for /nguon. */
export function sourcesOf(reply: { citations: readonly Citation[] } | undefined): string {
  if (!reply) return nothingToChoose;
  if (reply.citations.length === 0) return noSuchSource(0);
  const shown = reply.citations.slice(0, LISTED_SOURCES_MAX).map((citation) => {
    const { n, title, section, organisation, date, url, quote } = citation;
    const about = [section, organisation, date && day(date)].filter((part) => part).join(' · ');
    return [`[${n}] ${title}`, about, `“${clipped(quote.replace(/\s+/g, ' '))}”`, url]
      .filter((line) => line)
      .join('\n');
  });
  return [SOURCES_OF_NEWEST, ...shown].join('\n\n');
}

function clipped(quote: string): string {
  if (quote.length <= LISTED_QUOTE_MAX) return quote;
  const cut = quote.slice(0, LISTED_QUOTE_MAX);
  return `${cut.slice(0, cut.lastIndexOf(' ')).trimEnd()}…`.toWellFormed();
}

export const SOURCES_HEADING = 'Nguồn:';

const SOURCES_OF_NEWEST = 'Nguồn của câu trả lời gần nhất:';

export const OPEN_SOURCE = 'Mở bài gốc';

export function sourceButton(n: number): string {
  return `📖 Nguồn ${n}`;
}
