/**
 * Which kind of source a question wants: the news (what happened, who, how many and where) or the
 * law (what is allowed, required, defined, by when). Signs in the wording add up, as in a logistic
 * model; nothing is decided here, since both kinds use the same words.
 */
import { fold } from '../text/normalise.ts';
import type { QuestionReading } from './question.ts';

interface Sign {
  weight: number;
  holds(folded: string, reading: QuestionReading, provinces: readonly string[]): boolean;
}

const says =
  (pattern: RegExp) =>
  (folded: string): boolean =>
    pattern.test(folded);

/** Positive for the news, negative for the law. */
const SIGNS: readonly Sign[] = [
  { weight: 2.2, holds: (_, __, provinces) => provinces.length > 0 },
  {
    // A day or year that is no part of a document's name.
    weight: 1.3,
    holds: (_, { documents, dates, years }) =>
      dates.length > 0 || years.some((year) => !documents.some((one) => one.year === Number(year))),
  },
  {
    weight: 1.4,
    holds: says(
      /\b(?:hoi nghi(?! thanh lap)|hoi thao|toa dam|dien dan|hoi cho|le (?:ky niem|trao|ra mat|khai|cong bo)|ky niem|tap huan|sinh hoat thanh vien|tong ket|so ket|bang khen|giay khen|co thi dua|chu tri|phat bieu|tham du|dai bieu(?! thanh vien)|trao tang|ky ket|san pham ocop|ocop)\b/,
    ),
  },
  // Told of what has come about.
  {
    weight: 0.9,
    holds: says(
      /\b(?:da|vua|moi (?:duoc|day|nhat|ket nap|thanh lap)|vua qua|gan (?:day|nhat)|hoi (?:dau|cuoi|thang|nam)|hien (?:nay |gio )?co|tinh den|nam (?:ngoai|nay|qua|truoc)|thang (?:truoc|qua)|dat (?:bao nhieu|duoc)|trung cu|duoc bau)\b/,
    ),
  },
  // A person: "ông Khánh", "chị Hlinh Eban".
  {
    weight: 1,
    holds: says(
      /\b(?:ong|ba|anh|chi(?! tieu| phi| nhanh| tra)|dong chi) (?!ay|em\b|nao\b|ta\b|nay\b)[a-z]+/,
    ),
  },
  {
    weight: 1.2,
    holds: says(
      /\b(?:chu tich|pho chu tich|pct|ct|giam doc)\b.*\b(?:la ai|ten (?:la )?gi|lien minh|lm ?htx|ubnd)\b|\bai (?:la|lam|dang lam) (?:pho )?(?:chu tich|giam doc)\b/,
    ),
  },
  { weight: 1, holds: says(/\b(?:lien minh|lm ?htx|lmhtx)\b/) },
  {
    weight: 1.2,
    holds: says(
      /\b(?:co|duoc|hon|tong|so|so luong|may|bao nhieu|bn) (?:bao nhieu |tat ca )?(?:htx|hop tac xa|to hop tac|tht|lien hiep|don vi|doanh nghiep)\b(?! (?:phai|can|duoc|toi))/,
    ),
  },
  {
    weight: 1,
    holds: says(/\b(?:doanh thu|thu nhap binh quan|san luong|loi nhuan|dien tich|ke hoach nam)\b/),
  },
  { weight: 0.7, holds: says(/\b(?:kien nghi|de xuat|kho khan|ket nap|thanh tich|mo hinh)\b/) },
  // A cooperative by its name: capitals after the word.
  {
    weight: 1.6,
    holds: (_, { text }) =>
      /(?:HTX|[Hh]ợp tác xã|[Cc]ông ty|[Xx]í nghiệp)(?: [\p{L}&]+){0,4} \p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+/u.test(
        text.replace(/Việt Nam|Hợp tác xã/gu, ' '),
      ),
  },
  {
    weight: -2,
    holds: says(
      /\b(?:theo (?:luat|nghi dinh|thong tu|quyet dinh|quy dinh|phap luat|nd|tt|diem|khoan|dieu)|luat (?:htx|hop tac xa|quy dinh|cho|nao)|quy dinh|dieu \d+|khoan \d+|nghi dinh \d+|nd ?\d+|thong tu \d+|tt ?\d+)\b/,
    ),
  },
  // What is allowed or required.
  {
    weight: -1.6,
    holds: says(
      /\b(?:co duoc|duoc phep|co phai|phai|bat buoc|bi cam|nghiem cam|khong duoc|toi thieu|toi da|it nhat|nhieu nhat|cham nhat|cao nhat|thap nhat|qua bao|dieu kien|thu tuc|ho so|giay to|trinh tu|tham quyen|nghia vu|trach nhiem|quyen|nguyen tac|tieu chi|tieu chuan|bi phat|muc phat|xu phat|xu ly)\b|\b(?:duoc|dc|co the) .*\b(?:khong|ko|k|chua)\s*$/,
    ),
  },
  {
    weight: -1.2,
    holds: says(
      /\b(?:thoi han|bao lau|(?:bao nhieu|may|bn) (?:ngay|thang)\b|trong vong|may ngay|ai (?:co quyen|quyet dinh|duyet|bau|bo nhiem|phe duyet|ban hanh|cap|ky)|do ai|co quan nao|nop (?:o|tai|cho|bang)|gui (?:cho|den|len)|khi nao thi|muon .*(?:thi|phai|can)|neu |truong hop)\b/,
    ),
  },
  {
    weight: -1.3,
    holds: ({ length }, { intent }) =>
      length > 0 && ['definition', 'condition', 'procedure'].includes(intent.wanted[0] ?? ''),
  },
  {
    // What only the law speaks of in general.
    weight: -1.4,
    holds: says(
      /\b(?:dai hoi (?:dai bieu )?thanh vien|hoi dong quan tri|hdqt|ban kiem soat|kiem soat vien|dieu le|von gop|gop von|phan von|von dieu le|giay chung nhan dang ky|dang ky (?:htx|hop tac xa|to hop tac|kinh doanh|thanh lap)|giai the|pha san|quy (?:htx|hop tac xa)|quy chung|tai san chung|tai san|thua ke|kiem toan|so sach|hach toan|bao cao tai chinh|thanh vien (?:chinh thuc|lien ket|sang lap)|quan tri rut gon|dia diem kinh doanh|chi nhanh|van phong dai dien|nguoi dai dien|cho vay noi bo|no xau|lai suat|trich lap)\b/,
    ),
  },
  {
    weight: -1.2,
    holds: (_, { documents }) => documents.some(({ kind }) => LAWS.has(kind)),
  },
];
const LAWS: ReadonlySet<string> = new Set(['luat', 'nghi_dinh', 'thong_tu']);
const BIAS = -0.2;

/** -1 (surely the law) … 1 (surely the news); about 0 for a question that may want either. */
export function sourceWanted(reading: QuestionReading, provinces: readonly string[]): number {
  const folded = fold(reading.text)
    .replace(/[^a-z0-9%]+/g, ' ')
    .trim();
  const sum = SIGNS.reduce(
    (total, { weight, holds }) => total + (holds(folded, reading, provinces) ? weight : 0),
    BIAS,
  );
  return Math.tanh(sum / 2);
}
