/**
 * An assistant with a tiny knowledge of its own, for tests of the channels: it answers, lists,
 * abstains, greets, fails and streams like the real one, from documents written for the tests.
 * Invariant as in the real one: every quote stands word for word in its document.
 */
import type { Assistant, CitationContext, Inquiry, Reply } from '../../bot/assistant.ts';
import type { Citation } from '../../knowledge/answering/answer.ts';
import { fold } from '../../knowledge/text/normalise.ts';

interface FakeDocument {
  name: string;
  title: string;
  organisation?: string;
  date?: string;
  url?: string;
  section?: string;
  text: string;
}

const MEETING: FakeDocument = {
  name: 'an-duong-2023.md',
  title: 'Hội nghị sinh hoạt thành viên cụm An Dương – An Lão – Kiến An',
  organisation: 'Liên minh HTX thành phố Hải Phòng',
  date: '2023-08-09',
  url: 'https://tin.example.vn/hoi-nghi-an-duong',
  text: [
    'Ngày 08/8/2023, tại huyện An Dương, Liên minh HTX thành phố mở hội nghị sinh hoạt thành viên của ba địa bàn An Dương, An Lão và Kiến An.',
    'Ông Ngô Ngọc Khánh, Chủ tịch Liên minh HTX thành phố, chủ trì hội nghị.',
    'Trên địa bàn cụm hiện có 56 đơn vị thành viên, gồm 35 hợp tác xã và 21 doanh nghiệp.',
    'Tại hội nghị, Liên minh công bố quyết định kết nạp 04 thành viên mới: HTX Phúc Hoàng, HTX An Phát, HTX Sinh thái Ba Thôn và HTX Tân Thành.',
    'Các đại biểu trao đổi về vốn vay, mặt bằng trụ sở và thủ tục chuyển đổi theo quy định mới, đồng thời đề nghị được tập huấn về truy xuất nguồn gốc.',
    'Kết thúc hội nghị, Chủ tịch Liên minh tiếp thu ý kiến và giao các phòng chuyên môn trả lời bằng văn bản.',
  ].join('\n'),
};

const LAW: FakeDocument = {
  name: 'luat-htx.md',
  title: 'Luật Hợp tác xã 2023',
  organisation: 'Quốc hội',
  date: '2023-06-20',
  section: 'Điều 30',
  url: 'https://luat.example.vn/17-2023-qh15',
  text: [
    'Điều 30. Điều kiện trở thành thành viên (bản tóm lược dùng để thử chương trình)',
    'Cá nhân là công dân Việt Nam từ đủ 18 tuổi, có năng lực hành vi dân sự đầy đủ thì được xin gia nhập.',
    'Hộ gia đình, tổ hợp tác phải cử một người đại diện cho các thành viên tham gia.',
    'Pháp nhân Việt Nam tham gia thông qua người đại diện hợp pháp.',
    'Người xin gia nhập phải tự nguyện, tán thành Điều lệ và góp đủ vốn hoặc đóng phí thành viên.',
  ].join('\n'),
};

const DOCUMENTS: readonly FakeDocument[] = [MEETING, LAW];
const CONTEXT_MAX = 600;

function cite(n: number, document: FakeDocument, quote: string): Citation {
  const start = document.text.indexOf(quote);
  if (start < 0) throw new Error(`The fake document does not hold: ${quote}`);
  const { name, title, organisation, date, url, section } = document;
  return {
    n,
    passageId: n,
    documentId: DOCUMENTS.indexOf(document) + 1,
    document: name,
    title,
    ...(organisation !== undefined && { organisation }),
    ...(date !== undefined && { date }),
    ...(url !== undefined && { url }),
    ...(section !== undefined && { section }),
    quote,
    start,
    end: start + quote.length,
  };
}

const ADMITTED =
  'Liên minh công bố quyết định kết nạp 04 thành viên mới: HTX Phúc Hoàng, HTX An Phát, HTX Sinh thái Ba Thôn và HTX Tân Thành.';
const CHAIRED = 'Ông Ngô Ngọc Khánh, Chủ tịch Liên minh HTX thành phố, chủ trì hội nghị.';
const COUNTED = '56 đơn vị thành viên, gồm 35 hợp tác xã và 21 doanh nghiệp';

function answer(text: string, citations: Citation[]): Reply {
  return { kind: 'answer', text, citations };
}

