/** Colours by name, in both languages of the shop; one with another name is shown as a word only. */

const paints: readonly (readonly [en: string, zh: string, paint: string])[] = [
  ["black", "黑色", "#2b2b2f"],
  ["white", "白色", "#eeece7"],
  ["cream", "奶油白", "#e9ddc7"],
  ["charcoal", "炭灰", "#4a4d54"],
  ["grey", "浅灰", "#a3a6ab"],
  ["navy", "藏青", "#2c3e63"],
  ["sky", "天蓝", "#86b4d9"],
  ["indigo", "靛蓝", "#3d4f82"],
  ["teal", "孔雀蓝", "#2f7f86"],
  ["sage", "鼠尾草绿", "#9caf94"],
  ["olive", "橄榄绿", "#747a4e"],
  ["forest", "森林绿", "#33594a"],
  ["mint", "薄荷绿", "#a9d8c4"],
  ["mustard", "芥末黄", "#d3a23c"],
  ["sand", "沙色", "#d2bd9c"],
  ["camel", "驼色", "#b98a58"],
  ["cognac", "干邑棕", "#99592f"],
  ["walnut", "胡桃木色", "#6d4a35"],
  ["rust", "铁锈红", "#b2552f"],
  ["terracotta", "陶土红", "#c5714f"],
  ["coral", "珊瑚红", "#e5806c"],
  ["red", "正红", "#bf3a3a"],
  ["burgundy", "酒红", "#7b2d3e"],
  ["blush", "裸粉", "#e5bdb3"],
  ["rose", "玫瑰粉", "#cf7f8d"],
  ["lavender", "薰衣草紫", "#a99bc9"],
  ["plum", "梅子紫", "#6d4366"],
  ["silver", "银色", "#b9bec6"],
  ["gold", "金色", "#cfa95a"],
  ["blue", "蓝色", "#3a6ea5"],
  ["green", "绿色", "#4c8a57"],
  ["yellow", "黄色", "#e3c14f"],
  ["orange", "橙色", "#d97b3a"],
  ["purple", "紫色", "#7d5a9b"],
  ["pink", "粉色", "#dd9aac"],
  ["brown", "棕色", "#7a543a"],
  ["beige", "米色", "#dccfb8"],
  ["ivory", "象牙白", "#efe8d8"],
  ["khaki", "卡其色", "#a3946a"],
];

const byName = new Map(
  paints.flatMap(([en, zh, paint]) => [
    [en, paint],
    [zh, paint],
  ]),
);

/** CSS paint of a colour name, or undefined. */
export function paintOf(name: string): string | undefined {
  return byName.get(name.trim().toLowerCase());
}
