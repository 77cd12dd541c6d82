/**
 * Units of measure by their written forms, so that "8 GB", "8gb" and "8-gigabyte" share a term, and "500克" and "500 g" too.
 * Only units of physical quantities: a count ("6 pack") is worded too freely to be one required term.
 */
const spellings: Readonly<Record<string, string>> = {
  kb: "kilobyte kilobytes",
  mb: "megabyte megabytes",
  gb: "gigabyte gigabytes gig",
  tb: "terabyte terabytes",
  mg: "milligram milligrams 毫克",
  g: "gram grams gramme grammes gm gms 克",
  kg: "kilogram kilograms kilo kilos kgs 千克 公斤",
  斤: "",
  lb: "lbs pound pounds 磅",
  oz: "ounce ounces 盎司",
  ml: "milliliter milliliters millilitre millilitres 毫升",
  cl: "centiliter centilitre",
  l: "liter liters litre litres ltr 升",
  gal: "gallon gallons 加仑",
  qt: "quart quarts",
  pt: "pint pints",
  mm: "millimeter millimeters millimetre millimetres 毫米",
  cm: "centimeter centimeters centimetre centimetres 厘米 公分",
  m: "meter meters metre metres mtr 米",
  km: "kilometer kilometers kilometre kilometres 公里 千米",
  inch: "inches 英寸 寸",
  ft: "foot feet 英尺",
  yd: "yard yards yds",
  v: "volt volts 伏",
  w: "watt watts 瓦",
  kw: "kilowatt kilowatts 千瓦",
  wh: "",
  mah: "毫安",
  ah: "",
  amp: "amps ampere amperes 安培",
  hz: "hertz 赫兹",
  khz: "",
  mhz: "",
  ghz: "",
  mp: "megapixel megapixels",
  fps: "",
  dpi: "",
  rpm: "",
  psi: "",
  btu: "btus",
  db: "decibel decibels",
  lm: "lumen lumens 流明",
  ct: "carat carats 克拉",
};
/** These alone are too often something else; they only count when written to their number. */
const attachedOnly: Readonly<Record<string, string>> = { in: "inch", ct: "ct" };
const loose = new Map<string, string>();
for (const [unit, others] of Object.entries(spellings)) {
  if (!Object.hasOwn(attachedOnly, unit)) loose.set(unit, unit);
  for (const other of others.split(" ")) if (other !== "") loose.set(other, unit);
}
const attached = new Map<string, string>([...loose, ...Object.entries(attachedOnly)]);

/** Canonical unit of a folded word after a number; `touching`: no space between them, or written as an abbreviation ("12 in."). */
export function unitOf(word: string, touching: boolean): string | undefined {
  return (touching ? attached : loose).get(word);
}

/** A Chinese unit that begins `text` at `at`: the longest. */
export function hanUnitAt(text: string, at: number): { readonly unit: string; readonly length: number } | undefined {
  for (let length = 2; length >= 1; length--) {
    const unit = loose.get(text.slice(at, at + length));
    if (unit !== undefined && text.charCodeAt(at) > 0x7f && at + length <= text.length) return { unit, length };
  }
  return undefined;
}

/** A number and its unit as one term: trailing zeros of decimals do not count ("1.50 l" is "1.5l"). */
export function measure(number: string, unit: string): string {
  return (number.includes(".") ? number.replace(/\.?0+$/, "") : number) + unit;
}
