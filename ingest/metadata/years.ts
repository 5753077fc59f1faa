/**
 * Which year a text speaks of, for dates that leave it out ("Sáng 28/6").
 */

const LATE_IN_YEAR_MONTH = 10;
/** "Tết Bính Ngọ 2026", "Xuân 2026": the year whose spring is near or has come. */
const OF_SPRING =
  '(?:tết|xuân|(?:giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý) (?:tý|sửu|dần|mão|thìn|tỵ|ngọ|mùi|thân|dậu|tuất|hợi)) ';
const EARLY_IN_YEAR_MONTH = 4;

/** The newest year the texts are about; next year's tasks are set late in a year, last year is reviewed early. */
export function yearOfText(texts: readonly string[], month: number): number | undefined {
  const years = yearsOf(texts);
  if (years.length === 0) return undefined;
  const text = texts.join('\n');
  const newest = Math.max(...years);
  const plans = new RegExp(
    `(?:nhiệm vụ|phương hướng|kế hoạch|chương trình)[^.;]{0,40}năm ${newest}`,
    'iu',
  );
  const isSpringAhead =
    month >= LATE_IN_YEAR_MONTH &&
    new RegExp(`${OF_SPRING}${newest}`, 'iu').test(text) &&
    !new RegExp(`(?:năm |/)${newest}`, 'iu').test(text);
  if (isSpringAhead) return newest - 1;
  const reviews = new RegExp(`tổng kết[^.;]{0,60}năm ${newest}`, 'iu');
  const isPlanned = month >= LATE_IN_YEAR_MONTH && plans.test(text) && years.includes(newest - 1);
  if (isPlanned) return newest - 1;
  return month <= EARLY_IN_YEAR_MONTH && reviews.test(text) ? newest + 1 : newest;
}

const YEAR = new RegExp(
  `(?:năm|tháng \\d{1,2}/|quý [IV\\d]+/|\\d/|${OF_SPRING})\\s*(20[12]\\d)\\b`,
  'giu',
);

/** The years that texts speak of; targets ("đến năm 2030"), terms ("2020-2025") and names of laws do not count. */
export function yearsOf(texts: readonly string[]): number[] {
  const text = texts
    .join('\n')
    .replace(
      /\b20\d\d\s*[-–—]\s*20\d\d\b|(?:đến|tới) (?:hết )?năm 20\d\d|Luật [^.,;]{0,30}20\d\d|\/20\d\d\/\S+/gu,
      ' ',
    );
  const years = text.matchAll(YEAR);
  return [...years].map((match) => Number(match[1]));
}
