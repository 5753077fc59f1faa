/**
 * An assistant whose answer shows which question, and which history, it was given. For tests of what
 * stands between the platform and the assistant; the real one has tests of its own.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Assistant, Inquiry } from '../../bot/assistant.ts';
import type { Citation } from '../../knowledge/answering/answer.ts';

const QUOTE = 'Hợp tác xã Phúc Hoàng và Hợp tác xã An Phát được kết nạp làm thành viên.';

function citation(n: number): Citation {
  return {
    n,
    passageId: n,
    documentId: n,
    document: `bai-${n}.html`,
    title: `Hội nghị thành viên lần ${n}`,
    organisation: 'Liên minh HTX thành phố Hải Phòng',
    date: '2023-08-09',
    url: `https://example.org/bai-${n}`,
    quote: QUOTE,
    start: 10,
    end: 10 + QUOTE.length,
  };
}

export interface EchoAssistant extends Assistant {
  inquiries: Inquiry[];
}

/**
 * "viết dần" writes the answer over 1.5 s, "chậm N" in a question takes N ms, "dài" gives an answer over several messages, "không biết" an
 * abstention, "xin chào" a courtesy, "hỏng" an error reply.
 */
export function createEchoAssistant(): EchoAssistant {
  const inquiries: Inquiry[] = [];
  return {
    inquiries,
    async reply(inquiry) {
      const { text, history, signal, onDraft } = inquiry;
      inquiries.push({ ...inquiry, history: [...history] });
      const slow = /chậm (\d+)/.exec(text);
      if (slow) await delay(Number(slow[1]), undefined, signal ? { signal } : {}).catch(() => {});
      for (let words = 1; text.includes('viết dần') && words <= 30; words += 1) {
        onDraft?.('chữ '.repeat(words));
        await delay(50);
      }
      if (text.includes('hỏng'))
        return { kind: 'error', text: 'Xin lỗi, có trục trặc.', citations: [] };
      if (text.includes('xin chào')) return { kind: 'courtesy', text: 'Chào bạn!', citations: [] };
      if (text.includes('không biết')) {
        return { kind: 'abstention', text: 'Tôi chưa tìm thấy điều này.', citations: [] };
      }
      const long = text.includes('dài')
        ? `\n\n${Array.from({ length: 60 }, (_, i) => `Đoạn ${i}: ${'nội dung 😀 '.repeat(10)}[2]`).join('\n\n')}`
        : '';
      return {
        kind: 'answer',
        text: `Trả lời: ${text} [1], đã có ${history.length} lời trước [2].${long}`,
        citations: [citation(1), citation(2)],
      };
    },
    context: ({ documentId }) => ({
      title: `Hội nghị thành viên lần ${documentId}`,
      organisation: 'Liên minh HTX thành phố Hải Phòng',
      date: '2023-08-09',
      url: `https://example.org/bai-${documentId}`,
      before: 'Trước đó. ',
      quote: QUOTE,
      after: ' Sau đó.',
    }),
  };
}
