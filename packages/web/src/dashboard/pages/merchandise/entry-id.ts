/** An id for a new entry that says what it is and when it was made; letters, digits and dashes. */
export function newEntryId(kind: string): string {
  const random = crypto.getRandomValues(new Uint32Array(1))[0]!;
  return `${kind}-${Date.now().toString(36)}-${random.toString(36)}`;
}
