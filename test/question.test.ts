import { describe, expect, test } from 'vitest';
import type { Turn } from '../knowledge/answering/answer.ts';
import { completeQuestion } from '../knowledge/question/conversation.ts';
import { courtesyOf } from '../knowledge/question/courtesy.ts';
import { withImpliedMinimum } from '../knowledge/question/implied-minimum.ts';
import { intentOf, type Wanted } from '../knowledge/question/intent.ts';
import { legalWordingsIn } from '../knowledge/question/legal-wording.ts';
import { type QuestionReading, readQuestion } from '../knowledge/question/question.ts';
import { fold } from '../knowledge/text/normalise.ts';
import { syllables } from '../knowledge/text/tokens.ts';

describe('small talk', () => {
  test.each([
    ['Xin chào', 'greeting'],
    ['chao ban', 'greeting'],
    ['Cảm ơn bạn nhiều nhé!', 'thanks'],
    ['cam on ad', 'thanks'],
    ['Tạm biệt', 'farewell'],
    ['Bạn là ai?', 'identity'],
    ['ai đây vậy?', 'identity'],
    ['chào bạn, bạn tên là gì', 'identity'],
    ['Bạn giúp được gì?', 'help'],
    ['huong dan su dung', 'help'],
  ])('%s is taken as %s', (message, kind) => {
    expect(courtesyOf(message)).toBe(kind);
  });

  test.each([
    'Chào bạn, HTX Đồng Lúa ở huyện nào?',
    'cảm ơn bạn, còn hội nghị năm 2022 thì sao',
    'Bạn cho mình hỏi chủ tịch Liên minh HTX tỉnh là ai',
    'hướng dẫn thủ tục thành lập hợp tác xã',
    'ai day lop boi duong ke toan htx',
    'may gi cua htx duoc ho tro',
    '',
    '👍',
  ])('"%s" is a question or nothing, and no small talk', (message) => {
    expect(courtesyOf(message)).toBeUndefined();
  });
});

