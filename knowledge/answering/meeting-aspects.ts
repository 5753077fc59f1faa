/**
 * "Thành viên kiến nghị gì", "ai dự hội nghị ở Lạng Sơn": what was asked for at a meeting, or who
 * came, from the stored events, each in the sentence of the source. Used only when the question says
 * nothing beyond place, time and kind of the meeting: a topic of its own is for the statements.
 */
import type { Corpus } from '../corpus/corpus.ts';
import { isPetition, type Meeting, type Source } from '../meetings/meeting.ts';
import { isNarrowed, type Meetings } from '../meetings/meetings.ts';
import type { Aspect, MeetingQuestion } from '../meetings/question.ts';
import { fold } from '../text/normalise.ts';
import { sentences } from '../text/sentences.ts';
import type { Answered } from './answer.ts';
import { ANSWER_CHARACTERS_MAX, dayMonthYear } from './compose.ts';
import { longestEnumeration } from './enumeration.ts';
import { atHome, factsAnswer, type Told } from './fact-answer.ts';

export interface AspectDeps {
  meetings: Meetings;
  corpus: Pick<Corpus, 'document' | 'passage'>;
  home: string | undefined;
  mayReadInternal: boolean;
}

/** Words of the question that single no meeting out. */
const GENERAL = new Set(
  'thanh vien dai bieu don vi hop tac xa htx doanh nghiep gap nghe neu dai dien cac nhung con ngoai ve tinh thanh pho huyen duoc tren'.split(
    ' ',
  ),
);
const ASKS: Partial<Record<Aspect, RegExp>> = {
  petitions: /\b(?:gi|j|nao)\b/,
  participants: /\b(?:ai|thanh phan|dai bieu nao)\b/,
  speakers: /\b(?:noi|phat bieu)(?: nhung)? (?:gi|j)\b/,
};
/** Asks something of the petitions or guests other than what or who they were. */
const ASKS_ELSE =
  /\b(?:bao nhieu|may|tra loi|giai quyet|giai dap|tiep thu|xu ly|thao go|go|o dau|khi nao|ngay nao|vi sao|tai sao|the nao|chu tri)\b/;
const ASKS_WHO = /\bai\b/;
const ALLIANCES_MAX = 3;

/** What the question asks of the newest meeting that fits, or of each alliance's newest. */
export function answerAspect(
  question: MeetingQuestion,
  { meetings, corpus, home, mayReadInternal }: AspectDeps,
): Answered | undefined {
  const { aspect, filter } = question;
  const asked = fold(question.text).replace(/[^a-z0-9]+/g, ' ');
  if (!ASKS[aspect]?.test(asked) || ASKS_ELSE.test(asked)) return undefined;
  if (aspect === 'petitions' && ASKS_WHO.test(asked)) return undefined;
  if (aspect === 'participants' && !question.saysMeeting) return undefined;
  const isOfPerson = aspect === 'speakers';
  if (filter.topics.length > 0 || filter.persons.length !== (isOfPerson ? 1 : 0)) return undefined;
  // "Hội nghị An Dương": words that are a meeting's own single it out.
  const own = filter.words.map(fold).filter((word) => !GENERAL.has(word));
  const plain = { ...question, filter: { ...filter, words: [] } };
  const { found: all, eased } = meetings.find(plain, { mayReadInternal });
  if (eased.length > 0) return undefined;
  const found = all.filter(({ meeting }) => isCalled(meeting, own));
  const [person = ''] = filter.persons;
  const sayOf = (meeting: Meeting): Source | undefined => {
    if (isOfPerson) return speech(meeting, person);
    return aspect === 'petitions' ? petition(meeting) : guests(meeting, corpus);
  };
  const telling = found.flatMap(({ meeting }) => {
    const source = sayOf(meeting);
    return source ? [{ meeting, source, province: meeting.province }] : [];
  });
  const chosen = isNarrowed({ ...filter, words: own })
    ? telling.slice(0, 1)
    : newestOfEach(atHome(telling, home));
  return factsAnswer(fitting(chosen.map(({ meeting, source }) => told(meeting, source))), corpus);
}

function isCalled({ title, place, district }: Meeting, words: readonly string[]): boolean {
  const name = ` ${fold([title, place, district].join(' ')).replace(/[^a-z0-9]+/g, ' ')} `;
  return words.every((word) => name.includes(` ${word} `));
}

interface Telling {
  meeting: Meeting;
  source: Source;
  province: string | undefined;
}

function newestOfEach(telling: readonly Telling[]): Telling[] {
  const newest = new Map<string, Telling>();
  for (const one of telling) {
    const key = one.province ?? one.meeting.organiser ?? '';
    if (!newest.has(key)) newest.set(key, one);
  }
  return [...newest.values()].slice(0, ALLIANCES_MAX);
}

/** Who speaks for the cooperatives, and what they do. */
const PETITIONERS =
  /(?:HTX|hợp tác xã|thành viên|đại biểu|đơn vị)[^.;:]{0,60}(?:kiến nghị|đề xuất|nêu|phản ánh|thảo luận|chia sẻ|bày tỏ|cho biết)/iu;

/** What the members asked for: of the sentences that tell of it the one that names the most. */
function petition({ items }: Meeting): Source | undefined {
  const named = ({ text }: { text: string }) => longestEnumeration(text)?.items ?? 0;
  return items
    .filter((item) => isPetition(item) && PETITIONERS.test(item.text))
    .sort((a, b) => named(b) - named(a))[0];
}

/** What a person said there, as far as a sentence names the speaker: the longest of them. */
function speech({ items }: Meeting, person: string): Source | undefined {
  return items
    .filter(({ kind, text }) => kind === 'content' && text.includes(person))
    .sort((a, b) => b.text.length - a.text.length)[0];
}

/** The sentence that names those who came. */
function guests({ items, people }: Meeting, corpus: Pick<Corpus, 'passage'>): Source | undefined {
  const [first] = [
    ...items.filter(({ kind }) => kind === 'participants'),
    ...people.filter(({ role }) => role === 'attendee'),
  ];
  if (!first) return undefined;
  const { evidence, documentId } = first;
  const passage = corpus.passage(evidence.passageId);
  if (!passage) return undefined;
  const at = evidence.start - passage.start;
  const span = sentences(passage.text).find(({ start, end }) => start <= at && at < end);
  if (!span) return first;
  const whole = {
    ...evidence,
    quote: passage.text.slice(span.start, span.end),
    start: passage.start + span.start,
    end: passage.start + span.end,
  };
  return { documentId, evidence: whole };
}

function told({ startsOn, province }: Meeting, row: Source): Told {
  const head = [startsOn === undefined ? undefined : dayMonthYear(startsOn), province]
    .filter(Boolean)
    .join(', ');
  const quote = row.evidence.quote.replace(/\s+/g, ' ');
  const text = head === '' ? quote : `${head}: ${quote}`;
  return { row, text, lead: head, known: [head, quote] };
}

/** As many as an answer has room for, the first in any case. */
function fitting(lines: readonly Told[]): Told[] {
  let room = ANSWER_CHARACTERS_MAX;
  return lines.filter(({ text }, index) => {
    room -= text.length;
    return index === 0 || room >= 0;
  });
}
