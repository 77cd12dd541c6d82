import type { ProductType } from "../product-type.ts";

const sport = ["Sports & Outdoors", "运动户外"] as const;

export const sportAndOutdoor: readonly ProductType[] = [
  {
    key: "yogamat",
    department: sport,
    category: ["Yoga", "瑜伽"],
    title: ["{brand} {line} {material} Yoga Mat, {thickness}", "{brand} {line} {material}瑜伽垫 {thickness}"],
    price: [25, 119],
    axes: [
      {
        name: "material",
        options: [
          ["Natural Rubber", "天然橡胶", "Natural rubber grips even when you sweat.", "天然橡胶，出汗也防滑。"],
          ["Cork", "软木", "Cork gets more grip as it gets damp.", "软木越湿越抓手。"],
          ["TPE Foam", "TPE", "Closed-cell foam weighs little and smells of nothing.", "闭孔TPE，轻且无味。"],
        ],
      },
      {
        name: "thickness",
        options: [
          ["4 mm", "4毫米", "Four millimetres keep you close to the floor in balances.", "4毫米，平衡体式更稳。"],
          ["6 mm", "6毫米", "Six millimetres are kind to knees.", "6毫米，膝盖不疼。"],
          ["1.5 mm Travel", "1.5毫米旅行款", "Folded like a shirt, it fits in hand luggage.", "像衬衫一样折起，放进随身行李。"],
        ],
      },
      {
        name: "marking",
        options: [
          ["Alignment Lines", "体位线", "Fine lines show where hands and feet belong.", "细线标出手脚的位置。"],
          ["Plain Surface", "素面", "The plain surface gives the eye a rest.", "素面，眼睛也放松。"],
          ["Printed Pattern", "印花", "A quiet pattern is printed with water-based ink.", "水性油墨印花，图案安静。"],
        ],
      },
    ],
    closers: [
      ["A carrying strap is included.", "附背带。"],
      ["Wipe with water and a drop of vinegar.", "清水加一滴醋擦拭。"],
      ["It lies flat from the first day.", "首次展开即平整。"],
    ],
    measures: [{ name: "length_cm", from: 173, to: 200, step: 1, sentence: ["Length {} cm.", "长{}厘米。"] }],
    colors: ["Sage", "Lavender", "Navy", "Terracotta", "Charcoal", "Teal"],
    makers: "sport",
    goesWith: ["dumbbell", "bottle", "earbuds"],
  },
  {
    key: "dumbbell",
    department: sport,
    category: ["Strength", "力量训练"],
    title: ["{brand} {line} {style} Dumbbells, {coating}", "{brand} {line} {coating}{style}哑铃"],
    price: [19, 189],
    axes: [
      {
        name: "style",
        options: [
          ["Hex", "六角", "Six sides stop them rolling under the sofa.", "六角造型，不会滚到沙发底下。"],
          ["Adjustable", "可调", "A dial changes the weight in two seconds.", "旋钮两秒换重量。"],
          ["Round", "圆头", "Round heads turn easily in the hand.", "圆头，手中转动顺畅。"],
        ],
      },
      {
        name: "coating",
        options: [
          ["Neoprene", "浸塑", "Neoprene spares floors and teeth.", "浸塑外层，不伤地板。"],
          ["Rubber", "包胶", "Rubber-coated, they land with a thud, not a clang.", "包胶，落地闷响不刺耳。"],
          ["Cast Iron", "铸铁", "Bare cast iron with an honest grip.", "裸铸铁，握感实在。"],
        ],
      },
      {
        name: "grip",
        options: [
          ["Knurled Grip", "滚花握把", "Knurling holds without chalk.", "滚花握把，不用镁粉。"],
          ["Soft Grip", "软握把", "The soft grip suits beginners.", "软握把，适合新手。"],
          ["Contoured Grip", "弧形握把", "A slight swell fills the palm.", "中间微鼓，贴合手掌。"],
        ],
      },
    ],
    never: [["Adjustable", "Neoprene"]],
    closers: [
      ["Sold as a pair.", "成对出售。"],
      ["A poster shows twelve exercises.", "附十二式训练海报。"],
      ["They stack on a shelf of thirty centimetres.", "三十厘米的架子就放得下。"],
    ],
    measures: [
      {
        name: "weight_kg",
        from: 1,
        to: 24,
        step: 1,
        ranges: { Adjustable: [12, 24], Neoprene: [1, 6] },
        sentence: ["Each weighs {} kg.", "单只{}公斤。"],
      },
    ],
    colors: ["Black", "Lavender", "Teal", "Coral", "Grey"],
    makers: "sport",
    goesWith: ["yogamat", "bottle"],
  },
  {
    key: "ball",
    department: sport,
    category: ["Ball Sports", "球类"],
    title: ["{brand} {line} {sport} for {surface}, {cover}", "{brand} {line} {cover}{sport} {surface}"],
    price: [15, 79],
    axes: [
      {
        name: "sport",
        options: [
          ["Football", "足球", "Thirty-two panels are bonded, so it flies straight in rain.", "32片热贴合，雨天飞行也稳。"],
          ["Basketball", "篮球", "Deep channels help small hands find the seam.", "深沟槽，小手也好控。"],
          ["Volleyball", "排球", "Soft panels spare the forearms.", "软片面料，手臂不疼。"],
        ],
      },
      {
        name: "surface",
        options: [
          ["Indoor Courts", "室内场", "Made for parquet, with a low bounce.", "适合木地板，弹跳偏低。"],
          ["Outdoor Play", "室外场", "Asphalt takes months to wear it smooth.", "沥青地打几个月才磨平。"],
          ["All Surfaces", "全场地", "Grass, hall or yard, it does not mind.", "草地、场馆、院子都行。"],
        ],
      },
      {
        name: "cover",
        options: [
          ["Composite Leather", "合成革", "Composite leather grips from the first throw.", "合成革，第一次上手就不滑。"],
          ["Recycled Rubber", "再生橡胶", "Rubber from old tyres bounces well.", "旧轮胎再生橡胶，弹性好。"],
          ["Microfibre", "超纤", "A microfibre skin feels soft and dries fast.", "超纤球皮，柔软快干。"],
        ],
      },
    ],
    closers: [
      ["Delivered flat with a pump.", "不充气发货，附打气筒。"],
      ["Match size and weight.", "比赛标准尺寸重量。"],
      ["The bladder keeps air for a month.", "内胆一个月不漏气。"],
    ],
    colors: ["Rust", "White", "Navy", "Mustard", "Teal"],
    makers: "sport",
    goesWith: ["bottle", "sneaker"],
  },
  {
    key: "tent",
    department: sport,
    category: ["Camping", "露营"],
    title: ["{brand} {line} {persons} {season} Tent, {setup}", "{brand} {line} {persons}{season}帐篷 {setup}"],
    price: [99, 590],
    axes: [
      {
        name: "persons",
        options: [
          ["Two-Person", "双人", "Two sleepers and a porch for boots.", "睡两人，门廊放靴子。"],
          ["Three-Person", "三人", "Room for three, or two and a dog.", "三人，或两人一狗。"],
          ["Family", "家庭", "Two bedrooms part with a curtain.", "两室以帘相隔。"],
        ],
      },
      {
        name: "season",
        options: [
          ["Three-Season", "三季", "Mesh on top shows stars and lets steam out.", "顶部网纱，看星星也排湿气。"],
          ["Four-Season", "四季", "Snow skirts and crossed poles meet the winter.", "雪裙加交叉杆，冬天也能住。"],
          ["Ultralight", "超轻", "Trekking poles hold it up, so there are none to carry.", "用登山杖支撑，省去帐杆。"],
        ],
      },
      {
        name: "setup",
        options: [
          ["Quick-Pitch", "速开", "It stands before the kettle sings.", "水还没烧开，帐篷已搭好。"],
          ["Colour-Coded Poles", "色标帐杆", "Poles and clips share colours, even by torchlight.", "帐杆与扣具同色，打手电也能搭。"],
          ["Inflatable Beams", "充气支柱", "Beams fill with one pump.", "一只气泵充起全部支柱。"],
        ],
      },
    ],
    never: [
      ["Family", "Ultralight"],
      ["Ultralight", "Inflatable Beams"],
    ],
    closers: [
      ["Seams are taped and tested in a rain room.", "接缝压胶，经淋雨室测试。"],
      ["Pegs, repair patch and footprint are included.", "附地钉、修补片与地布。"],
      ["Packs to the length of an arm.", "收纳后约一臂长。"],
    ],
    measures: [
      {
        name: "weight_g",
        from: 1100,
        to: 6400,
        step: 100,
        ranges: { Ultralight: [900, 1500], "Two-Person": [1600, 2800], "Three-Person": [2300, 3600], Family: [4200, 6400] },
        sentence: ["Total weight {} g.", "总重{}克。"],
      },
    ],
    colors: ["Olive", "Mustard", "Teal", "Rust"],
    makers: "sport",
    goesWith: ["sleepingbag", "bottle", "backpack"],
  },
  {
    key: "sleepingbag",
    department: sport,
    category: ["Sleeping Bags", "睡袋"],
    title: ["{brand} {line} {fill} {shape} Sleeping Bag, {comfort}", "{brand} {line} {fill}{shape}睡袋 {comfort}"],
    price: [49, 390],
    axes: [
      {
        name: "fill",
        options: [
          ["Down", "羽绒", "Traceable duck down lofts in a minute.", "可溯源鸭绒，一分钟蓬起。"],
          ["Synthetic", "化纤棉", "Synthetic fill warms even when damp.", "化纤棉受潮也保暖。"],
          ["Wool", "羊毛", "Wool evens out warm and cold hours.", "羊毛平衡冷热时段。"],
        ],
      },
      {
        name: "shape",
        options: [
          ["Mummy", "木乃伊式", "The mummy cut wastes no warmth.", "木乃伊剪裁，热量不浪费。"],
          ["Rectangular", "信封式", "Opened flat, it becomes a quilt.", "展开就是一床被。"],
          ["Egg-Shaped", "蛋形", "Knees can bend in the egg shape.", "蛋形空间，可以屈膝。"],
        ],
      },
      {
        name: "comfort",
        options: [
          ["Comfort 10 °C", "舒适温标10℃", "Meant for summer nights down to ten degrees.", "适合10度以上的夏夜。"],
          ["Comfort 2 °C", "舒适温标2℃", "Comfortable to two degrees, when grass turns white.", "舒适至2度，草尖结霜也不冷。"],
          ["Comfort −8 °C", "舒适温标-8℃", "At minus eight you only hear the frost.", "零下八度，只听得见霜声。"],
        ],
      },
    ],
    closers: [
      ["Two bags of a kind zip together.", "同款两只可拼成双人。"],
      ["A draught collar closes with one hand.", "防风领单手可收。"],
      ["Store it loose, not packed.", "平时宽松存放，勿长期压缩。"],
    ],
    colors: ["Navy", "Rust", "Forest", "Mustard"],
    makers: "sport",
    goesWith: ["tent", "backpack"],
  },
  {
    key: "bottle",
    department: sport,
    category: ["Water Bottles", "水杯水壶"],
    title: ["{brand} {line} {material} {lid} Bottle, {insulation}", "{brand} {line} {insulation}{material}水壶 {lid}"],
    price: [15, 55],
    axes: [
      {
        name: "material",
        options: [
          ["Steel", "不锈钢", "Steel of food grade leaves no taste.", "食品级不锈钢，无异味。"],
          ["Titanium", "钛", "Titanium is half as heavy and twice as dear.", "钛材重量减半，价格加倍。"],
          ["Tritan", "Tritan", "Clear Tritan shows what is left.", "透明Tritan，余量一目了然。"],
        ],
      },
      {
        name: "lid",
        options: [
          ["Straw-Lid", "吸管盖", "The straw folds away clean.", "吸管可折叠收起。"],
          ["Screw-Cap", "旋盖", "A screw cap with a loop never leaks.", "旋盖带提环，不漏水。"],
          ["Flip-Lid", "弹盖", "The lid flips with a thumb on the bike.", "骑车时拇指一按即开。"],
        ],
      },
      {
        name: "insulation",
        options: [
          ["Double-Wall", "双层保温", "Tea is hot for twelve hours, ice lasts for a day.", "热茶保温十二小时，冰块留一天。"],
          ["Single-Wall", "单层轻量", "A single wall saves a third of the weight.", "单层轻三分之一。"],
          ["Sleeved", "带保护套", "A knitted sleeve catches drops.", "针织保护套，吸住水珠。"],
        ],
      },
    ],
    closers: [
      ["The mouth takes ice cubes and a brush.", "大口径，放冰块好清洗。"],
      ["Fits the cup holder.", "放得进车载杯架。"],
      ["Seals can be ordered for years to come.", "密封圈多年可购。"],
    ],
    measures: [{ name: "capacity_ml", from: 350, to: 1200, step: 50, sentence: ["Capacity {} ml.", "容量{}毫升。"] }],
    colors: ["Sage", "Navy", "Coral", "Black", "Lavender", "Mustard", "Sky"],
    makers: "sport",
    goesWith: ["backpack", "yogamat", "sneaker"],
  },
];
