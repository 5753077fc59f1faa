/** What is proposed to staff when new documents bring news, and how staff is told. */
import { day } from './dates.ts';

interface ProposedDraft {
  about: 'event' | 'policy';
  /** ISO days of the event; of a policy the days of issue and of effect. */
  startsOn: string | undefined;
  endsOn: string | undefined;
  place: string;
  /** A sentence of the source, word for word. */
  quote: string;
  source: string;
}

export function draft({ about, startsOn, endsOn, place, quote, source }: ProposedDraft): string {
  const lines = [
    ...(about === 'event' ? whenEvent(startsOn, endsOn) : whenPolicy(startsOn, endsOn)),
    ...(place === '' ? [] : [`Địa điểm: ${place}`]),
  ];
  return [lines.join('\n'), `“${quote}”`, source === '' ? '' : `Nguồn: ${source}`]
    .filter((part) => part !== '')
    .join('\n\n');
}

function whenEvent(startsOn: string | undefined, endsOn: string | undefined): string[] {
  if (startsOn === undefined) return [];
  const isOneDay = endsOn === undefined || endsOn === startsOn;
  return [
    isOneDay ? `Thời gian: ngày ${day(startsOn)}` : `Thời gian: ${day(startsOn)} – ${day(endsOn)}`,
  ];
}

function whenPolicy(issuedOn: string | undefined, effectiveOn: string | undefined): string[] {
  return [
    ...(issuedOn === undefined ? [] : [`Ban hành: ngày ${day(issuedOn)}`]),
    ...(effectiveOn === undefined ? [] : [`Có hiệu lực: ngày ${day(effectiveOn)}`]),
  ];
}

/** More than these do not fit a phone; /thongbao shows them. */
const TITLES_MAX = 5;

export function proposed(drafts: readonly { id: number; title: string }[]): string {
  const lines = drafts.slice(0, TITLES_MAX).map(({ id, title }) => `• #${id} ${title}`);
  const more = drafts.length - lines.length;
  return [
    'Có tin mới từ bài vừa nạp. Tôi đã soạn sẵn bản nháp, chưa gửi cho ai:',
    ...lines,
    ...(more > 0 ? [`và ${more} bản nháp khác.`] : []),
    'Gõ /thongbao để xem, sửa và gửi.',
  ].join('\n');
}
