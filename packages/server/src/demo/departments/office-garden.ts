import type { ProductType } from "../product-type.ts";

const office = ["Office & Stationery", "办公文具"] as const;
const garden = ["Garden", "园艺"] as const;
const tools = ["Tools", "工具"] as const;
const jewellery = ["Jewellery & Watches", "珠宝腕表"] as const;

export const officeAndGarden: readonly ProductType[] = [
  {
    key: "notebook",
    department: office,
    category: ["Notebooks", "笔记本"],
    title: ["{brand} {line} {ruling} Notebook, {cover}, {binding}", "{brand} {line} {cover}{ruling}笔记本 {binding}"],
    price: [7, 39],
    axes: [
      {
        name: "ruling",
        options: [
          ["Dotted", "点阵", "Dots guide letters and vanish in drawings.", "点阵写字有依据，画画不碍眼。"],
          ["Ruled", "横线", "Lines of seven millimetres suit a quick hand.", "7毫米行距，写快也不挤。"],
          ["Blank", "空白", "Blank pages take ink, tea and pressed leaves.", "空白页，接得住墨水、茶渍和落叶。"],
          ["Grid", "方格", "A pale grid for plans and tables.", "浅方格，画图列表都好。"],
        ],
      },
      {
        name: "cover",
        options: [
          ["Linen Cover", "布面", "Bookcloth wears soft at the corners.", "布面书皮，边角越磨越柔。"],
          ["Leather Cover", "皮面", "The leather cover takes refills for life.", "皮面可换芯，用一辈子。"],
          ["Stone Paper Cover", "石头纸封面", "Stone paper does not mind rain.", "石头纸封面不怕雨。"],
        ],
      },
      {
        name: "binding",
        options: [
          ["Lay-Flat Binding", "平摊装订", "Sewn to lie flat at any page.", "线装，任何一页都能平摊。"],
          ["Spiral Binding", "线圈装", "The spiral folds back on itself.", "线圈可翻折。"],
          ["Hardcover", "精装", "A hard cover writes well on knees.", "硬壳，放膝盖上也好写。"],
        ],
      },
    ],
    closers: [
      ["Paper of 100 grams; fountain pens do not bleed.", "100克纸，钢笔不洇。"],
      ["Two ribbons and a pocket at the back.", "两条书签带，封底有口袋。"],
      ["Pages are numbered.", "自带页码。"],
    ],
    measures: [{ name: "pages", from: 96, to: 256, step: 16, sentence: ["{} pages.", "共{}页。"] }],
    colors: ["Navy", "Forest", "Mustard", "Blush", "Black", "Terracotta"],
    makers: "office",
    goesWith: ["pen", "backpack", "lamp"],
  },
  {
    key: "pen",
    department: office,
    category: ["Pens", "书写工具"],
    title: ["{brand} {line} {type} in {barrel}, {tip}", "{brand} {line} {barrel}{type} {tip}"],
    price: [6, 120],
    axes: [
      {
        name: "type",
        options: [
          ["Fountain Pen", "钢笔", "The nib is tuned by hand before it leaves.", "出厂前笔尖手工调校。"],
          ["Rollerball", "宝珠笔", "Ink flows at the weight of the pen alone.", "不必用力，墨自己走。"],
          ["Mechanical Pencil", "自动铅笔", "The lead turns as you write and stays sharp.", "铅芯自转，始终锋利。"],
          ["Ballpoint", "圆珠笔", "A low-viscosity refill skips skipping.", "低黏墨芯，不断墨。"],
        ],
      },
      {
        name: "barrel",
        options: [
          ["Brass", "黄铜", "Solid brass, heavy and honest.", "实心黄铜，沉甸甸的。"],
          ["Aluminium", "铝", "Anodised aluminium stays cool.", "阳极氧化铝，触手微凉。"],
          ["Resin", "树脂", "Cast resin has clouds inside.", "树脂笔杆，内有云纹。"],
          ["Walnut", "胡桃木", "Walnut turned on a lathe.", "车削胡桃木笔杆。"],
        ],
      },
      {
        name: "tip",
        options: [
          ["Extra Fine", "EF尖", "Extra fine, for margins.", "极细，适合写批注。"],
          ["Fine", "F尖", "Fine, for small notebooks.", "细，适合小本子。"],
          ["Medium", "M尖", "Medium, for signatures.", "中等粗细，签名有气势。"],
        ],
      },
    ],
    closers: [
      ["The clip is sprung and holds on denim.", "弹簧笔夹，夹牛仔布也牢。"],
      ["Takes standard refills.", "兼容通用笔芯。"],
      ["Engraving is free up to twelve letters.", "免费刻字，十二字母以内。"],
    ],
    colors: ["Black", "Navy", "Forest", "Gold", "Burgundy"],
    makers: "office",
    goesWith: ["notebook"],
  },
  {
    key: "chair",
    department: office,
    category: ["Office Chairs", "办公椅"],
    title: ["{brand} {line} {back} Office Chair with {support}", "{brand} {line} {back}办公椅 {support}"],
    price: [129, 690],
    axes: [
      {
        name: "back",
        options: [
          ["Mesh-Back", "网背", "A mesh back breathes through July.", "网背透气，七月不闷。"],
          ["Upholstered", "软包", "Wool upholstery belongs in a living room.", "羊毛软包，放客厅也好看。"],
          ["Leather", "真皮", "Leather that was never corrected shows its life.", "未修饰皮面，留着天然纹理。"],
        ],
      },
      {
        name: "support",
        options: [
          ["Lumbar Support", "腰托", "The lumbar pad follows when you lean.", "腰托随身后仰。"],
          ["Headrest", "头枕", "The headrest is for thinking.", "头枕，用来想事情。"],
          ["4D Armrests", "4D扶手", "Armrests move in four directions.", "扶手四向可调。"],
        ],
      },
      {
        name: "base",
        options: [
          ["Aluminium Base", "铝合金脚", "A polished base carries 150 kilograms.", "抛光铝脚，承重150公斤。"],
          ["Wooden Base", "木质脚", "Wooden legs leave the office look behind.", "木脚，褪去办公室气息。"],
          ["Nylon Base", "尼龙脚", "The nylon base is light and quiet.", "尼龙脚，轻而安静。"],
        ],
      },
    ],
    closers: [
      ["It arrives in one box and goes together in ten minutes.", "一箱到货，十分钟装好。"],
      ["Soft castors are kind to parquet.", "软轮不伤地板。"],
      ["Try it for thirty days.", "可试坐三十天。"],
    ],
    colors: ["Charcoal", "Grey", "Navy", "Sage", "Cognac"],
    makers: "office",
    goesWith: ["monitor", "keyboard", "lamp"],
  },
  {
    key: "planter",
    department: garden,
    category: ["Pots & Planters", "花盆"],
    title: ["{brand} {line} {material} {style} Planter, {drainage}", "{brand} {line} {material}{style}花盆 {drainage}"],
    price: [9, 89],
    axes: [
      {
        name: "material",
        options: [
          ["Terracotta", "红陶", "Terracotta breathes and lets roots do the same.", "红陶透气，根也跟着呼吸。"],
          ["Fibrestone", "石纤维", "Fibrestone looks like rock and lifts like a basket.", "石纤维，看着像石头，提着像篮子。"],
          ["Glazed Ceramic", "釉面陶", "Frost-proof to minus fifteen.", "耐寒至零下十五度。"],
          ["Zinc", "镀锌铁", "Zinc goes grey with grace.", "镀锌表面，灰得优雅。"],
        ],
      },
      {
        name: "style",
        options: [
          ["Hanging", "吊挂", "Hung from rope, it makes use of the air.", "麻绳吊挂，向空中要地方。"],
          ["Tall", "高款", "A tall foot puts ferns at eye level.", "高款，蕨叶与视线齐平。"],
          ["Bowl", "浅盆", "A shallow bowl for succulents.", "浅盆，种多肉正好。"],
          ["Classic", "经典", "The classic taper your basil expects.", "经典锥形，罗勒最熟悉。"],
        ],
      },
      {
        name: "drainage",
        options: [
          ["With Saucer", "带托盘", "A saucer catches what the plant returns.", "托盘接住多余的水。"],
          ["Self-Watering", "自吸水", "A reservoir waters for two weeks.", "储水层，两周不用浇。"],
          ["With Drain Hole", "带排水孔", "One hole, with a plug for indoors.", "底部排水孔，附室内用塞子。"],
        ],
      },
    ],
    closers: [
      ["For balconies, sills and stairs.", "阳台、窗台、楼梯都合适。"],
      ["Empty it before hard frost.", "严寒前请清空。"],
      ["A packet of seeds comes along.", "随盆附一包种子。"],
    ],
    measures: [{ name: "diameter_cm", from: 10, to: 45, step: 1, sentence: ["{} cm at the rim.", "口径{}厘米。"] }],
    colors: ["Terracotta", "Sage", "White", "Charcoal", "Navy"],
    makers: "garden",
    goesWith: ["wateringcan", "vase"],
  },
  {
    key: "wateringcan",
    department: garden,
    category: ["Watering", "浇水"],
    title: ["{brand} {line} {material} Watering Can with {spout}", "{brand} {line} {material}洒水壶 {spout}"],
    price: [15, 79],
    axes: [
      {
        name: "material",
        options: [
          ["Galvanised Steel", "镀锌钢", "Galvanised steel outlives the gardener's boots.", "镀锌钢，比园丁的靴子还耐用。"],
          ["Powder-Coated Steel", "喷粉钢", "The coat is baked, so it does not chip.", "喷粉烤漆，不易掉。"],
          ["Recycled Plastic", "再生塑料", "Made of old fish boxes, light when full.", "旧鱼箱再生，装满也不重。"],
          ["Copper", "铜", "Copper keeps the water free of algae.", "铜壶，水不生藻。"],
        ],
      },
      {
        name: "spout",
        options: [
          ["Long Spout", "长嘴", "The long spout reaches behind the fig.", "长嘴，够得到无花果后面。"],
          ["Rose Head", "花洒头", "A brass rose rains on seedlings.", "黄铜花洒，给幼苗下一场小雨。"],
          ["Narrow Spout", "细嘴", "The narrow spout aims at a single pot.", "细嘴，只浇那一盆。"],
        ],
      },
      {
        name: "use",
        options: [
          ["Indoor", "室内", "Sized for the windowsill.", "窗台大小。"],
          ["Outdoor", "庭院", "Balanced for a walk from the tap.", "重心平衡，从水龙头走过来不累。"],
          ["Balcony", "阳台", "It hangs flat on a balcony hook.", "可平挂在阳台钩上。"],
        ],
      },
    ],
    closers: [
      ["The handle is shaped for two grips.", "把手有两种握法。"],
      ["It does not drip on the floor.", "不滴地板。"],
      ["Leave it out; it looks good.", "摆在外面也好看。"],
    ],
    measures: [
      {
        name: "capacity_l",
        from: 1,
        to: 9,
        step: 0.5,
        ranges: { Indoor: [1, 2], Balcony: [2, 4], Outdoor: [5, 9] },
        sentence: ["Holds {} litres.", "容量{}升。"],
      },
    ],
    colors: ["Sage", "Silver", "Mustard", "Navy", "Terracotta"],
    makers: "garden",
    goesWith: ["planter"],
  },
  {
    key: "drill",
    department: tools,
    category: ["Power Tools", "电动工具"],
    title: ["{brand} {line} {voltage} {style} with {kit}", "{brand} {line} {voltage}{style} {kit}"],
    price: [49, 260],
    axes: [
      {
        name: "voltage",
        options: [
          ["12 V", "12V", "Twelve volts hang shelves and spare the wrist.", "12伏，装层板够用，手腕不累。"],
          ["18 V", "18V", "Eighteen volts go through oak and tile.", "18伏，橡木瓷砖都能钻。"],
          ["4 V", "4V", "Four volts for hinges and flat-packs.", "4伏，拧合页、装家具。"],
        ],
      },
      {
        name: "style",
        options: [
          ["Drill Driver", "手电钻", "Twenty clutch steps stop before the head strips.", "20档扭力，不会拧花螺丝。"],
          ["Hammer Drill", "冲击钻", "A hammer gear opens brick and concrete.", "冲击档，砖墙混凝土都行。"],
          ["Screwdriver", "电动螺丝刀", "The grip bends for tight corners.", "手柄可弯，窄角也够得着。"],
        ],
      },
      {
        name: "kit",
        options: [
          ["2 Batteries", "双电池", "One battery works while the other charges.", "一块用，一块充。"],
          ["34-Piece Bit Set", "34件批头", "Thirty-four bits live in the lid.", "34支批头收在盒盖里。"],
          ["Case", "工具箱", "The case locks onto its neighbours.", "工具箱可与同系列扣合。"],
        ],
      },
    ],
    closers: [
      ["A lamp shows the screw, not the wall.", "照明灯照着螺丝，不照墙。"],
      ["Brushless, so there is nothing to wear out.", "无刷电机，没有碳刷可磨。"],
      ["Charges in forty minutes.", "四十分钟充满。"],
    ],
    measures: [
      {
        name: "torque_nm",
        from: 5,
        to: 65,
        step: 5,
        ranges: { "4 V": [5, 10], "12 V": [20, 35], "18 V": [45, 65] },
        sentence: ["Torque {} Nm.", "扭矩{}牛米。"],
      },
    ],
    colors: ["Teal", "Mustard", "Red", "Forest"],
    makers: "tools",
    goesWith: ["screwdrivers"],
  },
  {
    key: "screwdrivers",
    department: tools,
    category: ["Hand Tools", "手动工具"],
    title: ["{brand} {line} {count} Screwdriver Set, {handle}, {steel}", "{brand} {line} {steel}{handle}螺丝刀套装 {count}"],
    price: [15, 79],
    axes: [
      {
        name: "count",
        options: [
          ["6-Piece", "6件", "Six that do nine jobs out of ten.", "六支，十件事能干九件。"],
          ["12-Piece", "12件", "Twelve, from watch to wardrobe.", "十二支，修表装柜都有。"],
          ["Precision", "精密", "Precision tips for glasses and phones.", "精密头，修眼镜和手机。"],
        ],
      },
      {
        name: "handle",
        options: [
          ["Beech Handles", "榉木柄", "Beech handles are struck without splitting.", "榉木柄，敲打不裂。"],
          ["Soft-Grip Handles", "软胶柄", "Soft grips turn with wet hands.", "软胶柄，湿手也拧得动。"],
          ["Hex Handles", "六角柄", "Hexagons do not roll off ladders.", "六角柄，放梯子上不滚。"],
        ],
      },
      {
        name: "steel",
        options: [
          ["Chrome-Vanadium", "铬钒钢", "Chrome-vanadium shafts reach to the tip.", "铬钒钢杆，直通刀头。"],
          ["S2 Steel", "S2钢", "S2 steel keeps its corners.", "S2合金钢，棱角不崩。"],
          ["Insulated Steel", "绝缘", "Insulated to a thousand volts.", "绝缘耐压千伏。"],
        ],
      },
    ],
    closers: [
      ["Tips are magnetic and marked on the handle.", "刀头带磁，手柄有标识。"],
      ["Rolled in canvas.", "附帆布卷袋。"],
      ["Guaranteed without a receipt.", "质保无需票据。"],
    ],
    colors: ["Red", "Teal", "Mustard", "Navy"],
    makers: "tools",
    goesWith: ["drill"],
  },
  {
    key: "necklace",
    department: jewellery,
    category: ["Necklaces", "项链"],
    title: ["{brand} {line} {metal} Necklace with {pendant}, {chain}", "{brand} {line} {metal}{pendant}项链 {chain}"],
    price: [29, 290],
    axes: [
      {
        name: "metal",
        options: [
          ["Sterling Silver", "925银", "Recycled sterling silver is plated with rhodium.", "再生925银，镀铑防氧化。"],
          ["Gold Vermeil", "银镀金", "Gold of two and a half microns over silver.", "银底镀金2.5微米。"],
          ["14k Gold", "14K金", "Solid 14-carat gold, for showers and decades.", "14K足金，洗澡也不用摘。"],
        ],
      },
      {
        name: "pendant",
        options: [
          ["Pearl", "珍珠", "A freshwater pearl, never quite round.", "淡水珍珠，从不完全圆。"],
          ["Moonstone", "月光石", "Moonstone moves its light as you breathe.", "月光石随呼吸流光。"],
          ["Jade", "翡翠", "Jade, matched for colour by eye.", "翡翠，肉眼配色。"],
          ["Disc", "圆牌", "A small disc waits for initials.", "小圆牌，可刻首字母。"],
        ],
      },
      {
        name: "chain",
        options: [
          ["Cable Chain", "十字链", "A cable chain that does not knot.", "十字链，不易打结。"],
          ["Box Chain", "盒子链", "The box chain throws small sparks.", "盒子链，闪着细光。"],
          ["Snake Chain", "蛇骨链", "The snake chain lies like water.", "蛇骨链，如水贴肤。"],
        ],
      },
    ],
    closers: [
      ["Length adjusts from 40 to 45 centimetres.", "长度40至45厘米可调。"],
      ["In a linen box with a card.", "亚麻礼盒，附贺卡。"],
      ["Nickel-free.", "不含镍。"],
    ],
    makers: "jewellery",
    goesWith: ["dress", "watch", "perfume"],
  },
  {
    key: "watch",
    department: jewellery,
    category: ["Watches", "腕表"],
    title: ["{brand} {line} {movement} Watch, {dial}, {strap}", "{brand} {line} {movement}腕表 {dial} {strap}"],
    price: [79, 590],
    axes: [
      {
        name: "movement",
        options: [
          ["Automatic", "自动机械", "The movement winds itself and shows through the back.", "自动上链，背透可见机芯。"],
          ["Quartz", "石英", "Quartz keeps to ten seconds a month.", "石英机芯，月误差十秒。"],
          ["Solar", "光动能", "Any lamp charges it for half a year.", "有光就能充，可走半年。"],
        ],
      },
      {
        name: "dial",
        options: [
          ["Sunburst Dial", "太阳纹表盘", "The dial turns colour with the wrist.", "表盘随手腕变幻光泽。"],
          ["Enamel Dial", "珐琅表盘", "Enamel fired in five layers.", "五层烧制珐琅。"],
          ["Minimal Dial", "极简表盘", "Two hands and twelve marks, nothing more.", "两针十二刻度，别无其他。"],
          ["Moonphase Dial", "月相表盘", "A moon crosses the dial in its own time.", "月亮在表盘上按自己的节奏走。"],
        ],
      },
      {
        name: "strap",
        options: [
          ["Leather Strap", "皮带", "The calf strap changes without tools.", "小牛皮表带，免工具更换。"],
          ["Steel Bracelet", "钢带", "Steel links are screwed, not pinned.", "钢链节以螺丝固定。"],
          ["Mesh Bracelet", "米兰尼斯带", "Milanese mesh fits any wrist.", "米兰尼斯编织，手腕粗细都合适。"],
        ],
      },
    ],
    closers: [
      ["Sapphire crystal, slightly domed.", "微拱蓝宝石镜面。"],
      ["Water-resistant to fifty metres.", "防水50米。"],
      ["Serviced by the people who built it.", "由制表人亲自保养。"],
    ],
    measures: [{ name: "diameter_mm", from: 34, to: 42, step: 1, sentence: ["The case measures {} mm.", "表径{}毫米。"] }],
    colors: ["Silver", "Gold", "Black", "Navy", "Cognac"],
    makers: "jewellery",
    goesWith: ["shirt", "necklace"],
  },
];
