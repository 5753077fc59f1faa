/** The support check on sentences of its own: each pair is a claim and the quote it cites. */
import { describe, expect, it } from 'vitest';
import type { Citation } from '../knowledge/answering/answer.ts';
import { checkSupport, verifyQuotes } from '../knowledge/answering/support.ts';

function citation(quote: string, more: Partial<Citation> = {}): Citation {
  return {
    n: 1,
    passageId: 1,
    documentId: 1,
    document: 'tin.txt',
    title: 'Tin hoạt động',
    quote,
    start: 0,
    end: quote.length,
    ...more,
  };
}

function missingOf(claim: string, quote: string, more: Partial<Citation> = {}, allowed?: string[]) {
  const check = checkSupport(
    [{ text: claim, citations: [1] }],
    [citation(quote, more)],
    allowed ? { allowed } : {},
  );
  return check.unsupported[0]?.missing ?? [];
}

const COUNTS =
  'Tính đến hết tháng 6/2022, toàn tỉnh có 312 HTX với 4.815 thành viên và 96 tổ hợp tác với 1.204 thành viên.';
const CHAIR =
  'Ngày 05/4/2022, tại thị xã Sơn Hòa, đồng chí Trần Minh Đức, Ủy viên BCH Liên minh HTX Việt Nam, Chủ tịch Liên minh HTX tỉnh chủ trì Hội nghị; cùng dự có bà Lê Thị Thu Hà, Phó Chủ tịch UBND thị xã.';
const RULE =
  'Thành viên Ban kiểm soát không đồng thời là thành viên Hội đồng quản trị, kế toán trưởng, thủ quỹ của hợp tác xã.';
const DEADLINE =
  'Trong thời hạn 03 ngày làm việc kể từ ngày nhận đủ hồ sơ, cơ quan đăng ký kinh doanh cấp huyện cấp Giấy chứng nhận.';
const LOAN =
  'Hạn mức vay không quá 200 triệu đồng mỗi hộ, thời hạn 24 tháng, lãi suất 0,65%/tháng; vốn đối ứng tối thiểu 30%.';
const ADMITTED =
  'Hội nghị công bố Quyết định số 45/QĐ-LMHTX kết nạp 04 thành viên mới gồm: HTX Dược liệu Núi Hồng, HTX Ba Bến, Xí nghiệp Tân Phát và Công ty TNHH Minh Quân.';

const SHARES =
  '2. Mức vốn góp không quá 25% vốn điều lệ đối với hợp tác xã và không quá 35% vốn điều lệ đối với liên hiệp hợp tác xã.';
const CLASSES =
  'Tại huyện Sơn Bình, mở 12 lớp cho cán bộ quản lý; tại huyện Tân Lập, mở 15 lớp cho kế toán.';
const OFFICERS =
  'Về dự có Phó Chủ tịch Liên minh HTX Việt Nam Hoàng Văn Bình, Chủ tịch UBND tỉnh Đỗ Quang Minh.';
const CLOSING =
  'b) Ngừng hoạt động trên 12 tháng mà không thông báo cho cơ quan đăng ký kinh doanh và cơ quan thuế;';
const EXEMPT = 'Miễn lệ phí trước bạ đối với cá nhân khi góp quyền sử dụng đất vào hợp tác xã.';

