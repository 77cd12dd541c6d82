/**
 * Answers by their attribution id: which products they were seen to show (impressions), and who used them. A click on a product that a
 * known answer did not show was made up; an answer that several others name was copied.
 */
import type { ByteReader } from "../base.ts";
import type { Pieces } from "../profile.ts";
import { RecentMap } from "./recent-map.ts";

/** Names that may use one answer: the device it was given to, and the login it became. */
const ownNames = 2;
const keptProducts = 400;

interface Answer {
  names: string[];
  shown: number[];
}

export class Attribution {
  readonly #answers: RecentMap<Answer>;

  constructor(capacity: number) {
    this.#answers = new RecentMap({ capacity, clone: (answer) => ({ ...answer }) });
  }

  /** Products that an answer showed. */
  shown(answer: string, name: string, products: readonly number[]): void {
    const known = this.#use(answer, name);
    known.shown = [...new Set([...known.shown, ...products])].slice(0, keptProducts);
  }

  #use(answer: string, name: string): Answer {
    const known = this.#answers.touch(answer, () => ({ names: [], shown: [] }));
    if (known.names.length < ownNames && !known.names.includes(name)) known.names = [...known.names, name];
    return known;
  }

  /** What a click or cart says that names an answer. `known`: the products of the answer are. */
  clicked(answer: string, name: string, product: number): { readonly known: boolean; readonly shown: boolean; readonly replayed: boolean } {
    const { names, shown } = this.#use(answer, name);
    return { known: shown.length > 0, shown: shown.includes(product), replayed: !names.includes(name) };
  }

  /** Erasure of a visitor. */
  forget(name: string): void {
    for (const [id, answer] of this.#answers.entries()) {
      if (answer.names.includes(name)) this.#answers.replace(id, { ...answer, names: answer.names.filter((one) => one !== name) });
    }
  }

  pieces(): Pieces[] {
    return this.#answers.pieces();
  }

  read(reader: ByteReader): void {
    this.#answers.read(reader);
  }
}
