/**
 * Minutes and invitations say when, where and by whom in labelled lines ("Thời gian: …", "Địa điểm:
 * …", "Chủ trì: …"). Read only when two of these labels stand there, so that no article with one
 * such line is taken for minutes.
 */
import type { EventFact } from '../../knowledge/facts/schemas.ts';
import { allianceIn } from './alliance.ts';
import { eventKinds } from './event-kinds.ts';
import { labelledPlace, locate } from './event-place.ts';
import { daysIn, evidence, type Reading, type ReadSentence } from './reading.ts';

export type EventFrame = Omit<EventFact, 'people' | 'items'>;

const LABELS = {
  time: /^[-–•*\d.\s]*(?:thời gian|thời điểm)(?:\s(?:họp|tổ chức|bắt đầu|diễn ra))?\s*:\s*/iu,
  place: /^[-–•*\d.\s]*(?:địa điểm|nơi họp)(?:\s(?:họp|tổ chức|diễn ra))?\s*:\s*/iu,
  chair:
    /^[-–•*\d.\s]*(?:người )?(?:chủ trì|chủ tọa|chủ toạ)(?:\s(?:họp|hội nghị|cuộc họp))?\s*:\s*/iu,
} as const;
const LABELS_MIN = 2;
/** The labels stand at the head of the minutes. */
const SENTENCES_MAX = 30;
const TITLE_MAX = 400;
/** "Biên bản hội nghị …", "Giấy mời dự …": what the paper is, before what it is about. */
const PAPER =
  /^(?:biên bản|thông báo kết luận|kết luận|thông báo|giấy mời|thư mời)(?: (?:dự|về|tại|mời))?\s+/iu;

/** The meeting that labelled minutes tell of; undefined for any other text. */
export function readMinutesFrame(reading: Reading): EventFrame | undefined {
  const lead = reading.sentences.slice(0, SENTENCES_MAX);
  const labelled = (label: RegExp) => lead.find(({ text }) => label.test(text));
  const [time, place, chair] = [LABELS.time, LABELS.place, LABELS.chair].map(labelled);
  const found = [time, place, chair].filter((sentence) => sentence !== undefined);
  const first = found[0];
  const { title } = reading.draft;
  const kinds = eventKinds(title);
  if (found.length < LABELS_MIN || !first || kinds.length === 0) return undefined;
  const day = time && daysIn(reading, time.text)[0];
  const where = place && labelledPlace(afterLabel(place, LABELS.place));
  const organiser = allianceIn(title) ?? reading.draft.metadata.organisation;
  return {
    fact: 'event',
    title: title.replace(PAPER, '').slice(0, TITLE_MAX),
    kinds,
    ...(day && { startsOn: day.from }),
    ...(day && day.to !== day.from && { endsOn: day.to }),
    ...(where && { place: where.text }),
    ...locate(reading, where?.mentions ?? []),
    ...(organiser !== undefined && { organiser }),
    evidence: evidence(first),
  };
}

function afterLabel({ text }: ReadSentence, label: RegExp): string {
  return text.replace(label, '').replace(/[\s.;]+$/u, '');
}

const ITEM_LABEL =
  /^[-–•*\d.\s]*(?:nội dung|diễn biến|ý kiến(?: thảo luận)?|thảo luận|kết luận|quyết nghị|biểu quyết)\s*:\s*/iu;
const DECISION_LABEL = /^[-–•*\d.\s]*(?:kết luận|quyết nghị|biểu quyết)\s*:/iu;

/** A sentence of minutes without its label, and what the label says it is. */
export function withoutLabel(text: string): {
  text: string;
  kind: 'content' | 'decision' | undefined;
} {
  const label = ITEM_LABEL.exec(text)?.[0];
  if (label === undefined) return { text, kind: undefined };
  return {
    text: text.slice(label.length),
    kind: DECISION_LABEL.test(text) ? 'decision' : 'content',
  };
}
