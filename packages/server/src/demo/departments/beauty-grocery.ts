import type { Pack, ProductType } from "../product-type.ts";

const beauty = ["Beauty", "美妆个护"] as const;
const grocery = ["Food & Drink", "食品茶饮"] as const;

const grams: readonly Pack[] = [
  ["100 g", "100克", 100, 1],
  ["250 g", "250克", 250, 2.2],
  ["500 g", "500克", 500, 4],
];
const tins: readonly Pack[] = [
  ["50 g tin", "50克罐装", 50, 1],
  ["125 g tin", "125克罐装", 125, 2.1],
  ["250 g bag", "250克袋装", 250, 3.6],
];
const bottles: readonly Pack[] = [
  ["250 ml", "250毫升", 250, 1],
  ["500 ml", "500毫升", 500, 1.7],
  ["750 ml", "750毫升", 750, 2.3],
];

export const beautyAndGrocery: readonly ProductType[] = [
  {
    key: "cream",
    department: beauty,
    category: ["Face Care", "面部护理"],
    title: ["{brand} {line} {active} {style} for {skin} Skin", "{brand} {line} {active}{style} {skin}肌适用"],
    price: [14, 79],
    axes: [
      {
        name: "active",
        options: [
          ["Ceramide", "神经酰胺", "Three ceramides mend what hard water has undone.", "三重神经酰胺，修护硬水带来的损伤。"],
          [
            "Hyaluronic Acid",
            "玻尿酸",
            "Hyaluronic acid of two sizes holds water on and below the surface.",
            "大小分子玻尿酸，表里同时锁水。",
          ],
          ["Vitamin C", "维生素C", "Stabilised vitamin C evens the tone over eight weeks.", "稳定型维C，八周提亮匀净。"],
          ["Centella", "积雪草", "Centella calms redness after wind or shaving.", "积雪草舒缓风吹或剃须后的泛红。"],
        ],
      },
      {
        name: "style",
        options: [
          ["Day Cream", "日霜", "It sinks in before the coffee is ready.", "咖啡还没煮好就已吸收。"],
          ["Night Cream", "晚霜", "Richer than it looks, it works while you do not.", "看着轻薄，夜里悄悄滋养。"],
          ["Gel Cream", "凝霜", "The gel melts to water under the fingers.", "凝霜在指尖化水。"],
        ],
      },
      {
        name: "skin",
        options: [
          ["Dry", "干", "Squalane keeps dry cheeks supple until evening.", "角鲨烷让干燥脸颊整日柔软。"],
          ["Sensitive", "敏感", "Without perfume, alcohol or essential oils.", "不含香精、酒精和精油。"],
          ["Combination", "混合", "Light on the forehead, enough on the cheeks.", "额头清爽，两颊够润。"],
        ],
      },
    ],
    closers: [
      ["A pea-sized amount is enough.", "豌豆大小就够用。"],
      ["The jar can be sent back and refilled.", "空瓶可寄回续装。"],
      ["Tested by dermatologists for four weeks.", "经皮肤科医生四周测试。"],
    ],
    packs: [
      ["30 ml", "30毫升", 30, 1],
      ["50 ml", "50毫升", 50, 1.5],
      ["100 ml", "100毫升", 100, 2.5],
    ],
    makers: "beauty",
    goesWith: ["lipstick", "shampoo"],
  },
  {
    key: "lipstick",
    department: beauty,
    category: ["Lips", "唇部彩妆"],
    title: ["{brand} {line} {finish} Lipstick with {care}", "{brand} {line} {finish}口红 {care}"],
    price: [9, 39],
    axes: [
      {
        name: "finish",
        options: [
          ["Matte", "哑光", "The matte film does not move for a three-course dinner.", "哑光质地，三道菜的晚餐也不掉。"],
          ["Satin", "缎光", "Satin, between shine and velvet.", "缎光，介于水润与丝绒之间。"],
          ["Sheer", "透感", "One layer tints, three layers speak.", "一层润色，三层显色。"],
        ],
      },
      {
        name: "care",
        options: [
          ["Shea Butter", "乳木果油", "Shea butter keeps lines from showing.", "乳木果油抚平唇纹。"],
          ["Camellia Oil", "山茶花油", "Camellia oil makes it glide.", "山茶花油，一抹顺滑。"],
          ["Beeswax", "蜂蜡", "Beeswax holds the edge without a liner.", "蜂蜡定形，不用唇线笔。"],
        ],
      },
      {
        name: "case",
        options: [
          ["Refillable Case", "可替换管", "The metal case clicks and refills.", "金属管可替换芯，咔哒一声。"],
          ["Paper Tube", "纸管", "A paper tube replaces plastic.", "纸管代替塑料。"],
          ["Magnetic Case", "磁吸管", "A magnet shuts it in the bag.", "磁吸管，包里不会开盖。"],
        ],
      },
    ],
    closers: [
      ["Free of fragrance.", "无香精。"],
      ["Comes off with oil, not with rubbing.", "用油卸，不用搓。"],
      ["The bullet is cut for a clean corner.", "斜切膏体，嘴角也利落。"],
    ],
    colors: ["Red", "Rose", "Burgundy", "Coral", "Blush", "Plum"],
    makers: "beauty",
    goesWith: ["cream", "perfume", "necklace"],
  },
  {
    key: "shampoo",
    department: beauty,
    category: ["Hair Care", "护发"],
    title: ["{brand} {line} {active} Shampoo for {hair} Hair", "{brand} {line} {active}洗发水 {hair}发质适用"],
    price: [8, 34],
    axes: [
      {
        name: "active",
        options: [
          ["Rosemary", "迷迭香", "Rosemary wakes the scalp without burning.", "迷迭香唤醒头皮而不刺激。"],
          ["Argan Oil", "摩洛哥坚果油", "Argan oil returns shine to ends that have seen bleach.", "坚果油让漂染过的发尾重现光泽。"],
          ["Ginger", "生姜", "Ginger extract supports thinning hair at the root.", "生姜提取物，从根部养护细软发。"],
          ["Oat Protein", "燕麦蛋白", "Oat protein fills what heat has opened.", "燕麦蛋白填补热损空隙。"],
        ],
      },
      {
        name: "hair",
        options: [
          ["Dry", "干枯", "It foams little and cares much.", "泡沫不多，滋养不少。"],
          ["Oily", "油性", "Hair stays fresh until the third day.", "三天依然清爽。"],
          ["Coloured", "染后", "Mild enough to keep a colour for ten weeks.", "温和护色，十周不褪。"],
          ["Curly", "卷曲", "Curls separate instead of swelling.", "卷发分明不毛躁。"],
        ],
      },
      {
        name: "formula",
        options: [
          ["Sulphate-Free", "无硫酸盐", "Sulphate-free, made from sugar and coconut.", "无硫酸盐，来自糖与椰子。"],
          ["Silicone-Free", "无硅油", "No silicone builds up.", "不含硅油，不堆积。"],
          ["Concentrated", "浓缩", "Concentrated, so half the usual amount will do.", "浓缩配方，用量减半。"],
        ],
      },
    ],
    closers: [
      ["It smells of a herb garden after rain.", "闻起来像雨后的香草园。"],
      ["Rinses out quickly.", "一冲即净。"],
      ["The bottle is made of recycled plastic.", "瓶身为再生塑料。"],
    ],
    packs: bottles,
    makers: "beauty",
    goesWith: ["cream", "candle"],
  },
  {
    key: "perfume",
    department: beauty,
    category: ["Fragrance", "香水"],
    title: ["{brand} {line} {family} {strength} with {base}", "{brand} {line} {family}{strength} {base}"],
    price: [39, 190],
    axes: [
      {
        name: "family",
        options: [
          ["Citrus", "柑橘调", "Bergamot and bitter orange open like a shutter.", "佛手柑与苦橙，像推开百叶窗。"],
          ["Floral", "花香调", "Peony and green stems, as if cut this morning.", "牡丹与绿茎，如清晨刚剪下。"],
          ["Woody", "木质调", "Vetiver and pencil shavings.", "香根草与铅笔屑的味道。"],
          ["Tea", "茶香调", "White tea poured over cool stone.", "白茶淋过凉石。"],
        ],
      },
      {
        name: "strength",
        options: [
          ["Eau de Parfum", "浓香水", "It stays from breakfast to the last tram.", "从早餐留香到末班电车。"],
          ["Eau de Toilette", "淡香水", "Light enough for small offices.", "清淡，小办公室也合适。"],
          ["Perfume Oil", "香油", "An oil, worn close and found by few.", "油状贴肤，只有近处才闻得到。"],
        ],
      },
      {
        name: "base",
        options: [
          ["Sandalwood", "檀木", "Sandalwood softens the end.", "檀木让尾韵柔和。"],
          ["White Musk", "白麝香", "White musk remains on the scarf.", "白麝香留在围巾上。"],
          ["Amber", "琥珀", "Amber glows for hours.", "琥珀温热数小时。"],
        ],
      },
    ],
    closers: [
      ["A sample is packed on top, so you can return the bottle unopened.", "附试香小样，正装未拆可退。"],
      ["Alcohol from beetroot, bottles from old bottles.", "甜菜酒精，再生玻璃瓶。"],
      ["Spray once and wait.", "喷一下，等一等。"],
    ],
    packs: [
      ["10 ml", "10毫升", 10, 0.35],
      ["50 ml", "50毫升", 50, 1],
      ["100 ml", "100毫升", 100, 1.6],
    ],
    makers: "beauty",
    goesWith: ["lipstick", "scarf", "candle"],
  },
  {
    key: "tea",
    department: grocery,
    category: ["Tea", "茶叶"],
    title: ["{brand} {line} {origin} {leaf}, {harvest}", "{brand} {line} {origin}{leaf} {harvest}"],
    price: [7, 34],
    axes: [
      {
        name: "leaf",
        options: [
          ["Green Tea", "绿茶", "Steamed and rolled within hours, it tastes of peas and chestnut.", "采后数小时内杀青，豆香栗香兼有。"],
          ["Black Tea", "红茶", "Full oxidation brings malt, cocoa and a red cup.", "全发酵，麦芽可可香，汤色红亮。"],
          ["Oolong", "乌龙茶", "Half-oxidised leaves open over seven infusions.", "半发酵，七泡有余香。"],
          ["White Tea", "白茶", "Only withered and dried, it is soft as melon.", "只萎凋烘干，清甜似蜜瓜。"],
          ["Jasmine Tea", "茉莉花茶", "Scented six nights with fresh jasmine.", "鲜茉莉窨制六次。"],
        ],
      },
      {
        name: "origin",
        options: [
          ["Yunnan", "云南", "Old trees in Yunnan give it depth.", "云南老树，滋味厚。"],
          ["Fujian", "福建", "It comes from granite slopes in Fujian.", "来自福建花岗岩坡地。"],
          ["Darjeeling", "大吉岭", "A steep garden in Darjeeling faces the snow.", "大吉岭陡坡茶园，面朝雪山。"],
          ["Uji", "宇治", "The garden in Uji is shaded for three weeks.", "宇治茶园覆荫三周。"],
        ],
      },
      {
        name: "harvest",
        options: [
          ["Spring Harvest", "春茶", "Picked before the rains of April.", "谷雨前采摘。"],
          ["Autumn Harvest", "秋茶", "The autumn picking is the fragrant one.", "秋茶最香。"],
          ["Single Estate", "单一茶园", "All from one garden and one week.", "同一茶园，同一周采。"],
        ],
      },
    ],
    closers: [
      ["Brew at 85 degrees for two minutes.", "85度水，泡两分钟。"],
      ["The tin is airtight and worth keeping.", "密封罐，喝完也舍不得扔。"],
      ["A measuring spoon is inside.", "内附茶匙。"],
    ],
    packs: tins,
    makers: "grocery",
    goesWith: ["teapot", "mug", "honey", "kettle"],
  },
  {
    key: "coffee",
    department: grocery,
    category: ["Coffee", "咖啡"],
    title: ["{brand} {line} {origin} Coffee, {roast}, {grind}", "{brand} {line} {origin}咖啡 {roast} {grind}"],
    price: [8, 26],
    axes: [
      {
        name: "origin",
        options: [
          ["Ethiopia", "埃塞俄比亚", "Blossom and apricot, from a washing station at 2,000 metres.", "花香与杏，产自海拔2000米的处理站。"],
          ["Colombia", "哥伦比亚", "Caramel and red apple from family farms in Huila.", "焦糖与红苹果，来自慧兰的家庭农场。"],
          ["Sumatra", "苏门答腊", "Cedar, dark chocolate and a heavy body.", "雪松、黑巧，口感厚重。"],
          ["Guatemala", "危地马拉", "Cocoa with a clean line of orange.", "可可底韵，一线橙香。"],
        ],
      },
      {
        name: "roast",
        options: [
          ["Light Roast", "浅烘", "The light roast keeps the fruit.", "浅烘保留果味。"],
          ["Medium Roast", "中烘", "A medium roast pleases both filter and moka.", "中烘，手冲摩卡壶都合适。"],
          ["Espresso Roast", "意式深烘", "Roasted for espresso, it stands up to milk.", "意式烘焙，加奶也不被盖住。"],
        ],
      },
      {
        name: "grind",
        options: [
          ["Whole Bean", "咖啡豆", "Whole beans, rested five days.", "整豆，养豆五天后发货。"],
          ["Filter Grind", "手冲研磨", "Ground for paper filters on the day it leaves.", "发货当日按手冲粗细研磨。"],
          ["Decaf", "低因", "Decaffeinated with sugar cane, so the sweetness stays.", "甘蔗法低因，甜感仍在。"],
        ],
      },
    ],
    closers: [
      ["The date of roasting is on the bag.", "袋上印有烘焙日期。"],
      ["The bag is compostable, valve and all.", "包装可堆肥，连气阀也是。"],
      ["Best within six weeks.", "六周内风味最佳。"],
    ],
    packs: [
      ["250 g", "250克", 250, 1],
      ["500 g", "500克", 500, 1.85],
      ["1 kg", "1公斤", 1000, 3.4],
    ],
    makers: "grocery",
    goesWith: ["mug", "chocolate", "kettle"],
  },
  {
    key: "chocolate",
    department: grocery,
    category: ["Chocolate", "巧克力"],
    title: ["{brand} {line} {cocoa} Chocolate with {flavour}, {origin}", "{brand} {line} {cocoa}巧克力 {flavour} {origin}"],
    price: [4, 14],
    axes: [
      {
        name: "cocoa",
        options: [
          ["70% Dark", "70%黑", "Seventy percent cocoa, bitter at first and long after.", "70%可可，先苦后长。"],
          ["85% Dark", "85%黑", "Eighty-five percent, for those who take coffee black.", "85%可可，献给喝黑咖啡的人。"],
          ["Milk", "牛奶", "Alpine milk rounds the edges.", "高山牛奶磨圆棱角。"],
          ["White", "白", "White chocolate with real vanilla seeds.", "白巧克力，含真香草籽。"],
        ],
      },
      {
        name: "flavour",
        options: [
          ["Sea Salt", "海盐", "Flakes of salt crack between the teeth.", "盐片在齿间碎开。"],
          ["Roasted Hazelnut", "烤榛子", "Whole hazelnuts are roasted in their skins.", "整粒榛子带皮烘烤。"],
          ["Orange Peel", "橙皮", "Candied peel brings its own sunshine.", "糖渍橙皮，自带阳光。"],
          ["Yuzu", "柚子", "Yuzu flashes and is gone.", "柚香一闪而过。"],
        ],
      },
      {
        name: "origin",
        options: [
          ["Single-Origin Peru", "秘鲁单一产地", "Beans from one valley in Peru.", "可可豆来自秘鲁同一山谷。"],
          ["Single-Origin Madagascar", "马达加斯加单一产地", "Madagascan beans taste of red berries.", "马达加斯加可可，带红浆果香。"],
          ["House Blend", "招牌拼配", "The blend has not changed in twelve years.", "拼配配方十二年未变。"],
        ],
      },
    ],
    closers: [
      ["Snap it, do not bite it.", "掰着吃，别咬。"],
      ["May contain traces of nuts.", "可能含有微量坚果。"],
      ["Wrapped in foil and a small poem.", "锡纸里裹着一首小诗。"],
    ],
    packs: [
      ["80 g bar", "80克排块", 80, 1],
      ["3 × 80 g", "80克×3", 240, 2.7],
    ],
    makers: "grocery",
    goesWith: ["coffee", "tea", "nuts"],
  },
  {
    key: "honey",
    department: grocery,
    category: ["Honey & Spreads", "蜂蜜"],
    title: ["{brand} {line} {flower} Honey, {texture}", "{brand} {line} {flower}蜂蜜 {texture}"],
    price: [6, 22],
    axes: [
      {
        name: "flower",
        options: [
          ["Acacia", "槐花", "Acacia honey stays clear and pours in winter.", "槐花蜜清澈，冬天也能流动。"],
          ["Linden", "椴树", "Linden brings a breath of mint.", "椴树蜜带一丝薄荷凉。"],
          ["Chestnut", "栗花", "Chestnut honey is dark and almost bitter.", "栗花蜜色深，微苦。"],
          ["Wildflower", "百花", "Wildflower honey tastes of a whole June.", "百花蜜，一整个六月的味道。"],
          ["Lychee", "荔枝", "Lychee blossom gives it a tropical nose.", "荔枝花蜜，果香扑鼻。"],
        ],
      },
      {
        name: "texture",
        options: [
          ["Raw", "原蜜", "Raw, never warmer than the hive.", "未加热，不高于蜂巢温度。"],
          ["Creamed", "结晶奶油状", "Stirred for a week until it spreads like butter.", "搅拌一周，抹开如黄油。"],
          ["With Comb", "带巢", "A piece of comb sits in the jar.", "罐中带一块巢蜜。"],
        ],
      },
      {
        name: "origin",
        options: [
          ["Mountain Hives", "高山蜂场", "Hives stand above 900 metres.", "蜂箱置于海拔900米以上。"],
          ["Forest Hives", "森林蜂场", "The beekeeper walks an hour to his forest hives.", "养蜂人要走一小时才到森林蜂场。"],
          ["City Roofs", "城市屋顶", "Bees on city roofs find more flowers than you would think.", "屋顶蜜蜂找到的花，比你想的多。"],
        ],
      },
    ],
    closers: [
      ["It will crystallise; a warm bath brings it back.", "会结晶，温水隔水化开即可。"],
      ["Good in tea, better on cheese.", "配茶好，配奶酪更好。"],
      ["Not for children under one year.", "一岁以下婴儿勿食。"],
    ],
    packs: grams.slice(1),
    makers: "grocery",
    goesWith: ["tea", "nuts"],
  },
  {
    key: "oliveoil",
    department: grocery,
    category: ["Oils & Vinegars", "油醋"],
    title: ["{brand} {line} {cultivar} Extra Virgin Olive Oil, {character}", "{brand} {line} {cultivar}特级初榨橄榄油 {character}"],
    price: [9, 36],
    axes: [
      {
        name: "cultivar",
        options: [
          ["Picual", "皮夸尔", "Picual olives give tomato leaf and a peppery end.", "皮夸尔橄榄，番茄叶香，尾韵微辣。"],
          ["Koroneiki", "科罗内基", "Small Koroneiki olives press green and grassy.", "小粒科罗内基，青草气息浓。"],
          ["Arbequina", "阿贝基纳", "Arbequina is mild, with almond and banana.", "阿贝基纳温和，带杏仁与香蕉香。"],
        ],
      },
      {
        name: "character",
        options: [
          ["Early Harvest", "早收", "Picked in October, while still green.", "十月青果采收。"],
          ["Unfiltered", "未过滤", "Unfiltered, it is cloudy until spring.", "未过滤，浑浊到来年春天。"],
          ["Cold Extracted", "冷榨", "Extracted below 27 degrees within four hours.", "四小时内低于27度冷榨。"],
        ],
      },
      {
        name: "use",
        options: [
          ["For Finishing", "淋食", "Keep it for soup, beans and fresh bread.", "留着淋汤、拌豆、蘸面包。"],
          ["For Cooking", "烹饪", "Steady enough for the pan.", "稳定，可下锅。"],
          ["For Salads", "凉拌", "It binds a salad with no more than salt.", "一撮盐，就能拌好沙拉。"],
        ],
      },
    ],
    closers: [
      ["Dark glass protects it; so does a cool shelf.", "深色玻璃避光，请阴凉存放。"],
      ["Acidity below 0.3 percent.", "酸度低于0.3%。"],
      ["The harvest year is printed on the neck.", "瓶颈印有采收年份。"],
    ],
    packs: bottles,
    makers: "grocery",
    goesWith: ["pan", "knife"],
  },
  {
    key: "nuts",
    department: grocery,
    category: ["Nuts & Snacks", "坚果零食"],
    title: ["{brand} {line} {flavour} {nut}", "{brand} {line} {flavour}{nut}"],
    price: [5, 18],
    axes: [
      {
        name: "nut",
        options: [
          ["Almonds", "巴旦木", "Long almonds from dry-farmed trees.", "旱地种植的长粒巴旦木。"],
          ["Cashews", "腰果", "Whole cashews, sorted by hand.", "整粒腰果，人工挑选。"],
          ["Walnuts", "核桃仁", "Halves, pale and without bitterness.", "半粒仁，色浅不涩。"],
          ["Mixed Nuts", "混合坚果", "Five kinds in even shares, and no peanuts.", "五种坚果等量混合，不掺花生。"],
        ],
      },
      {
        name: "flavour",
        options: [
          ["Sea Salt", "海盐", "A mist of brine leaves salt thin as frost.", "盐水喷雾，薄如霜。"],
          ["Smoked", "烟熏", "Cold-smoked over beech overnight.", "榉木冷熏一夜。"],
          ["Honey-Roasted", "蜂蜜烤", "Honey caramelises on the drum.", "蜂蜜在滚筒里焦化。"],
          ["Unsalted", "原味", "Nothing added, nothing hidden.", "什么都不加，什么都不藏。"],
          ["Sichuan Pepper", "花椒", "Sichuan pepper tingles and makes you reach again.", "花椒微麻，停不下手。"],
        ],
      },
      {
        name: "roast",
        options: [
          ["Slow-Roasted", "慢烤", "Roasted slowly, without oil.", "无油慢烤。"],
          ["Raw", "生", "Raw, for those who roast at home.", "生坚果，适合自己烘烤。"],
          ["Light-Roasted", "轻烤", "Lightly roasted to keep the snap.", "轻烤，保留脆感。"],
        ],
      },
    ],
    closers: [
      ["The bag closes again.", "自封袋，可反复密封。"],
      ["Good with cheese, trains and films.", "配奶酪、配火车、配电影。"],
      ["Packed under nitrogen, so they arrive fresh.", "充氮包装，到手依旧新鲜。"],
    ],
    packs: grams,
    makers: "grocery",
    goesWith: ["chocolate", "honey", "blender"],
  },
];