describe('a supported claim', () => {
  it.each([
    ['repeats the quote word for word', COUNTS, COUNTS],
    ['takes a part of the quote', 'toàn tỉnh có 312 HTX với 4.815 thành viên', COUNTS],
    ['writes abbreviations out', 'Toàn tỉnh có 312 hợp tác xã.', COUNTS],
    ['abbreviates what is written out', 'Có 96 THT với 1.204 thành viên.', COUNTS],
    ['writes a grouped number without the dot', '312 HTX có 4815 thành viên.', COUNTS],
    ['writes a grouped number with a comma', '312 HTX có 4,815 thành viên.', COUNTS],
    ['says the month in words', 'Đến hết tháng 6 năm 2022, tỉnh có 312 HTX.', COUNTS],
    [
      'writes a date in words',
      'Ngày 5 tháng 4 năm 2022, Hội nghị diễn ra tại thị xã Sơn Hòa.',
      CHAIR,
    ],
    [
      'writes a date with other separators',
      'Hội nghị diễn ra ngày 5-4-2022 tại thị xã Sơn Hoà.',
      CHAIR,
    ],
    ['leaves the day out', 'Hội nghị diễn ra tháng 4/2022.', CHAIR],
    [
      'changes the courtesy title',
      'Ông Trần Minh Đức, Chủ tịch Liên minh HTX tỉnh, chủ trì Hội nghị.',
      CHAIR,
    ],
    ['puts the office first', 'Chủ tịch Liên minh HTX tỉnh Trần Minh Đức chủ trì hội nghị.', CHAIR],
    [
      'names the deputy as deputy',
      'Phó Chủ tịch Ủy ban nhân dân thị xã Lê Thị Thu Hà cùng dự.',
      CHAIR,
    ],
    [
      'paraphrases a prohibition',
      'Thành viên Ban kiểm soát không được kiêm kế toán trưởng hay thủ quỹ.',
      RULE,
    ],
    [
      'answers no first',
      'Không, thành viên Ban kiểm soát không được đồng thời làm kế toán trưởng.',
      RULE,
    ],
    ['drops the leading zero', 'Thời hạn là 3 ngày làm việc kể từ ngày nhận đủ hồ sơ.', DEADLINE],
    [
      'writes the number in words',
      'Cơ quan đăng ký kinh doanh cấp huyện cấp trong ba ngày làm việc.',
      DEADLINE,
    ],
    [
      'says tối đa for không quá',
      'Mỗi hộ được vay tối đa 200 triệu đồng trong thời hạn 24 tháng.',
      LOAN,
    ],
    ['says ít nhất for tối thiểu', 'Vốn đối ứng ít nhất 30 phần trăm.', LOAN],
    ['writes the decimal with a dot', 'Lãi suất vay là 0.65%/tháng.', LOAN],
    ['is a list item', 'HTX Dược liệu Núi Hồng', ADMITTED],
    [
      'names a unit and what happened to it',
      'Hợp tác xã Ba Bến được kết nạp là thành viên mới.',
      ADMITTED,
    ],
    [
      'counts in a word what the quote counts in digits',
      'Hội nghị kết nạp bốn thành viên mới.',
      ADMITTED,
    ],
    ['names the decision', 'Việc kết nạp theo Quyết định 45/QĐ-LMHTX.', ADMITTED],
    [
      'gives one of several numbers with what it is for',
      'Liên hiệp HTX: tối đa 35% vốn điều lệ.',
      SHARES,
    ],
    [
      'gives both of several numbers',
      'Vốn góp tối đa 25% với hợp tác xã, 35% với liên hiệp.',
      SHARES,
    ],
    ['names the clause it quotes', 'Theo khoản 2, liên hiệp HTX: tối đa 35% vốn điều lệ.', SHARES],
    ['tells which of several places', 'Huyện Tân Lập mở 15 lớp cho kế toán.', CLASSES],
    [
      'names the body of an office',
      'Ông Đỗ Quang Minh, Chủ tịch Ủy ban nhân dân tỉnh, về dự.',
      OFFICERS,
    ],
    [
      'keeps a negation behind a denying word',
      'Ngừng hoạt động trên 12 tháng, không báo cơ quan thuế.',
      CLOSING,
    ],
    [
      'says yes with an exemption',
      'Có, cá nhân được miễn lệ phí trước bạ khi góp quyền sử dụng đất.',
      EXEMPT,
    ],
    ['carries its citation mark', 'Toàn tỉnh có 312 HTX [1].', COUNTS],
  ])('%s', (_name, claim, quote) => {
    expect(missingOf(claim, quote)).toEqual([]);
  });
});

