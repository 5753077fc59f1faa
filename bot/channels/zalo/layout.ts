/**
 * What the bot says, as plain Zalo messages: the answer, a numbered list of sources, and what the
 * person can reply. Zalo has no buttons and no formatting one may rely on. Pure, so that a replay
 * sends the same messages.
 */
import type { Citation } from '../../../knowledge/answering/answer.ts';
import type { CitationContext } from '../../assistant.ts';
import * as announcements from '../../replies/announcements.ts';
import * as choices from '../../replies/answer-choices.ts';
import * as dates from '../../replies/dates.ts';
import * as menus from '../../replies/menus.ts';
import * as sources from '../../replies/sources.ts';
import type { ChatAddress, Content } from '../channel.ts';
import { split } from './split.ts';

/** One Zalo message. */
export interface ZaloPart {
  text: string;
  /** Address of a picture that comes with the text. */
  photo?: string;
}

/** The messages of a content, in order; at least one. */
export function layOut(content: Content, address: ChatAddress): ZaloPart[] {
  const parts = split(textOf(content, address)).map((text): ZaloPart => ({ text }));
  const first = parts[0];
  if (content.kind === 'announcement' && content.picture && first) first.photo = content.picture;
  return parts;
}

/** What a person sees of a message, in words. */
export function wordsOf({ text, photo }: ZaloPart): string {
  return photo ? `${announcements.pictureAbove(photo)}\n${text}` : text;
}

function textOf(content: Content, { kind }: ChatAddress): string {
  switch (content.kind) {
    case 'notice':
      return content.text;
    case 'answer':
      return answer(content, kind === 'group');
    case 'source':
      return source(content.citation, content.context);
    case 'announcement':
      return [content.heading, content.text, content.link].filter((part) => part).join('\n\n');
    case 'menu':
      return menus.numberedMenu(content.text, content.options, kind === 'group');
    case 'file': // the platforms' interfaces for bots take no documents
      return menus.fileNotHere(content.caption);
  }
}

function answer(content: Extract<Content, { kind: 'answer' }>, isGroup: boolean): string {
  const { reply, offersRelated = false } = content;
  const { text, citations, kind } = reply;
  // Nobody rates a greeting, and an apology for a failure has no sources.
  if (citations.length === 0 && kind !== 'abstention') return text;
  const paragraphs = [text];
  if (citations.length > 0) {
    paragraphs.push([sources.SOURCES_HEADING, ...sourceLines(citations)].join('\n'));
  }
  const numbers = citations.map(({ n }) => n);
  return [...paragraphs, choices.choices(numbers, { isGroup, offersRelated })].join('\n\n');
}

/** One line per document and section, so that three quotes of one article are one line. */
function sourceLines(citations: readonly Citation[]): string[] {
  const lines = new Map<string, Citation[]>();
  for (const citation of citations) {
    const key = `${citation.documentId} ${citation.section ?? ''}`;
    lines.set(key, [...(lines.get(key) ?? []), citation]);
  }
  return [...lines.values()].map((same) => {
    const first = same[0]!; // a group begins with the citation that made it
    const marks = same.map(({ n }) => `[${n}]`).join('');
    return [`${marks} ${first.title}`, ...about(first)].join(' · ');
  });
}

function source(citation: Citation, context: CitationContext | undefined): string {
  const shown = { ...citation, ...context };
  const { n, quote, url, document } = { ...shown, n: citation.n, quote: citation.quote };
  const details = about(shown).join(' · ');
  return [`[${n}] ${shown.title}`, details, `“${quote}”`, isWebAddress(url) ? url : document]
    .filter((line) => line)
    .join('\n');
}

function about({ section, organisation, date }: Partial<Citation>): string[] {
  return [section, organisation, date && dates.day(date)].filter((part) => part !== undefined);
}

function isWebAddress(url: string | undefined): boolean {
  return url !== undefined && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
