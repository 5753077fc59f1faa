/**
 * Turns a loaded page into what the corpus stores: cleaned text, metadata and passages. Pure and
 * deterministic: the same page always gives the same document, so that an unchanged source costs
 * nothing.
 */
import type { DocumentDraft, Visibility } from '../knowledge/corpus/document.ts';
import { chunkArticle } from './chunk/article.ts';
import { cleanArticle } from './clean/article.ts';
import { isLegal, understandLegal } from './legal/document.ts';
import type { LoadedPage } from './loaded-page.ts';
import { creditArticle } from './metadata/credits.ts';
import { dateArticle } from './metadata/dating.ts';
import { placeArticle } from './metadata/places-of-article.ts';

/** The page holds nothing to answer from: it is empty, or nothing but menus and links. */
export class UnusableDocumentError extends Error {
  readonly code = 'UNUSABLE_DOCUMENT';
  constructor(
    readonly source: string,
    readonly reason: 'empty' | 'no-text',
  ) {
    super(reason === 'empty' ? `${source} holds no text.` : `${source} holds no article text.`);
  }
}

/** The document of a page. Throws UnusableDocumentError when there is no text worth keeping. */
export function understand(page: LoadedPage): DocumentDraft {
  if (page.blocks.length === 0) throw new UnusableDocumentError(page.name, 'empty');
  const draft = isLegal(page)
    ? { ...understandLegal(page), visibility: visibilityOf(page) }
    : understandArticle(page);
  if (draft.passages.length === 0) throw new UnusableDocumentError(page.name, 'no-text');
  return draft;
}

function understandArticle(page: LoadedPage): DocumentDraft {
  const article = cleanArticle(page);
  const credits = creditArticle(article, page);
  const urls = [page.url, page.declared.sourceUrl, credits.sourceUrl].flatMap((url) => url ?? []);
  return {
    kind: 'article',
    title: article.title,
    ...chunkArticle(article.lines),
    metadata: {
      ...dateArticle(article, page.declared.publishedOn, credits.sourceUrl),
      ...placeArticle(article, {
        organisation: page.declared.organisation,
        siteName: page.declared.siteName,
        urls,
      }),
      ...credits,
    },
    visibility: visibilityOf(page),
  };
}

function visibilityOf({ declared }: LoadedPage): Visibility {
  return /^(?:internal|nội bộ)$/iu.test(declared.visibility ?? '') ? 'internal' : 'public';
}
