/** What a question asks for besides its words: names, offices, measures, lists, counted nouns. */
import { describe, expect, test } from 'vitest';
import { answerSpans } from '../knowledge/answering/answer-kinds.ts';
import { askedMeasure, speaksOfMeasure } from '../knowledge/answering/asked-measure.ts';
import { askedNames, nameShare } from '../knowledge/answering/asked-names.ts';
import { askedTitle, titleFit } from '../knowledge/answering/asked-title.ts';
import { longestEnumeration, namesInARow } from '../knowledge/answering/enumeration.ts';
import { statementsOf } from '../knowledge/answering/statements.ts';
import { matchTokens, pairsIn } from '../knowledge/answering/term-match.ts';
import { intentOf } from '../knowledge/question/intent.ts';
import { readQuestion } from '../knowledge/question/question.ts';
import { isFunctionSyllable } from '../knowledge/question/wording.ts';

const reading = (question: string) =>
  readQuestion(question, { documentFrequency: () => 3, passageCount: () => 100, near: () => [] });
const passage =
  'HTX Suối Bạc ở bản Nà Hin có 40 hộ. Tham dự Hội Nghị có đại diện HTX Suối Bạc. Hội nghị bàn về giá; hội nghị kết thúc lúc 11 giờ.';
const namesOf = (question: string) =>
  askedNames(reading(question).terms, [passage], matchTokens).map((name) =>
    name.map(({ folded }) => folded).join(' '),
  );

describe('the names of a question', () => {
  test('are what the corpus writes with capitals, however the question is typed', () => {
    expect(namesOf('HTX Suối Bạc có bao nhiêu hộ?')).toEqual(['suoi bac']);
    expect(namesOf('htx suoi bac co bao nhieu ho')).toEqual(['suoi bac']);
  });

  test('are foreign words typed with a capital, told of or not', () => {
    const typed = (question: string) =>
      askedNames(reading(question).terms, [passage], matchTokens, question).map((name) =>
        name.map(({ folded }) => folded).join(' '),
      );
    expect(typed('Liên minh ký với Vietcombank gói mấy tỷ?')).toEqual(['vietcombank']);
    expect(typed('bán qua livestream được bao nhiêu?')).toEqual([]);
  });

  test('are not words that now and then have a capital', () => {
    expect(namesOf('hội nghị bàn về việc gì')).toEqual([]);
  });

  test('stand in a text only as neighbours', () => {
    const [name] = askedNames(reading('HTX Suối Bạc').terms, [passage], matchTokens);
    const share = (text: string) => {
      const tokens = matchTokens(text);
      return nameShare(name!, pairsIn(tokens), new Set(tokens.map(({ folded }) => folded)));
    };
    expect(share('thành viên HTX Suối Bạc')).toBe(1);
    expect(share('con suối chảy qua đồi bạc màu')).toBe(0);
  });
});

describe('the holder of an office', () => {
  const chairman = askedTitle('Chủ tịch Liên minh hợp tác xã tỉnh là ai')!;

  test('is named beside the title', () => {
    expect(
      titleFit(chairman, 'Ông Vi Văn Sổ, Chủ tịch Liên minh HTX tỉnh chủ trì.'),
    ).toBeGreaterThan(0.5);
  });

  test('is not that of another kind of body', () => {
    const district = askedTitle('chủ tịch huyện Suối Bạc tên gì')!;
    expect(titleFit(district, 'Ông Vi Văn Sổ, Chủ tịch Liên minh HTX tỉnh chủ trì.')).toBe(0);
    expect(
      titleFit(district, 'Chủ tịch Liên minh HTX tỉnh và Chủ tịch UBND huyện, ông Vi Văn Sổ, dự.'),
    ).toBeGreaterThan(0.5);
  });

  test('of a province is not the one of the country, and is who stands at its head', () => {
    const ofCountry = 'Ông Vi Văn Sổ, Chủ tịch Liên minh HTX Việt Nam đến dự.';
    const province = askedTitle('Chủ tịch Liên minh hợp tác xã tỉnh Hà Giang là ai')!;
    expect(titleFit(province, ofCountry)).toBe(0);
    const country = askedTitle('Chủ tịch Liên minh hợp tác xã Việt Nam là ai')!;
    expect(titleFit(country, ofCountry)).toBeGreaterThan(0.5);
    const head = askedTitle('Ai được chỉ định đứng đầu Liên minh hợp tác xã Hà Giang')!;
    expect(head.title).toBe('chu tich');
    expect(titleFit(head, 'Các Phó Chủ tịch gồm: ông Vi Văn Sổ.')).toBe(0);
  });

  test('is neither a deputy nor somebody named in another clause', () => {
    expect(titleFit(chairman, 'Ông Vi Văn Sổ, Phó Chủ tịch Liên minh HTX tỉnh chủ trì.')).toBe(0);
    expect(titleFit(chairman, 'Đại hội bầu Chủ tịch; ông Vi Văn Sổ cảm ơn đại hội.')).toBe(0);
  });
});

