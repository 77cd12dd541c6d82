import type { ProductType } from "../product-type.ts";

const toys = ["Toys", "玩具"] as const;
const baby = ["Baby", "母婴"] as const;
const pets = ["Pets", "宠物"] as const;

export const familyAndPets: readonly ProductType[] = [
  {
    key: "plush",
    department: toys,
    category: ["Soft Toys", "毛绒玩具"],
    title: ["{brand} {line} {animal} Soft Toy in {material}, {size_class}", "{brand} {line} {size_class}{material}{animal}玩偶"],
    price: [12, 59],
    axes: [
      {
        name: "animal",
        options: [
          ["Bear", "小熊", "The bear sits by himself and listens.", "小熊会自己坐好，认真听你说话。"],
          ["Rabbit", "兔子", "Long ears are good for carrying.", "长耳朵最适合拎着走。"],
          ["Elephant", "大象", "The trunk bends and stays.", "鼻子能弯能定型。"],
          ["Fox", "狐狸", "The tail doubles as a pillow.", "尾巴可以当枕头。"],
          ["Panda", "熊猫", "Black paws hide small stains.", "黑爪子藏得住小污渍。"],
        ],
      },
      {
        name: "material",
        options: [
          ["Organic Cotton", "有机棉", "Organic cotton may be chewed.", "有机棉，啃一啃也放心。"],
          ["Plush", "短毛绒", "Short plush keeps its softness through the wash.", "短毛绒，水洗后依旧柔软。"],
          ["Linen", "亚麻", "Linen skin and embroidered eyes make it look old and loved.", "亚麻身体、刺绣眼睛，像被爱了很久。"],
        ],
      },
      {
        name: "size_class",
        options: [
          ["Pocket Size", "口袋款", "Small enough for a coat pocket on the first school day.", "放得进口袋，陪着上学第一天。"],
          ["Cuddle Size", "抱抱款", "Just right under one arm.", "夹在胳膊下刚刚好。"],
          ["Giant", "大号", "Bigger than its owner, for a while.", "暂时比小主人还大。"],
        ],
      },
    ],
    closers: [
      ["Washable at 30 degrees in a pillowcase.", "套枕套30度机洗。"],
      ["Eyes are stitched, for the very young.", "眼睛为刺绣，婴儿也安全。"],
      ["Each comes with a name tag to fill in.", "附可填写的名牌。"],
    ],
    colors: ["Camel", "Grey", "Cream", "Rust", "Blush"],
    makers: "family",
    goesWith: ["bodysuit", "puzzle", "babybottle"],
  },
  {
    key: "puzzle",
    department: toys,
    category: ["Puzzles & Games", "拼图桌游"],
    title: ["{brand} {line} {pieces} {motif} Puzzle in {material}", "{brand} {line} {motif}{material}拼图 {pieces}"],
    price: [12, 45],
    axes: [
      {
        name: "pieces",
        options: [
          ["24-Piece", "24片", "Twenty-four large pieces suit three-year-olds.", "24片大块，三岁能拼。"],
          ["100-Piece", "100片", "A hundred pieces fill a wet afternoon.", "100片，够拼一个雨天下午。"],
          ["500-Piece", "500片", "Five hundred pieces for the kitchen table.", "500片，铺满餐桌。"],
          ["1000-Piece", "1000片", "A thousand pieces for the whole holiday.", "1000片，拼完整个假期。"],
        ],
      },
      {
        name: "motif",
        options: [
          ["Forest", "森林", "Forty animals hide among the trees.", "林间藏着四十只动物。"],
          ["World Map", "世界地图", "Every country wears what it is known for.", "每个国家都画着自己的特产。"],
          ["Night Sky", "星空", "Stars glow for an hour after dark.", "关灯后星星还能亮一小时。"],
          ["Market Town", "小镇集市", "There is a story in each window of the town.", "小镇的每扇窗里都有故事。"],
        ],
      },
      {
        name: "material",
        options: [
          ["Wood", "木制", "Sawn from birch, pieces click like dominoes.", "桦木切割，拼合有声。"],
          ["Recycled Board", "再生纸板", "Thick recycled board does not bend.", "加厚再生纸板，不易弯折。"],
          ["Cork-Backed Board", "软木底", "Cork backing keeps the picture in place.", "软木底，拼好不滑动。"],
        ],
      },
    ],
    closers: [
      ["A poster of the picture is in the box.", "盒内附图案海报。"],
      ["The lost piece is replaced for free.", "丢片免费补。"],
      ["Drawn by an illustrator whose name is on the lid.", "盒盖印有插画师姓名。"],
    ],
    colors: ["Teal", "Mustard", "Coral", "Indigo"],
    makers: "family",
    goesWith: ["plush", "notebook"],
  },
  {
    key: "blocks",
    department: toys,
    category: ["Building Toys", "积木"],
    title: ["{brand} {line} {material} Building Blocks, {theme}, {count}", "{brand} {line} {material}积木 {theme} {count}"],
    price: [18, 89],
    axes: [
      {
        name: "material",
        options: [
          ["Beech", "榉木", "Beech blocks are heavy enough to stand on carpet.", "榉木够沉，地毯上也立得住。"],
          ["Bamboo", "竹制", "Bamboo is light and grows back in five years.", "竹材轻巧，五年又成林。"],
          ["Cork", "软木", "Cork blocks fall without a sound.", "软木积木，倒了也没声音。"],
        ],
      },
      {
        name: "theme",
        options: [
          ["Castle", "城堡", "Arches and towers make a castle or a bakery.", "拱门高塔，搭城堡或面包房。"],
          ["City", "城市", "Windows and trams make a street.", "窗户电车，拼出一条街。"],
          ["Free Build", "自由拼搭", "Plain shapes leave the story open.", "素色几何块，故事自己编。"],
        ],
      },
      {
        name: "count",
        options: [
          ["40 Pieces", "40块", "Forty pieces are enough to begin.", "40块，正好起步。"],
          ["80 Pieces", "80块", "Eighty pieces make a tower taller than a toddler.", "80块，塔比宝宝高。"],
          ["150 Pieces", "150块", "One hundred and fifty pieces for brothers and sisters.", "150块，兄弟姐妹一起玩。"],
        ],
      },
    ],
    closers: [
      ["Painted with water-based colours.", "水性漆上色。"],
      ["They go home in a cotton bag.", "附棉布收纳袋。"],
      ["Fits the blocks your parents kept.", "能和爸妈小时候的积木一起玩。"],
    ],
    colors: ["Coral", "Sky", "Mustard", "Mint"],
    makers: "family",
    goesWith: ["puzzle", "plush"],
  },
  {
    key: "bodysuit",
    department: baby,
    category: ["Baby Clothes", "婴儿服"],
    title: ["{brand} {line} {material} Baby Bodysuit, {sleeve}, {opening}", "{brand} {line} {material}婴儿{sleeve}连体衣 {opening}"],
    price: [12, 39],
    axes: [
      {
        name: "material",
        options: [
          ["Organic Cotton", "有机棉", "Organic interlock cotton stretches with the day.", "有机双面棉，跟着动作伸展。"],
          ["Bamboo Jersey", "竹纤维", "Bamboo jersey stays cool in midsummer.", "竹纤维，盛夏清凉。"],
          ["Merino", "美利奴羊毛", "Merino keeps a small body even in cold and heat.", "美利奴羊毛，小身体冷热均衡。"],
        ],
      },
      {
        name: "sleeve",
        options: [
          ["Long Sleeve", "长袖", "Cuffs fold over small nails.", "袖口可翻，包住小指甲。"],
          ["Short Sleeve", "短袖", "Short sleeves for layers and summer.", "短袖，叠穿或夏天单穿。"],
          ["Sleeveless", "无袖", "Sleeveless, for under everything.", "无袖打底。"],
        ],
      },
      {
        name: "opening",
        options: [
          ["Kimono Wrap", "和尚领", "The wrap opens flat, so nothing goes over the head.", "和尚领平铺打开，不用套头。"],
          ["Envelope Neck", "信封领", "The envelope neck slides down after accidents.", "信封领，意外时可往下脱。"],
          ["Two-Way Zip", "双头拉链", "A two-way zip spares the legs at night.", "双头拉链，夜里换尿布不凉腿。"],
        ],
      },
    ],
    closers: [
      ["No label inside, only a print.", "无内标，仅印字。"],
      ["Nickel-free snaps.", "无镍按扣。"],
      ["Hand it on to the next one.", "穿小了，传给下一个。"],
    ],
    colors: ["Cream", "Sage", "Blush", "Sky", "Mustard"],
    sizes: ["56", "62", "68", "74", "80"],
    makers: "family",
    goesWith: ["babybottle", "plush"],
  },
  {
    key: "babybottle",
    department: baby,
    category: ["Feeding", "喂养"],
    title: ["{brand} {line} {material} Baby Bottle, {flow}, {feature}", "{brand} {line} {material}奶瓶 {flow} {feature}"],
    price: [8, 32],
    axes: [
      {
        name: "material",
        options: [
          ["Glass", "玻璃", "Borosilicate glass goes from fridge to warm bath.", "高硼硅玻璃，冷藏后可直接温奶。"],
          ["Silicone", "硅胶", "Soft silicone bounces off tiles.", "柔软硅胶，摔在瓷砖上也没事。"],
          ["PPSU", "PPSU", "PPSU takes boiling a thousand times.", "PPSU可煮沸消毒上千次。"],
        ],
      },
      {
        name: "flow",
        options: [
          ["Slow Flow", "慢流量", "Slow flow, from the first day.", "慢流量，新生儿适用。"],
          ["Medium Flow", "中流量", "Medium flow from three months.", "中流量，三个月起。"],
          ["Fast Flow", "快流量", "Fast flow for hungry half-year-olds.", "快流量，半岁胃口大。"],
        ],
      },
      {
        name: "feature",
        options: [
          ["Anti-Colic", "防胀气", "A valve lets air in behind the milk.", "导气阀，减少吞气。"],
          ["Wide Neck", "宽口", "The wide neck is easy to fill at night.", "宽口，夜里冲奶不洒。"],
          ["With Handles", "带手柄", "Two handles invite small hands.", "双手柄，宝宝自己抓。"],
        ],
      },
    ],
    closers: [
      ["Five parts, all for the dishwasher.", "五个部件，都可机洗。"],
      ["Marks are moulded, not printed.", "刻度为模压，不掉色。"],
      ["The cap becomes a cup.", "瓶盖可当杯子。"],
    ],
    measures: [
      {
        name: "capacity_ml",
        from: 120,
        to: 330,
        step: 30,
        ranges: { "Slow Flow": [120, 180], "Medium Flow": [180, 240], "Fast Flow": [240, 330] },
        sentence: ["Capacity {} ml.", "容量{}毫升。"],
      },
    ],
    colors: ["Mint", "Blush", "Sky", "Cream"],
    makers: "family",
    goesWith: ["bodysuit", "plush"],
  },
  {
    key: "petbed",
    department: pets,
    category: ["Pet Beds", "宠物窝"],
    title: ["{brand} {line} {style} {pet} Bed in {cover}", "{brand} {line} {cover}{style}{pet}窝"],
    price: [25, 159],
    axes: [
      {
        name: "pet",
        options: [
          ["Dog", "狗", "Bolsters hold up a heavy chin.", "围边托得住沉沉的下巴。"],
          ["Cat", "猫", "Just tight enough to feel like a box.", "恰好的紧凑，像个纸箱。"],
        ],
      },
      {
        name: "style",
        options: [
          ["Round", "圆形", "Round, for those who turn three times.", "圆形，适合转三圈才躺下的。"],
          ["Orthopaedic", "护关节", "Memory foam looks after old hips.", "记忆棉照顾老年关节。"],
          ["Cave", "半封闭", "A roof for those who like to watch unseen.", "带顶，适合爱偷看的。"],
          ["Raised", "架高", "Raised on a frame, it stays cool.", "架高透气，夏天凉快。"],
        ],
      },
      {
        name: "cover",
        options: [
          ["Sherpa", "羊羔绒", "Sherpa fleece is scratched, kneaded and washed.", "羊羔绒，经得起抓、踩、洗。"],
          ["Canvas", "帆布", "Canvas lets hair wipe off.", "帆布面，毛一擦就掉。"],
          ["Corduroy", "灯芯绒", "Corduroy looks like part of the sofa.", "灯芯绒，和沙发浑然一体。"],
        ],
      },
    ],
    never: [["Cave", "Orthopaedic"]],
    closers: [
      ["The whole cover comes off for the wash.", "外套可整体拆洗。"],
      ["The underside does not slip.", "底部防滑。"],
      ["Approved by a beagle of twelve.", "经一只十二岁比格犬认证。"],
    ],
    measures: [
      {
        name: "diameter_cm",
        from: 40,
        to: 110,
        step: 5,
        ranges: { Cat: [40, 55], Dog: [60, 110] },
        sentence: ["{} cm across.", "直径{}厘米。"],
      },
    ],
    colors: ["Sand", "Grey", "Sage", "Rust", "Navy"],
    makers: "pets",
    goesWith: ["petbowl"],
  },
  {
    key: "petbowl",
    department: pets,
    category: ["Bowls & Feeding", "宠物餐具"],
    title: ["{brand} {line} {material} {style} Pet Bowl for {pet}", "{brand} {line} {material}{style}{pet}碗"],
    price: [9, 45],
    axes: [
      {
        name: "material",
        options: [
          ["Stoneware", "粗陶", "Heavy stoneware stays where it is put.", "粗陶沉稳，拱不走。"],
          ["Steel", "不锈钢", "Steel does not smell and does not break.", "不锈钢，不串味也不碎。"],
          ["Bamboo", "竹纤维", "Bamboo fibre is light for travelling.", "竹纤维，出门轻便。"],
        ],
      },
      {
        name: "style",
        options: [
          ["Slow-Feed", "慢食", "A maze of ridges stretches dinner to six minutes.", "迷宫凸纹，把晚饭拉长到六分钟。"],
          ["Raised", "高脚", "Raised to ten centimetres for stiff necks.", "抬高十厘米，颈椎不累。"],
          ["Double", "双格", "Food left, water right.", "左粮右水。"],
        ],
      },
      {
        name: "pet",
        options: [
          ["Cats", "猫", "The flat rim leaves whiskers alone.", "平沿不碰胡须。"],
          ["Small Dogs", "小型犬", "Shallow, for short noses.", "浅口，短鼻子也方便。"],
          ["Large Dogs", "大型犬", "It takes a litre and does not tip.", "可装一升，不会翻。"],
        ],
      },
    ],
    closers: [
      ["A silicone ring keeps it quiet.", "硅胶圈静音防滑。"],
      ["Into the dishwasher with it.", "可直接进洗碗机。"],
      ["Glazed without lead.", "无铅釉。"],
    ],
    colors: ["Cream", "Sage", "Navy", "Terracotta"],
    makers: "pets",
    goesWith: ["petbed"],
  },
];
