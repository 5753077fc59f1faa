/**
 * What kind of thing would answer a question: a number of what, a day, a person, a list… Read from
 * the question words, which are few and closed in Vietnamese, on text without diacritics so that
 * phone typing makes no difference.
 */
import { fold } from '../text/normalise.ts';

export type Wanted =
  | 'number'
  | 'date'
  | 'duration'
  | 'money'
  | 'percent'
  | 'person'
  | 'role'
  | 'place'
  | 'list'
  | 'document'
  | 'reason'
  | 'definition'
  | 'condition'
  | 'procedure'
  | 'yes-no'
  | 'event'
  | 'contact'
  | 'unknown';

export interface Intent {
  /** All kinds the wording asks for; the first is the main one. Never empty. */
  wanted: readonly Wanted[];
  /** The folded syllables that say what is counted or named: "lop tap huan" in "mấy lớp tập huấn", "huyen" in "huyện nào". */
  focus: readonly string[];
  /** True when the focus is what is counted: it stands right after "bao nhiêu", "mấy". */
  counts: boolean;
}

interface Rule {
  wanted: Wanted;
  pattern: RegExp;
}

// Order matters: the earlier rule gives the main kind. Patterns see folded text with single spaces.
const RULES: readonly Rule[] = [
  {
    wanted: 'definition',
    pattern:
      /\b(?:khai niem|dinh nghia|duoc hieu|nghia la gi|the nao la|hieu (?:the nao|nhu the nao))\b/,
  },
  {
    wanted: 'contact',
    pattern:
      /\b(?:so (?:dien thoai|dt|fax|tai khoan)|sdt|hotline|tong dai|e ?mail|website nao|dia chi(?! da dang ky))\b/,
  },
  {
    wanted: 'percent',
    pattern:
      /\b(?:(?:bao nhieu|may|bn|bnhieu|bnhiu|nhieu) ?(?:phan tram|%)|ty le bao nhieu|ti le bao nhieu|(?:ty|ti) le .*(?:bao nhieu|may)|% (?:nao|bao nhieu)|thue suat|lai suat|ls vay)(?!\w)/,
  },
  {
    wanted: 'money',
    pattern:
      /\b(?:(?:bao nhieu|bn|may|bnhiu) (?:tien|dong|trieu|ty|ti|nghin|ngan)\b|(?:(?<!\b(?:tham|quoc|chuyen|ho|tac|nong) )gia(?! dinh| nhap| han| lai| nghia| vien)|le phi|muc phi|hoc phi|(?<!\b(?:san|so|chat|luc|khoi|nang|du|dinh|thoi|trong|quy) )luong|thu nhap|muc luong|von dieu le|von|kinh phi|so tien|muc vay|phi(?! nong| chinh| loi| tap)) .*\b(?:bao nhieu|la may|bn|muc nao)(?! (?:htx|hop tac|tht|to|thanh vien|nguoi|don vi|ho|xa|huyen|tinh|tan|ta|ha|kg|hoc vien|dai bieu|lao dong|can bo|lop|doi|lan|ngay|thang|nam|san pham|loai|du an|mo hinh)\b)|thu nhap\b|\bhet bao nhieu\b)/,
  },
  {
    wanted: 'duration',
    pattern:
      /\b(?:bao lau|(?:bao nhieu|may|bn|bnhiu|bnhieu) (?:ngay|thang|nam|gio|tuan|quy)(?! nao)\b|trong (?:vong )?(?:may|bao nhieu|bn)|thoi han|han (?:cuoi|chot|nop)|cham nhat|toi da may (?:thang|ngay|nam))/,
  },
  {
    wanted: 'date',
    pattern:
      /\b(?:ngay (?:thang )?(?:nam )?(?:nao|may|bao nhieu)|ngay thang nam nao|hom nao|khi nao|bao gio|luc nao|thang (?:nao|may)|nam (?:nao|bao nhieu)|nam may(?: (?:vay|the|a|z|v))?\s*$|thoi gian nao|thoi diem nao|may gio|hoi nao|bua nao|tu ngay|den ngay nao|hieu luc)\b/,
  },
  {
    // "Để làm gì" asks for the purpose, not for an office.
    wanted: 'reason',
    pattern:
      /\b(?:de lam (?:gi|j)|nham (?:muc dich )?(?:gi|j)\b|(?:muc dich|muc tieu|y nghia) (?:la )?(?:gi|j)\b)/,
  },
  {
    // "Chủ tịch hội … ký kế hoạch phối hợp tên là gì": of an office its holder has the name, unless
    // the document stands right before.
    wanted: 'person',
    pattern:
      /^ (?:pho )?(?:chu tich|giam doc|truong ban|truong phong|bi thu|chu nhiem) (?!.*\b(?:de an|chuong trinh|ke hoach|du an|mo hinh|san pham|giai thuong)(?: [a-z]+)? ten\b).*\bten (?:la )?gi\b/,
  },
  {
    // "Ông chủ tịch … tên gì" asks for a person, "đề án tên gì" for a document.
    wanted: 'person',
    pattern:
      /\b(?:ong|ba|co|chu|anh|chi|nguoi|dong chi|chu tich|pho chu tich|giam doc|truong ban|truong phong|bi thu|lanh dao|giang vien|to truong|chu nhiem)\b(?!.*\b(?:de an|chuong trinh|ke hoach|du an|mo hinh|san pham|giai thuong)\b).*\bten (?:la )?gi\b/,
  },
  {
    wanted: 'document',
    pattern:
      /\b(?:so (?:may|bao nhieu|hieu|nao)|mang so|(?:luat|nghi dinh|thong tu|nghi quyet|quyet dinh|van ban|ke hoach|chuong trinh|chi thi|de an) (?:nao|so may|may|gi)|khoa (?:may|nao)|dieu (?:nao|so may|may)|can cu (?:nao|vao dau)|ten (?:la )?gi|co ten|de chu gi|khau hieu|chu de)\b/,
  },
  {
    wanted: 'role',
    pattern:
      /\b(?:(?:giu|lam|nam giu|dam nhiem|nhan) (?:chuc|cuong vi)|(?:giu|ngoi|nam) (?:cai )?(?:ghe|chan|vai|vai tro|vi tri|trong trach) (?:gi|j|nao)|\bkiem (?:nhiem )?(?:chuc )?(?:gi|j|nao)\b|(?:ong|ba|dong chi|anh|chi) [a-z]+(?: [a-z]+){0,4} la (?:ai|gi)\b|chuc (?:vu|danh)(?: (?:gi|nao|la))?|la nguoi (?:cua )?(?:don vi|to chuc|co quan) nao|\b(?:ong|ba|dong chi|anh|chi|nguoi) (?!phu nu)[a-z]+ .*(?<!\b(?:khong|ko|k|chang|chua|phai|can|nen|se|muon|viec|dinh) )lam gi|chuc (?:gi|j)|dai dien (?:cho )?don vi nao)\b/,
  },
  {
    // "những … nào", "mấy … gì" ask for several, whatever they are.
    wanted: 'list',
    pattern:
      /\b(?:nhung|cac) (?!ai\b)[a-z]+(?: [a-z]+){0,4} (?:nao|gi)\b|\bnhung ai\b|\bmay (?!gio\b|ngay\b|thang\b|nam\b)[a-z]+(?: [a-z]+){0,2} (?:nao|gi|j)\b/,
  },
  {
    wanted: 'person',
    pattern:
      /\b(?:ai|nguoi nao|ong nao|ba nao|vi nao|dong chi nao|do ai|nhung ai|co quan nao|don vi nao|to chuc nao|cap nao|phong nao|ben nao|(?:chu tich|giam doc|vi pho chu tich|lanh dao) nao|ng nao)\b/,
  },
  {
    wanted: 'place',
    pattern:
      /\b(?:(?:o|tai|toi|den|sang) (?:nhung )?dau|dau vay|(?:huyen|quan|tinh|(?<!\bhop tac )xa|phuong|thi xa|thanh pho|dia ban|noi|dia phuong|cho|dia diem|nuoc) nao|thuoc dau|nam o)\b/,
  },
  {
    wanted: 'reason',
    pattern:
      /\b(?:vi sao|tai sao|sao lai|ly do|li do|nguyen nhan|do dau|vi dau|nho (?:dau|vao dau)|anh huong gi|vi (?:thanh tich|ly do) (?:gi|nao))\b/,
  },
  {
    wanted: 'list',
    pattern:
      /\b(?:nhung (?:gi|ai|[a-z]+(?: [a-z]+){0,4} (?:nao|gi))|gom (?:nhung )?(?:gi|ai|nao)|(?:gom|chia thanh|co) may (?:phan|cach|buoc|loai|nhom|truong hop|hinh thuc|nguon)|may (?:cach|hinh thuc|truong hop)|tu (?:nhung )?(?:dau|nguon nao)|bao gom|gom co|ke ten|liet ke|cac [a-z]+(?: [a-z]+){0,5} (?:nao|gi)|(?:loai|(?<!\b(?:bang|theo|duoi|qua) )hinh thuc|mat|linh vuc|noi dung|giay to|danh hieu|kho khan|van de|nhiem vu|giai phap|quyen|nghia vu|tieu chi|chi tieu|nhom|phan thuong|san pham|hoat dong|chinh sach|ho tro|uu dai) (?:gi|nao)|thu tu|danh sach|ho so (?:gom|can|dang ky|gi)|can (?:chuan bi )?(?:nhung )?(?:giay to|ho so|gi)|cac chi tieu|chi tieu danh gia|nguyen tac|tieu chi)\b/,
  },
  {
    wanted: 'condition',
    pattern:
      /\b(?:dieu kien|(?:truong hop|tinh trang|hanh vi) nao|trong truong hop|khi nao|the nao thi|phai dap ung|can (?:co )?(?:dieu kien )?gi|can gi|yeu cau gi|bat buoc)\b/,
  },
  {
    // "Nghĩa vụ của thành viên là gì" asks what they are one by one.
    wanted: 'list',
    pattern:
      /\b(?:quyen(?: han)?|nghia vu|trach nhiem|nhiem vu|nguyen tac|tieu chi|ho so|giay to|chinh sach|hanh vi)\b(?: [a-z]+){0,8} (?:la|gom) (?:nhung )?gi\b/,
  },
  {
    wanted: 'definition',
    pattern:
      /\b(?:la (?:quy |to chuc |thanh vien |viec |nguoi |hinh thuc )?(?:gi|j|nhu the nao|the nao)\b|khai niem|dinh nghia|duoc hieu|nghia la|the nao la|hieu (?:the nao|nhu the nao))/,
  },
  {
    wanted: 'procedure',
    pattern:
      /\b(?:thu tuc|cach (?:nao|thuc)|nhung cach|bang cach|(?:bang|theo|duoi|qua) hinh thuc (?:nao|gi)|(?:lam|xu ly|giai quyet|tinh|chia|ghi) (?:the nao|sao)|nhu the nao|the nao|ra sao|ntn|quy trinh|trinh tu|cac buoc|nop o dau|nop bang)\b/,
  },
  {
    wanted: 'yes-no',
    pattern:
      /\b(?:(?:co|duoc|dc|phai|dung|bi|can)\b.* (?:khong|ko|k|hok|hong|khg|hem|kg|chua|phai khong)\b(?: (?:a|vay|v|ad|ah|nhi|the|z|ban))*\s*$|phai khong|dung khong|duoc khong|hay khong)/,
  },
  {
    wanted: 'event',
    pattern:
      /\b(?:(?:hoat dong|su kien|chuong trinh|hoi nghi|viec|noi dung|khu) (?:gi|nao)|to chuc gi|ban (?:ve )?(?:viec )?gi|dien ra gi|lam gi|ve viec gi|co gi)\b/,
  },
  {
    wanted: 'number',
    pattern:
      /\b(?:bao nhieu|bnhieu|bnhiu|bn|may (?!ngay nay|hom nay)[a-z]+|so luong|tong (?:so|cong)|dong the nao|toi thieu|toi da|(?<!\bnao .*)(?:it nhat|nhieu nhat)|(?:co|muc|cap do|quy mo|den dau|toi dau) nao|(?:toi|den) muc nao|so (?:htx|hop tac xa|thanh vien|xa vien|lao dong|don vi|tht|to hop tac))\b/,
  },
];

