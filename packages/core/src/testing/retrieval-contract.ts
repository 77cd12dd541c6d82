/**
 * What every Retrieval does; each implementation runs it. The runner and its assertion are passed in: core stays pure. One index
 * may serve all tests: each begins by emptying it, so that it also lives through what the others did.
 */
import fc from "fast-check";
import { isAisleError } from "../base.ts";
import { phraseKeys } from "../retrieve.ts";
import type { IndexChange, IndexDocument, Retrieval, SearchRequest } from "../retrieve.ts";
import type { Analyzer } from "../text.ts";
import { naiveSearch } from "./naive-retrieval.ts";
import { anyRequestArbitrary, changeArbitrary, requestArbitrary } from "./retrieval-arbitraries.ts";

export interface RetrievalKit {
  readonly test: (name: string, run: () => Promise<void>) => unknown;
  /** Deep and strict. */
  readonly equal: (actual: unknown, expected: unknown, message?: string) => void;
  /** The analyser of the index. */
  readonly analyzer: Analyzer;
  /** An index, which need not be empty. */
  readonly open: () => Promise<Retrieval>;
  /** How often properties are tried. */
  readonly runs: number;
}

function put(id: string, title: string, more: Partial<IndexDocument> = {}): IndexChange {
  return { op: "put", document: { id, texts: [{ field: "title", value: title }], ...more } };
}

/** The documents that a list of changes leaves, by the plain meaning of each change. */
export function replay(changes: readonly IndexChange[]): IndexDocument[] {
  const documents = new Map<string, IndexDocument>();
  for (const change of changes) {
    if (change.op === "put") documents.set(change.document.id, change.document);
    else if (change.op === "delete") documents.delete(change.id);
    else if (change.op === "patches") {
      change.ids.forEach((id, i) => {
        const old = documents.get(id);
        if (!old) return;
        const cell = ([field, cells]: [string, Float64Array]) => (Number.isNaN(cells[i]) ? [] : [[field, cells[i]!] as const]);
        documents.set(id, {
          ...old,
          numbers: {
            ...Object.fromEntries(Object.entries(old.numbers ?? {}).filter(([field]) => !Object.hasOwn(change.numbers, field))),
            ...Object.fromEntries(Object.entries(change.numbers).flatMap(cell)),
          },
          flags: { ...old.flags, ...Object.fromEntries(Object.entries(change.flags).map(([field, cells]) => [field, cells[i] === 1])) },
          views: {},
          restricted: false,
        });
      });
    } else {
      const old = documents.get(change.id);
      if (!old) continue;
      const numbers = Object.fromEntries(
        Object.entries({ ...old.numbers, ...change.numbers }).filter((entry): entry is [string, number] => entry[1] !== null),
      );
      documents.set(change.id, {
        ...old,
        numbers,
        keywords: { ...old.keywords, ...change.keywords },
        flags: { ...old.flags, ...change.flags },
        ...(change.views === undefined ? {} : { views: change.views, restricted: change.restricted === true }),
      });
    }
  }
  return [...documents.values()];
}

