/**
 * Where fitting the answer scorer starts, and what it may change: from priors that a person wrote down,
 * or from the written weights.
 */
import { FEATURE_NAMES, type FeatureName } from '../../knowledge/answering/features.ts';
import { LEGAL_FEATURE_NAMES } from '../../knowledge/answering/legal-features.ts';
import { RULE_FEATURE_NAMES } from '../../knowledge/answering/rule-features.ts';
import { scorerWeights } from '../../knowledge/answering/scorer.ts';
import type { FitFrom } from './fit.ts';

const RANKING_L2 = 0.003;
const CONFIDENCE_L2 = 0.002;

/** What each feature should be worth before any example is seen; a few hundred questions alone would overfit. */
const PRIOR_WEIGHTS: Partial<Record<FeatureName, number>> = {
  coverage: 1.5,
  coverageInContext: 3,
  pairs: 2,
  pairsInContext: 1.5,
  headingCoverage: 1,
  cosine: 1.5,
  contextCosine: 1.5,
  answerKind: 2,
  allAnswerKinds: 0.8,
  kindInContext: 0.5,
  focusNear: 1.5,
  nearTerms: 2,
  passageRank: 1,
  passageScore: 0.5,
  documentNamed: 1.5,
  documentOther: -1.5,
  speaksOfItself: 3,
  placeFits: 1,
  placeOther: -3,
  timeFits: 0.5,
  timeOther: -0.5,
  timeNowhere: -1.5,
  otherActor: -1.5,
  otherActorInHeading: -0.8,
  missing: -1,
  missingHere: -0.5,
  missingPair: -0.5,
  restates: 1,
  listWanted: 0.8,
  listUnwanted: -1.5,
  defines: 3,
  caption: 0.3,
  pair: -0.3,
  length: -1.5,
  beyondTitle: 2,
  nameHere: 1,
  nameMissing: -3,
  titleFits: 3,
  titleMissing: -1,
  focusMissing: -2,
  measureHere: 1,
  measureMissing: -1,
  headingFit: 2,
  enumerates: 1.5,
  listNear: 1.5,
  namesMany: 0.5,
  partial: -0.3,
  opening: -0.3,
  countsOther: -0.5,
  fits: 2,
  documentActorOther: -1.5,
  oppositeOther: -1.5,
  specialCase: -1,
  limitFits: 0.8,
  limitOther: -0.5,
  permits: 1.5,
  refersOn: -1,
  older: -0.5,
  opensArticle: 0.5,
  headHere: 1.5,
  headOther: -1,
  matterOther: -0.7,
  sideOther: -0.8,
  agentFits: 0.9,
  denies: 1,
  rangeFits: 0.9,
  organisationFits: 1.5,
  organisationOther: -2,
  planned: -1,
  superlative: 1,
  namesReason: 1.5,
  untold: -1,
};
/** The same for how sure the best candidate is; a missing kind of answer or another place speak against it. */
const PRIOR_CONFIDENCE: Partial<Record<FeatureName, number>> = {
  coverageInContext: 3,
  answerKind: 2.5,
  placeOther: -3,
  documentOther: -1,
  timeNowhere: -1.5,
  missing: -1,
  missingHere: -1.5,
  missingPair: -1,
  beyondTitle: 1,
  nameMissing: -3,
  titleMissing: -3,
  focusMissing: -2,
  measureMissing: -2,
  noDate: -2,
  noPerson: -1,
  noNumber: -1,
  noSum: -1,
  countsOther: -1,
  fits: 2,
  documentActorOther: -1,
  oppositeOther: -1,
  limitOther: -0.5,
  headHere: 0.3,
  headOther: -0.4,
  matterOther: -0.3,
  sideOther: -0.6,
  denies: 0.4,
  permits: 1,
  organisationFits: 0.5,
  organisationOther: -2,
  planned: -1,
  untold: -1,
};
const PRIOR_BIAS = -2;
const CONFIDENCE_PRIOR = Float64Array.from([
  ...FEATURE_NAMES.map((name) => PRIOR_CONFIDENCE[name] ?? 0),
  0,
  PRIOR_BIAS,
]);
const PRIOR = Float64Array.from(FEATURE_NAMES, (name) => PRIOR_WEIGHTS[name] ?? 0);

/** Where both fits start. */
export interface Fits {
  ranking: FitFrom;
  /** Of news and of laws. */
  confidence: Record<Kind, FitFrom>;
}

export type Kind = 'article' | 'legal';

const FROM_PRIOR: FitFrom = { prior: CONFIDENCE_PRIOR, l2: CONFIDENCE_L2 };
const ALL_FROM_PRIOR: Fits = {
  ranking: { prior: PRIOR, l2: RANKING_L2 },
  confidence: { article: FROM_PRIOR, legal: FROM_PRIOR },
};

const WRITTEN_L2 = 0.01;

/** Ranking near what is written: weights that many earlier questions agreed on move only for a reason. */
function nearWritten(): Fits {
  const prior = Float64Array.from(FEATURE_NAMES, (name) => scorerWeights.ranking[name] ?? 0);
  return { ...ALL_FROM_PRIOR, ranking: { prior, l2: WRITTEN_L2 } };
}

/** Confidence anew, ranking as written: for features of one kind of document that must not move the other's answers. */
function rankingKept(): Fits {
  const prior = Float64Array.from(FEATURE_NAMES, (name) => scorerWeights.ranking[name] ?? 0);
  const frozen = new Set(FEATURE_NAMES.keys());
  return { ...ALL_FROM_PRIOR, ranking: { prior, l2: RANKING_L2, frozen } };
}

/** The weights as written, of which only those of laws may change; these are pulled to their priors. */
function fromWritten(): Fits {
  const own: ReadonlySet<string> = new Set([
    ...LEGAL_FEATURE_NAMES,
    ...RULE_FEATURE_NAMES,
    'legal',
  ]);
  const { ranking } = scorerWeights;
  const confidence = scorerWeights.confidence.legal;
  const frozen = new Set(FEATURE_NAMES.flatMap((name, i) => (own.has(name) ? [] : [i])));
  const from = (written: Record<string, number>, prior: Float64Array) =>
    FEATURE_NAMES.map((name, i) => (own.has(name) ? prior[i]! : (written[name] ?? 0)));
  return {
    ranking: { prior: Float64Array.from(from(ranking, PRIOR)), l2: RANKING_L2, frozen },
    confidence: {
      article: FROM_PRIOR,
      legal: {
        prior: Float64Array.from([
          ...from(confidence, CONFIDENCE_PRIOR),
          confidence.margin ?? 0,
          confidence.bias ?? 0,
        ]),
        l2: CONFIDENCE_L2,
        frozen: new Set([...frozen, FEATURE_NAMES.length, FEATURE_NAMES.length + 1]),
      },
    },
  };
}

/** The start that the options of `npm run calibrate` ask for. */
export function startOf(given: Record<string, unknown>): Fits {
  if (given['laws-only']) return fromWritten();
  if (given['keep-ranking']) return rankingKept();
  return given['near-written'] ? nearWritten() : ALL_FROM_PRIOR;
}
