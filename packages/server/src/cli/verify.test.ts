import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from "node:zlib";
import { manualClock } from "@aisle/core/base";
import type { ShopEvent } from "@aisle/core/event";
import { openLog } from "../log/segment-log.ts";
import { openSnapshots } from "../log/snapshots.ts";
import { openKeyStore } from "../privacy/key-store.ts";
import { command } from "./verify.ts";

const folder = mkdtempSync(join(tmpdir(), "aisle-verify-"));
after(() => rmSync(folder, { recursive: true, force: true }));
let made = 0;

async function openShop(data = join(folder, String(made++))) {
  const keys = await openKeyStore({ directory: `${data}-keys` });
  const log = await openLog({ directory: join(data, "log"), keys, clock: manualClock(1000), segmentBytes: 4000 });
  const snapshots = openSnapshots({ directory: join(data, "snapshots"), keys });
  const close = async () => {
    await log.close();
    await keys.close();
  };
  return { data, keys, log, snapshots, close };
}

async function verify(data: string, ...more: string[]) {
  const lines: string[] = [];
  const status = await command.run({
    words: [],
    options: { data, json: true, ...(more[0] === undefined ? {} : { "key-store": more[0] }) },
    print: (line) => lines.push(line),
    note: () => undefined,
  });
  return { status, ...(JSON.parse(lines.join("\n")) as { events: Record<string, number>; position: number; problems: string[] }) };
}

const click = (user: string, product: string): ShopEvent => ({
  type: "click",
  time: 900,
  user,
  product,
  session: "session-of-ann",
  answer: "f".repeat(32),
});

async function fill(shop: Awaited<ReturnType<typeof openShop>>): Promise<void> {
  for (let i = 0; i < 40; i++) await shop.log.append([click("ann", `product-${i}`), click("bob", "shared")]);
  await shop.log.append([
    { type: "query", time: 1, user: "ann", query: "waterproof running shoes" },
    { type: "product_removed", time: 1, product: "x" },
  ]);
}

test("V1 counts events by type and the position, beside a server that has the log open", async () => {
  const shop = await openShop();
  await fill(shop);
  assert.deepEqual(await verify(shop.data), { status: 0, events: { click: 80, query: 1, product_removed: 1 }, position: 82, problems: [] });
  await shop.log.erase("ann");
  assert.deepEqual(await verify(shop.data), {
    status: 0,
    events: { click: 40, erased: 41, product_removed: 1, erase: 1 },
    position: 83,
    problems: [],
  });
  await shop.close();
});

test("V2 a flipped bit is a problem that names its file; a torn tail is none", async () => {
  const shop = await openShop();
  await fill(shop);
  await shop.close();
  const names = readdirSync(join(shop.data, "log")).filter((name) => name.endsWith(".seg"));
  appendFileSync(join(shop.data, "log", names.at(-1)!), new Uint8Array([90, 0, 0, 0, 1, 2, 3, 4, 1, 5]));
  assert.deepEqual((await verify(shop.data)).problems, []);
  const path = join(shop.data, "log", names[0]!);
  const bytes = readFileSync(path);
  bytes[200]! ^= 1;
  writeFileSync(path, bytes);
  const found = await verify(shop.data);
  assert.equal(found.status, 1);
  assert.equal(found.position, 82);
  assert.match(found.problems[0]!, new RegExp(`^${names[0]}: \\d+ bytes at \\d+ are damaged$`));
  assert.match(found.problems[1]!, /the events from \d+ to \d+ are missing$/);
});

