/**
 * Lines that belong to the web page and not to the article: menus, counters, share links, cookie
 * notices, comment forms, footers, headings of headline lists. Each test looks at one whole line,
 * folded, so that a sentence that merely contains such words is never cut.
 */
import { fold } from '../../knowledge/text/normalise.ts';

// A whole line that says one of these is a menu entry, a button or a label.
const LABELS = new Set(
  `trang chu|home|menu|gioi thieu|tin tuc|tin tuc su kien|su kien|tin tuc va su kien|tin hoat dong|lien he|dang nhap|dang ky|dang xuat
tim kiem|search|so do trang|so do site|sitemap|site map|rss|english|tieng viet|tieng anh|vietnamese|hoi dap|gop y|thu vien anh|thu vien video
thu vien|video|videos|clip|hinh anh|album|multimedia|podcast|emagazine|infographic|van ban|van ban phap luat|lich cong tac|thong bao|quang cao|advertisement
facebook|twitter|zalo|youtube|tiktok|instagram|linkedin|pinterest|google news|google|telegram|messenger|email|e-mail|gui email|print|in|in trang
in trang nay|in bai viet|in bai|ban in|luu|luu tru|luu bai viet|luu tin|thich|like|share|chia se|chia se bai viet|copy link|sao chep lien ket|copy|binh luan|tra loi|reply
previous|next|prev|truoc|sau|tiep theo|bai truoc|bai sau|bai tiep|bai tiep theo|read more|doc tiep|xem them|xem tiep|xem chi tiet|chi tiet|xem tat ca|xem toan bo|tat ca
ve dau trang|len dau trang|back to top|tro ve|tro lai|quay lai|quay lai dau trang|close|dong|ok|dong y|toi dong y|huy|gui|submit|send
tu khoa|tag|tags|the|tu khoa lien quan|danh gia|danh gia bai viet|xep hang|co chu|a a|a- a a+|a+ a a-|aa|nghe doc bai|doc bai|nghe bai viet|nghe audio|toan man hinh|nghe noi dung bai viet|tam dung|phat
skip to content|skip to main content|chuyen den noi dung|bo qua noi dung|trang truoc|trang sau|loading|loading...|dang tai|dark mode|giao dien|ngon ngu|language|co chu nho|co chu lon|phong to|thu nho`
    .split(/[|\n]/)
    .map((label) => label.trim()),
);

