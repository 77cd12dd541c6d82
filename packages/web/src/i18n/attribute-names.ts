/**
 * What attributes are called on product pages. A number's unit is the end of its name ("volume_l"), as catalogues write it.
 * English names are spelled from the attribute itself; Chinese ones stand here, and one not listed stays English.
 */
import type { Language } from "../routing/route.ts";

const english: Readonly<Record<string, string>> = { color: "Colour", rise: "Waist", diagonal: "Screen", capacity: "Capacity" };

const chinese: Readonly<Record<string, string>> = {
  age_group: "适用年龄",
  aroma: "香型",
  audience: "适用人群",
  battery: "续航",
  blade: "刀刃",
  brand: "品牌",
  capacity: "容量",
  charging: "充电",
  closure: "开合方式",
  collar: "领型",
  color: "颜色",
  connection: "连接方式",
  coverage: "遮瑕度",
  cover: "封面",
  cushioning: "中底",
  depth: "深度",
  diagonal: "屏幕尺寸",
  diameter: "直径",
  difficulty: "难度",
  display: "显示屏",
  edge: "边缘",
  feature: "特点",
  fill: "填充物",
  finish: "表面处理",
  fit: "版型",
  flavor: "口味",
  flavour: "口味",
  for: "适用人群",
  form: "形态",
  format: "规格",
  gender: "性别",
  grip: "手柄",
  handle: "手柄",
  heel: "鞋跟",
  height: "高度",
  indicator: "指示灯",
  ingredient: "主要成分",
  insulation: "保温",
  knit: "织法",
  layout: "配列",
  leather: "皮革",
  length: "长度",
  lid: "盖子",
  light: "光源",
  lining: "里料",
  loft: "蓬松度",
  material: "材质",
  neckline: "领口",
  origin: "产地",
  pack: "包装",
  paper: "纸张",
  panel: "面板",
  pattern: "图案",
  pieces: "片数",
  players: "玩家人数",
  power: "功率",
  power_source: "供电方式",
  pressure: "压力",
  protection: "防护",
  resolution: "分辨率",
  rise: "腰型",
  roast: "烘焙度",
  ruling: "内页",
  scent: "香味",
  season: "季节",
  seats: "座位",
  sensor: "传感器",
  shape: "形状",
  shell: "外层",
  size: "尺码",
  size_class: "大小",
  skin: "适用肤质",
  skin_type: "适用肤质",
  sole: "鞋底",
  sound: "声音",
  speed: "转速",
  storage: "收纳",
  strap: "表带",
  style: "款式",
  surface: "表面",
  switches: "轴体",
  theme: "主题",
  thickness: "厚度",
  tips: "耳塞",
  type: "类型",
  use: "用途",
  volume: "容量",
  warranty: "保修",
  waterproof: "防水",
  weight: "重量",
  wheels: "轮子",
  width: "宽度",
};

/** Unit after the number by the last part of the name, in English and Chinese. */
const units: Readonly<Record<string, readonly [en: string, zh: string]>> = {
  l: ["L", "升"],
  ml: ["ml", "毫升"],
  g: ["g", "克"],
  kg: ["kg", "千克"],
  mm: ["mm", "毫米"],
  cm: ["cm", "厘米"],
  m: ["m", "米"],
  in: ["in", "英寸"],
  w: ["W", "瓦"],
  v: ["V", "伏"],
  mah: ["mAh", "毫安时"],
  gb: ["GB", "GB"],
  hz: ["Hz", "赫兹"],
  db: ["dB", "分贝"],
  lm: ["lm", "流明"],
  hours: ["hours", "小时"],
  minutes: ["minutes", "分钟"],
  years: ["years", "年"],
  months: ["months", "个月"],
};

function spelled(name: string): string {
  const words = name.replace(/[_-]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The attribute's name, and the unit of its numbers where the name ends in one. */
export function describeAttribute(name: string, isNumber: boolean, language: Language): { readonly name: string; readonly unit?: string } {
  const end = name.lastIndexOf("_");
  const unit = isNumber && end > 0 ? units[name.slice(end + 1).toLowerCase()] : undefined;
  const plain = unit === undefined ? name : name.slice(0, end);
  const names = language === "zh" ? chinese : english;
  return { name: names[plain] ?? spelled(plain), ...(unit === undefined ? {} : { unit: language === "zh" ? unit[1] : unit[0] }) };
}