test("V3 a missing segment, a damaged snapshot, a damaged state and a key of another store are problems", async () => {
  const shop = await openShop();
  await fill(shop);
  await shop.snapshots.save(10, { view: new Uint8Array(100) });
  await shop.close();
  assert.deepEqual((await verify(shop.data)).problems, []);
  const other = await openShop();
  await fill(other);
  await other.close();
  const wrong = await verify(shop.data, `${other.data}-keys`);
  assert.equal(wrong.status, 1);
  assert.match(wrong.problems[0]!, /^the event at 0 cannot be read: /);
  assert.match((await verify(shop.data, join(folder, "nowhere"))).problems[0]!, /^the keys cannot be used/);
  const flip = (path: string) => {
    const bytes = readFileSync(path);
    bytes[bytes.length - 1]! ^= 1;
    writeFileSync(path, bytes);
  };
  flip(join(shop.data, "snapshots", "0000000000000010.snapshot"));
  const names = readdirSync(join(shop.data, "log"));
  flip(
    join(
      shop.data,
      "log",
      names.find((name) => name.endsWith(".state"))!,
    ),
  );
  rmSync(join(shop.data, "log", names.filter((name) => name.endsWith(".seg"))[1]!));
  const { problems } = await verify(shop.data);
  assert.equal(problems.length, 3);
  assert.match(problems[0]!, /the events from \d+ to \d+ are missing$/);
  assert.match(problems[1]!, /\.state is damaged$/);
  assert.match(problems[2]!, /0000000000000010\.snapshot fails its checksum/);
});

test("V4 a log cut by retention is sound only with a snapshot at or after its start", async () => {
  const shop = await openShop();
  await fill(shop);
  await shop.snapshots.save(60, { view: new Uint8Array(10) });
  await shop.log.retain(60);
  assert.ok(shop.log.start > 0);
  assert.deepEqual((await verify(shop.data)).problems, []);
  rmSync(join(shop.data, "snapshots"), { recursive: true });
  assert.match((await verify(shop.data)).problems[0]!, /no good snapshot stands for what was before$/);
  await shop.close();
});

/** A file as it lies, and as every decompressor that accepts it would show it. */
function readings(bytes: Buffer): Buffer[] {
  const found = [bytes];
  for (const decompress of [gunzipSync, inflateSync, inflateRawSync, zstdDecompressSync]) {
    try {
      found.push(decompress(bytes) as Buffer);
    } catch {
      // Not compressed this way.
    }
  }
  return found;
}

test("P1 nothing of what persons did can be read from the data folder without the key store", async () => {
  const shop = await openShop();
  await fill(shop);
  await shop.log.append([
    {
      type: "purchase",
      time: 1,
      user: "ann",
      order: "order-4711",
      lines: [{ product: "product-1", quantity: 1 }],
      id: "client-made-id",
      origin: { producer: "anns-phone", sequence: 1 },
    },
    { type: "identify", time: 1, user: "ann", anonymous: "device-of-ann" },
    { type: "review", time: 1, user: "ann", product: "product-1", text: "they fit perfectly" },
  ]);
  const view = new TextEncoder().encode(JSON.stringify({ ann: ["product-1", "waterproof running shoes"] }));
  await shop.snapshots.save(shop.log.end, { profiles: view });
  await shop.close();
  const secrets = [
    "ann",
    "bob",
    "product-",
    "shared",
    "waterproof",
    "session-of",
    "order-4711",
    "client-made",
    "anns-phone",
    "device-of",
    "perfectly",
    "click",
    "purchase",
  ];
  const files = readdirSync(shop.data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  assert.ok(
    files.some(({ name }) => name.endsWith(".snapshot")) &&
      files.some(({ name }) => name.endsWith(".seg")) &&
      files.some(({ name }) => name.endsWith(".state")),
  );
  for (const file of files) {
    const path = join(file.parentPath, file.name);
    for (const secret of secrets) {
      assert.equal(path.slice(folder.length).includes(secret), false, path);
      // Three letters can occur by chance in half a megabyte of ciphertext; then they do not stand as a JSON text.
      const marks = secret.length > 4 ? [secret] : [`"${secret}"`];
      for (const mark of marks) {
        for (const bytes of readings(readFileSync(path))) {
          for (const form of [
            Buffer.from(mark),
            Buffer.from(mark, "utf16le"),
            Buffer.from(Buffer.from(mark).toString("base64").replace(/=+$/, "").slice(0, -1)),
          ]) {
            assert.equal(bytes.includes(form), false, `${mark} in ${path}`);
          }
        }
      }
    }
  }
  assert.equal(
    files.some(({ name }) => name.startsWith("keys") || name.startsWith("master")),
    false,
  );
});
