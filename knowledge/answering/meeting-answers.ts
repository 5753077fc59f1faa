/**
 * "Các hội nghị ở Hải Phòng năm 2023": several meetings asked for are answered as a list from the
 * stored events, each with the sentence that tells of it. Used only when the question surely asks for
 * a list of meetings that some condition narrows, and all conditions can be met.
 */
import type { Corpus } from '../corpus/corpus.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { isNarrowed, type Meetings } from '../meetings/meetings.ts';
import { readMeetingQuestion } from '../meetings/question.ts';
import { asksForSeveral, lookupLikelihood } from '../meetings/recognise.ts';
import type { Answered } from './answer.ts';
import { dayMonthYear } from './compose.ts';
import { factsAnswer } from './fact-answer.ts';

export interface MeetingDeps {
  meetings: Meetings;
  corpus: Pick<Corpus, 'document' | 'passage'>;
  /** The ISO day that "năm ngoái" counts from. */
  today(): string;
  mayReadInternal: boolean;
}

const SURE = 0.7;
/** A phone shows about this many lines; the newest are the likeliest to be meant. */
const LISTED_MAX = 5;
const TITLE_MAX = 120;

/** The list asked for; undefined when the question asks something else or nothing fits it. */
export function answerMeetings(
  text: string,
  { meetings, corpus, today, mayReadInternal }: MeetingDeps,
): Answered | undefined {
  const question = readMeetingQuestion(text, meetings.known(today()));
  const isList = question.aspect === 'meetings' && asksForSeveral(question);
  if (!isList || !isNarrowed(question.filter) || lookupLikelihood(question) < SURE)
    return undefined;
  const { found, eased } = meetings.find(question, { mayReadInternal });
  if (found.length === 0 || eased.length > 0) return undefined;
  const told = found.slice(0, LISTED_MAX).map(({ meeting }) => {
    const text = lineOf(meeting);
    // Day and place of a meeting may stand in another sentence than its title.
    return { row: meeting, text, lead: '', known: [text] };
  });
  return factsAnswer(told, corpus);
}

/** "08/08/2023, huyện An Dương, Hải Phòng: Hội nghị …". */
function lineOf({ title, startsOn, endsOn, place, district, province }: Meeting): string {
  const days = [startsOn, endsOn === startsOn ? undefined : endsOn].flatMap((day) =>
    day === undefined ? [] : dayMonthYear(day),
  );
  const where = place ?? district;
  const parts = [
    days.join('–'),
    where,
    province !== undefined && where?.includes(province) ? undefined : province,
  ].filter((part) => part !== undefined && part !== '');
  const named = title.charAt(0).toLocaleUpperCase('vi') + title.slice(1);
  const short =
    named.length <= TITLE_MAX ? named : `${named.slice(0, named.lastIndexOf(' ', TITLE_MAX))}…`;
  return [parts.join(', '), short].filter((part) => part !== '').join(': ');
}
