declare module "opencc-js/dict/TSCharacters" {
  /** "traditional simplified[ simplified…]" entries, joined by "|". */
  const dictionary: string;
  export default dictionary;
}
