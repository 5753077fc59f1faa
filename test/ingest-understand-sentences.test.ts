import { expect, it } from 'vitest';
import { sentences } from '../knowledge/text/sentences.ts';

const split = (text: string) => sentences(text).map(({ start, end }) => text.slice(start, end));

it('splits where a new sentence visibly begins', () => {
  expect(
    split('HTX họp. Chủ tịch nói gì? “Rất tốt!” Các đại biểu vỗ tay… Hội nghị kết thúc.'),
  ).toEqual([
    'HTX họp.',
    'Chủ tịch nói gì?',
    '“Rất tốt!”',
    'Các đại biểu vỗ tay…',
    'Hội nghị kết thúc.',
  ]);
  expect(
    split('Giai đoạn 2021-2023. 04 cá nhân được khen. (Ảnh: T.T) Đời sống ấm no. Các xã mới.'),
  ).toEqual([
    'Giai đoạn 2021-2023.',
    '04 cá nhân được khen.',
    '(Ảnh: T.T) Đời sống ấm no.',
    'Các xã mới.',
  ]);
});

it('keeps abbreviations, names, numbers, dates and addresses whole', () => {
  for (const whole of [
    'Tại TP. Hải Phòng, Q. Kiến An và H. An Lão có 2.270 thành viên.',
    'GS.TS. Trần Văn Bình và ThS. Lê Thị Mai, đ/c Nguyễn V. An cùng dự.',
    'Xem tại lmhtx.vn hoặc http://a.vn/Tin.Moi trước 16.8.2023 nhé.',
    'TP.HCM và Tp.Cần Thơ cùng tham gia.',
    'Các sản phẩm: gạo, mật ong, v.v. đều bán được.',
  ]) {
    expect(split(whole)).toEqual([whole]);
  }
});

it('keeps the number of a khoản or điều with its text', () => {
  expect(split('1. Hợp tác xã nộp hồ sơ. Phòng nhận.\nĐiều 30. Điều kiện')).toEqual([
    '1. Hợp tác xã nộp hồ sơ.',
    'Phòng nhận.',
    'Điều 30. Điều kiện',
  ]);
});

it('splits glued sentences and after a grade, but not after initials', () => {
  expect(
    split('Kinh tế phát triển.Nâng cao đời sống…Các xã đạt loại A. Năm sau làm tiếp.'),
  ).toEqual([
    'Kinh tế phát triển.',
    'Nâng cao đời sống…',
    'Các xã đạt loại A.',
    'Năm sau làm tiếp.',
  ]);
});

it('covers every character that is not a space, in order, whatever the text', () => {
  for (const text of [
    '',
    ' \n \n',
    'a',
    '...',
    '…\n?!',
    '🙂. 🙂',
    'A. B. C. D',
    '1. 2. 3.',
    '. A',
  ]) {
    const spans = sentences(text);
    expect(
      spans
        .map((s) => text.slice(s.start, s.end))
        .join('')
        .replace(/\s/g, ''),
    ).toBe(text.replace(/\s/g, ''));
  }
});
