/** Compares all of `secret` whatever `given` is, so that time tells nothing about where they differ. */
export function equalSecrets(secret: string, given: string): boolean {
  let difference = secret.length ^ given.length;
  for (let i = 0; i < secret.length; i++) difference |= secret.charCodeAt(i) ^ (i < given.length ? given.charCodeAt(i) : 0);
  return difference === 0;
}