const COUNTED =
  /\b(?:bao nhieu|bnhieu|bnhiu|bn|may|nhung|cac|so luong|tong so) (?:cai |con |vi |ky )?([a-z]+(?: [a-z]+){0,2})/;
const ASKED_WHICH = /\b([a-z]+(?: [a-z]+)?) (?:nao|gi|la (?:bao nhieu|may))\b/;

/** The intent of a question as typed (with or without diacritics, with chat abbreviations). */
export function intentOf(question: string): Intent {
  const text = ` ${fold(question.normalize('NFC'))
    .replace(/[^a-z0-9%]+/g, ' ')
    .trim()} `;
  const wanted = [
    ...new Set(RULES.filter((rule) => rule.pattern.test(text)).map((rule) => rule.wanted)),
  ];
  return {
    wanted: wanted.length > 0 ? narrowed(wanted, text) : [withoutQuestionWord(text)],
    focus: focusOf(text, inClauses(question)),
    counts: countsFocus(inClauses(question)),
  };
}

/** Folded, with the ends of clauses kept: "vay lãi mấy, nuôi biển …" counts nothing that is farmed. */
function inClauses(question: string): string {
  return ` ${fold(question.normalize('NFC'))
    .replace(/\s*[,;?!](?!\d)\s*/g, ' | ')
    .replace(/[^a-z0-9%|]+/g, ' ')
    .trim()} `;
}

