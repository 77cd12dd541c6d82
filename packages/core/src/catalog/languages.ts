/** Language tags in column names: `title_zh`, `title[zh-Hant]`, `description.en`. */

/** ISO 639-1. "id" is left out: `category_id` is an identifier, Indonesian is written `title[id]`. */
const codes = new Set(
  (
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy " +
    "ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt " +
    "lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm " +
    "sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
  ).split(" "),
);
const shape = /^([a-z]{2})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?$/i;

/** A tag in its usual case ("zh-Hant", "en-GB"); undefined for anything that is no tag with a known language. */
export function languageTag(text: string): string | undefined {
  const parts = shape.exec(text);
  const primary = parts?.[1]!.toLowerCase();
  if (!parts || primary === undefined || (!codes.has(primary) && primary !== "id")) return undefined;
  const script = parts[2] === undefined ? "" : `-${parts[2][0]!.toUpperCase()}${parts[2].slice(1).toLowerCase()}`;
  const region = parts[3] === undefined ? "" : `-${parts[3].toUpperCase()}`;
  return `${primary}${script}${region}`;
}

export interface TaggedName {
  readonly base: string;
  readonly tag: string;
  /** False for `base_tag`, which may be a name of its own. */
  readonly certain: boolean;
}

/** Splits a column name into its base and a language; undefined where it carries none. */
export function taggedName(name: string): TaggedName | undefined {
  const bracket = /^(.+?)\s*[[(@]\s*([A-Za-z]{2}(?:[-_][A-Za-z\d]+)*)\s*[\])]?$/.exec(name);
  if (bracket) {
    const tag = languageTag(bracket[2]!);
    return tag === undefined ? undefined : { base: bracket[1]!, tag, certain: true };
  }
  const plain = /^(.+?)[_.:]([A-Za-z]{2}(?:[-_](?:[A-Za-z]{4}|[A-Z]{2}))?)$/.exec(name);
  if (!plain || plain[2]!.toLowerCase() === "id") return undefined;
  const tag = languageTag(plain[2]!);
  return tag === undefined ? undefined : { base: plain[1]!, tag, certain: false };
}