describe('kinds of answers', () => {
  test('a person may be named right behind a province, a venue by what it is for', () => {
    const spans = (kind: 'person' | 'place', text: string) =>
      answerSpans(text, kind, '', false).map((span) => span.text);
    expect(spans('person', 'Giám đốc Sở Công Thương TP Cần Thơ Hà Văn Sổ cho hay')).toEqual([
      'Hà Văn Sổ',
    ]);
    expect(spans('person', 'các tỉnh Sơn La, TP Cần Thơ và tỉnh Hà Nam')).toEqual([]);
    expect(spans('place', 'mở tại Trung tâm thương mại Sông Xanh từ sáng')).toEqual([
      'Trung tâm thương mại Sông Xanh',
    ]);
  });

  test('a sum of another measure is not the measure asked for', () => {
    const measure = askedMeasure(reading('doanh thu của HTX là bao nhiêu').terms)!;
    const speaks = (text: string) =>
      speaksOfMeasure(
        measure,
        matchTokens(text)
          .map(({ folded }) => folded)
          .join(' '),
      );
    expect(speaks('doanh thu 5 tỷ đồng')).toBe(true);
    expect(speaks('vốn điều lệ 5 tỷ đồng')).toBe(false);
  });

  test('"một", "năm nay" and the years of a term count nothing', () => {
    const numbers = (text: string) =>
      answerSpans(text, 'number', 'bao nhiêu', false).map((s) => s.text);
    expect(numbers('thu nhập của một hợp tác xã năm nay')).toEqual([]);
    expect(numbers('nhiệm kỳ 2031 - 2036, giai đoạn 2031-2035')).toEqual([]);
    expect(numbers('có 40 hộ và hai tổ')).toEqual(['40', 'hai']);
  });

  test('a bracket before "tỉnh" is no sum of money, "từ những ngày đầu" a time', () => {
    const spans = (kind: 'money' | 'date', text: string) =>
      answerSpans(text, kind, '', false).map((span) => span.text);
    expect(spans('money', 'Liên minh Hợp tác xã (HTX) tỉnh họp')).toEqual([]);
    expect(spans('money', 'nộp 12 triệu đồng')).toEqual(['12 triệu đồng']);
    expect(spans('date', 'là thành viên của Liên minh từ những ngày đầu')).toEqual([
      'từ những ngày đầu',
    ]);
  });

  test('"lãnh đạo nào" may be told by an office, "ai" by a name', () => {
    const told = 'Phó Chủ tịch UBND huyện phát biểu tại Hội nghị.';
    const persons = (question: string) => answerSpans(told, 'person', question, false).length;
    expect(persons('Lãnh đạo nào phát biểu?')).toBeGreaterThan(0);
    expect(persons('Ai phát biểu?')).toBe(0);
  });

  test('a person may follow a capitalised body or an honorific with a rare surname', () => {
    const persons = (text: string) => answerSpans(text, 'person', 'ai', false).map((s) => s.text);
    expect(persons('Phó Chủ tịch Liên minh HTX Việt Nam Nguyễn Văn Mẫu đến dự')).toEqual([
      'Nguyễn Văn Mẫu',
    ]);
    expect(persons('đồng chí Khuất Thị Mẫu được bầu')).toEqual(['Khuất Thị Mẫu']);
  });

  test('a law may write the bodies that act with small letters', () => {
    const bodies = (text: string) => answerSpans(text, 'person', 'ai', true).map((s) => s.text);
    expect(bodies('biên bản có xác nhận của ban kiểm soát')).toEqual(['ban kiểm soát']);
    expect(bodies('do đơn vị tiếp nhận chi trả')).toEqual(['đơn vị tiếp nhận chi trả']);
  });
});

