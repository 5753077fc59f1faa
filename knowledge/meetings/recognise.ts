/**
 * Whether a free question is a look-up of meetings, as a probability: each sign in the sentence adds
 * its weight. Questions about the law use the same words ("đại hội", "hội đồng quản trị họp"), so
 * what speaks against counts as much as what speaks for. Weights were set by hand on one half of an
 * own question set and checked on the other; the test states the figures.
 */
import { fold } from '../text/normalise.ts';
import type { MeetingQuestion } from './question.ts';

interface Sign {
  weight: number;
  holds(folded: string, question: MeetingQuestion): boolean;
}

const MEETING =
  '(?:hoi nghi|cuoc hop|buoi hop|cuoc|buoi|su kien|lop tap huan|lop|hoi thao|toa dam|dai hoi|hoi cho|le|dot|lan|ky)';
const SEVERAL = new RegExp(
  `(?:cac|nhung|danh sach|liet ke|tat ca|bao nhieu|may|lich) (?:cac |nhung )?${MEETING}(?! tri)`,
);
const WHICH = new RegExp(`${MEETING}(?: [a-z]+){0,4} (?:nao|gi)(?!\\w)`);
const says = (pattern: RegExp) => (folded: string) => pattern.test(folded);

const SIGNS: readonly Sign[] = [
  { weight: 1, holds: (_, { saysMeeting }) => saysMeeting },
  // Asks for several, or which one: "các hội nghị", "hội nghị nào", "những lần họp".
  { weight: 1.3, holds: (folded) => SEVERAL.test(folded) || WHICH.test(folded) },
  {
    // "diễn ra ngày nào, ở đâu"
    weight: 0.8,
    holds: (folded, { saysMeeting }) =>
      saysMeeting &&
      /(?:khi nao|(?:ngay|hom|thang|nam) nao|bao gio|o dau|may (?:lan|cuoc|buoi))(?!\w)/.test(
        folded,
      ),
  },
  { weight: 1.8, holds: says(/chu tri|chu toa/) },
  { weight: 0.8, holds: (_, { aspect }) => aspect !== 'meetings' && aspect !== 'awards' },
  // "kiến nghị về đất đai": what was asked for on a topic is told of meetings alone.
  {
    weight: 1.4,
    holds: (_, { aspect, filter }) => aspect === 'petitions' && filter.topics.length > 0,
  },
  {
    // A few nouns: "hội chợ OCOP ở Sơn La", "hội nghị tháng 7 năm 2023".
    weight: 0.7,
    holds: (folded, { saysMeeting }) =>
      saysMeeting && !/(?:bao nhieu|nao|gi|ai|dau|khi|sao|may)(?!\w)/.test(folded),
  },
  { weight: 0.8, holds: (_, { filter }) => filter.places.length > 0 },
  {
    weight: 0.9,
    holds: (_, { filter: { time } }) =>
      time.from !== undefined || time.to !== undefined || time.month !== undefined,
  },
  { weight: 0.6, holds: (_, { filter }) => filter.persons.length > 0 },
  {
    weight: 0.5,
    holds: says(/(?:da|vua|moi|tung) (?:dien ra|to chuc|hop|ban)|gan nhat|gan day|truoc day/),
  },
  {
    weight: -2.2,
    holds: says(
      /(?:theo |quy dinh|(?<!(?:ve|khai|huan|bien) )luat|nghi dinh|thong tu|dieu \d|khoan \d|dieu kien|thu tuc|ho so gom|duoc phep|bat buoc|co duoc|co phai|phai co|toi thieu|toi da|ty le|trieu tap|bao lau|nhiem ky|the thuc|quyen han|nghia vu|trach nhiem)/,
    ),
  },
  {
    weight: -2,
    holds: says(
      /dai hoi (?:dai bieu )?thanh vien|hoi dong quan tri|ban kiem soat|hoi nghi thanh lap|dai hoi toan the|xa vien|co dong/,
    ),
  },
  {
    weight: -1.4,
    holds: says(
      /bao nhieu (?!cuoc|buoi|hoi nghi|lop|lan|dai bieu|nguoi du)|so luong|tong so|(?:may|muoi) (?:htx|nguoi|trieu|ty|thanh vien|don|tien|dong)|kinh phi|giai (?:nhat|nhi|ba)/,
    ),
  },
  {
    weight: -1.2,
    holds: says(/vi sao|tai sao|cach nao|lam (?:the nao|sao)|nghia la gi|(?<!nhat )la gi|ly do/),
  },
  {
    weight: -0.8,
    holds: says(/so dien thoai|dia chi|gia (?:bao nhieu|ban)|chuc (?:vu|gi)|ten la gi/),
  },
];
const BIAS = -2;

/** 0..1; from LOOKUP_LIKELY on the question is treated as a look-up. */
export function lookupLikelihood(question: MeetingQuestion): number {
  const folded = foldedWords(question);
  const sum = SIGNS.reduce(
    (total, { weight, holds }) => total + (holds(folded, question) ? weight : 0),
    BIAS,
  );
  return 1 / (1 + Math.exp(-sum));
}

/** "các hội nghị", "danh sách sự kiện": more than one is wanted. */
export function asksForSeveral(question: MeetingQuestion): boolean {
  return SEVERAL.test(foldedWords(question));
}

function foldedWords({ text }: MeetingQuestion): string {
  return fold(text).replace(/[^a-z0-9/]+/g, ' ');
}

export const LOOKUP_LIKELY = 0.5;