describe('what a question wants', () => {
  const asked: [string, Wanted][] = [
    ['Tỉnh có bao nhiêu hợp tác xã?', 'number'],
    ['Hội nghị diễn ra ngày nào?', 'date'],
    ['Hợp tác xã phải nộp báo cáo trong thời hạn bao lâu?', 'duration'],
    ['Mỗi hộ được vay bao nhiêu tiền?', 'money'],
    ['Bao nhiêu phần trăm hợp tác xã làm ăn có lãi?', 'percent'],
    ['Hạn chót nộp hồ sơ là khi nào?', 'date'],
    ['Làm lễ kỷ niệm để làm gì?', 'reason'],
    ['Ai chủ trì hội nghị?', 'person'],
    ['Ông Tạ Văn Lúa giữ chức vụ gì?', 'role'],
    ['Ông Tạ Văn Lúa giữ ghế gì ở hợp tác xã?', 'role'],
    ['Ông Tạ Văn Lúa ngoài chủ tịch còn kiêm gì?', 'role'],
    ['Sau lớp học, hội phụ nữ muốn mỗi thôn phải làm gì?', 'event'],
    ['Hợp tác xã kiến nghị về mấy chuyện gì?', 'list'],
    ['Lãnh đạo Liên minh muốn phát triển nhất ở khu vực nào?', 'unknown'],
    ['Hợp tác xã nào vay nhiều nhất của Quỹ?', 'unknown'],
    ['Hội chợ được tổ chức ở đâu?', 'place'],
    ['Hồ sơ bao gồm những giấy tờ nào?', 'list'],
    ['Nghị định nào quy định việc này?', 'document'],
    ['Vì sao hợp tác xã phải giải thể?', 'reason'],
    ['Thế nào là tổ hợp tác?', 'definition'],
    ['Điều kiện kết nạp thành viên?', 'condition'],
    ['Thủ tục sáp nhập ra sao?', 'procedure'],
    ['Thành viên có được chuyển nhượng phần vốn góp không?', 'yes-no'],
    ['Số điện thoại của Liên minh?', 'contact'],
  ];

  test.each(asked)('"%s" wants a %s, typed with or without diacritics', (question, wanted) => {
    expect(intentOf(question).wanted[0]).toBe(wanted);
    expect(intentOf(fold(question)).wanted[0]).toBe(wanted);
  });

  test('a share is wanted in percent and not as a sum of money', () => {
    const { wanted } = intentOf('Vốn nhà nước chiếm tỷ lệ bao nhiêu phần trăm?');
    expect(wanted).toContain('percent');
    expect(wanted).not.toContain('money');
  });

  test.each([
    'Sản lượng na của hợp tác xã là bao nhiêu tấn?',
    'Tham gia hội chợ có bao nhiêu gian hàng?',
    'Hợp tác xã phi nông nghiệp có bao nhiêu đơn vị?',
    'Số lượng tổ hợp tác là bao nhiêu?',
    'Quỹ cho vay vốn bao nhiêu hợp tác xã?',
  ])('"%s" counts things and no money', (question) => {
    expect(intentOf(question).wanted).toContain('number');
    expect(intentOf(question).wanted).not.toContain('money');
  });

  test.each([
    'Giá na đầu vụ là bao nhiêu?',
    'Vốn điều lệ của quỹ là bao nhiêu?',
    'Lương của giám đốc hợp tác xã bao nhiêu một tháng?',
  ])('"%s" asks for a sum of money', (question) => {
    expect(intentOf(question).wanted[0]).toBe('money');
  });

  test.each<[string, Wanted]>([
    ['Ai được vay với lãi suất ưu đãi?', 'person'],
    ['Điều kiện để được vay lãi suất thấp?', 'condition'],
    ['Hộ có thu nhập thấp vì sao được ưu tiên?', 'reason'],
    ['Đổi địa chỉ trụ sở thì phải báo trong thời hạn bao lâu?', 'duration'],
    ['Lãi suất cho vay thế nào?', 'percent'],
    ['Thu nhập bình quân của thành viên?', 'money'],
    ['Cho xin địa chỉ trụ sở Liên minh được không?', 'contact'],
  ])('"%s" is about one thing and wants a %s', (question, wanted) => {
    expect(intentOf(question).wanted[0]).toBe(wanted);
  });

  test('names what is counted', () => {
    expect(intentOf('Có mấy lớp tập huấn trong năm?').focus.slice(0, 3)).toEqual([
      'lop',
      'tap',
      'huan',
    ]);
  });

  test('an office typed without any question word asks for a person', () => {
    expect(intentOf('chu tich lien minh htx').wanted).toEqual(['person']);
  });
});

