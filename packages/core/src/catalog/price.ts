/**
 * Money as feeds write it: "15.00 USD", "$15.00", "¥129", "1.234,56 €", "12 900 ₽", "10.00 - 20.00" (the lower end), 15.
 * The last of two different separators is the decimal one; a single one before exactly three digits is a thousands
 * separator where it is a comma, or a point beside a symbol of a country that writes commas ("1.234 €").
 */
export interface Money {
  readonly amount: number;
  /** ISO 4217 where the text names one. */
  readonly currency?: string;
}

/** Longest first, so that "US$" is not read as "$". */
const symbols: readonly (readonly [string, string])[] = [
  ["US$", "USD"],
  ["HK$", "HKD"],
  ["NT$", "TWD"],
  ["AU$", "AUD"],
  ["CA$", "CAD"],
  ["MX$", "MXN"],
  ["NZ$", "NZD"],
  ["RMB", "CNY"],
  ["CN¥", "CNY"],
  ["JP¥", "JPY"],
  ["R$", "BRL"],
  ["S$", "SGD"],
  ["A$", "AUD"],
  ["C$", "CAD"],
  ["RS.", "INR"],
  ["Rp", "IDR"],
  ["zł", "PLN"],
  ["Kč", "CZK"],
  ["人民币", "CNY"],
  ["美元", "USD"],
  ["欧元", "EUR"],
  ["日元", "JPY"],
  ["港币", "HKD"],
  ["元", "CNY"],
  ["円", "JPY"],
  ["€", "EUR"],
  ["£", "GBP"],
  ["¥", "CNY"],
  ["₹", "INR"],
  ["₽", "RUB"],
  ["₩", "KRW"],
  ["₫", "VND"],
  ["฿", "THB"],
  ["₺", "TRY"],
  ["₴", "UAH"],
  ["₪", "ILS"],
  ["₱", "PHP"],
  ["$", "USD"],
];
const commaCountries = new Set(["EUR", "BRL", "IDR", "VND", "TRY", "PLN", "CZK", "RUB", "UAH"]);
/** Above this a price is taken for a mistake. */
const maximumAmount = 1e12;

/** The number in a text with any of the usual separators; undefined where it is none. */
function amountOf(text: string, pointMayGroup: boolean): number | undefined {
  const digits = text.replace(/[\s'’]/g, "");
  if (!/^[+-]?(?:\d[\d.,]*|[.,]\d+)$/.test(digits)) return undefined;
  const point = digits.lastIndexOf(".");
  const comma = digits.lastIndexOf(",");
  let plain: string;
  if (point >= 0 && comma >= 0) {
    const decimal = Math.max(point, comma);
    const group = point > comma ? "," : ".";
    if (digits.slice(decimal).includes(group) || digits.indexOf(digits[decimal]!) !== decimal) return undefined;
    plain = `${digits.slice(0, decimal).replaceAll(group, "")}.${digits.slice(decimal + 1)}`;
  } else if (point >= 0 || comma >= 0) {
    const mark = point >= 0 ? "." : ",";
    const groups = /^[+-]?[1-9]\d{0,2}(?:[.,]\d{2,3})*[.,]\d{3}$/.test(digits);
    const several = digits.indexOf(mark) !== digits.lastIndexOf(mark);
    if (several && !groups) return undefined;
    plain = groups && (several || mark === "," || pointMayGroup) ? digits.replaceAll(mark, "") : digits.replace(mark, ".");
  } else plain = digits;
  const value = Number(plain);
  return Number.isFinite(value) && Math.abs(value) <= maximumAmount ? value : undefined;
}

/** Reads a price; undefined where the value is no amount. The sign is kept: whether a negative one is allowed is the caller's. */
export function parseMoney(value: unknown): Money | undefined {
  if (typeof value === "number") return Number.isFinite(value) && Math.abs(value) <= maximumAmount ? { amount: value } : undefined;
  if (typeof value !== "string" || value.length > 100) return undefined;
  let text = value.normalize("NFKC").replaceAll("−", "-").trim();
  let currency: string | undefined;
  let pointMayGroup = false;
  const code = /^([A-Z]{3})\s*(?=[\d+-])|(?<=[\d\s])([A-Z]{3})$/.exec(text);
  if (code && code[0].trim() !== "RMB") {
    currency = code[1] ?? code[2]!;
    text = text.replace(code[0], "").trim();
  }
  for (const [symbol, iso] of symbols) {
    const at = text.toUpperCase().indexOf(symbol.toUpperCase());
    if (at < 0) continue;
    currency ??= iso;
    pointMayGroup = commaCountries.has(iso);
    text = text.slice(0, at) + text.slice(at + symbol.length);
    // A range repeats its symbol.
    const again = text.toUpperCase().indexOf(symbol.toUpperCase());
    if (again >= 0) text = text.slice(0, again) + text.slice(again + symbol.length);
    text = text.trim();
    break;
  }
  const range = /^([\d.,\s]+?)\s*(?:-|–|~|to|至)\s*[\d.,\s]+$/.exec(text);
  const amount = amountOf(range ? range[1]! : text, pointMayGroup);
  if (amount === undefined) return undefined;
  return currency === undefined ? { amount } : { amount, currency };
}