const FURNITURE: readonly (readonly [reason: string, pattern: RegExp])[] = [
  [
    'view counter',
    /^(?:so )?(?:luot|lan) (?:xem|doc|truy cap)\s*:?\s*[\d.,]+$|^(?:da xem|views?|hits?|xem|luot view)\s*:?\s*[\d.,]+$|^[\d.,]+k?\s*(?:luot|lan)?\s*(?:xem|doc|views?|binh luan|comments?|chia se|truy cap)$|^(?:tong )?(?:so )?luot truy cap\b.{0,20}$|^(?:dang truy cap|hom nay|hom qua|trong tuan|thang hien tai|tuan nay|thang nay|tat ca|tong luot)\s*:?\s*[\d.,]+$/,
  ],
  [
    'image file',
    /^!\[[^\]]*\](?:\([^)]*\))?[\s|]*$|^(?:description|mo ta|image|picture|hinh anh|anh)\s*:\s*\S.*\.(?:jpe?g|png|gif|bmp|webp)\b.{0,10}$|^[^\s]+\.(?:jpe?g|png|gif|bmp|webp|docx?|pdf|mp4)$|^(?:[a-z]:\\|file:\/\/).*$|^description: /,
  ],
  [
    'cookie notice',
    /\b(?:this (?:web)?site uses cookies|we use cookies|su dung cookies?\b.{0,80}(?:trai nghiem|dong y|chinh sach)|chinh sach cookies?)/,
  ],
  [
    'share or print link',
    /^(?:chia se|share)(?: bai viet| tin| len| qua| tren)?\b.{0,40}(?:facebook|twitter|zalo|:)\s*$|^theo doi .{0,60}(?:google news|facebook|zalo|youtube|tiktok).{0,30}$|^xem voi co chu.*$|^(?:a[+-]?\s*){2,4}$|^co chu\b.{0,20}$|^kich thuoc (?:chu|phong).{0,20}$|^(?:tang|giam) (?:co|kich thuoc) chu$|^\d+:\d+ ?\/ ?\d+:\d+$|^giong (?:nam|nu)(?: mien)?.{0,20}$|^tweet$|^follow us.{0,30}$/,
  ],
  [
    'rating or comment form',
    /^tong so diem cua bai viet|^click de danh gia|^xep hang\s*:|^danh gia (?:bai viet|trung binh)\b.{0,40}$|^\d(?:[.,]\d)?\s*\/\s*5\s*(?:[-(].*)?$|^email cua ban se khong|^cac truong bat buoc|^your email address will not|^leave a (?:reply|comment)|^(?:de lai|gui|viet|them) (?:mot )?(?:binh luan|phan hoi|tra loi|y kien).{0,40}$|^y kien (?:ban doc|cua ban|doc gia).{0,20}$|^binh luan\s*[(:]?\s*\d*\)?$|^(?:chua co|khong co|hien chua co) (?:binh luan|y kien|phan hoi)|^(?:ho (?:va )?ten|ten(?: cua ban)?|email|noi dung|trang web|website|tieu de)\s*\(?\*\)?$|^ma (?:xac nhan|bao mat|kiem tra)\b.{0,12}$|^ban (?:can|phai|vui long) dang nhap/,
  ],
  [
    'tags',
    /^(?:•\s*)?(?:tu khoa|tags?|key ?words?)\s*:.*$|^(?:•\s*)?(?:tu khoa|tags?)$|^#\S+(?:\s+#\S+)*$/,
  ],
  [
    'footer',
    /^(?:©|\(c\) |copyright\b|ban quyen\b|all rights reserved|powered by\b|designed by\b|thiet ke (?:boi|va|website)\b|ghi ro nguon\b|de nghi ghi ro|vui long ghi ro|khong sao chep\b|cam sao chep\b|(?:trang|cong) thong tin dien tu .{0,80}(?:giay phep|ban quyen))/,
  ],
  [
    'link to another article',
    /^(?:>{1,3}|»+|➤|👉|=>|xem them|doc them|moi xem|xem ngay|tin lien quan|bai lien quan)\s*:?\s+\S/,
  ],
];

// Only below the article: inside it, an address or a telephone number is a fact.
const FOOTER =
  /^(?:giay phep\b|chiu trach nhiem (?:chinh|noi dung|quan ly)\b|(?:pho )?tong bien tap\s*:|truong ban bien tap\s*:|co quan chu quan\b|duong day nong\b|hotline\b|dien thoai\s*:|dt\s*:|tel\s*:|fax\s*:|email\s*:|website\s*:|tru so(?: chinh)?\s*:|dia chi\s*:|toa soan\s*:|phat trien boi\b|moi y kien (?:dong gop|phan hoi)\b)/;

