/**
 * What people call meetings when they ask for them. A general word ("hội nghị", "cuộc họp") asks
 * for meetings of any kind, since news calls a celebration a "hội nghị" as well.
 */
import type { EventKind } from '../facts/schemas.ts';

/** Folded words that mean a meeting or event of whatever kind. */
const MEETING_WORDS =
  /(?<!\w)(?:hoi nghi|cuoc hop|buoi hop|phien hop|ky hop|buoi lam viec|cuoc gap|buoi gap|su kien|buoi le|hop hanh|cac buoi|cac cuoc|hop(?= (?:o|tai|ve|gi|nao|ngay|thang|nam|ban|bch|lien minh|lmhtx|hom|tuan|giao ban|ra sao|the nao))|(?<=(?:da|co|may|nhung|cac|ai|cuoc) )hop(?! (?:tac|dong|nhat|phap|le|ly)))(?!\w)/g;

// "đại hội thành viên" and "họp hội đồng quản trị" are organs of one cooperative, which law texts are about.
const KINDS: readonly (readonly [RegExp, EventKind])[] = [
  [/tong ket/g, 'tổng kết'],
  [/so ket/g, 'sơ kết'],
  [/sinh hoat (?:thanh vien|cum|chuyen de|dinh ky)/g, 'sinh hoạt thành viên'],
  [/(?:le )?(?:ky|ki) niem(?! chuong)/g, 'kỷ niệm'],
  [/doi thoai|gap mat|gap go|hop mat/g, 'đối thoại'],
  [/dai hoi(?! (?:thanh vien|dong co dong|xa vien))/g, 'đại hội'],
  [
    /(?:lop |khoa |cac lop )?tap huan|lop (?:hoc|dao tao|boi duong)|khoa (?:hoc|dao tao)/g,
    'tập huấn',
  ],
  [/hoi thao/g, 'hội thảo'],
  [/toa dam/g, 'tọa đàm'],
  [/dien dan/g, 'diễn đàn'],
  [/hoi cho|trien lam|phien cho|tuan hang|tuan le/g, 'hội chợ'],
  [/(?:le )?(?:khai truong|khanh thanh|dong tho|khoi cong)/g, 'khai trương'],
  [/(?:le )?ra mat/g, 'ra mắt'],
  [/(?:le |buoi )?ky ket|le ky/g, 'ký kết'],
  [/trao tang|le trao|trao giai|vinh danh|ton vinh|tuyen duong|khen thuong/g, 'trao tặng'],
  [/(?:buoi )?lam viec voi|doan cong tac/g, 'làm việc'],
  [/khao sat|tham quan|di thuc te/g, 'khảo sát'],
  [/hoi thi|cuoc thi/g, 'hội thi'],
  [/ket nap/g, 'kết nạp'],
];

/** As whole syllables, so that no kind is found across the end of a word. */
function whole({ source }: RegExp): RegExp {
  return new RegExp(`(?<![a-z0-9])(?:${source})(?![a-z0-9])`, 'g');
}

export interface KindsAsked {
  kinds: EventKind[];
  /** Whether a word for meetings in general or of a kind was said. */
  saysMeeting: boolean;
  spans: { start: number; end: number }[];
}

/** The kinds of meeting that a folded question names. */
export function kindsAsked(folded: string): KindsAsked {
  const spans: KindsAsked['spans'] = [];
  const note = (pattern: RegExp) => {
    const found = [...folded.matchAll(pattern)];
    for (const match of found)
      spans.push({ start: match.index, end: match.index + match[0].length });
    return found.length > 0;
  };
  const isGeneral = note(MEETING_WORDS);
  const kinds = KINDS.filter(([pattern]) => note(whole(pattern))).map(([, kind]) => kind);
  return { kinds, saysMeeting: isGeneral || kinds.length > 0, spans };
}
