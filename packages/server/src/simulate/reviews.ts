/** Short reviews that say what the stars mean, in the shopper's language; put together from parts, so that they differ. */
import { label, pick } from "./draw.ts";

type Parts = readonly [opening: readonly string[], about: readonly string[], closing: readonly string[]];

const english: Readonly<Record<"good" | "fair" | "bad", Parts>> = {
  good: [
    ["Very happy with it.", "Exactly as described.", "Better than I expected.", "Second one I bought."],
    ["The quality is excellent.", "Well made and nice to use.", "Looks even better than the picture.", "Delivery was quick."],
    ["Would buy again.", "Recommended.", "Worth the price.", "Everybody at home likes it."],
  ],
  fair: [
    ["It is all right.", "Does what it should.", "Mixed feelings."],
    [
      "The quality is fine for the price.",
      "The colour differs a little from the picture.",
      "Packaging could be better.",
      "A bit smaller than I thought.",
    ],
    ["I will keep it.", "Not sure I would buy it again.", "Good enough."],
  ],
  bad: [
    ["Disappointed.", "Not what the picture promised.", "I expected more."],
    ["The quality is poor.", "It broke after a few days.", "It feels cheap.", "It does not fit as it should."],
    ["I sent it back.", "Would not recommend.", "Too expensive for what it is."],
  ],
};

const chinese: Readonly<Record<"good" | "fair" | "bad", Parts>> = {
  good: [
    ["非常满意。", "和描述一致。", "比预期的好。", "第二次购买了。"],
    ["质量很好。", "做工精细，用着舒服。", "比图片还好看。", "物流很快。"],
    ["会再买。", "推荐。", "物有所值。", "家人都喜欢。"],
  ],
  fair: [
    ["还可以。", "中规中矩。", "一般般。"],
    ["这个价位质量还行。", "颜色和图片有点差别。", "包装可以再好一点。", "比想象的小一点。"],
    ["先留着吧。", "不一定会回购。", "够用了。"],
  ],
  bad: [
    ["失望。", "和图片不符。", "期望太高了。"],
    ["质量差。", "用了几天就坏了。", "手感廉价。", "尺寸不合适。"],
    ["已经退货。", "不推荐。", "性价比太低。"],
  ],
};

/** A review for stars from 1 to 5. */
export function writeReview(stars: number, language: "en" | "zh", ...keys: readonly number[]): string {
  const parts = (language === "zh" ? chinese : english)[stars >= 4 ? "good" : stars === 3 ? "fair" : "bad"];
  return parts.map((choices, at) => pick(choices, ...keys, label("review"), at)).join(language === "zh" ? "" : " ");
}