describe('a question within a conversation', () => {
  const said = (...questions: string[]): Turn[] =>
    questions.flatMap((content) => [
      { role: 'user' as const, content },
      { role: 'assistant' as const, content: 'Theo tài liệu, có 12 đơn vị. [1]' },
    ]);
  const first = 'Hợp tác xã có tối thiểu bao nhiêu thành viên?';

  test('"còn … thì sao" asks the earlier question again', () => {
    expect(completeQuestion('Còn tổ hợp tác thì sao?', said(first))).toEqual({
      own: 'Còn tổ hợp tác thì sao?',
      inherited: first,
      repeatsEarlier: true,
    });
  });

  test.each(['ông ấy sinh năm nào và quê quán thế nào', 'hoi nghi do dien ra tai dia diem nao'])(
    '"%s" leans on the earlier question without repeating it',
    (text) => {
      const completed = completeQuestion(text, said(first));
      expect(completed.inherited).toBe(first);
      expect(completed.repeatsEarlier).toBe(false);
    },
  );

  test.each([
    'Quỹ hỗ trợ phát triển hợp tác xã tỉnh Lạng Sơn cho vay với lãi suất bao nhiêu?',
    'quy ho tro phat trien hop tac xa cho doanh nghiep lai suat bao nhieu',
    'Hồ sơ giải thể hợp tác xã nông nghiệp gồm những giấy tờ nào?',
    'Vay vốn trồng quế ở huyện Văn Quan cần điều kiện gì?',
    'Thế nào là liên hiệp hợp tác xã?',
    'Nợ phải trả của hợp tác xã Đồng Lúa đến nay là bao nhiêu?',
    'Tổ hợp tác là gì?',
    'OCOP là gì',
    'hội nghị gần đây nhất là hội nghị nào',
    'thành lập htx cần mấy người',
    'Thành viên liên hiệp bán xưởng cho em gái rồi bỏ đi nơi khác thì người đó còn quyền gì?',
  ])('"%s" stands alone', (text) => {
    expect(completeQuestion(text, said(first)).inherited).toBe('');
  });

  test.each([
    'Nhiệm vụ là gì?',
    'Ở đó những hợp tác xã nuôi tôm thẻ chân trắng được nhà nước hỗ trợ thêm khoản nào?',
    'Rồi lần hai vẫn không đủ người thì sao?',
    'mấy người dự',
  ])('"%s" leans on the earlier question', (text) => {
    expect(completeQuestion(text, said(first)).inherited).toBe(first);
  });

  test('nothing is inherited without history, from the bot, or from the question itself', () => {
    const text = 'Còn tổ hợp tác thì sao?';
    expect(completeQuestion(text, []).inherited).toBe('');
    expect(completeQuestion(text, [{ role: 'assistant', content: first }]).inherited).toBe('');
    expect(completeQuestion(text, [{ role: 'user', content: text }]).inherited).toBe('');
  });

  test('"hội nghị đó" is the one of the day that was told last, unless a year is said', () => {
    const told = { role: 'assistant' as const, content: 'Kiên Giang, 12/06/2031: tổng kết. [1]' };
    const history = [{ role: 'user' as const, content: 'Kiên Giang tổng kết ra sao?' }, told];
    const inherited = (text: string) => completeQuestion(text, history).inherited;
    expect(inherited('hội nghị đó có ai dự')).toBe('Kiên Giang tổng kết ra sao? 12/06/2031');
    expect(inherited('năm 2030 hội nghị đó có ai dự')).toBe('Kiên Giang tổng kết ra sao?');
    expect(inherited('ông ấy là ai')).toBe('Kiên Giang tổng kết ra sao?');
  });

  test('a chain of follow-ups reaches back to the question that stands alone', () => {
    const { inherited } = completeQuestion('Còn ai nữa?', said(first, 'Còn tổ hợp tác thì sao?'));
    expect(inherited).toContain(first);
    expect(inherited).toContain('tổ hợp tác');
    const later = completeQuestion('mấy ngày', said(first, 'hồ sơ gồm gì', 'nộp ở đâu'));
    expect(later.inherited).toBe(`${first} nộp ở đâu`);
  });
});

describe('reading a question', () => {
  const read = (text: string): QuestionReading =>
    readQuestion(text, { documentFrequency: () => 3, passageCount: () => 50, near: () => [] });
  const weightOf = (reading: QuestionReading, folded: string) =>
    reading.terms.find((term) => term.folded === folded)?.weight;

  test('keeps the readings of a short form', () => {
    const htx = read('htx Đồng Lúa có mấy thành viên').terms.find(({ folded }) => folded === 'htx');
    const reading = read('htx Đồng Lúa có mấy thành viên');
    expect(
      htx?.alternatives.includes('hop tac xa') || reading.expanded.includes('hợp tác xã'),
    ).toBe(true);
  });

  test('reads a day as time and hardly as topic', () => {
    const reading = read('Ngày 15/3/2031 ở Bản Trúc có sự kiện gì?');
    expect(reading.dates).toMatchObject([{ day: 15, month: 3, year: 2031 }]);
    expect(weightOf(reading, '15') ?? 0).toBeLessThan(weightOf(reading, 'truc')!);
  });

  test('a bare year is a year asked for', () => {
    expect(read('Doanh thu của hợp tác xã năm 2031 là bao nhiêu?').years).toEqual(['2031']);
  });

  test('finds the documents that a question names', () => {
    expect(read('Theo Nghị định 500/2031/NĐ-CP thì ai quyết định?').documents).toMatchObject([
      { kind: 'nghi_dinh', number: 500, year: 2031 },
    ]);
    expect(read('luat htx 2023 quy dinh gi ve von gop').documents).toEqual([
      { kind: 'luat', number: undefined, year: 2023 },
    ]);
    expect(read('Hội nghị do ai chủ trì?').documents).toEqual([]);
  });

  test('takes the weight of question words and of words said twice', () => {
    const reading = read('Hội nghị nào bàn về hội nghị nông dân?');
    expect(weightOf(reading, 'nao') ?? 0).toBe(0);
    expect(weightOf(reading, 'nong')).toBeGreaterThan(0);
    expect(reading.terms.filter((t) => t.folded === 'nghi').map((t) => t.weight > 0)).toEqual([
      true,
      false,
    ]);
  });

  test('a mistyped syllable that the corpus lacks may mean one that it knows', () => {
    const reading = readQuestion('Phường Hoàg Mai', {
      documentFrequency: (folded) => (folded === 'hoang' ? 4 : 0),
      passageCount: () => 50,
      near: () => ['hoang'],
    });
    const typed = reading.terms.find(({ folded }) => folded === 'hoag');
    expect(typed?.alternatives).toContain('hoang');
  });
});

