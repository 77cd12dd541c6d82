/** Privacy: consent, pseudonyms and the keys that seal a person's payloads; port KeyStore. */
export type { KeyStore, PersonKey } from "./privacy/key-store.ts";
export { Consents, personalPurpose } from "./privacy/consents.ts";