describe('lists in running text', () => {
  test('are found with what opens them', () => {
    const text = 'Các hộ gặp khó khăn như: thiếu nước; đường xấu; giá giống cao.';
    const found = longestEnumeration(text)!;
    expect(found.items).toBe(3);
    expect(text.slice(0, found.start)).toContain('khó khăn như');
    expect(longestEnumeration('Hội nghị kết thúc tốt đẹp.')).toBeUndefined();
  });

  test('names in a row are counted by the sort that was asked for', () => {
    expect(namesInARow('đại biểu các tỉnh Bắc Mê, Nà Hin và Phố Cáo', ['tinh'])).toBe(3);
    expect(namesInARow('gồm HTX Suối Bạc, HTX Đồi Chè và Công ty Mây Trắng', ['don', 'vi'])).toBe(
      3,
    );
    expect(namesInARow('gồm HTX Suối Bạc', ['kho', 'khan'])).toBeUndefined();
  });

  test('the khoản of a điều make a list under a title that enumerates, not under a procedure', () => {
    const text = '1. Góp đủ vốn.\n2. Giữ gìn tài sản chung.';
    const list = statementsOf(text, 'Nghĩa vụ của thành viên').find(({ kind }) => kind === 'list');
    expect(list?.items).toHaveLength(2);
    expect(list?.leadIn).toBe('Nghĩa vụ của thành viên');
    expect(statementsOf(text, 'Trình tự cấp giấy').some(({ kind }) => kind === 'list')).toBe(false);
  });
});

describe('words of questions', () => {
  test('a topic word is not muted for looking like a function word without its marks', () => {
    expect(isFunctionSyllable('trong', 'trong')).toBe(true);
    expect(isFunctionSyllable('trồng', 'trong')).toBe(false);
    expect(isFunctionSyllable('cần', 'can')).toBe(true);
    expect(isFunctionSyllable('cán', 'can')).toBe(false);
    // Where diacritics are typed, "vay" is no "vậy".
    expect(isFunctionSyllable('vay', 'vay')).toBe(true);
    expect(isFunctionSyllable('vay', 'vay', true)).toBe(false);
    expect(isFunctionSyllable('khi', 'khi', true)).toBe(true);
  });

  test('what stands after "bao nhiêu" is counted, what stands before is not', () => {
    expect(intentOf('HTX có bao nhiêu hộ').counts).toBe(true);
    expect(intentOf('số hộ là bao nhiêu').counts).toBe(false);
    expect(intentOf('mất bao nhiêu sau cơn bão').counts).toBe(false);
  });

  test('a person with a name is asked for, not a document', () => {
    expect(intentOf('Ông giám đốc tên là gì?').wanted[0]).toBe('person');
    expect(intentOf('Đề án tên là gì?').wanted[0]).toBe('document');
    expect(intentOf('Chủ tịch Hội ký kế hoạch phối hợp tên là gì?').wanted[0]).toBe('person');
    expect(intentOf('Giám đốc giới thiệu sản phẩm mới tên gì?').wanted[0]).toBe('document');
  });

  test('what is asked for with "không" is a yes or no, whatever the question is about', () => {
    expect(intentOf('Bị thu hồi giấy thì có phải làm thủ tục giải thể không?').wanted[0]).toBe(
      'yes-no',
    );
    expect(intentOf('Thủ tục giải thể thế nào, có mất phí không?').wanted[0]).not.toBe('yes-no');
  });

  test('duties and rights are asked for one by one, a term for what it means', () => {
    expect(intentOf('nghĩa vụ của thành viên là gì').wanted[0]).toBe('list');
    expect(intentOf('quỹ chung không chia là gì').wanted[0]).toBe('definition');
  });
});
