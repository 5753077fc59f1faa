/**
 * "Các hội nghị ở Hải Phòng năm 2023": several meetings asked for are answered as a list from the
 * stored events, each with the sentence that tells of it. Used only when the question surely asks for
 * a list of meetings that some condition narrows, and all conditions can be met.
 */
import type { Corpus } from '../corpus/corpus.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { isNarrowed, type Meetings } from '../meetings/meetings.ts';
import { type MeetingQuestion, readMeetingQuestion } from '../meetings/question.ts';
import { asksForSeveral, lookupLikelihood } from '../meetings/recognise.ts';
import { asksOfComing } from '../question/now.ts';
import { fold } from '../text/normalise.ts';
import type { Answered } from './answer.ts';
import { dayMonthYear } from './compose.ts';
import { factsAnswer, type Told } from './fact-answer.ts';
import { answerAspect } from './meeting-aspects.ts';

export interface MeetingDeps {
  meetings: Meetings;
  corpus: Pick<Corpus, 'document' | 'passage'>;
  /** The ISO day that "năm ngoái" counts from. */
  today(): string;
  /** The bot's own alliance or province. */
  home: string | undefined;
  mayReadInternal: boolean;
}

const SURE = 0.7;
/** A phone shows about this many lines; the newest are the likeliest to be meant. */
const LISTED_MAX = 5;
const TITLE_MAX = 120;

/** "Hội nghị gần nhất": one meeting, the last that has been. */
const NEWEST =
  /(?<![a-z])(?:gan (?:day )?nhat|moi (?:day )?nhat|cuoi cung|sau cung|vua roi|vua qua)(?![a-z])/;
/** Less sure than a list must be: that it asks for a meeting is said, and one line is little. */
const SURE_OF_NEWEST = 0.55;

/** The list asked for, or the newest one; undefined when the question asks something else or nothing fits it. */
export function answerMeetings(
  text: string,
  { meetings, corpus, today, home, mayReadInternal }: MeetingDeps,
): Answered | undefined {
  const question = readMeetingQuestion(text, meetings.known(today()));
  if (question.aspect !== 'meetings') {
    return answerAspect(question, { meetings, corpus, home, mayReadInternal });
  }
  if (asksOfComing(text)) {
    const { found, eased } = meetings.find(question, { mayReadInternal });
    const coming = found.filter(({ meeting }) => (meeting.startsOn ?? '') >= today());
    if (eased.length > 0 || coming.length === 0) return undefined;
    return factsAnswer(
      coming.slice(0, LISTED_MAX).map(({ meeting }) => toldOf(meeting)),
      corpus,
    );
  }
  const isList = asksForSeveral(question);
  if (!isList && question.saysMeeting && NEWEST.test(fold(question.text))) {
    if (lookupLikelihood(question) < SURE_OF_NEWEST) return undefined;
    const { found, eased } = meetings.find(question, { mayReadInternal });
    const been = found.find(({ meeting }) => (meeting.startsOn ?? '9') <= today());
    return been && eased.length === 0 ? factsAnswer([toldOf(been.meeting)], corpus) : undefined;
  }
  if (!isList && asksForDay(question.text) && lookupLikelihood(question) >= SURE) {
    return dayOfOne(question, { meetings, corpus, mayReadInternal });
  }
  if (!isList || !isNarrowed(question.filter) || lookupLikelihood(question) < SURE)
    return undefined;
  const { found, eased } = meetings.find(question, { mayReadInternal });
  if (found.length === 0 || eased.length > 0) return undefined;
  const told = found.slice(0, LISTED_MAX).map(({ meeting }) => toldOf(meeting));
  return factsAnswer(told, corpus);
}

const ASKS_FOR_DAY = /(?<![a-z])(?:khi nao|bao gio|(?:ngay|hom) nao|ngay may)(?![a-z])/;
const SAYS_DAY = /\d{1,2}[/.-]\d{1,2}|\d{1,2} tháng \d/u;
/** Days of something at a meeting, not of the meeting. */
const OTHER_DAY =
  /(?<![a-z])(?:ket thuc|be mac|keo dai|den (?:het )?ngay|han|nop|ky|ban hanh|thanh lap|quyet dinh|ke hoach|ra doi|tai nghe|lan sau|lan toi|sap toi)(?![a-z])/;

function asksForDay(text: string): boolean {
  const asked = fold(text);
  return ASKS_FOR_DAY.test(asked) && !OTHER_DAY.test(asked);
}

/** The one meeting that the question names by place, time or kind; undefined when several fit. */
function dayOfOne(
  question: MeetingQuestion,
  {
    meetings,
    corpus,
    mayReadInternal,
  }: Pick<MeetingDeps, 'meetings' | 'corpus' | 'mayReadInternal'>,
): Answered | undefined {
  const { filter, saysMeeting } = question;
  const isNamed = filter.places.length > 0 && filter.kinds.length > 0;
  if (!saysMeeting || !isNamed || filter.persons.length > 0) return undefined;
  const { found, eased } = meetings.find(question, { mayReadInternal });
  const [only, ...others] = found;
  const isDated = only?.meeting.startsOn !== undefined;
  if (!isDated || others.length > 0 || eased.length > 0) return undefined;
  const { evidence } = only.meeting;
  const line = toldOf(only.meeting);
  // In the source's own words, when these say the day.
  const quoted = evidence.quote.replace(/\s+/g, ' ');
  const own = { row: only.meeting, text: quoted, lead: '', known: [quoted] };
  return factsAnswer([SAYS_DAY.test(quoted) ? own : line], corpus);
}

function toldOf(meeting: Meeting): Told {
  const text = lineOf(meeting);
  // Day and place of a meeting may stand in another sentence than its title.
  return { row: meeting, text, lead: '', known: [text] };
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
