/**
 * "/tracuu": staff look meetings and figures up by a free sentence, page by page, open one, read its
 * quotes, and take the result along as a file. Every screen is made anew from the sentence, so an old
 * option shows what is known now.
 */
import { z } from 'zod';
import { CSV_MEDIA_TYPE } from '../meetings/csv.ts';
import { DOCX_MEDIA_TYPE } from '../meetings/docx.ts';
import { figuresCsv, figuresDocx } from '../meetings/figure-files.ts';
import type { Lookup, Scope } from '../meetings/lookup.ts';
import { meetingsCsv, meetingsDocx } from '../meetings/meeting-files.ts';
import { figurePage, figureQuotes } from '../replies/figure-pages.ts';
import * as figureWords from '../replies/figures.ts';
import { listPage, meetingPage, quotesPage } from '../replies/meeting-pages.ts';
import * as words from '../replies/meetings.ts';
import { type Feature, onAction, onText } from '../screens/feature.ts';
import {
  actionKind,
  actionOf,
  awaiting,
  dialogueKind,
  type Option,
  type Screen,
  type Visit,
} from '../screens/screen.ts';

export interface MeetingLookupDeps {
  lookup: Lookup;
}

/** A page of the list that a phone shows without much scrolling. */
const PAGE_SIZE = 5;
/** Meetings in one file: two years of an alliance, written in a fraction of a second. */
const FILE_MEETINGS_MAX = 100;

const QUESTION_MAX = 500;

const asked = z.string().max(QUESTION_MAX);
const page = z.int().nonnegative();
const format = z.enum(['csv', 'docx']);

const QUESTION = dialogueKind('tracuu.question', z.object({}));
const ANEW = actionKind('tracuu.anew', z.object({}));
const LIST = actionKind('tracuu.list', z.object({ asked, page }));
const OPEN = actionKind('tracuu.open', z.object({ asked, page, id: z.int() }));
const QUOTES = actionKind('tracuu.quotes', z.object({ asked, page, id: z.int(), from: page }));
const FILE = actionKind('tracuu.file', z.object({ asked, format, id: z.int().optional() }));
const FIGURE = actionKind('tracuu.figure', z.object({ asked }));
const FIGURE_QUOTES = actionKind('tracuu.figure-quotes', z.object({ asked, from: page }));
const FIGURE_FILE = actionKind('tracuu.figure-file', z.object({ asked, format }));

export function meetingLookupFeature({ lookup }: MeetingLookupDeps): Feature {
  const answer = (visit: Visit, text: string) => lookupScreen(lookup, text, scopeOf(visit));
  return {
    commands: {
      [words.LOOKUP_COMMAND]: (visit, argument) =>
        argument === '' ? invitation() : answer(visit, argument),
    },
    dialogues: [onText(QUESTION, answer)],
    beside: {
      name: 'tracuu.beside',
      run: (visit, text) => besideScreen(lookup, text, scopeOf(visit)),
    },
    actions: [
      onAction(ANEW, invitation),
      onAction(LIST, (visit, data) => listScreen(lookup, data, scopeOf(visit))),
      onAction(OPEN, (visit, data) => meetingScreen(lookup, data, scopeOf(visit))),
      onAction(QUOTES, (visit, data) => quotesScreen(lookup, data, scopeOf(visit))),
      onAction(FILE, (visit, data) => fileScreen(lookup, data, scopeOf(visit))),
      onAction(FIGURE, (visit, data) => figureScreen(lookup, data.asked, scopeOf(visit))),
      onAction(FIGURE_QUOTES, (visit, data) => figureQuotesScreen(lookup, data, scopeOf(visit))),
      onAction(FIGURE_FILE, (visit, data) => figureFileScreen(lookup, data, scopeOf(visit))),
    ],
  };
}

/** Internal documents are for staff, and never for the others of a group. */
function scopeOf({ role, address }: Visit): Scope {
  return { mayReadInternal: role !== 'member' && address.kind === 'private' };
}

