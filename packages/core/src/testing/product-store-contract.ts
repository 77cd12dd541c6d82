/** What every ProductStore does; each implementation runs it. The runner and its assertion are passed in: core stays pure. */
import fc from "fast-check";
import type { Product, ProductStore } from "../catalog.ts";

function product(id: string, title = `Product ${id}`): Product {
  return {
    id,
    title,
    description: "",
    images: [],
    categories: [["Home", "Kitchen"]],
    offers: [{ price: 10, currency: "EUR", availability: "in_stock" }],
    attributes: { color: "red", "large size": true },
    translations: { zh: { title: "产品" } },
  };
}

export interface ProductStoreKit {
  readonly test: (name: string, run: () => void) => unknown;
  readonly equal: (actual: unknown, expected: unknown) => void;
  /** An empty store. */
  readonly open: () => { readonly store: ProductStore; readonly close: () => void };
}

/** Registers the contract's tests. */
export function productStoreContract({ test, equal, open }: ProductStoreKit): void {
  const using = (work: (store: ProductStore) => void) => () => {
    const { store, close } = open();
    try {
      work(store);
    } finally {
      close();
    }
  };

  test(
    "a store gives back what was put, in the order asked for",
    using((store) => {
      store.put(product("a"));
      store.put(product("b"));
      equal(store.get("a"), product("a"));
      equal(store.get("c"), undefined);
      equal(store.getMany(["b", "missing", "a", "b"]), [product("b"), undefined, product("a"), product("b")]);
      equal(store.getMany([]), []);
      equal(store.count, 2);
    }),
  );

  test(
    "a store replaces and removes",
    using((store) => {
      store.put(product("a"));
      store.put(product("a", "new"));
      equal(store.count, 1);
      equal(store.get("a")?.title, "new");
      equal(store.remove("a"), true);
      equal(store.remove("a"), false);
      equal(store.count, 0);
      equal(store.get("a"), undefined);
    }),
  );

  test(
    "offers are replaced alone, seen at once, written when asked, and gone with their product",
    using((store) => {
      const offers = [{ price: 5, availability: "in_stock" as const, stock: 3, market: "DE" }];
      store.put(product("a"));
      store.putOffers("a", offers);
      store.putOffers("none", offers);
      for (let left = true; left; left = store.settle(1)) {
        equal(store.get("a"), { ...product("a"), offers });
        equal(store.getMany(["none", "a"]), [undefined, { ...product("a"), offers }]);
        equal([...store.all()], [{ ...product("a"), offers }]);
      }
      equal(store.count, 1);
      store.putOffers("a", []);
      store.commit(3);
      equal(store.get("a"), { ...product("a"), offers: [] });
      store.put(product("a"));
      equal(store.get("a"), product("a"));
      store.putOffers("a", offers);
      equal(store.remove("a"), true);
      equal(store.get("a"), undefined);
      store.put(product("a"));
      equal(store.get("a"), product("a"));
    }),
  );

  test(
    "a store takes many ids at once, and writes while it is read",
    using((store) => {
      const ids = Array.from({ length: 1_234 }, (_, i) => `p${String(i).padStart(5, "0")}`);
      for (const id of ids) store.put(product(id));
      equal(
        store.getMany(ids).map((one) => one?.id),
        ids,
      );
      for (const one of store.all()) store.put({ ...one, title: "seen" });
      equal(store.count, ids.length);
      equal([...new Set([...store.all()].map((one) => one.title))], ["seen"]);
      equal([...store.ids()], ids);
    }),
  );

  test(
    "a store knows the position of its last commit, whatever was written since",
    using((store) => {
      equal(store.position, 0);
      store.begin();
      store.put(product("a"));
      store.put(product("b"));
      equal([store.position, store.count, store.get("b")?.title], [0, 2, "Product b"]);
      store.commit(7);
      equal(store.position, 7);
      store.put(product("c"));
      equal(store.remove("a"), true);
      equal([store.position, store.count, [...store.ids()]], [7, 2, ["b", "c"]]);
      store.commit(9);
      store.commit(9);
      equal(store.position, 9);
    }),
  );

  test(
    "a cleared store is as new, in the middle of a transaction too",
    using((store) => {
      store.put(product("a"));
      store.commit(3);
      store.put(product("b"));
      store.clear();
      equal([store.position, store.count, store.get("a"), [...store.ids()]], [0, 0, undefined, []]);
      store.clear();
      store.put(product("c"));
      store.commit(1);
      equal([store.position, store.count], [1, 1]);
    }),
  );

  test("a store equals a map after any writes, in the order of UTF-8", () => {
    const id = fc.string({ unit: "grapheme", minLength: 1, maxLength: 3 }).filter((one) => one.isWellFormed() && !one.includes("\u0000"));
    const step = fc.oneof(
      fc.record({ op: fc.constant("put" as const), id, title: fc.string() }),
      fc.record({ op: fc.constant("remove" as const), id, title: fc.constant("") }),
      fc.record({ op: fc.constant("offers" as const), id, title: fc.string() }),
      fc.record({ op: fc.constant("settle" as const), id, title: fc.constant("") }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) =>
        using((store) => {
          const model = new Map<string, Product>();
          for (const one of steps) {
            if (one.op === "put") {
              store.put(product(one.id, one.title));
              model.set(one.id, product(one.id, one.title));
            } else if (one.op === "offers") {
              const offers = [{ availability: "preorder" as const, market: one.title }];
              const before = model.get(one.id);
              store.putOffers(one.id, offers);
              if (before) model.set(one.id, { ...before, offers });
            } else if (one.op === "settle") store.settle(1);
            else equal(store.remove(one.id), model.delete(one.id));
          }
          const bytes = new TextEncoder();
          const ids = [...model.keys()].sort((a, b) => compareBytes(bytes.encode(a), bytes.encode(b)));
          equal([...store.ids()], ids);
          equal(
            [...store.all()],
            ids.map((one) => model.get(one)!),
          );
          equal(store.count, model.size);
        })(),
      ),
      { numRuns: 60 },
    );
  });
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}