describe('an unsupported claim', () => {
  it.each([
    ['has another number', 'Toàn tỉnh có 321 HTX.', COUNTS],
    ['gives a number to something else', 'Toàn tỉnh có 312 thành viên.', COUNTS],
    ['has another month', 'Đến hết tháng 9/2022, toàn tỉnh có 312 HTX.', COUNTS],
    ['has another year', 'Đến hết tháng 6/2023, toàn tỉnh có 312 HTX.', COUNTS],
    ['has another day', 'Ngày 15/4/2022, Hội nghị diễn ra tại thị xã Sơn Hòa.', CHAIR],
    ['has another person', 'Ông Trần Minh Đạt chủ trì Hội nghị.', CHAIR],
    ['makes one name of two', 'Bà Trần Thị Thu Hà cùng dự Hội nghị.', CHAIR],
    ['has another place', 'Hội nghị diễn ra tại thị xã Bình Long ngày 05/4/2022.', CHAIR],
    ['promotes the deputy', 'Bà Lê Thị Thu Hà là Chủ tịch UBND thị xã.', CHAIR],
    ['drops a negation', 'Thành viên Ban kiểm soát đồng thời là kế toán trưởng.', `${RULE}`],
    [
      'says yes to what is forbidden',
      'Có, thành viên Ban kiểm soát được làm kế toán trưởng.',
      RULE,
    ],
    ['cuts the quote behind its negation', 'đồng thời là thành viên Hội đồng quản trị', RULE],
    ['adds a negation', 'Cơ quan đăng ký kinh doanh không cấp Giấy chứng nhận.', DEADLINE],
    ['changes the unit of time', 'Thời hạn là 03 tháng kể từ ngày nhận đủ hồ sơ.', DEADLINE],
    ['changes a percentage into an amount', 'Vốn đối ứng là 30 triệu đồng.', LOAN],
    ['changes the scale', 'Hạn mức vay là 200 tỷ đồng mỗi hộ.', LOAN],
    ['turns an upper bound into a lower one', 'Hạn mức vay tối thiểu 200 triệu đồng mỗi hộ.', LOAN],
    ['has another document number', 'Việc kết nạp theo Quyết định 54/QĐ-LMHTX.', ADMITTED],
    [
      'names a unit that the quote does not',
      'HTX Núi Xanh được kết nạp là thành viên mới.',
      ADMITTED,
    ],
    ['counts otherwise in a word', 'Hội nghị kết nạp năm thành viên mới.', ADMITTED],
    ['gives a number to the other of two kinds', 'Hợp tác xã: tối đa 35% vốn điều lệ.', SHARES],
    [
      'gives a number to the other of two places',
      'Huyện Sơn Bình mở 15 lớp cho cán bộ quản lý.',
      CLASSES,
    ],
    ['takes the label of a clause for a number', 'Mức vốn góp không quá 2% vốn điều lệ.', SHARES],
    [
      'gives a person the office of another body',
      'Phó Chủ tịch UBND tỉnh Hoàng Văn Bình về dự.',
      OFFICERS,
    ],
    [
      'gives an office to another body',
      'Chủ tịch Hội Nông dân tỉnh Đỗ Quang Minh về dự.',
      OFFICERS,
    ],
    [
      'lets another body act',
      'Hội đồng quản trị cấp Giấy chứng nhận trong 03 ngày làm việc.',
      DEADLINE,
    ],
    [
      'drops a negation behind a denying word',
      'Ngừng hoạt động trên 12 tháng và đã thông báo cho cơ quan thuế.',
      CLOSING,
    ],
    ['denies an exemption', 'Không, cá nhân không được miễn lệ phí trước bạ.', EXEMPT],
    ['is about something else', 'Ngân hàng cam kết giảm phí chuyển khoản quốc tế.', ADMITTED],
    ['says nothing', 'Có.', ADMITTED],
    [
      'gives an abbreviation that is not there',
      'Hội nghị do VCCI tổ chức kết nạp thành viên mới.',
      ADMITTED,
    ],
  ])('%s', (_name, claim, quote) => {
    expect(missingOf(claim, quote)).not.toEqual([]);
  });

  it('says what is missing in the words of the claim', () => {
    expect(missingOf('Toàn tỉnh có 321 HTX.', COUNTS)).toEqual(['321 hợp tác']);
    expect(missingOf('Ông Trần Minh Đạt chủ trì Hội nghị.', CHAIR)).toEqual(['Trần Minh Đạt']);
  });
});

