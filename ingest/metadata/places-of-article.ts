/**
 * Which alliance an article speaks of and where: "Liên minh HTX tỉnh" names no province, so the
 * place is gathered from all that the page says: title, text, by-line, the site's name and address.
 */
import { province as findProvince } from '../../knowledge/places/gazetteer.ts';
import { findPlaces, provinceOfHost } from '../../knowledge/places/places.ts';
import type { CleanedArticle } from '../clean/article.ts';

export interface ArticlePlace {
  organisation?: string;
  province?: string;
  district?: string;
}

export interface PageOrigin {
  organisation: string | undefined;
  siteName: string | undefined;
  urls: readonly string[];
}

// How much a mention says about the place of the whole article.
const WEIGHTS = {
  title: 3,
  lead: 2,
  text: 1,
  credit: 2,
  site: 2,
  host: 3,
  organisation: 4,
} as const;
const LEAD_LINES = 2;
const WIN_SHARE = 0.5;
const DISTRICT_LEAD_CHARS = 600;

/** The alliance, province and district; each only when the page settles it. */
export function placeArticle(article: CleanedArticle, origin: PageOrigin): ArticlePlace {
  const province = mainProvince(article, origin);
  const organisation = allianceOf(article, origin, province);
  const district = province === undefined ? undefined : districtOf(article, province);
  return {
    ...(organisation === undefined ? {} : { organisation }),
    ...(province === undefined ? {} : { province }),
    ...(district === undefined ? {} : { district }),
  };
}

function mainProvince(article: CleanedArticle, origin: PageOrigin): string | undefined {
  const votes = new Map<string, number>();
  const vote = (text: string, weight: number) => {
    for (const place of findPlaces(text)) {
      votes.set(place.province, (votes.get(place.province) ?? 0) + weight);
    }
  };
  vote(article.title, WEIGHTS.title);
  const texts = article.lines.filter((line) => line.role === 'text' || line.role === 'list-item');
  for (const [i, { text }] of texts.entries())
    vote(text, i < LEAD_LINES ? WEIGHTS.lead : WEIGHTS.text);
  for (const { role, text } of article.lines) {
    if (role === 'caption' || role === 'heading') vote(text, WEIGHTS.text);
    if (role === 'author' || role === 'source') vote(text, WEIGHTS.credit);
  }
  for (const text of siteNames(article, origin)) vote(text, WEIGHTS.site);
  if (origin.organisation) vote(origin.organisation, WEIGHTS.organisation);
  for (const host of hostsOf(article, origin)) {
    const named = provinceOfHost(host);
    if (named) votes.set(named, (votes.get(named) ?? 0) + WEIGHTS.host);
  }
  const kind = kindOfAlliance(article);
  const fitting = [...votes].filter(([name]) => !kind || findProvince(name)?.kind === kind);
  return winner(new Map(fitting));
}

/** "Liên minh HTX tỉnh" is not Hà Nội's, whoever holds a fair there; undefined when none is left unnamed. */
function kindOfAlliance({ title, lines }: CleanedArticle): 'tỉnh' | 'thành phố' | undefined {
  const counts = { tỉnh: 0, 'thành phố': 0 };
  for (const { text } of [{ text: title }, ...lines]) {
    for (const match of text.matchAll(ALLIANCE)) {
      const { kind, national } = match.groups ?? {};
      if (kind === undefined || national !== undefined) continue;
      if (namedRightAfter(text, match.index + match[0].length)) return undefined;
      counts[/tỉnh/i.test(kind) ? 'tỉnh' : 'thành phố'] += 1;
    }
  }
  if (counts.tỉnh === counts['thành phố']) return undefined;
  return counts.tỉnh > counts['thành phố'] ? 'tỉnh' : 'thành phố';
}

/** The province with at least half of the votes. */
function winner(votes: ReadonlyMap<string, number>): string | undefined {
  const total = [...votes.values()].reduce((sum, count) => sum + count, 0);
  const [best] = [...votes].sort(([, a], [, b]) => b - a);
  return best && best[1] >= total * WIN_SHARE ? best[0] : undefined;
}

/** Lines above the title name the site: "Liên minh hợp tác xã Kiên Giang". */
function siteNames(article: CleanedArticle, origin: PageOrigin): string[] {
  const above = article.cut.filter(({ reason }) => reason === 'above the title');
  return [...above.map(({ text }) => text), ...(origin.siteName ? [origin.siteName] : [])];
}

const HOST = /\b(?:[a-z0-9-]+\.)+(?:vn|com|net|org|info)\b/gi;