/** A share of money is wanted in percent; a time limit in days is no day. */
function narrowed(wanted: readonly Wanted[], text: string): Wanted[] {
  const kinds = wanted.filter((kind) => kind !== 'money' || !wanted.includes('percent'));
  const [main, ...others] = asYesNo(kinds, text);
  const outranked = main && !QUANTITY_WORD.test(text) ? OUTRANKED_BY[main] : undefined;
  if (main && others.some((kind) => outranked?.includes(kind))) return [...others, main];
  return main ? [main, ...others] : kinds;
}

const ASKS_OPENLY =
  /\b(?:nao|gi|j|ai|dau|sao|may|bao nhieu|bao lau|bao gio|bn|bnhieu|nhung|cach|ntn)\b/;

/** "Có phải làm thủ tục … không" asks for a yes or no, "trường hợp nào bắt buộc" for the conditions. */
function asYesNo(kinds: readonly Wanted[], text: string): readonly Wanted[] {
  if (!kinds.includes('yes-no') || ASKS_OPENLY.test(text)) return kinds;
  // "Cho xin địa chỉ được không" is a polite way to ask for it.
  if (kinds[0] === 'contact') return kinds;
  return ['yes-no', ...kinds.filter((kind) => kind !== 'yes-no')];
}

const QUANTITY_WORD = /\b(?:bao nhieu|bn|bnhieu|bnhiu|may|nhieu|phan tram)\b/;
/** "Lãi suất", "thu nhập" and "địa chỉ" may be what a question is about while it asks who, why or on what terms. */
const OUTRANKED_BY: Partial<Record<Wanted, readonly Wanted[]>> = {
  percent: ['person', 'reason', 'condition', 'yes-no', 'definition'],
  money: ['person', 'reason', 'condition', 'list', 'procedure', 'yes-no', 'definition'],
  contact: ['duration', 'reason', 'condition', 'procedure'],
  duration: ['date'],
};

