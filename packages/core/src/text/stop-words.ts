/**
 * Function words, by word class: articles, prepositions, conjunctions, pronouns, auxiliaries, particles. They may add to a
 * score but no product must hold them. Negations and quantities are content for a shop ("without sugar", "no show socks").
 */
const classes: Readonly<Record<string, string>> = {
  en: `a an the
    of in on at by for from to into onto with as about between through during per via
    and or but nor so than that which who whom whose this these those there here what when where why how
    i me my mine we us our ours you your yours he him his she her hers it its they them their theirs myself yourself itself
    am is are was were be been being do does did have has had will would shall should can could may might must
    s t re ve ll d`,
  zh: `的 地 得 了 着 过 之 所 们 和 与 及 或 以及 而 并 且 在 于 从 向 对 对于 关于 把 被 给 让 为 为了 由 以 到 因为
    我 你 您 他 她 它 我们 你们 他们 这 那 这个 那个 这些 那些 是 有 也 都 就 很 还 等 等等 吗 呢 吧 啊 呀 哪 什么 怎么 一个`,
  es: "el la los las un una unos unas de del al a en con por para y o e u que se su sus lo le es son como",
  fr: "le la les un une des du de d l a au aux en avec pour par dans sur et ou que qui ce cette ces son sa ses est sont",
  de: "der die das den dem des ein eine einen einem einer eines und oder mit für fur von zu zum zur im in an am auf bei aus ist sind",
  it: "il lo la i gli le un uno una di del della dei delle da dal a al alla in nel nella con per su e o che si è sono",
  pt: "o a os as um uma uns umas de do da dos das em no na nos nas com por para e ou que se é são ao à",
  nl: "de het een van in op aan met voor door en of dat die is zijn te bij uit",
};

const byLanguage = new Map<string, ReadonlySet<string>>();
for (const [language, words] of Object.entries(classes)) byLanguage.set(language, new Set(words.split(/\s+/)));
const none: ReadonlySet<string> = new Set();

/** Folded function words of a language (primary subtag); empty where none are listed. */
export function stopWords(language: string): ReadonlySet<string> {
  return byLanguage.get(language) ?? none;
}
