/**
 * What meetings of cooperatives talk about, under the words people ask with. A topic is found in a
 * text by any of its phrases, as written with diacritics, so that "đất đai" finds "thiếu quỹ đất"
 * and "dat dai" does not find "đạt".
 */
import { fold } from '../text/normalise.ts';
import { syllables } from '../text/tokens.ts';

export interface Topic {
  /** Phrases of canonical syllables, joined by single spaces. */
  phrases: readonly string[];
}

/** Each line: the phrases of one topic; any of them in a question asks for all of them. */
const TOPICS = `
đất đai|quỹ đất|thuê đất|giao đất|ruộng đất|quyền sử dụng đất|mặt bằng|sổ đỏ|đất xây|hồ sơ đất|đất rừng|mặt biển|khu vực biển|cấp đất|đất nông nghiệp|tích tụ ruộng đất|đất
vốn|vay vốn|nguồn vốn|tín dụng|lãi suất|vốn vay|cho vay|khoản vay|hồ sơ vay|vay ngân hàng|quỹ hỗ trợ phát triển|thế chấp|tài sản bảo đảm|lãi suất ngân hàng|ngân hàng
thuế|giảm thuế|miễn thuế|tiền thuế
trụ sở|trụ sở làm việc|nơi làm việc
phòng cháy chữa cháy|phòng cháy|pccc
chuyển đổi số|công nghệ số|nền tảng số|sàn thương mại điện tử|chữ ký số|kỹ năng số
ocop|sản phẩm chủ lực|xếp hạng sao
xúc tiến thương mại|tiêu thụ sản phẩm|bao tiêu|quảng bá|giới thiệu sản phẩm|kết nối cung cầu|đầu ra|thị trường|hội chợ|tiêu thụ
đào tạo|bồi dưỡng|tập huấn|nguồn nhân lực|nhân lực|dạy nghề|cán bộ quản lý
luật hợp tác xã|luật htx|luật mới
nghị quyết 20|nghị quyết số 20|20 nq tw
kết nạp|thành viên mới|gia nhập|giấy chứng nhận thành viên
khen thưởng|bằng khen|giấy khen|cờ thi đua|kỷ niệm chương|thi đua
nhân sự|bầu bổ sung|bầu|bổ nhiệm|tái đắc cử|trúng cử
liên kết|chuỗi giá trị|liên kết chuỗi|chuỗi liên kết
thiên tai|bão lũ|bão số|bão|lũ lụt|dịch bệnh|mưa lũ|thiệt hại
môi trường|rác thải|xử lý chất thải|nước thải
bảo hiểm|bảo hiểm xã hội|bhxh
khoa học kỹ thuật|khoa học công nghệ|công nghệ cao|tiến bộ kỹ thuật
hữu cơ|vietgap|globalgap
mã số vùng trồng|mã vùng trồng|truy xuất nguồn gốc
liên minh htx việt nam|liên minh hợp tác xã việt nam
xuất khẩu|thị trường nước ngoài
kế toán|sổ sách|báo cáo tài chính|kiểm toán
chính sách hỗ trợ|cơ chế chính sách|chính sách
phụ nữ|lao động nữ|bình đẳng giới
giải thể|ngừng hoạt động|hoạt động yếu|sáp nhập|hợp nhất
việc làm|thu nhập|lao động
`;

const topics: readonly Topic[] = TOPICS.trim()
  .split('\n')
  .map((line) => ({ phrases: line.split('|').map((phrase) => syllables(phrase).join(' ')) }));

/** Longest first, so that "luật hợp tác xã" is not read as something shorter. */
const phrasesByLength = topics
  .flatMap((topic) => topic.phrases.map((phrase) => ({ topic, phrase, folded: fold(phrase) })))
  .sort((a, b) => b.phrase.length - a.phrase.length);

/** One-syllable names of topics that mean something else without diacritics ("dat": đạt, đặt). */
const NEEDS_DIACRITICS = new Set(['đất', 'bầu', 'vốn', 'thuế', 'bão']);

export interface AskedTopic extends Topic {
  /** The phrase by which it was asked for. */
  named: string;
}

export interface AskedTopics {
  topics: AskedTopic[];
  spans: { start: number; end: number }[];
}

/** The topics that a question names, each word counted once; offsets are those of `text` (NFC). */
export function topicsAsked(text: string): AskedTopics {
  const lower = text.toLowerCase();
  const folded = fold(text);
  const asked: AskedTopics = { topics: [], spans: [] };
  for (const { topic, phrase, folded: key } of phrasesByLength) {
    for (const span of standing(folded, key)) {
      const typed = lower.slice(span.start, span.end);
      const isTyped = syllables(typed).join(' ') === phrase;
      const isFolded = typed === fold(typed) && !NEEDS_DIACRITICS.has(phrase);
      const isTaken = asked.spans.some((other) => span.start < other.end && other.start < span.end);
      if (isTaken || !(isTyped || isFolded)) continue;
      asked.spans.push(span);
      const isKnown = asked.topics.some(({ phrases }) => phrases === topic.phrases);
      if (!isKnown) asked.topics.push({ ...topic, named: phrase });
    }
  }
  return asked;
}

/** Where a phrase stands in a folded text as whole syllables. */
function standing(folded: string, key: string): { start: number; end: number }[] {
  const pattern = new RegExp(`(?<![a-z0-9])${key.replaceAll(' ', '[^a-z0-9]+')}(?![a-z0-9])`, 'g');
  return [...folded.matchAll(pattern)].map(({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
  }));
}

/** Where the first phrase of the topic begins in such a text; the longest at one place, undefined for none. */
export function phraseIn(edged: string, topic: Topic): number | undefined {
  const found = topic.phrases.map((phrase) => edged.indexOf(` ${phrase} `)).filter((at) => at >= 0);
  return found.length > 0 ? Math.min(...found) : undefined;
}

/** True when the canonical syllables of a text, joined by spaces and edged by them, hold the topic. */
export function speaksOf(edged: string, topic: Topic): boolean {
  return phraseIn(edged, topic) !== undefined;
}
