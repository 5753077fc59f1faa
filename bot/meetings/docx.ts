/**
 * A plain paper as Vietnamese offices write it: A4, Times New Roman, a title, headings, labelled
 * lines, lists, sources with their addresses. The library writes the file.
 */
import {
  AlignmentType,
  Document,
  Paragraph as DocxParagraph,
  ExternalHyperlink,
  HeadingLevel,
  Packer,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';

export type Paragraph =
  | { kind: 'heading'; text: string }
  | { kind: 'note'; text: string }
  | { kind: 'field'; label: string; text: string }
  | { kind: 'item'; text: string }
  | { kind: 'source'; text: string; url: string | undefined }
  | { kind: 'table'; columns: readonly string[]; rows: readonly (readonly string[])[] };

export const DOCX_MEDIA_TYPE =
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const FONT = 'Times New Roman';
/** Half-points: 13 pt, as Decree 30/2020/NĐ-CP has it for papers of offices. */
const TEXT_SIZE = 26;
const TITLE_SIZE = 32;
/** Twips (1/20 pt). */
const A4 = { width: 11906, height: 16838 };
const MARGIN = 1134;
const SPACE_AFTER = 120;

/** The bytes of a .docx file. */
export async function docxFile(
  title: string,
  paragraphs: readonly Paragraph[],
): Promise<Uint8Array> {
  const document = new Document({
    title: printable(title),
    creator: 'hoptac',
    styles: { default: { document: { run: { font: FONT, size: TEXT_SIZE } } } },
    sections: [
      {
        properties: {
          page: {
            size: A4,
            margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
          },
        },
        children: [
          new DocxParagraph({
            heading: HeadingLevel.TITLE,
            alignment: AlignmentType.CENTER,
            spacing: { after: 2 * SPACE_AFTER },
            children: [run(title, { bold: true, size: TITLE_SIZE })],
          }),
          ...paragraphs.map(laidOut),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

function laidOut(paragraph: Paragraph): DocxParagraph | Table {
  const spacing = { after: SPACE_AFTER };
  switch (paragraph.kind) {
    case 'heading':
      return new DocxParagraph({
        heading: HeadingLevel.HEADING_1,
        keepNext: true,
        spacing: { before: 2 * SPACE_AFTER, after: SPACE_AFTER },
        children: [run(paragraph.text, { bold: true, color: '000000', size: TEXT_SIZE + 2 })],
      });
    case 'note':
      return new DocxParagraph({ spacing, children: [run(paragraph.text, { italics: true })] });
    case 'field':
      return new DocxParagraph({
        spacing,
        children: [run(`${paragraph.label}: `, { bold: true }), run(paragraph.text)],
      });
    case 'item':
      return new DocxParagraph({ bullet: { level: 0 }, spacing, children: [run(paragraph.text)] });
    case 'source':
      return new DocxParagraph({
        spacing,
        children: [run(paragraph.text), ...link(paragraph.url)],
      });
    case 'table':
      return tableOf(paragraph.columns, paragraph.rows);
  }
}

/** Only addresses of the web become links; anything else stands as text. */
function link(url: string | undefined) {
  if (url === undefined) return [];
  if (!/^https?:\/\//i.test(url)) return [run(`, ${url}`)];
  return [
    run(', '),
    new ExternalHyperlink({ link: url, children: [run(url, { style: 'Hyperlink' })] }),
  ];
}

function tableOf(columns: readonly string[], rows: readonly (readonly string[])[]): Table {
  const row = (cells: readonly string[], bold: boolean) =>
    new TableRow({
      // Said only of the heading: readers take the element's presence for a yes.
      ...(bold && { tableHeader: true }),
      children: cells.map(
        (cell) =>
          new TableCell({ children: [new DocxParagraph({ children: [run(cell, { bold })] })] }),
      ),
    });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [row(columns, true), ...rows.map((cells) => row(cells, false))],
  });
}

function run(
  text: string,
  options: {
    bold?: boolean;
    italics?: boolean;
    size?: number;
    color?: string;
    style?: string;
  } = {},
): TextRun {
  return new TextRun({ text: printable(text), ...options });
}

/** XML 1.0 cannot hold control characters; articles that went through PDF have some. */
function printable(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');
}
