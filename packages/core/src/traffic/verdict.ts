/** The words of a judgement, after the invalid traffic (general and sophisticated) of the Media Rating Council's guidelines. */

/** Nothing is learned from a suspect or a bot, and the last of what was is taken back; a suspect's events are learned where the signs go away. */
export const verdicts = ["human", "suspect", "bot"] as const;
export type Verdict = (typeof verdicts)[number];

export const reasons = [
  /** The client's own user agent says so. */
  "declared",
  /** More products opened a minute than anybody reads. */
  "velocity",
  /** Pauses between products as even as a clock's. */
  "regularity",
  /** Product after product without a look at any. */
  "no_dwell",
  /** Clicks on products that the answer they name did not show. */
  "unshown",
  /** Answers named that were given to somebody else. */
  "replayed",
  /** Many visitors open one product again and again in one rhythm. */
  "click_farm",
  /** Most visitors of a product come for nothing else and put it into no cart. */
  "single_product",
  /** One network brings new names faster than people come. */
  "identity_churn",
  /** An operator said so. */
  "operator",
] as const;
export type Reason = (typeof reasons)[number];

/** How much a sign says: 1 makes a suspect, 2 a bot. */
export type Sign = 0 | 1 | 2;
