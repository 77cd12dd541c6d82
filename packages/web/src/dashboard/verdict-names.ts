/** What a visitor is held for, in words. */
export const verdictNames = {
  en: { human: "Shopper", suspect: "Suspect", bot: "Bot" },
  zh: { human: "顾客", suspect: "可疑", bot: "机器人" },
};