/** The result of a sentence: a figure where one is asked for and stored, else meetings. */
function lookupScreen(lookup: Lookup, text: string, scope: Scope): Screen {
  const question = text.slice(0, QUESTION_MAX);
  const kind = lookup.kindOf(question);
  const isSure =
    kind === 'meetings' || (kind === undefined && hasMeetings(lookup, question, scope));
  if (!isSure && lookup.figures(question, scope)) return figureScreen(lookup, question, scope);
  return listScreen(lookup, { asked: question, page: 0 }, scope);
}

function hasMeetings(lookup: Lookup, question: string, scope: Scope): boolean {
  const { found, eased } = lookup.meetings(question, scope);
  return found.length > 0 && eased.length === 0;
}

/** Under the answer to a free question: the meetings or the values it asks for, when there are any. */
function besideScreen(lookup: Lookup, text: string, scope: Scope): Screen | undefined {
  const question = text.slice(0, QUESTION_MAX);
  switch (lookup.kindOf(question)) {
    case 'figures': {
      // One value is what the answer says already.
      const lines = lookup.figures(question, scope)?.lines ?? [];
      return lines.length > 1 ? figureScreen(lookup, question, scope) : undefined;
    }
    case 'meetings': {
      return hasMeetings(lookup, question, scope)
        ? listScreen(lookup, { asked: question, page: 0 }, scope)
        : undefined;
    }
    default:
      return undefined;
  }
}

function invitation(): Screen {
  return { text: words.lookupInvitation, awaits: awaiting(QUESTION, {}) };
}

function listScreen(lookup: Lookup, data: { asked: string; page: number }, scope: Scope): Screen {
  const { found, eased, about, isCapped } = lookup.meetings(data.asked, scope);
  if (found.length === 0) {
    return { text: words.nothingFound(about), options: [anew()] };
  }
  const pages = Math.ceil(found.length / PAGE_SIZE);
  const shown = Math.min(data.page, pages - 1);
  const sheets = lookup.sheets(found.slice(shown * PAGE_SIZE, (shown + 1) * PAGE_SIZE));
  const heading = words.listHeading(found.length, about, { eased, page: shown + 1, pages });
  const to = (number: number) => actionOf(LIST, { asked: data.asked, page: number });
  return {
    text: [listPage(heading, sheets), ...(isCapped ? [words.listLimited] : [])].join('\n\n'),
    options: [
      ...sheets.map((sheet) => ({
        label: words.openLabel(sheet),
        action: actionOf(OPEN, { asked: data.asked, page: shown, id: sheet.id }),
      })),
      ...(shown + 1 < pages ? [{ label: words.NEXT_PAGE, action: to(shown + 1) }] : []),
      ...(shown > 0 ? [{ label: words.PREVIOUS_PAGE, action: to(shown - 1) }] : []),
      ...files((as) => actionOf(FILE, { asked: data.asked, format: as })),
      anew(),
    ],
  };
}

function meetingScreen(
  lookup: Lookup,
  data: { asked: string; page: number; id: number },
  scope: Scope,
): Screen {
  const sheet = lookup.sheet(data.id, data.asked, scope);
  if (!sheet) return gone();
  return {
    text: meetingPage(sheet),
    options: [
      { label: words.SHOW_QUOTES, action: actionOf(QUOTES, { ...data, from: 0 }) },
      toList(data),
      ...files((as) => actionOf(FILE, { asked: data.asked, format: as, id: data.id })),
    ],
  };
}

function quotesScreen(
  lookup: Lookup,
  data: { asked: string; page: number; id: number; from: number },
  scope: Scope,
): Screen {
  const sheet = lookup.sheet(data.id, data.asked, scope);
  if (!sheet) return gone();
  const { text, next } = quotesPage(sheet, data.from);
  const { from: _, ...meeting } = data;
  return {
    text,
    options: [
      ...(next === undefined
        ? []
        : [{ label: words.MORE_QUOTES, action: actionOf(QUOTES, { ...meeting, from: next }) }]),
      { label: words.TO_MEETING, action: actionOf(OPEN, meeting) },
      toList(data),
    ],
  };
}