describe('the scope of a source', () => {
  it('allows names of the title and organisation that the quote leaves out', () => {
    const source = { title: 'Tổng kết năm 2022', organisation: 'Liên minh HTX tỉnh Hòa Sơn' };
    expect(missingOf('Liên minh HTX tỉnh Hòa Sơn có 312 HTX.', COUNTS, source)).toEqual([]);
    expect(missingOf('Tỉnh Hòa Sơn có 312 HTX.', COUNTS)).toEqual(['Hòa Sơn']);
  });

  it('completes a day with the year of the source but does not take its date for the event', () => {
    const quote = 'Sáng 28/6, Liên minh HTX tỉnh tổ chức lễ kỷ niệm.';
    expect(missingOf('Lễ kỷ niệm tổ chức sáng 28/6/2022.', quote, { date: '2022-06-29' })).toEqual(
      [],
    );
    expect(missingOf('Lễ kỷ niệm tổ chức sáng 28/6/2021.', quote, { date: '2022-06-29' })).toEqual([
      '28/6/2021',
    ]);
    expect(missingOf('Lễ kỷ niệm tổ chức ngày 29/6/2022.', quote, { date: '2022-06-29' })).toEqual([
      '29/6/2022',
    ]);
  });

  it('allows what the caller says is true of the source', () => {
    const claim =
      'Theo Điều 69 Luật Hợp tác xã 2023, thành viên Ban kiểm soát không là kế toán trưởng.';
    expect(missingOf(claim, RULE, {}, ['Luật Hợp tác xã 2023 › Điều 69'])).toEqual([]);
    expect(missingOf(claim, RULE)).not.toEqual([]);
  });

  it('never supports a claim by scope alone', () => {
    const source = { title: 'Liên minh HTX tỉnh Hòa Sơn kết nạp thành viên' };
    expect(missingOf('Liên minh HTX tỉnh Hòa Sơn', 'Trời mưa to.', source)).not.toEqual([]);
  });
});

describe('citations', () => {
  it('refuses a claim without a citation or with one that does not exist', () => {
    const claims = [
      { text: 'Toàn tỉnh có 312 HTX.', citations: [] },
      { text: 'Toàn tỉnh có 312 HTX.', citations: [2] },
      { text: 'Toàn tỉnh có 312 HTX.', citations: [1] },
    ];
    const check = checkSupport(claims, [citation(COUNTS)]);
    expect(check.supported).toEqual([claims[2]]);
    expect(check.unsupported.map(({ missing }) => missing)).toEqual([['[?]'], ['[2]']]);
  });

  it('joins the evidence of all quotes that a claim cites', () => {
    const claim = { text: 'Toàn tỉnh có 312 HTX và kết nạp 04 thành viên mới.', citations: [1, 2] };
    const both = [citation(COUNTS), citation(ADMITTED, { n: 2 })];
    expect(checkSupport([claim], both).supported).toEqual([claim]);
    expect(checkSupport([{ ...claim, citations: [1] }], both).supported).toEqual([]);
  });

  it('finds quotes that are not the words at their offsets', () => {
    const text = `Mở đầu. ${COUNTS}`;
    const good = citation(COUNTS, { start: 8, end: 8 + COUNTS.length });
    const shifted = { ...good, start: 7, end: 7 + COUNTS.length };
    const elsewhere = { ...good, documentId: 2 };
    const bad = verifyQuotes([good, shifted, elsewhere], (id) => (id === 1 ? text : undefined));
    expect(bad).toEqual([shifted, elsewhere]);
  });
});
