/**
 * What is known of one document besides its text. Ingest fills it in; search filters and citations
 * read it. Dates are ISO days (YYYY-MM-DD), organisations and places as a person writes them.
 */
import { z } from 'zod';
import type { Fact } from '../facts/schemas.ts';

const isoDay = z.iso.date();

export const documentMetadataSchema = z.object({
  /** The day the text was published or, for a legal document, issued. */
  publishedOn: isoDay.optional(),
  /** True when publishedOn (or its year) was inferred from the text and does not stand there. */
  publishedInferred: z.boolean().optional(),
  /** Days of the events the text is about, oldest first. */
  eventDates: z.array(isoDay).optional(),
  /** The alliance or body the text speaks of or for: "Liên minh HTX thành phố Hải Phòng". */
  organisation: z.string().optional(),
  /** Province or city without its kind: "Hải Phòng". */
  province: z.string().optional(),
  district: z.string().optional(),
  author: z.string().optional(),
  sourceUrl: z.string().optional(),
  /** "haiphong.gov.vn", "Vnbusiness". */
  sourceName: z.string().optional(),
  /** Legal documents: "17/2023/QH15". */
  number: z.string().optional(),
  issuer: z.string().optional(),
  issuedOn: isoDay.optional(),
  effectiveOn: isoDay.optional(),
  /** Legal documents, for citing: "Luật Hợp tác xã 2023", "Nghị định 92/2024/NĐ-CP". */
  shortTitle: z.string().optional(),
});

export type DocumentMetadata = z.infer<typeof documentMetadataSchema>;
export type DocumentKind = 'article' | 'legal';
export type Visibility = 'public' | 'internal';

/** A slice of a document's text. Invariant: text === document.text.slice(start, end). */
export interface PassageDraft {
  kind: 'text' | 'caption';
  /** What stands above the slice: "Luật Hợp tác xã 2023 › Chương II › Điều 30. Điều kiện …", or an article's subheading; '' when none. */
  heading: string;
  /** "Điều 30" for a legal text. */
  section?: string;
  text: string;
  /** UTF-16 offsets into the document's text. */
  start: number;
  end: number;
}

/** A document as ingest hands it over: cleaned text (cleanText() applied) and its passages in order. */
export interface DocumentDraft {
  kind: DocumentKind;
  title: string;
  text: string;
  metadata: DocumentMetadata;
  visibility: Visibility;
  passages: PassageDraft[];
  /** Structured rows drawn from the text; evidence names passages by their index here. */
  facts?: readonly Fact[];
}
