import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { crc32 } from "node:zlib";
import { isAisleError, manualClock } from "@aisle/core/base";
import { collect } from "@aisle/core/testing/event-log-contract";
import { openKeyStore } from "../privacy/key-store.ts";
import { nodeFileSystem } from "./file-system.ts";
import { frameRecords, readFrame } from "./frame.ts";
import { readEnvelope } from "./record.ts";
import { openLog } from "./segment-log.ts";
import { SimulatedDisk } from "./simulated-disk.ts";
import { openSnapshots } from "./snapshots.ts";

const folder = mkdtempSync(join(tmpdir(), "aisle-format-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const master = new Uint8Array(32).fill(7);
/** Written by version 1 of the formats; never made anew. */
const version1: Readonly<Record<string, string>> = {
  "/keys/keys.dat":
    "QUlTTEVLRVkBAAAAAAAAAAFlVzZxyt5gDoCew6ZqJKGhmKfB0A18uCPTvJ0cid4bmX27OSxAmLteOj3mqPElEEgFSh9p0AN1BeY2KwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABAAAAAQAAAPSLKYoAAAAAAr2f9+wA0pW5aFU44wOnZhykN1AoucMn/D2mO/XXUA+iHwxp4wKk4TrB4N4raqp6MNsEUf8jTZ2umzmovEiwD0Cj+0WgILBm0tUW/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAAAAAAAAD+9WzMAAAAADNaxwyRIgSsp9AOhS7WbcbbZrRsrJQ4FWEUoIyK0p+Rk5tRJD+TuJgzgwJOdu2tFQJ75VqCaInpjFPghVB/tMrN3pOTumlg9B3bOPoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
  "/log/0000000000000000.seg":
    "QUlTTEVMT0cBAAAAAAAAAAAAAAB57KjtSAEAAA2354YBAAAAAAAAAAAAAAAAAAAAAAAAAAAAQI9AAgAAAKwAAAAHAAAAAAAgjEBMBOOzAmsH/Cila2JlTwykAAAAAAAAHEClcvucSa68mY8Kbso38RPwAr2f9+wA0pW5aFU44wOnZgEAAAAAAAAAbkCH07bGCwcrU12Gb7pa+/zM8/SIoXm/MWSuLECEGmiz0zGH+V/WRUJpZUo/0GrEXG8o1KN5CrzItARC71RXC4SaUUi5llOq5VbxqeCJfLGp0h4TvO2GSA8FRwzEVV3IzPAPdwAAAAEAAAAAACiMQAK9n/fsANKVuWhVOOMDp2YBAAAAAQAAANNXCRPCOSp6eyxcA9PjuB5Rg0L6YuO9qJdzeoW04QXoaaXZxpgkmr+J5k4YumrhpxfaEKIcbJN6phdtDguX/JsDzZ5LWN17trgyoQ+ZN6QoZpvdIGpd",
  "/log/0000000000000002.seg":
    "QUlTTEVMT0cBAAAAAAAAAAAAAEDprXSbrwAAAEgPNpIBAAAAAAAAAEAAAAAAAAAAQAAAAAAAQI9AAgAAACEAAAAAAAAAAAAwjEABWzE2LDkwMixudWxsLG51bGwsInAyIl1pAAAAAQAAAAAAOIxAnfb2MF2/zjzYqO2sdGh8AQIAAAAAAAAAf6erleqXsIXt/Mz9tvOVFdN46cB+wRrZutnaF3uFphNqs4fO6ps9fJr7i0yNHgQKilg3MRyyYtG4fdYeSirhMD4wVvxnArdNRgAAAJcBR7QBAAAAAAAAEEAAAAAAAAAQQAAAAAAAQI9AAQAAACUAAAAJAAAAAABAj0Cd9vYwXb/OPNio7ax0aHwBAAAAAAAAAAACAAAA",
  "/log/0000000000000002.state": "L27T4wEAAAACNwEVTATDo8KzAmsHw7wowqVrYmVPDMKkAgcHAAEawqVyw7vCnEnCrsK8wpnCjwpuw4o3w7ETw7A=",
  "/snapshots/0000000000000003.snapshot":
    "QUlTTEVTTlABAAAAAAAAAAAACEABAwAAAAAAAAAAAD9ALAAAAIO7LeCDIJoYIVcXAfPqIdi0opRxmS8VLme5xxgZBhENeFzots1o1wO+jrZgKwAAABlRd9hD9e5f7aBUs96wa9dw6Xkdj6Su5b6ItQ8my+ypEYGso/5mN4P2EP8AAAAADWY5kg==",
};

async function place(disk: SimulatedDisk, path: string, base64: string): Promise<void> {
  await (await disk.open(path, "create")).write(Buffer.from(base64, "base64"), 0);
}

test("F1 a log, keys, state and snapshot of version 1 stay readable", async () => {
  const disk = new SimulatedDisk();
  for (const [path, bytes] of Object.entries(version1)) await place(disk, path, bytes);
  const keys = await openKeyStore({ directory: "/keys", fs: disk, master });
  const log = await openLog({ directory: "/log", keys, fs: disk, clock: manualClock(2000) });
  const person = keys.pseudonym("ann");
  assert.deepEqual(await collect(log), [
    {
      position: 0,
      arrival: 1000,
      person,
      consent: 0,
      event: { type: "view", time: 900, id: "e1", origin: { producer: "web", sequence: 7 }, user: "ann", product: "p1" },
    },
    { position: 1, arrival: 1000, person, consent: 1, event: { type: "consent", time: 901, user: "ann", purposes: { personal: true } } },
    { position: 2, arrival: 1000, event: { type: "product_removed", time: 902, product: "p2" } },
    { position: 3, arrival: 1000, person: keys.pseudonym("bob"), consent: 0, event: undefined },
    {
      position: 4,
      arrival: 1000,
      person: keys.pseudonym("bob"),
      consent: 0,
      event: { type: "erase", time: 1000, user: keys.pseudonym("bob") },
    },
  ]);
  assert.equal((await log.append([{ type: "view", time: 1, id: "e1", user: "x", product: "y" }])).duplicates, 1);
  const snapshot = await openSnapshots({ directory: "/snapshots", keys, fs: disk }).newest();
  assert.deepEqual([snapshot?.position, Buffer.from(snapshot!.views["view"]!).toString()], [3, "bytes of a view"]);
});

test("F2 the open envelope holds digests, pseudonym, key and times, and the payload is bound to it", async () => {
  const disk = new SimulatedDisk();
  const keys = await openKeyStore({ directory: "/keys", fs: disk, master });
  const notes: string[] = [];
  const log = await openLog({ directory: "/log", keys, fs: disk, clock: manualClock(1000), note: (message) => notes.push(message) });
  await log.append([{ type: "view", time: 900, id: "e1", origin: { producer: "web", sequence: 7 }, user: "ann", product: "p1" }]);
  const file = Buffer.from(disk.peek("/log/0000000000000000.seg").buffer as ArrayBuffer);
  const frame = readFrame(file, 24, file.readUInt32LE(24))!;
  assert.deepEqual([frame.position, frame.group, frame.arrival, frame.count], [0, 0, 1000, 1]);
  const record = frameRecords(frame)[0]!;
  assert.deepEqual(readEnvelope(record), {
    time: 900,
    delivery: { producer: keys.digest("producer\0web"), sequence: 7, id: keys.digest("id\0e1") },
    person: { pseudonym: keys.pseudonym("ann"), key: 1, consent: 0 },
    size: 73,
  });
  record.writeDoubleLE(901, 1);
  file.writeUInt32LE(crc32(frame.body), 28);
  disk.peek("/log/0000000000000000.seg").set(file);
  assert.deepEqual((await collect(log))[0]!.event, undefined);
  assert.match(notes[0]!, /does not match its key or its envelope/);
});

test("L14 a second writer is turned away; the lock of a process that is gone is taken over", async () => {
  const path = join(folder, "writer.lock");
  const unlock = await nodeFileSystem.lock(path);
  await assert.rejects(nodeFileSystem.lock(path), (error) => isAisleError(error, "conflict"));
  await unlock();
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  writeFileSync(path, `${pid} 12345`);
  await (
    await nodeFileSystem.lock(path)
  )();
  writeFileSync(path, `${process.pid} 1`);
  await (
    await nodeFileSystem.lock(path)
  )();
});
