/** Networks (digests of address blocks that the edge adds) by how fast they bring new names: a crawler without cookies is a new visitor with each page. */
import type { ByteReader } from "../base.ts";
import type { Pieces } from "../profile.ts";
import { RecentMap } from "./recent-map.ts";

/** New names a second that a large office or a mobile carrier may bring for long. */
const perSecond = 1;
const burst = 120;

interface Network {
  level: number;
  time: number;
}

export class Networks {
  readonly #networks: RecentMap<Network>;

  constructor(capacity: number) {
    this.#networks = new RecentMap({ capacity, clone: (network) => ({ ...network }) });
  }

  /** A name that was never seen before; true where its network brings too many. */
  arrived(network: string, arrival: number): boolean {
    const known = this.#networks.touch(network, () => ({ level: 0, time: arrival }));
    known.level = Math.max(0, known.level - (Math.max(0, arrival - known.time) / 1_000) * perSecond) + 1;
    known.time = Math.max(known.time, arrival);
    return known.level > burst;
  }

  pieces(): Pieces[] {
    return this.#networks.pieces();
  }

  read(reader: ByteReader): void {
    this.#networks.read(reader);
  }
}
