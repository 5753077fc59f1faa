/**
 * What a sentence looks up: meetings, or one figure, with how it was understood. Pure reading of the
 * corpus; the same sentence gives the same result until the corpus changes.
 */
import type { Corpus } from '../../knowledge/corpus/corpus.ts';
import type { FactsStore } from '../../knowledge/facts/lookup.ts';
import { FIGURE_LIKELY, readFigureQuestion } from '../../knowledge/figures/figure-question.ts';
import { figureTable } from '../../knowledge/figures/figure-table.ts';
import type { FoundMeeting, Meetings, MeetingsFound } from '../../knowledge/meetings/meetings.ts';
import { readMeetingQuestion } from '../../knowledge/meetings/question.ts';
import { LOOKUP_LIKELY, lookupLikelihood } from '../../knowledge/meetings/recognise.ts';
import { understood } from '../replies/meetings.ts';
import { type FigureSheet, figureSheet } from './figure-sheet.ts';
import { type MeetingSheet, meetingSheet } from './sheet.ts';

export interface LookupDeps {
  meetings: Meetings;
  facts: Pick<FactsStore, 'figures'>;
  corpus: Pick<Corpus, 'document' | 'passage'>;
  /** The ISO day that "năm ngoái" counts from. */
  today(): string;
}

export interface Scope {
  mayReadInternal: boolean;
}

export interface MeetingsLookup extends MeetingsFound {
  /** "Hải Phòng; năm 2023"; '' when the sentence names nothing. */
  about: string;
}

export interface Lookup {
  meetings(asked: string, scope: Scope): MeetingsLookup;
  /** Undefined when no stored figure is like the asked one. */
  figures(asked: string, scope: Scope): FigureSheet | undefined;
  /** What a free sentence asks to look up; undefined when it is a question of another kind. */
  kindOf(asked: string): 'meetings' | 'figures' | undefined;
  /** The sheets of what was found; a meeting whose documents went since is left out. */
  sheets(found: readonly FoundMeeting[]): MeetingSheet[];
  /** One meeting, with what of it answers the sentence; undefined when it is there no more. */
  sheet(id: number, asked: string, scope: Scope): MeetingSheet | undefined;
  today(): string;
}

export function createLookup({ meetings, facts, corpus, today }: LookupDeps): Lookup {
  const read = (asked: string) => readMeetingQuestion(asked, meetings.known(today()));
  const readFigure = (asked: string) => readFigureQuestion(asked, meetings.known(today()));
  const sheets = (found: readonly FoundMeeting[]) =>
    found.flatMap((each) => meetingSheet(each, corpus) ?? []);
  return {
    today,
    sheets,
    meetings(asked, scope) {
      const question = read(asked);
      const about = understood(question.filter, question.aspect);
      return { ...meetings.find(question, scope), about };
    },
    figures(asked, scope) {
      const table = figureTable(readFigure(asked), facts, scope);
      const sheet = table && figureSheet(table, corpus);
      return sheet && sheet.lines.length > 0 ? sheet : undefined;
    },
    kindOf(asked) {
      const likelihood = lookupLikelihood(read(asked));
      const ofFigure = readFigure(asked).likelihood;
      if (Math.max(likelihood / LOOKUP_LIKELY, ofFigure / FIGURE_LIKELY) < 1) return undefined;
      return ofFigure > likelihood ? 'figures' : 'meetings';
    },
    sheet(id, asked, scope) {
      const { found } = meetings.find(read(asked), scope);
      const listed = found.find(({ meeting }) => meeting.id === id);
      if (listed) return meetingSheet(listed, corpus);
      const meeting = meetings.byId(id, scope);
      return meeting && meetingSheet({ meeting, matches: [] }, corpus);
    },
  };
}
