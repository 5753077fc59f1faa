/**
 * Who wrote an article and where it was taken from: by-line, "Nguồn: …" and "Theo …" lines, the
 * page's own address and name.
 */
import type { CleanedArticle } from '../clean/article.ts';
import type { LoadedPage } from '../loaded-page.ts';

export interface Credits {
  author?: string;
  sourceUrl?: string;
  sourceName?: string;
}

const AUTHOR_MAX_CHARS = 80;
const URL = /https?:\/\/[^\s<>"”’)\]]+/;
const AUTHOR_LABEL =
  /^[\s([–—-]*(?:(?:tin|bài|ảnh|video|clip|va|và|viết|tác giả|người viết|người đăng|biên tập|thực hiện|by)[\s,&/+–-]*)+\s*[:.]\s*/iu;
const WRITTEN_BY = /^(?:(?:được\s+)?(?:viết|đăng)\s+bởi|by)\s*:?\s+/iu;
const SOURCE_LABEL = /^[\s([–—-]*(?:nguồn(?:\s+(?:tin|bài|ảnh))?|theo|trích)\s*[:.]?\s*/iu;

/** The credits of a cleaned article. */
export function creditArticle(article: CleanedArticle, page: LoadedPage): Credits {
  const lines = (role: string) =>
    article.lines.filter((line) => line.role === role).map((line) => line.text);
  const author =
    page.declared.author ??
    lines('author').map(bareAuthor).find(Boolean) ??
    lines('date').map(nameInDateLine).find(Boolean);
  const sources = lines('source');
  const inText = sources.map((text) => URL.exec(text)?.[0]).find(Boolean);
  const sourceUrl = page.url ?? page.declared.sourceUrl ?? inText;
  const sourceName =
    sources.map(bareSource).find(Boolean) ?? page.declared.siteName ?? hostOf(sourceUrl);
  return {
    ...(author ? { author } : {}),
    ...(sourceUrl ? { sourceUrl } : {}),
    ...(sourceName ? { sourceName } : {}),
  };
}

function bareAuthor(text: string): string {
  const bare = text
    .replace(AUTHOR_LABEL, '')
    .replace(WRITTEN_BY, '')
    .replace(/^[\s(–—-]+|[\s)]+$/gu, '');
  return bare.slice(0, AUTHOR_MAX_CHARS);
}

/** "Trần Khánh Thứ hai, ngày 04/12/2023", "Tác giả: Hải An - 14:22 05/06/2023". */
function nameInDateLine(text: string): string | undefined {
  const beforeDate = bareAuthor(
    text.split(/\d|(?:thứ|chủ nhật|ngày|đăng|cập nhật|lúc)(?![\p{L}])/iu)[0] ?? '',
  );
  const name = beforeDate.replace(/[\s|,•·–—-]+$/u, '');
  return /^\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+){1,3}$/u.test(name) ? name : undefined;
}

function bareSource(text: string): string {
  return text
    .replace(URL, '')
    .replace(SOURCE_LABEL, '')
    .replace(/^[\s:(–—-]+|[\s:).,–—-]+$/gu, '');
}

function hostOf(url: string | undefined): string | undefined {
  if (url === undefined || !globalThis.URL.canParse(url)) return undefined;
  return new globalThis.URL(url).hostname.replace(/^www\./, '');
}
