/** Legal documents as plain text, in the forms that offices send them. */
import { describe, expect, it } from 'vitest';
import type { LoadedPage } from '../ingest/loaded-page.ts';
import { understand } from '../ingest/understand.ts';

function pageOf(text: string): LoadedPage {
  const lines = text.split('\n').map((line) => line.trim());
  return {
    name: 'vanban.txt',
    mediaType: 'text/plain',
    blocks: lines.filter((line) => line !== '').map((line) => ({ kind: 'paragraph', text: line })),
    declared: {},
  };
}

const decision = `Trang chủ
Văn bản pháp luật
ỦY BAN NHÂN DÂN
TỈNH NAM ĐỊNH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 45/2022/QĐ-UBND
Nam Định, ngày 05 tháng 9 năm 2022
QUYẾT ĐỊNH
Ban hành Quy định hỗ trợ hợp tác xã
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015;
Theo đề nghị của Liên minh Hợp tác xã tỉnh.
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Quy định hỗ trợ hợp tác xã trên địa bàn tỉnh.
Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày 20/9/2022.
Nơi nhận:
- Như Điều 2;
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
QUY ĐỊNH
HỖ TRỢ HỢP TÁC XÃ
Chương I
QUY ĐỊNH CHUNG
Điều 1. Đối tượng
Hợp tác xã nông nghiệp có trụ sở tại tỉnh.
Điều 2. Mức hỗ trợ
1. Hỗ trợ 100% chi phí tập huấn.
2. Hỗ trợ 50% chi phí mua máy, tối đa 300 triệu đồng, gồm:
a) Máy cấy;
b) Máy sấy.
Phụ lục I
Mẫu đơn đề nghị hỗ trợ
Kính gửi: Liên minh Hợp tác xã tỉnh
Tin liên quan
Giá phân bón tăng`;

const plan = `ỦY BAN NHÂN DÂN
THÀNH PHỐ HẢI PHÒNG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 52/KH-UBND
Hải Phòng, ngày 12 tháng 02 năm 2024
KẾ HOẠCH
Phát triển kinh tế tập thể năm 2024
Thực hiện Nghị quyết số 20-NQ/TW, Ủy ban nhân dân thành phố ban hành Kế hoạch như sau:
I. MỤC TIÊU
Thành lập mới 25 hợp tác xã trong năm 2024.
II. NHIỆM VỤ
1. Tuyên truyền Luật Hợp tác xã.
2. Bố trí 12 tỷ đồng cho Quỹ hỗ trợ phát triển hợp tác xã.
Nơi nhận:
- Lưu: VT.`;

describe('a decision with an attached regulation', () => {
  const draft = understand(pageOf(decision));
  it('reads number, issuer, place and dates from the official head and the last điều', () => {
    expect(draft.kind).toBe('legal');
    expect(draft.metadata).toEqual({
      publishedOn: '2022-09-05',
      issuedOn: '2022-09-05',
      effectiveOn: '2022-09-20',
      number: '45/2022/QĐ-UBND',
      issuer: 'Ủy ban nhân dân tỉnh Nam Định',
      province: 'Nam Định',
      shortTitle: 'Quyết định 45/2022/QĐ-UBND',
    });
    expect(draft.title).toBe('Quyết định số 45/2022/QĐ-UBND Ban hành Quy định hỗ trợ hợp tác xã');
  });
  it('keeps the điều of the decision and of the regulation apart by their paths', () => {
    const first = draft.passages.filter((passage) => passage.section === 'Điều 1');
    expect(first.map((passage) => passage.heading)).toEqual([
      'Quyết định 45/2022/QĐ-UBND › Điều 1',
      'Quyết định 45/2022/QĐ-UBND › QUY ĐỊNH. HỖ TRỢ HỢP TÁC XÃ › Chương I. QUY ĐỊNH CHUNG › Điều 1. Đối tượng',
    ]);
    expect(first[0]?.text).toContain('Ban hành kèm theo');
  });
  it('keeps preamble, signature and appendix, and nothing of the site', () => {
    const texts = draft.passages.map((passage) => passage.text).join('\n');
    expect(texts).toContain('Theo đề nghị của Liên minh');
    expect(texts).toContain('TM. ỦY BAN NHÂN DÂN');
    expect(draft.passages.find((passage) => passage.section === 'Phụ lục I')?.text).toContain(
      'Kính gửi',
    );
    expect(draft.text).not.toMatch(/Trang chủ|Tin liên quan|phân bón/u);
  });
});

describe('a plan without điều', () => {
  const draft = understand(pageOf(plan));
  it('is a legal document whose parts are headings', () => {
    expect(draft.kind).toBe('legal');
    expect(draft.metadata).toMatchObject({
      number: '52/KH-UBND',
      issuedOn: '2024-02-12',
      issuer: 'Ủy ban nhân dân thành phố Hải Phòng',
      province: 'Hải Phòng',
      shortTitle: 'Kế hoạch 52/KH-UBND',
    });
    const goal = draft.passages.find((passage) => passage.text.includes('25 hợp tác xã'));
    expect(goal?.heading).toBe('Kế hoạch 52/KH-UBND › I. MỤC TIÊU');
  });
});

describe('a long điều', () => {
  const point = (n: number) =>
    `${String.fromCharCode(96 + n)}) ${'quyền của thành viên hợp tác xã; '.repeat(8)}`;
  const clause = (n: number) => `${n}. ${'Thành viên góp vốn theo Điều lệ. '.repeat(12)}`;
  const law = [
    'Điều 1. Phạm vi điều chỉnh',
    'Luật này quy định về hợp tác xã.',
    'Điều 2. Quyền của thành viên',
    ...Array.from({ length: 9 }, (_, i) => clause(i + 1)),
    'Điều 3. Các quyền khác',
    '1. Thành viên có các quyền sau đây:',
    ...Array.from({ length: 12 }, (_, i) => point(i + 1)),
    '2. Quyền khác theo Điều lệ.',
  ].join('\n');
  const { passages } = understand(pageOf(law));

  it('is cut between khoản, each part keeping section and path', () => {
    const parts = passages.filter((passage) => passage.section === 'Điều 2');
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) {
      expect(part.text).toMatch(/^\d\. /);
      expect(part.text.length).toBeLessThanOrEqual(2300);
      expect(part.heading).toMatch(/Điều 2\. Quyền của thành viên$/);
    }
  });
  it('is cut between điểm where one khoản alone is too long, and says which khoản', () => {
    const parts = passages.filter((passage) => passage.section === 'Điều 3');
    expect(parts[0]?.text).toContain('các quyền sau đây:\na)');
    expect(parts[1]?.heading).toMatch(/› khoản 1$/);
    expect(parts.at(-1)?.text).toBe('2. Quyền khác theo Điều lệ.');
  });
});

it('takes a news item that quotes one điều for an article', () => {
  const text = `HTX hỏi về điều kiện kết nạp thành viên
Ngày 5/7/2024, Liên minh HTX tỉnh Thái Bình tư vấn cho HTX Vũ Phúc về điều kiện kết nạp thành viên theo luật mới.
Điều 30. Điều kiện trở thành thành viên hợp tác xã
Luật quy định cá nhân từ đủ 18 tuổi được làm thành viên chính thức; người từ đủ 15 tuổi được làm thành viên liên kết.`;
  expect(understand(pageOf(text)).kind).toBe('article');
});