const OFFICE = /\b(?:chu tich|pho chu tich|pct|giam doc|truong (?:ban|phong)|bi thu|lanh dao)\b/;

/** A question typed as a few nouns: "chủ tịch lmhtx kiên giang"; "lãnh đạo … ở khu vực nào" asks for no person. */
function withoutQuestionWord(text: string): Wanted {
  return OFFICE.test(text) && !/\b(?:nao|gi|j|sao|dau)\b/.test(text) ? 'person' : 'unknown';
}

const COUNTED_AFTER = /\b(?:bao nhieu|bnhieu|bnhiu|bn|may) (?:cai |con |vi |ky )?([a-z]+)/;
/** What may follow "bao nhiêu" without being counted. */
const NOT_COUNTED = new Set(
  'sau truoc trong tu o tai de thi la cho va so voi theo khi neu roi nua vay the a ad ban mot moi tren duoi tien dong trieu ty'.split(
    ' ',
  ),
);

function countsFocus(text: string): boolean {
  const head = COUNTED_AFTER.exec(text)?.[1];
  return head !== undefined && !NOT_COUNTED.has(head);
}

/** The nouns right after "bao nhiêu", "mấy", "những", or right before "nào", "gì". */
function focusOf(text: string, clauses: string): readonly string[] {
  const counted = COUNTED.exec(clauses)?.[1];
  if (counted) return counted.split(' ');
  return ASKED_WHICH.exec(text)?.[1]?.split(' ') ?? [];
}