// Headings of lists of other articles. The counted words keep "Tin khác nhau" out.
const RELATED =
  /^(?:[•»>#*-]\s*)?(?:(?:cac|nhung|mot so)\s+)?(?:(?:tin tuc|tin bai|tin|bai viet|bai bao|bai|video|chuyen muc|van ban|thong tin|noi dung)(?:,\s*bai)?\s+)?(?:viet\s+)?(?:khac|lien quan|cung (?:chuyen muc|chu de|loai|the loai|su kien)|moi(?: nhat| hon| dang| cap nhat)?|cu hon|noi bat|tieu diem|da dua|da dang|(?:duoc )?(?:doc|xem|quan tam) nhieu(?: nhat)?|gan day|tham khao)(?:\s+(?:nhat|khac|trong ngay|trong tuan))?\s*(?:[:.»>…]|\(\d+\))*$/;
const RELATED_PHRASES =
  /^(?:[•»>#*-]\s*)?(?:co the ban (?:quan tam|thich|chua biet|muon xem)|ban co the (?:quan tam|thich)|ban dang (?:doc|xem)|xem them (?:tin|bai|cac).{0,30}|doc them (?:tin|bai).{0,20}|moi nhat|doc nhieu(?: nhat)?|xem nhieu(?: nhat)?|related (?:posts|articles|news)|you may also like|bai (?:viet )?(?:truoc|sau|tiep theo) ?:?.{0,5}|tin anh|tin video|tin da dua|su kien noi bat|lien ket (?:website|web|trang|huu ich).{0,20}|thong ke truy cap|binh luan ve bai viet nay|cung tac gia|cung muc|dong su kien|tin cung muc|chuyen de|quang cao)\s*(?:[:.»>…]|\(\d+\))*$/;

const MENU_WORDS =
  /\b(?:trang chu|gioi thieu|tin tuc|lien he|van ban|thu vien|hoi dap|dang nhap|dang ky|tim kiem|su kien|video|co cau to chuc|so do|thong bao|gop y|lich cong tac|xuc tien thuong mai|dao tao|chinh sach|the thao|giai tri|phap luat|van hoa|xa hoi|the gioi|kinh te|chinh tri|suc khoe|giao duc)\b/g;
const MENU_WORDS_MIN = 4;
const FURNITURE_MAX_CHARS = 600; // menus and notices on one line; longer is text
const LIST_HEADING_MAX_CHARS = 80;

/** Why a line is page furniture; undefined when it may belong to the article. */
export function furnitureReason(text: string): string | undefined {
  if (text.length > FURNITURE_MAX_CHARS) return undefined;
  const line = fold(text).replace(/\s+/g, ' ').trim();
  const bare = line.replace(/^[•·|»>\-–*+\s]+|[•·|»>:.…\-–*+\s]+$/g, '');
  if (bare === '' || LABELS.has(bare)) return 'menu or button';
  if (isBreadcrumb(text)) return 'breadcrumb';
  if (isMenu(line, text)) return 'menu or button';
  return FURNITURE.find(([, pattern]) => pattern.test(line))?.[0];
}

/** True for a line of a site's footer: address, telephone, editor. Only to be asked below the article. */
export function isFooter(text: string): boolean {
  return text.length <= FURNITURE_MAX_CHARS && FOOTER.test(fold(text).trim());
}

/** A list in the middle of the text has "related" articles; one below it has "other", "newer" ones. */
export type OtherArticles = 'related' | 'others' | 'comments';

const COMMENTS =
  /^(?:binh luan|y kien ban doc|y kien doc gia|y kien cua ban|phan hoi)\s*(?:\(\s*\d+\s*\)|:?\s*\d+)?\s*:?$/;

/** Which list a line heads: "Tin liên quan" → related, "Các tin khác:" → others, "Bình luận (2)" → comments. */
export function headsOtherArticles(text: string): OtherArticles | undefined {
  if (text.length > LIST_HEADING_MAX_CHARS) return undefined;
  const line = fold(text).replace(/\s+/g, ' ').trim();
  if (COMMENTS.test(line)) return 'comments';
  if (!RELATED.test(line) && !RELATED_PHRASES.test(line)) return undefined;
  return /lien quan|tham khao|quan tam|xem them|doc them|related|also like/.test(line)
    ? 'related'
    : 'others';
}

function isBreadcrumb(text: string): boolean {
  const steps = text.split(/\s+(?:[>»›→|]|::)\s+|\s*[»›]\s*/).filter((step) => step.trim() !== '');
  if (steps.length < 2) return false;
  const startsAtHome = /^(?:trang chủ|home|trang nhất)$/i.test(steps[0]!.trim());
  return startsAtHome || (steps.length >= 3 && steps.every((step) => step.length <= 40));
}

/** Many menu words on one line that has no sentence. */
function isMenu(line: string, text: string): boolean {
  if (/[.;:!?]\s|[.!?]$/.test(text)) return false;
  const hits = new Set(line.match(MENU_WORDS) ?? []);
  return hits.size >= MENU_WORDS_MIN && hits.size * 20 >= text.length;
}