async function fileScreen(
  lookup: Lookup,
  data: { asked: string; format: 'csv' | 'docx'; id?: number | undefined },
  scope: Scope,
): Promise<Screen> {
  const { found, about } = lookup.meetings(data.asked, scope);
  const one = data.id === undefined ? undefined : lookup.sheet(data.id, data.asked, scope);
  const sheets = one ? [one] : lookup.sheets(found.slice(0, FILE_MEETINGS_MAX));
  if (sheets.length === 0 || (data.id !== undefined && !one)) return gone();
  const today = lookup.today();
  const bytes =
    data.format === 'csv' ? meetingsCsv(sheets) : await meetingsDocx(sheets, { about, today });
  const left = one ? 0 : found.length - sheets.length;
  const caption = words.fileCaption(about, sheets.length, left);
  return attached(caption, words.fileName(about, today), data.format, bytes);
}

function figureScreen(lookup: Lookup, question: string, scope: Scope): Screen {
  const sheet = lookup.figures(question, scope);
  if (!sheet) return { text: figureWords.figureNotFound, options: [anew()] };
  return {
    text: figurePage(sheet),
    options: [
      { label: words.SHOW_QUOTES, action: actionOf(FIGURE_QUOTES, { asked: question, from: 0 }) },
      { label: words.SEARCH_MEETINGS, action: actionOf(LIST, { asked: question, page: 0 }) },
      ...files((as) => actionOf(FIGURE_FILE, { asked: question, format: as })),
      anew(),
    ],
  };
}

function figureQuotesScreen(
  lookup: Lookup,
  data: { asked: string; from: number },
  scope: Scope,
): Screen {
  const sheet = lookup.figures(data.asked, scope);
  if (!sheet) return gone();
  const { text, next } = figureQuotes(sheet, data.from);
  const more = (from: number) => actionOf(FIGURE_QUOTES, { asked: data.asked, from });
  return {
    text,
    options: [
      ...(next === undefined ? [] : [{ label: words.MORE_QUOTES, action: more(next) }]),
      { label: figureWords.TO_FIGURES, action: actionOf(FIGURE, { asked: data.asked }) },
    ],
  };
}

async function figureFileScreen(
  lookup: Lookup,
  data: { asked: string; format: 'csv' | 'docx' },
  scope: Scope,
): Promise<Screen> {
  const sheet = lookup.figures(data.asked, scope);
  if (!sheet) return gone();
  const today = lookup.today();
  const bytes = data.format === 'csv' ? figuresCsv(sheet) : await figuresDocx(sheet, today);
  const title = figureWords.figureTitle(sheet);
  return attached(`${title}.`, words.fileName(title, today), data.format, bytes);
}

function attached(text: string, name: string, as: 'csv' | 'docx', bytes: Uint8Array): Screen {
  const mediaType = as === 'csv' ? CSV_MEDIA_TYPE : DOCX_MEDIA_TYPE;
  return { isPassing: true, text, attachment: { fileName: `${name}.${as}`, mediaType, bytes } };
}

function files(actionFor: (as: 'csv' | 'docx') => Option['action']): Option[] {
  return [
    { label: words.AS_SHEET, action: actionFor('csv') },
    { label: words.AS_DOCUMENT, action: actionFor('docx') },
  ];
}

function toList({ asked: question, page: number }: { asked: string; page: number }): Option {
  return { label: words.TO_LIST, action: actionOf(LIST, { asked: question, page: number }) };
}

function anew(): Option {
  return { label: words.ASK_ANEW, action: actionOf(ANEW, {}) };
}

function gone(): Screen {
  return { text: words.meetingGone, options: [anew()] };
}
