/** What news sites do that misled the reading of an article's place, day or furniture. */
import { expect, test } from 'vitest';
import { load } from '../ingest/loaders/load.ts';
import { understand } from '../ingest/understand.ts';

async function draftOf(text: string) {
  const loaded = await load({ bytes: Buffer.from(text), name: 'bai.txt' });
  if (loaded.kind !== 'page') throw new Error('not a page');
  return understand(loaded.page);
}

const provincial = `Hội nghị Ban Chấp hành Liên minh HTX tỉnh lần thứ chín

Sáng ngày 12/3/2024, Liên minh HTX tỉnh tổ chức hội nghị Ban Chấp hành lần thứ chín để xem xét công tác quý một.

Hội nghị bàn kế hoạch dự hội chợ nông sản do Liên minh HTX Việt Nam tổ chức tại Hà Nội vào tháng tới.
`;

test('the alliance of a province is not that of the city where somebody holds a fair', async () => {
  const { metadata } = await draftOf(provincial);
  expect(metadata).toMatchObject({ eventDates: ['2024-03-12'] });
  expect(metadata).not.toHaveProperty('province');
  expect(metadata).not.toHaveProperty('organisation');
});

test('a province named beside it is found all the same, and a named city keeps its own', async () => {
  const there = await draftOf(`${provincial}\nTin, ảnh: Cổng tin tức Bắc Kạn\n`);
  expect(there.metadata.organisation).toBe('Liên minh HTX tỉnh Bắc Kạn');
  const city = await draftOf(provincial.replaceAll('HTX tỉnh', 'HTX thành phố Hà Nội'));
  expect(city.metadata.organisation).toBe('Liên minh HTX thành phố Hà Nội');
});

test.each([
  ['ngày 05/02', 'Nhân dịp Tết Bính Ngọ 2026', '2026-02-05'],
  ['ngày 28/12', 'Chuẩn bị đón Tết Bính Ngọ 2026', '2025-12-28'],
  ['ngày 28/12', 'Chuẩn bị đón Xuân 2026', '2025-12-28'],
  ['ngày 28/12', 'Chuẩn bị đón Xuân 2026 và tổng kết năm 2025', '2025-12-28'],
])('%s of an article that says "%s" is %s', async (day, occasion, expected) => {
  const { metadata } = await draftOf(
    `Thăm các thành viên\n\n${occasion}, ${day}, Liên minh HTX tỉnh Sơn La đã đến thăm và tặng quà các hợp tác xã thành viên trên địa bàn.\n`,
  );
  expect(metadata).toMatchObject({ eventDates: [expected], publishedInferred: true });
});

const body =
  'Chiều ngày 5/3, Liên minh Hợp tác xã tỉnh Sơn La tổ chức hội nghị Ban Chấp hành để kiện toàn chức danh Chủ tịch.';

test('the clock of the page above the title is furniture when the article has its own date', async () => {
  const { text, metadata } = await draftOf(
    `Thứ 5, 30/11/2023, 15:10[GMT+7]\n\nHội nghị Ban Chấp hành\n\nThứ 5, 05/03/2020 | 17:00:00\n1,110 lượt xem\n${body}\n\nNội dung thứ hai của hội nghị là kế hoạch đại hội.\n`,
  );
  expect(metadata).toMatchObject({ publishedOn: '2020-03-05', eventDates: ['2020-03-05'] });
  expect(text).not.toContain('30/11/2023');
  expect(text).not.toContain('lượt xem');
});

test('a section beside the date does not hide it', async () => {
  const { metadata } = await draftOf(
    `Hội nghị Ban Chấp hành\n\n${body}\n\nLê Hoa - Trần Minh\n\nThời sự Thứ sáu, 6/3/2020, 10:00 (GMT+7)\n`,
  );
  expect(metadata).toMatchObject({ publishedOn: '2020-03-06', author: 'Lê Hoa - Trần Minh' });
  expect(metadata.publishedInferred).toBeUndefined();
});
