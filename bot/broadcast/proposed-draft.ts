/** The words of a draft that is made of news: what the source says, and where. */
import type { StoredDocument } from '../../knowledge/corpus/corpus.ts';
import type { NewsItem } from '../../knowledge/meetings/news.ts';
import * as words from '../replies/proposals.ts';
import type { BroadcastContent } from '../store/broadcasts.ts';
import { readLink } from './composing.ts';

/** Together they stay far below what staff may write. */
const HEADING_MAX = 120;
const QUOTE_MAX = 600;
const PLACE_MAX = 120;

export function draftContent(
  item: NewsItem,
  document: Pick<StoredDocument, 'title' | 'metadata'> | undefined,
): BroadcastContent {
  const { about, title, startsOn, endsOn, quote } = item;
  const place = [item.place, item.district, item.province].filter((part) => part).join(', ');
  const text = words.draft({
    about,
    startsOn,
    endsOn,
    place: clipped(place, PLACE_MAX),
    quote: clipped(quote, QUOTE_MAX),
    source: clipped(document?.title ?? '', HEADING_MAX),
  });
  const { sourceUrl } = document?.metadata ?? {};
  const link = sourceUrl === undefined ? undefined : readLink(sourceUrl);
  return {
    heading: clipped(title, HEADING_MAX),
    text,
    ...(link && 'address' in link ? { link: link.address } : {}),
  };
}

function clipped(text: string, max: number): string {
  const characters = [...text];
  return characters.length > max ? `${characters.slice(0, max - 1).join('')}…` : text;
}
