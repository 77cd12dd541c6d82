import type { ProductType } from "../product-type.ts";

const kitchen = ["Kitchen & Dining", "厨房餐具"] as const;

export const kitchenTypes: readonly ProductType[] = [
  {
    key: "mug",
    department: kitchen,
    category: ["Mugs & Cups", "杯子"],
    title: ["{brand} {line} {material} {style} Mug", "{brand} {line} {material}{style}杯"],
    price: [9, 39],
    axes: [
      {
        name: "material",
        options: [
          ["Stoneware", "粗陶", "Thick stoneware keeps coffee hot through one long mail.", "厚粗陶，写完一封长信咖啡还热。"],
          ["Porcelain", "白瓷", "Thin porcelain at the lip makes tea taste brighter.", "薄瓷杯沿，茶味更清亮。"],
          ["Enamel", "搪瓷", "Enamelled steel goes from stove to tent.", "搪瓷钢胎，灶台帐篷都能用。"],
          ["Double-Wall Glass", "双层玻璃", "Two walls of glass float the drink and cool the hand.", "双层玻璃，饮品如悬浮，握着不烫。"],
        ],
      },
      {
        name: "style",
        options: [
          ["Breakfast", "早餐", "A generous belly takes half a pot.", "大肚量，能装半壶。"],
          ["Espresso", "浓缩咖啡", "Small, for coffee that is finished in three sips.", "小杯，三口喝完的浓缩。"],
          ["Latte", "拿铁", "The wide mouth leaves room for milk art.", "宽杯口，好拉花。"],
          ["Camping", "露营", "The handle hooks on a rucksack.", "把手可挂在背包上。"],
        ],
      },
      {
        name: "finish",
        options: [
          ["Speckled", "麻点釉", "Iron specks rise through the glaze.", "铁斑从釉里浮起。"],
          ["Half-Dipped", "半浸釉", "It is dipped to the waist and bare below.", "釉浸到腰，下半露胎。"],
          ["Glossy", "亮釉", "The glossy coat comes clean in one rinse.", "亮釉一冲即净。"],
        ],
      },
    ],
    never: [
      ["Camping", "Porcelain"],
      ["Camping", "Double-Wall Glass"],
      ["Double-Wall Glass", "Speckled"],
      ["Double-Wall Glass", "Half-Dipped"],
    ],
    closers: [
      ["Dishwasher and microwave do not trouble it.", "洗碗机微波炉都能用。"],
      ["The handle fits three fingers.", "把手可容三指。"],
      ["Stacks with its siblings.", "同系列可叠放。"],
    ],
    measures: [
      {
        name: "capacity_ml",
        from: 80,
        to: 480,
        step: 20,
        ranges: { Espresso: [80, 120], Breakfast: [320, 480], Latte: [280, 400], Camping: [300, 400] },
        sentence: ["Holds {} ml.", "容量{}毫升。"],
      },
    ],
    colors: ["Cream", "Sage", "Navy", "Terracotta", "Mustard", "Black", "Sky"],
    makers: "kitchen",
    goesWith: ["tea", "coffee", "teapot", "kettle"],
  },
  {
    key: "kettle",
    department: kitchen,
    category: ["Kettles", "水壶"],
    title: ["{brand} {line} {spout} {heating} Kettle, {material}", "{brand} {line} {material}{spout}{heating}水壶"],
    price: [29, 159],
    axes: [
      {
        name: "heating",
        options: [
          ["Electric", "电热", "It boils a litre in three minutes and turns itself off.", "三分钟烧开一升，自动断电。"],
          ["Stovetop", "明火", "A whistle in two notes calls you back from the garden.", "双音鸣笛，在院子里也听得见。"],
          ["Variable-Temperature", "控温", "Set 80 degrees for green tea or 94 for coffee.", "绿茶设80度，咖啡设94度。"],
        ],
      },
      {
        name: "spout",
        options: [
          ["Gooseneck", "鹅颈", "The gooseneck draws a thread of water.", "鹅颈壶嘴，水流细如线。"],
          ["Classic", "经典", "A short spout pours fast and does not dribble.", "短嘴出水快，不滴漏。"],
        ],
      },
      {
        name: "material",
        options: [
          ["Brushed Steel", "拉丝不锈钢", "Brushed steel hides fingerprints.", "拉丝不锈钢不留指纹。"],
          ["Enamel", "搪瓷", "The enamel coat is fired twice.", "搪瓷两次烧制。"],
          ["Glass", "玻璃", "Through the glass you see the first small bubbles.", "透过玻璃，看得见第一串小气泡。"],
          ["Copper", "铜", "Copper answers the flame at once.", "铜壶受热即应。"],
        ],
      },
    ],
    never: [
      ["Electric", "Copper"],
      ["Electric", "Enamel"],
      ["Variable-Temperature", "Copper"],
    ],
    closers: [
      ["The lid lifts off fully for cleaning.", "壶盖可整个取下清洗。"],
      ["The handle stays cool.", "把手不烫手。"],
      ["A limescale filter comes out with a pinch.", "滤网一捏即取。"],
    ],
    measures: [{ name: "capacity_ml", from: 600, to: 1700, step: 100, sentence: ["Capacity {} ml.", "容量{}毫升。"] }],
    colors: ["Black", "Cream", "Silver", "Sage", "Red", "Navy"],
    makers: "kitchen",
    goesWith: ["tea", "teapot", "mug", "coffee"],
  },
  {
    key: "pan",
    department: kitchen,
    category: ["Pans", "煎锅"],
    title: ["{brand} {line} {material} {style} with {handle}", "{brand} {line} {material}{style} {handle}"],
    price: [25, 169],
    axes: [
      {
        name: "material",
        options: [
          ["Cast Iron", "铸铁", "Cast iron holds its heat when the steak goes in.", "铸铁蓄热，牛排下锅不降温。"],
          ["Carbon Steel", "碳钢", "Carbon steel darkens into its own non-stick.", "碳钢越养越黑，天然不粘。"],
          ["Tri-Ply Steel", "三层钢", "Aluminium between two sheets of steel spreads heat to the rim.", "钢铝钢三层，热到锅沿。"],
          ["Ceramic-Coated", "陶瓷涂层", "The ceramic coat lets an egg slide without oil.", "陶瓷涂层，无油煎蛋也能滑。"],
        ],
      },
      {
        name: "style",
        options: [
          ["Frying Pan", "煎锅", "Sloped sides help the wrist toss.", "斜壁好颠锅。"],
          ["Sauté Pan", "深煎锅", "High sides keep the sauce off the stove.", "高壁不溅酱汁。"],
          ["Grill Pan", "条纹烤锅", "Ridges draw lines and drain fat.", "条纹烤出焦痕，也沥走油。"],
          ["Wok", "炒锅", "The round bottom gathers flame and flavour.", "圆底聚火，炒出镬气。"],
        ],
      },
      {
        name: "handle",
        options: [
          ["Wooden Handle", "木柄", "The beech handle unscrews for the oven.", "榉木手柄可旋下，整锅进烤箱。"],
          ["Riveted Handle", "铆接手柄", "A riveted steel handle will never wobble.", "铆接钢柄，永不松动。"],
          ["Folding Handle", "折叠柄", "The handle folds for a small cupboard.", "手柄可折，小橱柜也放得下。"],
        ],
      },
    ],
    never: [
      ["Wok", "Ceramic-Coated"],
      ["Wok", "Folding Handle"],
    ],
    closers: [
      ["Works on gas, induction and campfire.", "燃气、电磁炉、篝火通用。"],
      ["Arrives seasoned and ready.", "出厂已开锅，拿来就用。"],
      ["Wipe it, do not soak it.", "擦净即可，勿浸泡。"],
    ],
    measures: [{ name: "diameter_cm", from: 20, to: 32, step: 2, sentence: ["Diameter {} cm.", "直径{}厘米。"] }],
    colors: ["Black", "Charcoal", "Red", "Navy", "Cream"],
    makers: "kitchen",
    goesWith: ["knife", "oliveoil"],
  },
  {
    key: "knife",
    department: kitchen,
    category: ["Kitchen Knives", "厨刀"],
    title: ["{brand} {line} {style} Knife, {steel}, {handle}", "{brand} {line} {steel}{style}刀 {handle}"],
    price: [29, 219],
    axes: [
      {
        name: "style",
        options: [
          ["Chef's", "主厨", "The curved belly rocks through herbs.", "弧形刀腹，切香草来回摇。"],
          ["Santoku", "三德", "The santoku drops straight for thin slices.", "三德刀直落，切片薄。"],
          ["Bread", "面包", "Scalloped teeth part crust without crumbs.", "波浪齿切面包，不掉渣。"],
          ["Paring", "削皮", "A short blade peels in the air.", "短刃，拿在手里就能削。"],
        ],
      },
      {
        name: "steel",
        options: [
          ["Damascus Steel", "大马士革钢", "Sixty-seven layers ripple along the blade.", "67层花纹沿刀身荡开。"],
          ["High-Carbon Steel", "高碳钢", "High-carbon steel takes an edge like a razor.", "高碳钢，锋利如剃刀。"],
          ["Stainless Steel", "不锈钢", "Stainless steel forgives a night in the sink.", "不锈钢，泡一夜也不锈。"],
        ],
      },
      {
        name: "handle",
        options: [
          ["Walnut Handle", "胡桃木柄", "The walnut handle is oiled, not varnished.", "胡桃木柄上油不上漆。"],
          ["Pakkawood Handle", "彩木柄", "Pakkawood stands wet hands.", "彩木柄不怕湿手。"],
          ["Olive Wood Handle", "橄榄木柄", "Each olive handle has its own map of grain.", "每支橄榄木柄纹理都不同。"],
        ],
      },
    ],
    closers: [
      ["Sharpened by hand to fifteen degrees.", "手工开刃15度。"],
      ["A magnetic sheath is included.", "附磁吸刀鞘。"],
      ["Send it back once a year for a free edge.", "每年可寄回免费磨一次。"],
    ],
    measures: [
      {
        name: "blade_mm",
        from: 90,
        to: 240,
        step: 10,
        ranges: { Paring: [90, 110], Santoku: [160, 180], "Chef's": [200, 240], Bread: [210, 240] },
        sentence: ["The blade is {} mm long.", "刀刃长{}毫米。"],
      },
    ],
    makers: "kitchen",
    goesWith: ["pan", "oliveoil"],
  },
  {
    key: "teapot",
    department: kitchen,
    category: ["Teapots", "茶壶"],
    title: ["{brand} {line} {material} {style} Teapot", "{brand} {line} {material}{style}茶壶"],
    price: [25, 180],
    axes: [
      {
        name: "material",
        options: [
          ["Yixing Clay", "宜兴紫砂", "Unglazed Yixing clay remembers every oolong.", "紫砂无釉，记得每一泡乌龙。"],
          ["Porcelain", "白瓷", "White porcelain takes nothing from the tea and adds nothing.", "白瓷不夺茶味，也不添味。"],
          ["Cast Iron", "铸铁", "Cast iron keeps a second cup warm.", "铸铁保温，第二杯依旧热。"],
          ["Glass", "玻璃", "Glass shows the leaves unfolding.", "玻璃壶身，看茶叶舒展。"],
        ],
      },
      {
        name: "style",
        options: [
          ["Side-Handle", "侧把", "The side handle pours with a turn of the wrist.", "侧把一转手腕即出汤。"],
          ["Round", "圆融", "A round body lets water circle.", "圆腹让水流回旋。"],
          ["Travel", "旅行", "Pot and two cups nest in one case.", "一壶两杯，收进一个包。"],
        ],
      },
      {
        name: "strainer",
        options: [
          ["Ball Strainer", "球孔", "A ball strainer never clogs.", "球孔不易堵。"],
          ["Steel Basket", "不锈钢茶漏", "The steel basket lifts out when the tea is ready.", "茶泡好，提起茶漏即可。"],
          ["Clay Filter", "泥片滤网", "Holes are pierced by hand in the clay wall.", "壶壁手工打孔。"],
        ],
      },
    ],
    closers: [
      ["It pours without a last drop on the cloth.", "收水利落，不滴桌布。"],
      ["Rinse with hot water only.", "热水冲洗即可，勿用洗洁精。"],
      ["Made for quiet afternoons.", "适合安静的下午。"],
    ],
    measures: [
      {
        name: "capacity_ml",
        from: 120,
        to: 900,
        step: 20,
        ranges: { Travel: [120, 240], "Yixing Clay": [120, 300], Round: [300, 900] },
        sentence: ["It holds {} ml.", "容量{}毫升。"],
      },
    ],
    colors: ["Terracotta", "White", "Black", "Sage", "Navy"],
    makers: "kitchen",
    goesWith: ["tea", "mug", "kettle"],
  },
  {
    key: "blender",
    department: kitchen,
    category: ["Blenders", "料理机"],
    title: ["{brand} {line} {style} Blender with {jar}", "{brand} {line} {style}料理机 {jar}"],
    price: [35, 249],
    axes: [
      {
        name: "style",
        options: [
          ["Countertop", "台式", "Six blades turn ice to snow.", "六叶刀头，碎冰成雪。"],
          ["Personal", "随行", "Blend, turn over and drink from the same cup.", "打完拧下，直接带走喝。"],
          ["Immersion", "手持", "The wand goes into the pot, so soup stays where it is.", "手持棒直接入锅，汤不用倒来倒去。"],
        ],
      },
      {
        name: "jar",
        options: [
          ["Glass Jar", "玻璃杯", "The glass jar takes no smell from garlic.", "玻璃杯不留蒜味。"],
          ["Tritan Jar", "Tritan杯", "Tritan bounces when it falls.", "Tritan材质，摔了会弹。"],
          ["Steel Jar", "不锈钢杯", "Steel keeps smoothies cold.", "不锈钢杯，奶昔保冰。"],
        ],
      },
      {
        name: "program",
        options: [
          ["Pulse Mode", "点动模式", "Pulse mode leaves salsa its texture.", "点动模式，莎莎酱保留颗粒。"],
          ["Soup Program", "浓汤程序", "The soup program heats by friction alone.", "浓汤程序，靠摩擦就能加热。"],
          ["Quiet Mode", "静音模式", "A quiet mode respects early mornings.", "静音模式，清晨也不吵人。"],
        ],
      },
    ],
    closers: [
      ["Blades come out for rinsing.", "刀头可拆洗。"],
      ["The motor is guaranteed for ten years.", "电机质保十年。"],
      ["A tamper is included for nut butter.", "附搅拌棒，可打坚果酱。"],
    ],
    measures: [
      {
        name: "power_w",
        from: 300,
        to: 1400,
        step: 50,
        ranges: { Personal: [300, 500], Immersion: [400, 800], Countertop: [800, 1400] },
        sentence: ["Motor of {} watts.", "电机{}瓦。"],
      },
    ],
    colors: ["Cream", "Black", "Red", "Mint", "Silver"],
    makers: "kitchen",
    goesWith: ["nuts", "honey", "bottle"],
  },
];
