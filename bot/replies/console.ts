/** What the console programs say to a person. */

export const promptGreeting = 'Mời bạn hỏi (gõ /thoat để dừng).';
export const prompt = '> ';

export function badQuestionLine(file: string, line: number): string {
  return `Dòng ${line} của ${file} không phải là một câu hỏi dạng JSON, ví dụ: {"id":"1","question":"…"}.`;
}

export function fileUnreadable(file: string): string {
  return `Không đọc được tệp ${file}.`;
}

export const emptyCorpus =
  'Chưa có tài liệu nào. Hãy nạp trước: npm run --silent ingest -- TỆP_HOẶC_THƯ_MỤC';

export const askUsage = `Cách dùng: npm run --silent ask -- "câu hỏi" [--data THƯ_MỤC] [--json]
       npm run --silent ask -- --file câu-hỏi.jsonl --json [--data THƯ_MỤC]`;
