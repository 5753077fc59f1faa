/** The report of a run as staff read it: a line per source that changed or was refused, then the sum. */
import type { IngestReport } from './run.ts';

/** Vietnamese lines, ready to print. Unchanged sources are only counted: they are most of every later run. */
export function reportLines(report: IngestReport): string[] {
  const lines = [
    ...report.added.map((key) => `thêm: ${key}`),
    ...report.replaced.map((key) => `thay: ${key}`),
    ...report.duplicates.map(({ source, of }) => `trùng nội dung với ${of}: ${source}`),
    ...report.removed.map((key) => `gỡ: ${key}`),
    ...report.refused.map(({ source, reason }) => `từ chối: ${source} – ${reason}`),
  ];
  const sums = [
    `${report.added.length} thêm`,
    `${report.replaced.length} thay`,
    `${report.unchanged.length} giữ nguyên`,
    `${report.removed.length} gỡ`,
    `${report.refused.length} từ chối`,
    ...(report.duplicates.length > 0 ? [`${report.duplicates.length} trùng`] : []),
    ...(report.ignored > 0 ? [`${report.ignored} bỏ qua`] : []),
  ];
  const seconds = (report.tookMs / 1_000).toFixed(1).replace('.', ',');
  if (report.reembedded > 0) lines.push(`Đã nhúng lại ${report.reembedded} đoạn cho bộ nhúng mới.`);
  if (report.interrupted) lines.push('Đã dừng theo yêu cầu; các nguồn còn lại chưa được xử lý.');
  const opening = report.dryRun ? 'Chạy thử, chưa ghi gì: ' : '';
  lines.push(`${opening}${sums.join(', ')} (${seconds} giây).`);
  return lines;
}

/** 0 all went in, 2 some were refused, 1 nothing could be done, 130 stopped by the user. */
export function exitCode(report: IngestReport): number {
  if (report.interrupted) return 130;
  if (report.refused.length === 0) return 0;
  const done = [report.added, report.replaced, report.unchanged, report.removed, report.duplicates];
  return done.some((list) => list.length > 0) ? 2 : 1;
}

export const usage = `Cách dùng: npm run --silent ingest -- NGUỒN… [--data THƯ_MỤC] [--dry-run] [--json] [--allow-removal]

NGUỒN là một tệp (.txt, .md, .html, .pdf, .docx), một thư mục (gồm cả thư mục con),
một địa chỉ http(s), hoặc một nguồn tin RSS/Atom/JSON Feed.

  --data THƯ_MỤC    nơi lưu dữ liệu (mặc định: biến HOPTAC_DATA, hoặc ./data)
  --dry-run         chỉ cho biết sẽ làm gì, không ghi
  --json            in kết quả thành một đối tượng JSON
  --allow-removal   cho phép gỡ hơn 30 % tài liệu của một thư mục
  --help            in hướng dẫn này

Mã thoát: 0 tất cả đã vào; 2 có nguồn bị từ chối; 1 không làm được gì.`;

export const noSources = 'Thiếu NGUỒN: hãy cho biết tệp, thư mục hoặc địa chỉ cần nạp.';

// What SQLite and the file system say of a folder that cannot be written, and of a damaged file.
const FOLDER_CODES =
  /^(?:EACCES|EPERM|ENOTDIR|EEXIST|EROFS|ENOSPC|SQLITE_(?:CANTOPEN|READONLY|FULL))/;
const DAMAGED_CODES = /^SQLITE_(?:NOTADB|CORRUPT)/;

/** Why a run ended without a report. */
export function failure(error: unknown, dataDir: string): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (FOLDER_CODES.test(code)) {
    return `Không nạp được: thư mục dữ liệu ${dataDir} không ghi được hoặc đã hết chỗ.`;
  }
  if (DAMAGED_CODES.test(code)) {
    return `Không nạp được: tệp corpus.db trong ${dataDir} bị hỏng; hãy chuyển tệp ấy đi nơi khác rồi nạp lại các bài.`;
  }
  return `Không nạp được: ${error instanceof Error ? error.message : error}`;
}

export const progressWords = {
  reading: (source: string) => `Đang xem ${source}`,
  storing: (done: number, total: number, source: string) =>
    source === '' ? `Đã xử lý ${done}/${total}` : `Đang nạp ${done + 1}/${total}: ${source}`,
  reembedding: (done: number, total: number) => `Đang nhúng lại ${done}/${total} đoạn`,
};
