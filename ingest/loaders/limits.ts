/** The bounds of what one source may cost. Each is far above a real article or law and far below harm. */

/** A file or a download. The longest law as a PDF with pictures has about 20 MB. */
export const SOURCE_BYTES_MAX = 50 * 1024 * 1024;
/** Text and HTML are decoded and walked in memory; the largest saved page seen has 0.6 MB. */
export const TEXT_BYTES_MAX = 20 * 1024 * 1024;
/** Characters of all blocks together: about five times the longest Vietnamese law. */
export const PAGE_CHARACTERS_MAX = 5_000_000;
/** Blocks of one page. */
export const BLOCKS_MAX = 50_000;
/** Elements of an HTML page; real pages have up to 5,000, a long law 10,000. */
export const HTML_ELEMENTS_MAX = 100_000;
/** Nesting of an HTML page; real pages reach 40. */
export const HTML_DEPTH_MAX = 256;
/** Pages of a PDF. */
export const PDF_PAGES_MAX = 1_000;
/** All entries of a DOCX, unpacked. */
export const DOCX_UNPACKED_BYTES_MAX = 100 * 1024 * 1024;
/** One XML part of a DOCX, unpacked: the text of 5,000 pages. */
export const DOCX_PART_BYTES_MAX = 30 * 1024 * 1024;
export const DOCX_ENTRIES_MAX = 5_000;
