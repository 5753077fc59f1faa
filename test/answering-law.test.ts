/** Questions of law over an invented law, through the product's own ingest. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ingest } from '../ingest/run.ts';
import { defines } from '../knowledge/answering/asked-features.ts';
import type { ScoredCandidate } from '../knowledge/answering/candidates.ts';
import { legalFeatures } from '../knowledge/answering/legal-features.ts';
import { otherOpposite } from '../knowledge/answering/opposites.ts';
import { selectAnswers } from '../knowledge/answering/select.ts';
import { matchTokens } from '../knowledge/answering/term-match.ts';
import { type Knowledge, openKnowledge } from '../knowledge/knowledge.ts';
import { completeQuestion } from '../knowledge/question/conversation.ts';
import { intentOf } from '../knowledge/question/intent.ts';
import { readQuestion } from '../knowledge/question/question.ts';
import type { RetrievedPassage } from '../knowledge/search/retriever.ts';
import { foldedSyllables } from '../knowledge/text/tokens.ts';

const LAW = `---
title: "Luật số 90/2031/QH20 Luật Phường hội ngày 20/06/2031 của Quốc hội"
number: "90/2031/QH20"
issued: "2031-06-20"
issuer: "Quốc hội"
effective: "2032-01-01"
---

# Luật số 90/2031/QH20 Luật Phường hội ngày 20/06/2031 của Quốc hội

## Chương I. NHỮNG QUY ĐỊNH CHUNG

### Điều 1. Phạm vi điều chỉnh

Luật này quy định về thành lập, tổ chức quản lý và hoạt động của hợp tác xã làm nón.

## Chương II. THÀNH VIÊN

### Điều 2. Chấm dứt tư cách thành viên

1. Thành viên hợp tác xã có đơn chấm dứt tư cách thành viên thì được hội đồng quản trị xem xét trong thời hạn 12 ngày.
2. Hợp tác xã hoàn trả phần vốn góp cho thành viên sau khi chấm dứt tư cách thành viên.

### Điều 3. Vốn góp của thành viên

1. Vốn góp của một thành viên hợp tác xã tối thiểu là 3% vốn điều lệ.
2. Vốn góp của một thành viên hợp tác xã tối đa là 27% vốn điều lệ.

## Chương III. CUỘC HỌP

### Điều 4. Điều kiện tiến hành cuộc họp

1. Cuộc họp lần thứ nhất được tiến hành khi có ít nhất 61% thành viên tham dự.
2. Cuộc họp lần thứ hai được tiến hành khi có ít nhất 38% thành viên tham dự.

### Điều 5. Kế toán

Thành viên hội đồng quản trị không được kiêm nhiệm kế toán trưởng của hợp tác xã.
`;

const FUND_DECREE = `---
title: "Nghị định số 77/2031/NĐ-CP Về tổ chức và hoạt động của Quỹ hỗ trợ phát triển hợp tác xã ngày 10/10/2031 của Chính phủ"
number: "77/2031/NĐ-CP"
issued: "2031-10-10"
issuer: "Chính phủ"
effective: "2031-12-01"
---

# Nghị định số 77/2031/NĐ-CP Về tổ chức và hoạt động của Quỹ hỗ trợ phát triển hợp tác xã ngày 10/10/2031 của Chính phủ

## Chương I. TỔ CHỨC

### Điều 3. Vốn góp của thành viên

Vốn góp của một thành viên tối đa là 44% vốn điều lệ.
`;

const reading = (question: string) =>
  readQuestion(question, { documentFrequency: () => 3, passageCount: () => 100, near: () => [] });

describe('an invented law', () => {
  let folder: string;
  let knowledge: Knowledge;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hoptac-law-'));
    writeFileSync(join(folder, '90-2031-qh20.md'), LAW);
    writeFileSync(join(folder, '77-2031-nd-cp.md'), FUND_DECREE);
    knowledge = await openKnowledge({ dataDir: join(folder, 'data') });
    const { corpus, embedder } = knowledge;
    await ingest({ sources: [folder], corpus, embedder });
  });
  afterAll(async () => {
    await knowledge.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function best(question: string) {
    const { candidates } = await knowledge.inspect({ text: question, history: [] });
    const { retrieved, statement } = candidates[0]!;
    return { text: statement.text, section: retrieved.passage.section, of: retrieved.document };
  }

  test('the first meeting is not answered by the rule for the second, nor the second by the first', async () => {
    const first = 'Cuộc họp lần thứ nhất cần ít nhất bao nhiêu phần trăm thành viên tham dự?';
    const second = 'hop lan 2 can it nhat bao nhieu phan tram thanh vien tham du';
    expect((await best(first)).text).toContain('61%');
    expect((await best(second)).text).toContain('38%');
  });

  test('the upper limit and the lower one are told apart, and a decree on the funds does not answer', async () => {
    const most = await best('Vốn góp của thành viên nhiều nhất là bao nhiêu phần trăm?');
    expect(most.text).toContain('27%');
    expect(most.section).toBe('Điều 3');
    const least = await best('vốn góp của thành viên ít nhất là bao nhiêu phần trăm');
    expect(least.text).toContain('3%');
    expect(least.of.name).toBe('90-2031-qh20.md');
  });

  test('whether something is allowed is answered by what permits or forbids it', async () => {
    const { text, section } = await best('thành viên hội đồng quản trị có được làm kế toán không?');
    expect(section).toBe('Điều 5');
    expect(text).toContain('không được kiêm nhiệm');
  });

  test('everyday words find the provision that says it otherwise', async () => {
    expect((await best('Tôi xin ra khỏi HTX thì mấy ngày được xét?')).section).toBe('Điều 2');
    const [take] = reading('lấy lại vốn').terms;
    expect(take!.alternatives).toContain('hoan tra');
  });
});

describe('what is measured of laws alone', () => {
  const passage = (title: string, issuedOn: string, kind: 'legal' | 'article' = 'legal') =>
    ({
      document: { kind, title, metadata: { issuedOn } },
      passage: { heading: 'Điều 4. Cuộc họp' },
    }) as unknown as RetrievedPassage;
  const measured = (question: string, text: string, retrieved: RetrievedPassage, leadIn = '') =>
    legalFeatures(reading(question), {
      statement: {
        kind: 'sentence',
        start: 10,
        end: 10 + text.length,
        text,
        leadIn,
        leadSpan: undefined,
        before: '',
        partial: false,
        items: [],
      },
      tokens: matchTokens(`${leadIn} ${text}`),
      headingTokens: [],
      retrieved,
      headingFit: 0.5,
      newestYear: 2031,
    });
  const law = passage('Luật Hợp tác xã', '2031-01-01');

  test('a document for the funds is another actor’s unless the question is about them or names it', () => {
    const fund = passage('Nghị định về Quỹ hỗ trợ phát triển hợp tác xã', '2031-01-01');
    const other = (question: string) => measured(question, 'Vốn là 3%.', fund).documentActorOther;
    expect(other('Vốn góp của thành viên là bao nhiêu?')).toBe(1);
    expect(other('Quỹ hợp tác xã có vốn bao nhiêu?')).toBe(0);
    expect(other('Theo Nghị định 77/2031/NĐ-CP, vốn góp là bao nhiêu?')).toBe(0);
  });

  test('a special case is as special as its words are missing from the question', () => {
    const rule = 'Trường hợp chuyển trụ sở sang huyện khác, hợp tác xã nộp hồ sơ trong 9 ngày.';
    const special = (question: string) => measured(question, rule, law).specialCase;
    expect(special('chuyển trụ sở sang huyện khác thì nộp hồ sơ trong mấy ngày')).toBe(0);
    expect(special('nộp hồ sơ trong mấy ngày')).toBeGreaterThan(0.8);
    expect(measured('nộp hồ sơ', 'Hợp tác xã nộp hồ sơ.', law).specialCase).toBe(0);
  });

  test('a rule that only refers to other provisions tells nothing, one that says what to do does', () => {
    const refers = (rule: string) => measured('hồ sơ gồm những gì', rule, law).refersOn;
    expect(refers('Hồ sơ đăng ký thực hiện theo quy định tại Điều 41 và Điều 42 Luật này.')).toBe(
      1,
    );
    const orders = refers('Nộp hồ sơ trong 9 ngày; trình tự thực hiện theo quy định tại Điều 7.');
    expect(orders).toBeGreaterThan(0);
    expect(orders).toBeLessThan(0.6);
  });

  test('a definition is of the whole term before "là", not of a longer one', () => {
    const question = reading('Tổ hợp tác là gì?');
    const exact = defines(
      question,
      matchTokens('1. Tổ hợp tác là tổ chức không có tư cách pháp nhân'),
    );
    const longer = defines(question, matchTokens('4. Tổ trưởng tổ hợp tác là người đại diện'));
    expect(exact).toBeGreaterThan(0.9);
    expect(longer).toBeLessThan(0.7 * exact);
  });

  test('an older law counts as older unless the question names it', () => {
    const old = passage('Thông tư hướng dẫn tài chính hợp tác xã', '2025-05-01');
    expect(measured('tài chính hợp tác xã', 'Như sau.', old).older).toBeCloseTo(0.6);
    expect(measured('Thông tư 83/2025/TT-BTC quy định gì', 'Như sau.', old).older).toBe(0);
  });

  test('nothing is measured of news', () => {
    const news = passage('Hội nghị', '2031-01-01', 'article');
    const all = measured('tối đa bao nhiêu', 'Trường hợp khác, tối đa 5 ngày.', news);
    expect(Object.values(all).every((value) => value === 0)).toBe(true);
  });

  test('opposites exclude each other only when the text takes the other side alone', () => {
    const other = (question: string, told: string) =>
      otherOpposite(reading(question), foldedSyllables(told).join(' '));
    expect(other('vốn điều lệ giảm khi nào', 'Vốn điều lệ tăng trong trường hợp')).toBe(1);
    expect(other('vốn điều lệ giảm khi nào', 'Vốn điều lệ tăng hoặc giảm khi')).toBe(0);
    expect(other('vốn điều lệ thay đổi khi nào', 'Vốn điều lệ tăng khi')).toBe(0);
  });
});

describe('what a question of law asks for', () => {
  const wanted = (question: string) => intentOf(question).wanted[0];

  test('"có bắt buộc … không" a yes or no, "trường hợp nào bắt buộc" the conditions', () => {
    expect(wanted('HTX có bắt buộc kiểm toán không?')).toBe('yes-no');
    expect(wanted('Trường hợp nào bắt buộc kiểm toán?')).toBe('condition');
  });

  test('"từ đâu" and "gồm mấy phần" a list, "bằng hình thức nào" a way', () => {
    expect(wanted('vốn của tổ từ đâu mà có')).toBe('list');
    expect(wanted('Tên gồm mấy phần?')).toBe('list');
    expect(wanted('Bầu kiểm soát viên bằng hình thức nào?')).toBe('procedure');
  });

  test('income and interest asked about in other ways than how much are no sum and no share', () => {
    expect(wanted('Phân phối thu nhập trong hợp tác xã thế nào?')).toBe('procedure');
    expect(wanted('Thu nhập vào quỹ chung có phải đóng thuế không?')).toBe('yes-no');
    expect(wanted('Thu nhập bình quân của xã viên')).toBe('money');
    expect(wanted('Lãi suất quá hạn tối đa bao nhiêu?')).toBe('percent');
  });

  test('a follow-up that asks "bao lâu" wants that, not what the earlier question wanted', () => {
    const history = [{ role: 'user' as const, content: 'HTX nhỏ có được quản trị rút gọn không?' }];
    const next = completeQuestion('Thế bao lâu thì phải họp một lần?', history);
    expect(next.repeatsEarlier).toBe(false);
    expect(next.inherited).not.toBe('');
  });
});

test('what a mere reference refers to is told with it', () => {
  const candidate = (section: string, documentId: number, text: string, refersOn: number) =>
    ({
      score: 10 - 2 * documentId,
      ruledOut: false,
      features: { refersOn, answerKind: 1, placeOther: 0 },
      statement: { kind: 'sentence', text, start: 0, end: text.length },
      retrieved: {
        document: { id: documentId, kind: 'legal', name: 'luat.md', metadata: {} },
        passage: { id: documentId, section },
      },
    }) as unknown as ScoredCandidate;
  const reference = candidate('Điều 34', 1, 'Hồ sơ thực hiện theo quy định tại Điều 42 Luật X.', 1);
  const meant = candidate('Điều 42', 2, 'Hồ sơ gồm điều lệ và danh sách.', 0);
  const other = candidate('Điều 43', 2, 'Hồ sơ nộp ở xã.', 0);
  const told = (...all: ScoredCandidate[]) => selectAnswers(all, { openScope: false }).candidates;
  expect(told(reference, other, meant)).toEqual([reference, meant]);
  expect(told(reference, other)).toEqual([reference]);
  const within = candidate('Điều 34', 1, 'Thực hiện theo quy định tại Điều 42 Luật này.', 1);
  expect(told(within, meant)).toEqual([within]);
});