/** Checked in order against the folded question; the first that fits replies. */
const KNOWN: readonly [RegExp, () => Reply][] = [
  [
    /ket nap/,
    () =>
      answer(
        'Ngày 8/8/2023, Liên minh HTX thành phố Hải Phòng kết nạp 4 thành viên [1]:\n- HTX Phúc Hoàng [1]\n- HTX An Phát [1]\n- HTX Sinh thái Ba Thôn [1]\n- HTX Tân Thành [1]',
        [cite(1, MEETING, ADMITTED)],
      ),
  ],
  [
    /chu tri/,
    () =>
      answer(
        'Hội nghị ở An Dương do ông Ngô Ngọc Khánh, Chủ tịch Liên minh HTX thành phố Hải Phòng, chủ trì. [1]',
        [cite(1, MEETING, CHAIRED)],
      ),
  ],
  [
    /bao nhieu (don vi|thanh vien)/,
    () =>
      answer(
        'Ba địa bàn An Dương, An Lão và Kiến An có 56 đơn vị thành viên, gồm 35 hợp tác xã và 21 doanh nghiệp [1]. Hội nghị kết nạp thêm 4 thành viên mới [2].',
        [cite(1, MEETING, COUNTED), cite(2, MEETING, ADMITTED)],
      ),
  ],
  [
    /dieu kien/,
    () =>
      answer(
        'Theo Điều 30 Luật Hợp tác xã 2023, điều kiện để trở thành thành viên gồm:\n1. Cá nhân là công dân Việt Nam từ đủ 18 tuổi, có năng lực hành vi dân sự đầy đủ [1]\n2. Hộ gia đình, tổ hợp tác cử một người đại diện [2]\n3. Pháp nhân Việt Nam tham gia qua người đại diện hợp pháp [3]\n4. Tự nguyện, tán thành Điều lệ và góp đủ vốn hoặc đóng phí thành viên [4]',
        [
          cite(1, LAW, 'Cá nhân là công dân Việt Nam từ đủ 18 tuổi'),
          cite(2, LAW, 'Hộ gia đình, tổ hợp tác phải cử một người đại diện'),
          cite(3, LAW, 'Pháp nhân Việt Nam tham gia thông qua người đại diện hợp pháp.'),
          cite(
            4,
            LAW,
            'Người xin gia nhập phải tự nguyện, tán thành Điều lệ và góp đủ vốn hoặc đóng phí thành viên.',
          ),
        ],
      ),
  ],
  [
    /xin chao|^chao|hello/,
    () => ({
      kind: 'courtesy',
      text: 'Xin chào bạn! Bạn muốn hỏi về hội nghị, thành viên hay chính sách nào của Liên minh HTX?',
      citations: [],
    }),
  ],
  [
    /gay loi/,
    () => ({
      kind: 'error',
      text: 'Rất tiếc, tôi chưa trả lời được câu hỏi này. Bạn vui lòng thử lại sau.',
      citations: [],
    }),
  ],
];

function abstention(): Reply {
  return {
    kind: 'abstention',
    text: 'Tôi chưa tìm thấy thông tin này trong các bài viết và văn bản hiện có.\nGần nhất, tôi có bài về hội nghị của ba địa bàn An Dương, An Lão và Kiến An [1]. Bạn có thể hỏi cụ thể hơn, hoặc liên hệ văn phòng Liên minh để được hỗ trợ.',
    citations: [cite(1, MEETING, 'hội nghị sinh hoạt thành viên')],
  };
}

export interface FakeAssistant extends Assistant {
  /** Every inquiry so far, oldest first. */
  readonly inquiries: Inquiry[];
}

/**
 * `before` runs ahead of each reply, to make it wait, stream drafts (inquiry.onDraft) or throw. A
 * short follow-up ("Thế còn …", "ai …") is read together with the last question of the history.
 */
export function createFakeAssistant(
  options: { before?: (inquiry: Inquiry) => Promise<void> } = {},
): FakeAssistant {
  const inquiries: Inquiry[] = [];
  return {
    inquiries,
    async reply(inquiry) {
      inquiries.push(inquiry);
      await options.before?.(inquiry);
      const own = findReply(inquiry.text);
      if (own) return own;
      const last = inquiry.history.findLast((turn) => turn.role === 'user');
      const isFollowUp = /^(the |con |vay |ai )/.test(fold(inquiry.text));
      return (isFollowUp && last && findReply(last.content)) || abstention();
    },
    context({ documentId, start, end }): CitationContext | undefined {
      const document = DOCUMENTS[documentId - 1];
      if (!document) return undefined;
      const { title, organisation, date, url, section, text } = document;
      return {
        title,
        ...(organisation !== undefined && { organisation }),
        ...(date !== undefined && { date }),
        ...(url !== undefined && { url }),
        ...(section !== undefined && { section }),
        before: text.slice(Math.max(0, start - CONTEXT_MAX), start),
        quote: text.slice(start, end),
        after: text.slice(end, end + CONTEXT_MAX),
      };
    },
  };
}

function findReply(question: string): Reply | undefined {
  const folded = fold(question);
  return KNOWN.find(([pattern]) => pattern.test(folded))?.[1]();
}