function hostsOf(article: CleanedArticle, origin: PageOrigin): string[] {
  const credits = article.lines.filter(({ role }) => role === 'source' || role === 'author');
  const texts = [...origin.urls, ...credits.map(({ text }) => text), origin.siteName ?? ''];
  return [...new Set(texts.flatMap((text) => text.toLowerCase().match(HOST) ?? []))];
}

const ALLIANCE =
  /Liên\s+minh\s+(?:các\s+)?(?:HTX|Hợp\s+tác\s+xã)(?:\s*\(HTX\))?(?:\s*(?:&|và)\s*(?:DN|(?:các\s+)?Doanh\s+nghiệp))?(?<kind>\s+(?:tỉnh|thành\s+phố|TP\.?))?(?<national>\s+Việt\s+Nam)?/giu;
const NAME_REACH_CHARS = 30;

/** "Liên minh HTX tỉnh Kiên Giang", "Liên minh HTX Việt Nam"; the one spoken of most. */
function allianceOf(
  article: CleanedArticle,
  origin: PageOrigin,
  province: string | undefined,
): string | undefined {
  const texts = [
    article.title,
    article.title, // twice: whom the title names, the article is about
    ...article.lines.filter(({ role }) => role !== 'title').map(({ text }) => text),
    ...siteNames(article, origin),
    ...(origin.organisation ? [origin.organisation] : []),
  ];
  const counts = new Map<string, number>();
  let unnamed = 0;
  let national = 0;
  for (const text of texts) {
    for (const match of text.matchAll(ALLIANCE)) {
      if (match.groups?.national) {
        national++;
        continue;
      }
      const end = match.index + match[0].length;
      const named = namedRightAfter(text, end);
      if (named) counts.set(named, (counts.get(named) ?? 0) + 1);
      else unnamed++;
    }
  }
  const isAllianceSite = hostsOf(article, origin).some((host) =>
    /lmhtx|lienminhhtx|lienminhhoptacxa/.test(host.replace(/[.-]/g, '')),
  );
  const named = [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
  // "Liên minh HTX tỉnh" alone is the alliance of the province that the article is about.
  const local =
    unnamed > 0 && province !== undefined
      ? province
      : (named ?? (isAllianceSite ? province : undefined));
  if (local !== undefined && (unnamed > 0 || named !== undefined || national === 0))
    return allianceName(local);
  // The article is about a local alliance that it does not name.
  if (unnamed > national) return undefined;
  return national > 0 ? 'Liên minh HTX Việt Nam' : undefined;
}

function namedRightAfter(text: string, at: number): string | undefined {
  const after = text.slice(at, at + NAME_REACH_CHARS);
  const first = findPlaces(after)[0];
  const isNext =
    first && /^[\s.]*(?:(?:tỉnh|thành phố|TP\.?)\s*)?$/iu.test(after.slice(0, first.start));
  return isNext ? first.province : undefined;
}

function allianceName(name: string): string {
  return `Liên minh HTX ${findProvince(name)?.kind ?? 'tỉnh'} ${name}`;
}

const SITE_OF_EVENT =
  /(?:^|[\s,(])(?:tại|ở|địa bàn|về|đến|xuống)\s+(?:các\s+)?(?:quận|huyện|thị xã|thành phố|TP\.?|TX\.?|[QH]\.)?[\s,]*(?:huyện\s+|quận\s+)?$/iu;

/** The district where the event took place: named with "tại", "địa bàn" at the beginning, or alone in the title. */
function districtOf(article: CleanedArticle, province: string): string | undefined {
  const lead = article.lines
    .filter(({ role }) => role === 'text')
    .map(({ text }) => text)
    .join('\n')
    .slice(0, DISTRICT_LEAD_CHARS);
  // "Kiến An: Khai trương …": a headline may begin with the place alone.
  const prefix = /^([^:]{3,30}):/u.exec(article.title)?.[1];
  const alone = prefix && districts(prefix, province, true)[0];
  if (alone) return alone.district;
  const inTitle = districts(article.title, province);
  if (inTitle.length === 1) return inTitle[0]!.district;
  return districts(lead, province).find((place) =>
    SITE_OF_EVENT.test(lead.slice(Math.max(0, place.start - 30), place.start)),
  )?.district;
}

function districts(
  text: string,
  province: string,
  bareDistricts = false,
): { district: string; start: number }[] {
  return findPlaces(text, { province, bareDistricts }).flatMap(
    ({ province: own, district, start }) =>
      district !== undefined && own === province ? [{ district, start }] : [],
  );
}