test.each([
  [
    'HTX phải có mấy thành viên mới được thành lập?',
    'HTX phải có ít nhất mấy thành viên mới được thành lập?',
  ],
  ['muon lap htx can bao nhieu nguoi', 'muon lap htx can ít nhất bao nhieu nguoi'],
  ['bao nhiêu HTX thì mới lập được liên hiệp', 'ít nhất bao nhiêu HTX thì mới lập được liên hiệp'],
  ['bao nhiêu người thì mới lập HTX', 'ít nhất bao nhiêu người thì mới lập HTX'],
  ['cần tối đa bao nhiêu người', 'cần tối đa bao nhiêu người'],
  ['phải nộp trong bao nhiêu ngày', 'phải nộp trong bao nhiêu ngày'],
  ['phải có bao nhiêu tiền', 'phải có bao nhiêu tiền'],
  ['Kiên Giang có bao nhiêu HTX?', 'Kiên Giang có bao nhiêu HTX?'],
])('"%s" asks "%s"', (typed, meant) => {
  expect(withImpliedMinimum(typed)).toBe(meant);
});

describe('everyday words for what the law says', () => {
  const official = (question: string) =>
    legalWordingsIn(syllables(question), fold(question) !== question.toLowerCase()).flatMap(
      ({ folded }) => folded,
    );

  test.each([
    ['Cãi nhau rồi đâm đơn thì ai giải quyết?', ['giai quyet tranh chap', 'khoi kien']],
    ['Muốn mở thêm quầy ngoài chợ', ['dia diem kinh doanh']],
    ['Cán bộ ngâm hồ sơ', ['cham tre phien ha', 'sach nhieu']],
    ['khat no voi quy', ['co cau lai thoi han tra no']],
  ])('"%s" is met by %s', (question, wordings) => {
    expect(official(question)).toEqual(expect.arrayContaining(wordings));
  });

  test('the longest wording counts and none within it', () => {
    const [first, ...others] = legalWordingsIn(syllables('ra khỏi tổ'), true);
    expect(first).toMatchObject({ start: 0, end: 3 });
    expect(first?.folded).toContain('rut khoi to hop tac');
    expect(others).toEqual([]);
  });

  test('hỏi and ngã are one, as in the south; other marks tell words apart', () => {
    expect(official('xin nghĩ tạm thời, nghĩ bán')).toContain('tam ngung kinh doanh');
    expect(official('Con đường này đẹp không?')).toEqual([]);
    expect(official('hop tac xa nao')).toEqual([]);
  });

  test('reaches the terms that carry the topic, and no others', () => {
    const { terms } = readQuestion('Ai được dẹp tiệm?', {
      documentFrequency: () => 1,
      passageCount: () => 9,
      near: () => [],
    });
    const meaning = terms.filter(({ alternatives }) => alternatives.includes('giai the'));
    expect(meaning.map(({ exact }) => exact)).toEqual(['dẹp', 'tiệm']);
  });
});
