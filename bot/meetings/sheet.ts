/**
 * A found meeting laid out once, for the phone and for both kinds of file: what, when, where, who
 * chaired, and the statements of its sources in order. Invariant: every statement is a quote with
 * the number of its source.
 */
import type { Citation } from '../../knowledge/answering/answer.ts';
import { factCitation } from '../../knowledge/answering/fact-citation.ts';
import type { Corpus } from '../../knowledge/corpus/corpus.ts';
import { isPetition, type Meeting, type MeetingItem } from '../../knowledge/meetings/meeting.ts';
import type { FoundMeeting, Match } from '../../knowledge/meetings/meetings.ts';

export type SectionName = 'contents' | 'petitions' | 'decisions' | 'participants' | 'awards';

export interface Statement {
  section: SectionName;
  /** As the source says it. */
  text: string;
  /** Answers what was asked for. */
  isMatch: boolean;
  /** Where the text first speaks of the topic asked for. */
  at: number | undefined;
  citation: Citation;
}

export interface MeetingSheet {
  id: number;
  title: string;
  startsOn: string | undefined;
  endsOn: string | undefined;
  /** The day its report was published, where no source gives the day of the meeting. */
  reportedOn: string | undefined;
  place: string | undefined;
  district: string | undefined;
  province: string | undefined;
  organiser: string | undefined;
  /** "Ngô Ngọc Khánh, Chủ tịch Liên minh HTX thành phố". */
  chairs: Attested[];
  /** Who spoke, when nobody is said to have chaired. */
  speakers: Attested[];
  statements: Statement[];
  /** The sentence that tells of the meeting itself. */
  announcement: Citation;
  /** One per document, the fullest first; a citation's `n` is its document's. */
  sources: SheetSource[];
}

export interface SheetSource {
  n: number;
  documentId: number;
  title: string;
  organisation: string | undefined;
  date: string | undefined;
  url: string | undefined;
}

export interface Attested {
  text: string;
  citation: Citation;
}

const SECTION_ORDER: readonly SectionName[] = [
  'decisions',
  'petitions',
  'contents',
  'participants',
  'awards',
];

type CitedCorpus = Pick<Corpus, 'document' | 'passage'>;
type Row = Pick<MeetingItem, 'documentId' | 'evidence'>;
type Cite = (row: Row) => Citation | undefined;

/** Undefined when its documents were removed since. */
export function meetingSheet(
  { meeting, matches }: FoundMeeting,
  corpus: CitedCorpus,
): MeetingSheet | undefined {
  const sources = sourcesOf(meeting, corpus);
  const cite: Cite = (row) =>
    factCitation(
      row,
      sources.find(({ documentId }) => documentId === row.documentId)?.n ?? 1,
      corpus,
    );
  const announcement = cite(meeting);
  if (!announcement) return undefined;
  const { startsOn, endsOn, place, district, province, organiser, id, title } = meeting;
  return {
    id,
    title,
    startsOn,
    endsOn,
    reportedOn: startsOn === undefined ? announcement.date : undefined,
    place,
    district,
    province,
    organiser,
    chairs: attested(meeting, 'chair', cite),
    speakers: attested(meeting, 'speaker', cite),
    statements: statements(meeting, matches, cite),
    announcement,
    sources,
  };
}

function sourcesOf({ documentIds }: Meeting, corpus: CitedCorpus): SheetSource[] {
  return documentIds
    .flatMap((documentId) => corpus.document(documentId) ?? [])
    .map(({ id, title, metadata }, index) => ({
      n: index + 1,
      documentId: id,
      title,
      organisation: metadata.organisation,
      date: metadata.publishedOn,
      url: metadata.sourceUrl,
    }));
}

function attested({ people }: Meeting, role: 'chair' | 'speaker', cite: Cite): Attested[] {
  return people
    .filter((person) => person.role === role)
    .flatMap((person) => {
      const { name, title, organisation } = person;
      const office = [title, organisation].filter((part) => part !== undefined).join(' ');
      const text = [name, office].filter((part) => part !== undefined && part !== '').join(', ');
      const citation = cite(person);
      return citation ? [{ text, citation }] : [];
    });
}

function statements({ items }: Meeting, matches: readonly Match[], cite: Cite): Statement[] {
  const all = items.flatMap((item) => {
    const citation = cite(item);
    const section = sectionOf(item);
    const match = matches.find((each) => each.item === item);
    return citation
      ? [{ section, text: textOf(item), isMatch: match !== undefined, at: match?.at, citation }]
      : [];
  });
  const order = ({ section }: Statement) => SECTION_ORDER.indexOf(section);
  return all.sort((a, b) => order(a) - order(b));
}

function sectionOf(item: MeetingItem): SectionName {
  switch (item.kind) {
    case 'decision':
      return 'decisions';
    case 'participants':
      return 'participants';
    case 'award':
      return 'awards';
    case 'content':
      return isPetition(item) ? 'petitions' : 'contents';
  }
}

/** An award names itself only; the sentence says who got it. */
function textOf(item: MeetingItem): string {
  return item.kind === 'award' ? item.evidence.quote : item.text;
}
