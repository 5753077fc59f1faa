/** Why a source was refused, as a Vietnamese clause that staff can act on. The only place that words refusals. */

import { SOURCE_BYTES_MAX } from './loaders/limits.ts';
import { type RefusalCode, RefusedSourceError } from './refusal.ts';
import { FOLDER_ENTRIES_MAX } from './source-folder.ts';
import { UnusableDocumentError } from './understand.ts';

const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024);
const LIMIT = `${megabytes(SOURCE_BYTES_MAX)} MB`;

const SENTENCES: Record<RefusalCode, (detail: string) => string> = {
  NOT_FOUND: () => 'không tìm thấy tệp hoặc thư mục',
  NO_DOCUMENTS: () => 'thư mục không có tài liệu nào (.txt, .md, .html, .pdf, .docx)',
  UNREADABLE: (code) =>
    `không đọc được${code === '' ? '' : ` (${code})`}; hãy kiểm tra quyền truy cập`,
  EMPTY: () => 'tệp rỗng (0 byte)',
  TOO_LARGE: (bytes) =>
    `quá lớn (${bytes === '' ? '' : `${megabytes(Number(bytes))} MB; `}giới hạn ${LIMIT})`,
  TOO_MANY_FILES: () =>
    `thư mục có quá nhiều mục (giới hạn ${FOLDER_ENTRIES_MAX.toLocaleString('vi-VN')})`,
  BINARY: () => 'tệp nhị phân, không phải văn bản',
  UNSUPPORTED: (type) => `định dạng không được hỗ trợ${type === '' ? '' : ` (${type})`}`,
  LEGACY_OFFICE: () => 'định dạng Office cũ (.doc, .xls); hãy lưu lại thành .docx',
  ENCRYPTED: () => 'tệp được đặt mật khẩu; hãy bỏ mật khẩu rồi thử lại',
  NEEDS_OCR: () => 'cần OCR: PDF là bản quét hoặc không có lớp chữ đọc được',
  CORRUPT: () => 'tệp hỏng hoặc bị cắt ngang',
  TOO_COMPLEX: () => 'cấu trúc quá lớn hoặc lồng quá sâu, có thể là tệp độc hại',
  NO_TEXT: () => 'không có nội dung chữ nào để trả lời',
  BAD_URL: () => 'địa chỉ không hợp lệ; chỉ nhận http và https',
  PRIVATE_ADDRESS: (address) => `dẫn tới địa chỉ mạng nội bộ (${address}), không được phép tải`,
  TOO_MANY_REDIRECTS: (count) => `chuyển hướng quá ${count} lần`,
  TIMEOUT: (seconds) => `không trả lời trong ${seconds} giây`,
  HTTP_STATUS: (status) => statusSentence(status),
  NETWORK: (code) => `không kết nối được${code === '' ? '' : ` (${code})`}`,
  MASS_REMOVAL: (share) =>
    `lần chạy này sẽ gỡ ${share} tài liệu; nếu đúng ý, hãy chạy lại với --allow-removal`,
  FAILED: (message) => `lỗi khi xử lý: ${message}`,
};

function statusSentence(status: string): string {
  if (status === '404' || status === '410') return `trang không tồn tại (HTTP ${status})`;
  if (status === '401' || status === '403') return `máy chủ từ chối cho xem (HTTP ${status})`;
  if (status.startsWith('5')) return `máy chủ đang lỗi (HTTP ${status}); hãy thử lại sau`;
  return `máy chủ trả lời HTTP ${status}`;
}

export interface Refusal {
  /** The file, address or folder, as its key or as it was given. */
  source: string;
  code: RefusalCode;
  /** Vietnamese, without a full stop. */
  reason: string;
}

const MESSAGE_CHARACTERS_MAX = 200;

/** The refusal that an error stands for. An unforeseen error is one too, so that it stops no other source. */
export function refusalOf(source: string, error: unknown): Refusal {
  if (error instanceof RefusedSourceError) {
    return { source, code: error.code, reason: SENTENCES[error.code](error.detail) };
  }
  if (error instanceof UnusableDocumentError) {
    return { source, code: 'NO_TEXT', reason: SENTENCES.NO_TEXT('') };
  }
  const message = error instanceof Error ? error.message : String(error);
  const reason = SENTENCES.FAILED(message.slice(0, MESSAGE_CHARACTERS_MAX));
  return { source, code: 'FAILED', reason };
}
