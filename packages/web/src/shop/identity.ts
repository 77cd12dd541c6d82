/** The stable anonymous name of this browser: a random number, kept on the device, nothing else. */

const key = "aisle.visitor";

function create(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `anonymous-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

function load(): string {
  try {
    const saved = localStorage.getItem(key);
    if (saved !== null && /^[\w-]{1,129}$/.test(saved)) return saved;
    const made = create();
    localStorage.setItem(key, made);
    return made;
  } catch {
    // No storage: a name for this page view.
    return create();
  }
}

export const userToken = load();
