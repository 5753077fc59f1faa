/**
 * An answer as a rich message, for servers and apps that know them (Bot API 10.1): the marks are
 * footnote links, and behind every source its quote stands folded. Blocks, not markup: nothing is
 * escaped by hand. Pure.
 */
import type { InputRichBlock, InputRichMessage, RichText } from 'grammy/types';
import type { Citation } from '../../../knowledge/answering/answer.ts';
import type { Reply } from '../../assistant.ts';
import * as dates from '../../replies/dates.ts';
import * as sources from '../../replies/sources.ts';
import { isWebAddress } from './formatted-text.ts';

/** Telegram's limits are 32,768 characters and 500 blocks; a reply beyond these is sent as plain messages. */
const CHARACTERS_MAX = 30_000;
const CITATIONS_MAX = 40;

type Blocks = InputRichBlock[];

/** Undefined for a reply without sources, and for one that is too long. */
export function richAnswer({ text, citations }: Reply): InputRichMessage | undefined {
  const length = citations.reduce((sum, { quote, title }) => sum + quote.length + title.length, 0);
  if (citations.length === 0 || citations.length > CITATIONS_MAX) return undefined;
  if (text.length + length > CHARACTERS_MAX) return undefined;
  const known = new Set(citations.map(({ n }) => n));
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const paragraphs: Blocks = lines.map((line) => ({
    type: 'paragraph',
    text: withFootnoteLinks(line, known),
  }));
  return {
    blocks: [
      ...paragraphs,
      { type: 'divider' },
      { type: 'paragraph', text: { type: 'bold', text: sources.SOURCES_HEADING } },
      ...citations.flatMap(footnote),
    ],
    // A number like "17/2023" or a day must not become a phone number or a command.
    skip_entity_detection: true,
  };
}

function withFootnoteLinks(line: string, known: ReadonlySet<number>): RichText {
  return line.split(/(\[\d{1,3}\])/).flatMap((piece): RichText[] => {
    if (piece === '') return [];
    const n = Number(/^\[(\d+)\]$/.exec(piece)?.[1]);
    if (!known.has(n)) return [piece];
    return [{ type: 'reference_link', text: piece, reference_name: nameOf(n) }];
  });
}

function footnote({ n, title, url, section, organisation, date, quote }: Citation): Blocks {
  const about = [section, organisation, date && dates.day(date)].filter((part) => part);
  const details = about.map((part) => ` · ${part}`).join('');
  const name: RichText =
    url !== undefined && isWebAddress(url) ? { type: 'url', text: title, url } : title;
  const reference = { type: 'reference', name: nameOf(n), text: `[${n}]` } as const;
  return [
    { type: 'paragraph', text: [reference, ' ', name, details] },
    { type: 'expandable_blockquote', text: quote },
  ];
}

function nameOf(n: number): string {
  return `nguon-${n}`;
}
