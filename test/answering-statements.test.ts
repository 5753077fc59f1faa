import { describe, expect, test } from 'vitest';
import { statementsOf } from '../knowledge/answering/statements.ts';

const clause = `Điều 9. Hồ sơ vay vốn
1. Hồ sơ vay vốn của hợp tác xã bao gồm:
a) Đơn đề nghị vay vốn;
b) Phương án sử dụng vốn;
c) Báo cáo tài chính năm gần nhất.
2. Quỹ trả lời hợp tác xã trong 10 ngày làm việc.`;

describe('statements of a passage', () => {
  test('a khoản and its điểm make one list with its items in order', () => {
    const lists = statementsOf(clause).filter(({ kind }) => kind === 'list');
    expect(lists).toHaveLength(1);
    const items = lists[0]!.items.map(({ start, end }) => clause.slice(start, end));
    expect(items).toEqual([
      'a) Đơn đề nghị vay vốn;',
      'b) Phương án sử dụng vốn;',
      'c) Báo cáo tài chính năm gần nhất.',
    ]);
    expect(lists[0]!.text).not.toContain('10 ngày');
  });

  test('an item keeps the line that opens its list, and where it stands', () => {
    const item = statementsOf(clause).find(({ text }) => text.startsWith('b) Phương án'));
    expect(item).toMatchObject({
      kind: 'item',
      leadIn: '1. Hồ sơ vay vốn của hợp tác xã bao gồm:',
    });
    const { start, end } = item!.leadSpan!;
    expect(clause.slice(start, end)).toBe(item!.leadIn);
  });

  test('a short heading above an item stands in its lead-in, though it opens no list', () => {
    const text = `Các chỉ tiêu như sau:
1. Chỉ tiêu 1: Dư nợ
a) Loại A khi đạt kế hoạch;
b) Loại B khi đạt 90%.
2. Chỉ tiêu 2: Nợ xấu
a) Loại A khi dưới kế hoạch;
b) Loại B khi đến 110%.`;
    const item = statementsOf(text).find(
      ({ kind, text: own }) => kind === 'item' && own.endsWith('đến 110%.'),
    );
    expect(item?.leadIn).toBe('Các chỉ tiêu như sau: 2. Chỉ tiêu 2: Nợ xấu');
  });

  test('the khoản after a list is not governed by it', () => {
    const next = statementsOf(clause).find(({ text }) => text.includes('10 ngày'));
    expect(next?.leadIn).toBe('');
  });

  test('a heading and an opening line are no statements by themselves', () => {
    const texts = statementsOf(clause).map(({ text }) => text);
    expect(texts).not.toContain('Điều 9. Hồ sơ vay vốn');
    expect(texts).not.toContain('1. Hồ sơ vay vốn của hợp tác xã bao gồm:');
  });

  test('a long sentence is also cut at its semicolons, each part knowing the head', () => {
    const parts = [
      'Ban Chấp hành giao các đơn vị trực thuộc rà soát toàn bộ hợp tác xã ngừng hoạt động trên địa bàn và lập danh sách gửi về văn phòng trước cuối quý',
      'tổ chức sáu lớp tập huấn về kế toán cho cán bộ quản lý hợp tác xã ở vùng trồng quế, trồng hồi và các xã ven sông trong nửa cuối năm',
      'vận động ít nhất hai mươi tổ hợp tác đủ điều kiện đăng ký thành lập hợp tác xã trước mùa thu hoạch của năm sau',
    ];
    const sentence = `${parts.join('; ')}.`;
    const second = statementsOf(sentence).find(({ text }) => text === parts[1]);
    expect(second?.before).toContain('Ban Chấp hành giao');
    expect(statementsOf(sentence).some(({ text }) => text === sentence)).toBe(true);
  });

  test('two short neighbouring sentences are offered together and apart', () => {
    const text = 'Hội nghị bắt đầu lúc 8 giờ. Có 40 người dự.';
    expect(statementsOf(text).map((one) => [one.kind, one.text])).toEqual([
      ['sentence', 'Hội nghị bắt đầu lúc 8 giờ.'],
      ['pair', text],
      ['sentence', 'Có 40 người dự.'],
    ]);
  });

  test.each([
    ['a khoản with điểm', clause],
    ['dashes under a prose line', 'Đại hội thống nhất như sau:\n- Tăng vốn;\n- Giảm nợ.\nBế mạc.'],
    ['Windows line ends', 'Gồm có:\r\n  a) Một;\r\n  b) Hai.\r\n\r\nHết.'],
    ['symbols outside the basic plane', '🌾 Mùa vàng 🌾. Sản lượng 20 tấn 🌾.'],
  ])('every statement and item is an exact slice: %s', (_, text) => {
    const found = statementsOf(text);
    expect(found.length).toBeGreaterThan(0);
    for (const one of found) {
      expect(text.slice(one.start, one.end)).toBe(one.text);
      for (const item of one.items) {
        expect(item.start).toBeGreaterThanOrEqual(one.start);
        expect(item.end).toBeLessThanOrEqual(one.end);
        expect(text.slice(item.start, item.end)).toBe(text.slice(item.start, item.end).trim());
      }
    }
  });

  test('an empty text has none, and an endless one a bounded number', () => {
    expect(statementsOf('')).toEqual([]);
    expect(statementsOf(' \n\n ')).toEqual([]);
    expect(statementsOf('Có 5 đơn vị dự.\n'.repeat(5_000)).length).toBeLessThan(1_000);
  });
});