/** Registers the contract's tests. */
export function retrievalContract({ test, equal, analyzer, open, runs }: RetrievalKit): void {
  async function indexOf(changes: readonly IndexChange[]): Promise<Retrieval> {
    const index = await open();
    for (;;) {
      const { hits } = await index.search({ query: "", limit: 1_000 });
      if (hits.length === 0) break;
      await index.apply(hits.map(({ id }): IndexChange => ({ op: "delete", id })));
    }
    await index.apply(changes);
    return index;
  }

  async function ids(changes: readonly IndexChange[], request: SearchRequest): Promise<string[]> {
    return (await (await indexOf(changes)).search(request)).hits.map((hit) => hit.id);
  }

  /** The code of the error that the promise is rejected with; anything else is thrown on. */
  async function refusal(promise: Promise<unknown>): Promise<string> {
    try {
      await promise;
    } catch (error) {
      if (isAisleError(error)) return error.code;
      throw error;
    }
    return "answered";
  }

  test("finds what the naive twin finds: matches, totals and facet counts", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(changeArbitrary, { maxLength: 60 }), requestArbitrary, async (changes, request) => {
        const expected = naiveSearch(replay(changes), request, analyzer);
        const index = await indexOf(changes);
        const answer = await index.search({ ...request, offset: 0, limit: 100 });
        equal(answer.hits.map((hit) => hit.id).sort(), [...expected.ids].sort());
        equal(answer.total, expected.ids.length);
        const counts = Object.fromEntries(
          Object.entries(answer.facets).map(([field, values]) => [
            field,
            Object.fromEntries(values.map(({ value, count }) => [value, count])),
          ]),
        );
        equal(counts, expected.facets);
      }),
      { numRuns: runs },
    );
  });

  test("paging cuts one order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(changeArbitrary, { maxLength: 60 }), requestArbitrary, async (changes, request) => {
        const index = await indexOf(changes);
        const all = (await index.search({ ...request, offset: 0, limit: 100 })).hits;
        for (let offset = 0; offset < all.length; offset += 7) {
          equal((await index.search({ ...request, offset, limit: 7 })).hits, all.slice(offset, offset + 7));
        }
      }),
      { numRuns: Math.ceil(runs / 4) },
    );
  });

  test("exact stands above corrected, corrected above synonym, whatever the scores", async () => {
    const changes = [
      put("typo", "headphnes"),
      ...Array.from({ length: 60 }, (_, n) => put(`right${n}`, "headphones headphones headphones")),
      put("other", "earbuds earbuds earbuds"),
    ];
    const answer = await (await indexOf(changes)).search({ query: "headphnes", synonyms: { headphnes: ["earbuds"] }, limit: 100 });
    equal(answer.hits[0]!.id, "typo");
    equal(answer.hits.at(-1)!.id, "other");
    equal([...new Set(answer.hits.map((hit) => hit.tier))], [0, 1, 2]);
  });

  test("a phrase stands for a word and a word for a phrase, below what has the query's own words", async () => {
    const index = await indexOf([
      put("tv", "tv stand oak"),
      put("set", "television set stand oak"),
      put("half", "television stand oak"),
      put("other", "telly stand oak"),
      put("coat", "羽绒服 男士"),
      put("jacket", "down jacket men"),
      put("down", "down pillow"),
    ]);
    const ids = async (query: string, synonyms: Readonly<Record<string, readonly string[]>>) =>
      (await index.search({ query, synonyms, typos: false })).hits.map((hit) => hit.id);
    equal(await ids("tv stand", { tv: ["television set"] }), ["tv", "set"]);
    equal(await ids("television set stand", { "television set": ["tv"] }), ["set", "tv"]);
    equal((await ids("tv stand", { tv: ["television set", "telly"] })).sort(), ["other", "set", "tv"]);
    equal(await ids("stand", { tv: ["television set"] }), await ids("stand", {}));
    const [key] = phraseKeys(analyzer.analyzeQuery("羽绒服").filter((term) => term.required));
    equal(await ids("羽绒服", { [key!]: ["down jacket"] }), ["coat", "jacket"]);
    equal(await ids("down jacket", { "down jacket": ["羽绒服"] }), ["jacket", "coat"]);
    const answer = await index.search({ query: "tv stand", synonyms: { tv: ["television set"] }, typos: false });
    equal([answer.total, answer.required, answer.hits.map((hit) => hit.tier)], [2, { matched: 2, of: 2 }, [0, 2]]);
    const spelt = await index.search({
      query: "tv stand",
      alternatives: { tv: ["telly"] },
      synonyms: { tv: ["television set"] },
      typos: false,
    });
    equal(
      spelt.hits.map((hit) => [hit.id, hit.tier]),
      [
        ["tv", 0],
        ["other", 1],
        ["set", 2],
      ],
    );
  });

  test("a document is found where it has the words, or the phrase in their place, and the rest of the query", async () => {
    const letters = ["alder", "birch", "cedar", "dogwood", "elder"];
    const some = (most: number) => fc.uniqueArray(fc.constantFrom(...letters), { minLength: 1, maxLength: most });
    await fc.assert(
      fc.asyncProperty(
        fc.array(some(4), { minLength: 1, maxLength: 12 }),
        some(2),
        some(3),
        fc.option(fc.constantFrom(...letters)),
        async (texts, from, to, rest) => {
          const index = await indexOf(texts.map((text, at) => put(`d${at}`, text.join(" "))));
          const query = [...from, ...(rest === null || from.includes(rest) ? [] : [rest])];
          const request = { query: query.join(" "), synonyms: { [from.join(" ")]: [to.join(" ")] }, typos: false, limit: 100 };
          const found = (await index.search(request)).hits.map((hit) => hit.id).sort();
          const has = (text: readonly string[], words: readonly string[]) => words.every((word) => text.includes(word));
          const tail = query.slice(from.length);
          const expected = texts.flatMap((text, at) => ((has(text, from) || has(text, to)) && has(text, tail) ? [`d${at}`] : []));
          // Where no document has the whole query, fewer words count.
          if (expected.length > 0) equal(found, expected.sort());
        },
      ),
      { numRuns: runs },
    );
  });

  test("a misspelt word is corrected and named, numbers and identifiers never", async () => {
    const changes = [put("a", "wireless keyboard"), put("b", "usb cable 1200 model xk4500")];
    const answer = await (await indexOf(changes)).search({ query: "wirelss keybord" });
    equal(
      answer.hits.map(({ id, tier }) => ({ id, tier })),
      [{ id: "a", tier: 1 }],
    );
    equal(answer.corrections, [
      { from: "wirelss", to: "wireless" },
      { from: "keybord", to: "keyboard" },
    ]);
    equal(await ids(changes, { query: "1201" }), []);
    equal(await ids(changes, { query: "xk4501" }), []);
    equal(await ids(changes, { query: "wirelss", typos: false }), []);
  });

  test("the last word is completed while typing", async () => {
    const changes = [put("a", "red shoes"), put("b", "red shorts"), put("c", "red hat")];
    equal((await ids(changes, { query: "red sho", prefix: true })).sort(), ["a", "b"]);
    const whole = await (await indexOf(changes)).search({ query: "red sho", typos: false });
    equal(whole.required, { matched: 1, of: 2 }, "as a whole word it is found nowhere");
  });

  test("a query that nothing fulfils whole is relaxed to most of its words, and says so", async () => {
    const changes = [put("a", "green leather bag"), put("b", "green bag"), put("c", "hat")];
    const answer = await (await indexOf(changes)).search({ query: "green leather bag rucksack", typos: false });
    equal(
      answer.hits.map((hit) => hit.id),
      ["a"],
    );
    equal(answer.required, { matched: 3, of: 4 });
    equal(
      (await (await indexOf(changes)).search({ query: "rucksack valise hat", typos: false })).total,
      0,
      "one word of three is too little",
    );
  });

  test("Chinese sub-words are found, traditional characters too", async () => {
    const changes = [put("bank", "中国农业发展银行"), put("dress", "红色连衣裙"), put("taiwan", "藍牙耳機")];
    equal(await ids(changes, { query: "农业" }), ["bank"]);
    equal(await ids(changes, { query: "連衣裙" }), ["dress"]);
    equal(await ids(changes, { query: "蓝牙" }), ["taiwan"]);
  });

  test("an identifier is found whole", async () => {
    const changes = [put("a", "headphones", { identifiers: ["4548736101234", "WH-1000XM4"] }), put("b", "headphones")];
    equal(await ids(changes, { query: "WH1000XM4" }), ["a"]);
    equal(await ids(changes, { query: "4548736101234" }), ["a"]);
  });

  test("distinct shows the best of each group, counts groups, and facets count a group once per value", async () => {
    const variant = (id: string, group: string, color: string) =>
      put(id, "shirt", { group, keywords: { color: [color], kind: ["shirt"] } });
    const changes = [
      variant("a1", "a", "red"),
      variant("a2", "a", "blue"),
      variant("b1", "b", "red"),
      put("c", "shirt", { keywords: { color: ["red"], kind: ["shirt"] } }),
    ];
    const answer = await (await indexOf(changes)).search({ query: "shirt", distinct: true, facets: ["color", "kind"] });
    equal(answer.total, 3);
    equal(
      answer.hits.map(({ id, variants }) => [id, variants]),
      [
        ["a1", 2],
        ["b1", 1],
        ["c", 1],
      ],
    );
    equal(answer.facets, {
      color: [
        { value: "red", count: 3 },
        { value: "blue", count: 1 },
      ],
      kind: [{ value: "shirt", count: 3 }],
    });
  });

  test("numbers are summarised, and a patched price is seen by the next search", async () => {
    const index = await indexOf([put("a", "tea", { numbers: { price: 3.5 } }), put("b", "tea", { numbers: { price: 10 } })]);
    equal((await index.search({ query: "tea", facets: ["price"] })).stats, { price: { min: 3.5, max: 10, sum: 13.5, count: 2 } });
    await index.apply([
      { op: "patch", id: "a", numbers: { price: 20 } },
      { op: "patch", id: "b", numbers: { price: null } },
    ]);
    const answer = await index.search({ query: "tea", facets: ["price"], sort: [{ field: "price", order: "desc" }] });
    equal(answer.stats, { price: { min: 20, max: 20, sum: 20, count: 1 } });
    equal(
      answer.hits.map((hit) => hit.id),
      ["a", "b"],
      "no value comes last in either direction",
    );
  });

  test("a view's values stand in the place of a document's own, and no field name reaches them", async () => {
    const sold = (price: number | null, in_stock: boolean) => ({ numbers: { price }, flags: { in_stock } });
    const index = await indexOf([
      put("a", "tea", { numbers: { price: 10 }, flags: { in_stock: true }, views: { vip: sold(7, true), fr: sold(null, false) } }),
      put("b", "tea", { numbers: { price: 8 }, flags: { in_stock: true } }),
      put("c", "tea", { restricted: true, views: { vip: sold(1, true) } }),
    ]);
    const ask = async (views?: readonly string[], more: Partial<SearchRequest> = {}) => {
      const sort = [{ field: "price", order: "asc" as const }];
      const { hits, stats, facets } = await index.search({
        query: "tea",
        sort,
        facets: ["price", "in_stock"],
        ...(views ? { views } : {}),
        ...more,
      });
      return { ids: hits.map(({ id }) => id), stats: stats["price"], stock: facets["in_stock"] };
    };
    equal(await ask([]), { ids: ["b", "a"], stats: { min: 8, max: 10, sum: 18, count: 2 }, stock: [{ value: "true", count: 2 }] });
    equal(await ask(["vip", "fr"]), {
      ids: ["c", "a", "b"],
      stats: { min: 1, max: 8, sum: 16, count: 3 },
      stock: [{ value: "true", count: 3 }],
    });
    equal(await ask(["nobody", "fr"]), {
      ids: ["b", "a"],
      stats: { min: 8, max: 8, sum: 8, count: 1 },
      stock: [
        { value: "false", count: 1 },
        { value: "true", count: 1 },
      ],
    });
    equal((await ask([], { filter: { field: "price", max: 7 } })).ids, []);
    equal((await ask(["vip"], { filter: { field: "price", max: 7 } })).ids, ["c", "a"]);
    equal((await ask([], { refinements: { price: ["7"] } })).ids, []);
    await index.apply([
      { op: "patch", id: "a", numbers: { price: 6 }, views: {} },
      { op: "patch", id: "c", numbers: { price: 5 }, views: {}, restricted: false },
    ]);
    equal((await ask(["vip"])).ids, ["c", "a", "b"], "what had a view has its own values again");
    equal((await ask(["vip"])).stats, { min: 5, max: 8, sum: 19, count: 3 });
  });

  test("the score of several words is the sum of theirs, few documents among many of an alternative too", async () => {
    const many = (count: number, title: string, from: number) => Array.from({ length: count }, (_, n) => put(`m${from + n}`, title));
    const index = await indexOf([
      put("both", "rare sofa couch"),
      put("other", "rare couch settee"),
      put("prefix", "rare sofabed"),
      put("neither", "rare chair"),
      ...many(300, "couch", 0),
      ...many(300, "settee couch", 300),
      ...many(200, "sofabed", 600),
      ...many(100, "sofa", 800),
    ]);
    const ask = async (query: string) => {
      const request = { query, typos: false, prefix: true, synonyms: { sofa: ["couch", "settee"] }, limit: 1_000 };
      return new Map((await index.search(request)).hits.map((hit) => [hit.id, hit]));
    };
    const [rare, sofa, both] = [await ask("rare"), await ask("sofa"), await ask("rare sofa")];
    equal([...both.keys()].sort(), ["both", "other", "prefix"]);
    for (const [id, hit] of both) {
      equal(Math.round(hit.score * 1e9), Math.round((rare.get(id)!.score + sofa.get(id)!.score) * 1e9), id);
      equal(hit.tier, sofa.get(id)!.tier);
    }
    equal([both.get("both")!.tier, both.get("other")!.tier, both.get("prefix")!.tier], [0, 2, 0]);
  });

  test("completes from the words of the index, most documents first, one word of each stem", async () => {
    const index = await indexOf([put("a", "shoes"), put("b", "shoes shorts"), put("c", "shoe")]);
    equal(await index.complete("sho", 3), [
      { term: "shoe", count: 3 },
      { term: "shorts", count: 1 },
    ]);
    await index.apply([{ op: "delete", id: "b" }]);
    equal(await index.complete("sho", 3), [{ term: "shoe", count: 2 }]);
    equal(await index.complete("", 3), []);
  });

  test("a word that languages stem differently is completed and corrected to each of its terms, also after one language is gone", async () => {
    const said = (id: string, value: string, language: string): IndexChange => ({
      op: "put",
      document: { id, texts: [{ field: "title", value, language }] },
    });
    for (const order of [
      [said("fr", "running shoes", "fr"), said("en", "running shoes", "en")],
      [said("en", "running shoes", "en"), said("fr", "running shoes", "fr")],
    ]) {
      equal(analyzer.analyze("shoes", "fr")[0]!.term === analyzer.analyze("shoes", "en")[0]!.term, false, "stemmed differently");
      const index = await indexOf(order);
      const found = async (request: SearchRequest) => (await index.search(request)).hits.map(({ id }) => id).sort();
      equal(await found({ query: "sho", prefix: true }), ["en", "fr"]);
      equal(await found({ query: "runnnig shoes", language: "en" }), ["en"]);
      await index.apply([{ op: "delete", id: "fr" }]);
      equal(await found({ query: "sho", prefix: true }), ["en"]);
      equal((await index.complete("sho", 3)).length, 1);
    }
  });

  test("the most frequent of thousands of words completes a prefix, wherever it stands in the alphabet", async () => {
    const syllables = Array.from(
      { length: 1_300 },
      (_, n) => `sh${"abcdefghijklm".charAt(n % 13)}${n.toString(4).replace(/\d/g, (d) => "aeio".charAt(+d))}`,
    );
    const index = await indexOf([...syllables.map((word, n) => put(`w${n}`, word)), put("x", "shuttle"), put("y", "shuttle")]);
    equal((await index.complete("sh", 1))[0], { term: "shuttle", count: 2 });
    equal((await index.complete("s", 1))[0], { term: "shuttle", count: 2 });
    equal(
      (await index.search({ query: "sh", prefix: true, limit: 50 })).hits.some(({ id }) => id === "x"),
      true,
    );
  });

  test("a request without meaning is a coded error", async () => {
    const index = await indexOf([put("a", "tea")]);
    const cases: [Partial<SearchRequest>, string][] = [
      [{ offset: -1 }, "bad_request"],
      [{ limit: 0.5 }, "bad_request"],
      [{ limit: 1_001 }, "limit_exceeded"],
      [{ offset: 2_000_000 }, "limit_exceeded"],
      [{ filter: { field: "price", min: Number.NaN } }, "bad_filter"],
      [{ filter: { and: 5 } as never }, "bad_filter"],
      [{ filter: { and: Array.from({ length: 3_000 }, () => ({ field: "a", is: true })) } }, "limit_exceeded"],
    ];
    for (const [request, code] of cases) {
      equal(await refusal(index.search({ query: "tea", ...request })), code, JSON.stringify(request).slice(0, 80));
    }
  });

  test("any object is answered or refused with a code, and the index goes on", async () => {
    const index = await indexOf([put("a", "tea pot", { keywords: { constructor: ["x"] }, numbers: { price: 3 } }), put("b", "tee")]);
    await fc.assert(
      fc.asyncProperty(anyRequestArbitrary, async (request) => {
        await refusal(index.search(request as SearchRequest));
        equal((await index.search({ query: "tea", typos: false })).total, 1);
      }),
      { numRuns: runs * 3 },
    );
    await fc.assert(
      fc.asyncProperty(fc.anything(), fc.anything(), async (prefix, limit) => {
        await refusal(index.complete(prefix as string, limit as number));
      }),
      { numRuns: runs },
    );
    equal(await refusal(index.search({ query: "tea", filter: (() => true) as never })), "bad_filter");
    equal(await refusal(index.search({ query: "constructor tostring", synonyms: {} })), "answered");
    equal(await refusal(index.search({ query: "tea", synonyms: { tea: 5 as never } })), "bad_request");
    equal(await refusal(index.search({ query: "tea", filter: { and: undefined, or: [] } as never })), "bad_filter");
  });

  test("few alternatives of a word (merged) and many (joined) give a document the same score and tier", async () => {
    const texts = ["sofa couch", "couch", "settee sofa", "couch settee", "sofa", "divan"];
    const changes = texts.map((text, n) => put(`d${n}`, text));
    const index = await indexOf([...changes, ...["aa", "bb", "cc", "ee"].map((word) => put(word, word))]);
    const ask = async (synonyms: readonly string[]) =>
      (await index.search({ query: "sofa", typos: false, synonyms: { sofa: synonyms } })).hits
        .filter(({ id }) => id.startsWith("d"))
        .map(({ id, score, tier }) => ({ id, score, tier }));
    const merged = await ask(["couch", "settee"]);
    equal(await ask(["couch", "settee", "aa", "bb", "cc", "ee"]), merged);
    equal(
      merged.map(({ id, tier }) => [id, tier]),
      [
        ["d4", 0],
        ["d0", 0],
        ["d2", 0],
        ["d1", 2],
        ["d3", 2],
      ],
    );
    equal(merged[1]!.score, merged[2]!.score, "where the word itself stands, its alternatives add nothing");
  });
}
