/**
 * What the bot says, as Telegram messages: text with entities, a list of sources, buttons under the
 * last part. Pure, so that a replay sends the same messages.
 */
import type { InlineKeyboardButton, InputRichMessage } from 'grammy/types';
import type { Citation } from '../../../knowledge/answering/answer.ts';
import type { CitationContext, Reply } from '../../assistant.ts';
import * as announcements from '../../replies/announcements.ts';
import * as dates from '../../replies/dates.ts';
import { OPEN_SOURCE, SOURCES_HEADING } from '../../replies/sources.ts';
import type { Content } from '../channel.ts';
import { answerKeyboard, optionKeyboard, questionKeyboard } from './buttons.ts';
import { bold, type FormattedText, isWebAddress, join, link, quotation } from './formatted-text.ts';
import { richAnswer } from './rich.ts';
import { CAPTION_CHARACTERS_MAX, split } from './split.ts';

/** One Telegram message. */
export interface TelegramPart extends FormattedText {
  keyboard: InlineKeyboardButton[][];
  /** Address of a picture shown above the text. */
  picture?: string;
  /** The same words for a server that knows rich messages. */
  rich?: InputRichMessage;
  /** Sent as a document, with the text as its caption. */
  file?: { fileName: string; bytes: Uint8Array };
}

/** The messages of a content, in order; at least one. */
export function layOut(content: Content): TelegramPart[] {
  switch (content.kind) {
    case 'notice':
      return parts(join([content.text]), []);
    case 'answer':
      return answer(content);
    case 'source':
      return parts(sourceBody(content.citation, content.context), []);
    case 'announcement':
      return announcement(content);
    case 'menu':
      return parts(join([content.text]), optionKeyboard(content));
    case 'file':
      return file(content);
  }
}

/** One message: the picture is the preview of its address, so that the text need not fit a caption. */
function announcement(content: Extract<Content, { kind: 'announcement' }>): TelegramPart[] {
  const { heading, text, link: address, picture, calendar } = content;
  const paragraphs = [heading ? bold(heading) : '', text, address ?? ''].filter((part) => part);
  const all = parts(join(paragraphs, '\n\n'), []);
  const [first] = all;
  if (first && picture) first.picture = picture;
  return calendar ? [...all, { text: '', entities: [], keyboard: [], file: calendar }] : all;
}

/** What a person sees of a message, in words. */
export function wordsOf({ text, picture, file }: TelegramPart): string {
  const shown = [picture && announcements.pictureAbove(picture), text];
  return [...shown, file && announcements.fileNamed(file.fileName)]
    .filter((line) => line)
    .join('\n');
}

function parts(formatted: FormattedText, keyboard: InlineKeyboardButton[][]): TelegramPart[] {
  const all = split(formatted);
  return all.map((part, index) => ({
    ...part,
    keyboard: index === all.length - 1 ? keyboard : [],
  }));
}

/** What does not fit a caption follows as messages of its own. */
function file({ fileName, bytes, caption }: Extract<Content, { kind: 'file' }>): TelegramPart[] {
  const [first, ...rest] = split(join([caption]), CAPTION_CHARACTERS_MAX);
  const document = { text: '', entities: [], ...first, keyboard: [], file: { fileName, bytes } };
  return [document, ...rest.map((part) => ({ ...part, keyboard: [] }))];
}

function answer(content: Extract<Content, { kind: 'answer' }>): TelegramPart[] {
  const { reply } = content;
  // Nobody rates a greeting, and an apology for a failure has no sources.
  const isRated = reply.citations.length > 0 || reply.kind === 'abstention';
  const keyboard = isRated ? answerKeyboard(content) : questionKeyboard(content);
  const all = parts(answerBody(reply), keyboard);
  const rich = richAnswer(reply);
  const only = all[0];
  // Several messages cannot become one without a replay losing count of them.
  return rich && only && all.length === 1 ? [{ ...only, rich }] : all;
}

/** The answer with linked marks, and its list of sources. */
export function answerBody(reply: Reply): FormattedText {
  const body = withLinkedMarks(reply);
  if (reply.citations.length === 0) return body;
  const sources = join([bold(SOURCES_HEADING), ...sourceLines(reply.citations)], '\n');
  return join([body, sources], '\n\n');
}

/** "[1]" in the text leads to the source's page, where there is one. */
function withLinkedMarks({ text, citations }: Reply): FormattedText {
  const urls = new Map(citations.map(({ n, url }) => [n, url]));
  const pieces = text.split(/(\[\d{1,3}\])/).map((piece, index) => {
    const isMark = index % 2 === 1; // split() with a group alternates text and marks
    return isMark ? link(piece, urls.get(Number(piece.slice(1, -1)))) : piece;
  });
  return join(pieces);
}

/** One line per document and section, so that three quotes of one article are one line. */
function sourceLines(citations: readonly Citation[]): FormattedText[] {
  const lines = new Map<string, Citation[]>();
  for (const citation of citations) {
    const key = `${citation.documentId} ${citation.section ?? ''}`;
    lines.set(key, [...(lines.get(key) ?? []), citation]);
  }
  return [...lines.values()].map((same) => {
    const first = same[0]!; // a group begins with the citation that made it
    const marks = same.map(({ n }) => `[${n}]`).join('');
    const about = [first.section, first.organisation, first.date && dates.day(first.date)];
    const details = about.filter((part) => part).map((part) => ` · ${part}`);
    return join([`${marks} `, link(first.title, first.url), ...details]);
  });
}

/** A quote with the name of its source and the way there. */
export function sourceBody(
  citation: Citation,
  context: CitationContext | undefined,
): FormattedText {
  const { section, date, organisation, url, title } = { ...citation, ...context };
  const about = [section, organisation, date && dates.day(date)].filter((part) => part);
  const lines: (string | FormattedText)[] = [bold(`[${citation.n}] ${title}`)];
  if (about.length > 0) lines.push(about.join(' · '));
  lines.push(quotation(citation.quote));
  lines.push(url !== undefined && isWebAddress(url) ? link(OPEN_SOURCE, url) : citation.document);
  return join(lines, '\n');
}
