import type { ProductType } from "../product-type.ts";

const home = ["Home & Living", "家居"] as const;

export const homeTypes: readonly ProductType[] = [
  {
    key: "sofa",
    department: home,
    category: ["Sofas", "沙发"],
    title: ["{brand} {line} {seats} Sofa in {cover}", "{brand} {line} {cover}{seats}沙发"],
    price: [499, 1890],
    axes: [
      {
        name: "seats",
        options: [
          ["Two-Seat", "双人", "Two seats, and room for one sleeping dog.", "双人位，还容得下一只打盹的狗。"],
          ["Three-Seat", "三人", "Three can read here without touching elbows.", "三个人看书，胳膊也碰不着。"],
          ["Corner", "转角", "The corner piece goes left or right.", "转角可左可右。"],
        ],
      },
      {
        name: "cover",
        options: [
          ["Bouclé", "圈圈绒", "Looped bouclé hides crumbs and feels like a lamb.", "圈圈绒藏得住碎屑，摸着像小羊。"],
          ["Velvet", "丝绒", "Velvet changes tone with the stroke of a hand.", "丝绒随手一抚就变色。"],
          ["Linen", "亚麻", "The linen cover unzips and goes into the wash.", "亚麻罩可拆洗。"],
          ["Corduroy", "灯芯绒", "Wide corduroy is made to be lounged on.", "宽条灯芯绒，天生适合窝着。"],
        ],
      },
      {
        name: "frame",
        options: [
          ["Beech Frame", "榉木框架", "The frame of solid beech is pegged and glued.", "实木榉木框架，榫接加胶。"],
          ["Oak Legs", "橡木脚", "Oak legs lift it high enough for the vacuum.", "橡木高脚，吸尘器进得去。"],
          ["Steel Base", "钢制底座", "A slim steel base makes it seem to float.", "纤细钢架，仿佛悬空。"],
        ],
      },
    ],
    closers: [
      ["It comes in two boxes that fit the lift.", "分两箱送达，电梯装得下。"],
      ["Cushions are feathers around foam; shake them on Sundays.", "羽绒包裹海绵坐垫，周日拍一拍。"],
      ["Fabric samples are free.", "面料小样免费寄。"],
    ],
    measures: [
      {
        name: "width_cm",
        from: 148,
        to: 286,
        step: 2,
        ranges: { "Two-Seat": [148, 178], "Three-Seat": [198, 234], Corner: [246, 286] },
        sentence: ["It is {} cm wide.", "宽{}厘米。"],
      },
    ],
    colors: ["Cream", "Forest", "Rust", "Charcoal", "Blush", "Teal"],
    makers: "home",
    goesWith: ["cushion", "rug", "lamp"],
  },
  {
    key: "lamp",
    department: home,
    category: ["Table Lamps", "台灯"],
    title: ["{brand} {line} {base} Table Lamp with {shade}", "{brand} {line} {base}{shade}台灯"],
    price: [35, 220],
    axes: [
      {
        name: "base",
        options: [
          ["Ceramic", "陶瓷", "The ceramic base is thrown in one piece.", "陶瓷灯座一次拉坯成型。"],
          ["Brass", "黄铜", "Unlacquered brass darkens where it is touched.", "未上漆黄铜，常摸之处渐渐变深。"],
          ["Oak", "橡木", "Turned oak stands on a felt foot.", "车制橡木底座，垫有毛毡。"],
          ["Travertine", "洞石", "A block of travertine will not tip.", "整块洞石，稳稳当当。"],
        ],
      },
      {
        name: "shade",
        options: [
          ["Linen Shade", "亚麻灯罩", "The linen shade turns light to honey.", "亚麻灯罩，光线如蜜。"],
          ["Pleated Shade", "百褶灯罩", "Pleats throw a soft fan on the wall.", "百褶灯罩在墙上投出柔和扇影。"],
          ["Opal Glass", "乳白玻璃灯罩", "Opal glass glows evenly, without a hot spot.", "乳白玻璃发光均匀，不刺眼。"],
        ],
      },
      {
        name: "control",
        options: [
          ["Touch Dimmer", "触摸调光", "Touch the stem and it dims.", "轻触灯杆即可调光。"],
          ["Cord Switch", "线控开关", "The switch sits on a fabric cord.", "织物电线上设开关。"],
          ["Rechargeable", "充电式", "Charged, it follows you to the balcony.", "充好电，可以带去阳台。"],
        ],
      },
    ],
    closers: [
      ["A warm bulb is included.", "附暖光灯泡。"],
      ["Good by a bed, better by a book.", "放床头好，伴书更好。"],
      ["It takes any E27 bulb up to 40 watts.", "兼容40瓦以内E27灯泡。"],
    ],
    measures: [{ name: "height_cm", from: 26, to: 58, step: 1, sentence: ["Height {} cm.", "高{}厘米。"] }],
    colors: ["Cream", "Terracotta", "Sage", "Black", "Navy", "Mustard"],
    makers: "home",
    goesWith: ["sofa", "notebook", "candle"],
  },
  {
    key: "rug",
    department: home,
    category: ["Rugs", "地毯"],
    title: ["{brand} {line} {pattern} {material} Rug", "{brand} {line} {pattern}{material}地毯"],
    price: [69, 690],
    axes: [
      {
        name: "material",
        options: [
          ["Wool", "羊毛", "New Zealand wool springs back after furniture.", "新西兰羊毛，家具压痕能回弹。"],
          ["Jute", "黄麻", "Plaited jute smells faintly of summer fields.", "黄麻编织，带着夏日田野的气息。"],
          ["Recycled Cotton", "再生棉", "Cotton offcuts become a rug for bare feet.", "棉布边角料织成，赤脚最舒服。"],
        ],
      },
      {
        name: "pattern",
        options: [
          ["Geometric", "几何纹", "Lines meet where a hand decided they should.", "线条在手艺人认为该相遇处相遇。"],
          ["Striped", "条纹", "Stripes lengthen a short room.", "条纹让小房间显得更长。"],
          ["Border", "镶边", "A plain field is framed by a border.", "素面配一圈镶边。"],
          ["Berber", "柏柏尔菱形", "Berber diamonds wander a little, on purpose.", "柏柏尔菱形纹故意织得不太齐。"],
        ],
      },
      {
        name: "pile",
        options: [
          ["Flatwoven", "平织", "Flatwoven, it lets doors pass.", "平织薄款，不挡门。"],
          ["Short Pile", "短绒", "The short pile is quick to vacuum.", "短绒好打理。"],
          ["Deep Pile", "长绒", "Deep pile swallows footsteps.", "长绒吸走脚步声。"],
        ],
      },
    ],
    closers: [
      ["Reversible, for the year after the wine.", "双面可用，洒了酒翻个面。"],
      ["Woven to order sizes in six weeks.", "可定制尺寸，六周交付。"],
      ["Use a pad on smooth floors.", "光滑地面请加防滑垫。"],
    ],
    colors: ["Cream", "Terracotta", "Navy", "Sage", "Charcoal", "Mustard"],
    makers: "home",
    goesWith: ["sofa", "cushion", "vase"],
  },
  {
    key: "cushion",
    department: home,
    category: ["Cushions", "抱枕"],
    title: ["{brand} {line} {material} {pattern} Cushion", "{brand} {line} {pattern}{material}抱枕"],
    price: [15, 69],
    axes: [
      {
        name: "material",
        options: [
          ["Velvet", "丝绒", "Cotton velvet is lined so that it keeps its corners.", "棉丝绒带内衬，四角挺括。"],
          ["Linen", "亚麻", "Washed linen gets softer with every guest.", "水洗亚麻，客人越多越柔软。"],
          ["Wool", "羊毛", "Loomed from undyed wool.", "未染色羊毛手织而成。"],
          ["Cotton", "棉", "Block-printed cotton, two colours, no two alike.", "木版印花棉布，双色，件件不同。"],
        ],
      },
      {
        name: "pattern",
        options: [
          ["Plain", "纯色", "Plain, with piping in the same cloth.", "纯色，同布包边。"],
          ["Striped", "条纹", "A mattress stripe runs corner to corner.", "床垫条纹贯穿两角。"],
          ["Embroidered", "刺绣", "Small flowers are embroidered along one edge.", "一侧绣着小花。"],
        ],
      },
      {
        name: "fill",
        options: [
          ["Feather Fill", "羽毛填充", "Feathers let you chop the top like hotels do.", "羽毛填充，能拍出酒店那样的凹口。"],
          ["Recycled Fill", "再生纤维填充", "The fill was once bottles and suits allergies.", "再生纤维填充，适合过敏人群。"],
          ["Cover Only", "仅枕套", "This is the cover; the pad is sold apart.", "仅为枕套，不含芯。"],
        ],
      },
    ],
    closers: [
      ["The zip is hidden.", "隐形拉链。"],
      ["Mix three and stop.", "三个混搭，正好。"],
      ["Cold wash, dry flat.", "冷水洗，平铺晾。"],
    ],
    colors: ["Mustard", "Sage", "Terracotta", "Navy", "Blush", "Cream", "Plum"],
    makers: "home",
    goesWith: ["sofa", "rug", "candle"],
  },
  {
    key: "candle",
    department: home,
    category: ["Candles", "香薰蜡烛"],
    title: ["{brand} {line} {scent} Scented Candle in {vessel}", "{brand} {line} {scent}香薰蜡烛 {vessel}"],
    price: [14, 58],
    axes: [
      {
        name: "scent",
        options: [
          ["Fig & Cedar", "无花果雪松", "Green fig opens and dry cedar stays.", "初闻青涩无花果，尾调干燥雪松。"],
          ["Bergamot Tea", "佛手柑茶", "It smells of a teapot in the next room.", "像隔壁房间飘来的一壶茶。"],
          ["Sea Salt", "海盐", "Salt, driftwood and a cold morning.", "海盐、浮木和清冷的早晨。"],
          ["Osmanthus", "桂花", "Osmanthus as it falls on wet stone in October.", "十月桂花落在湿石板上的味道。"],
          ["Black Plum", "黑李", "Dark plum over a thread of smoke.", "黑李之上一缕轻烟。"],
        ],
      },
      {
        name: "vessel",
        options: [
          ["Ceramic", "陶瓷杯", "The ceramic cup becomes a tumbler afterwards.", "燃尽后陶杯可当水杯。"],
          ["Amber Glass", "琥珀玻璃杯", "Amber glass warms the flame.", "琥珀玻璃让火光更暖。"],
          ["Tin", "铁罐", "A lidded tin travels.", "带盖铁罐，出门可带。"],
        ],
      },
      {
        name: "wax",
        options: [
          ["Soy Wax", "大豆蜡", "Soy wax burns clean and spills wash out.", "大豆蜡燃烧洁净，滴落易清洗。"],
          ["Beeswax Blend", "蜂蜡混合", "Beeswax adds its own honey note.", "蜂蜡自带一丝蜜香。"],
          ["Coconut Wax", "椰子蜡", "Coconut wax carries scent far at low heat.", "椰子蜡低温扩香远。"],
        ],
      },
    ],
    closers: [
      ["Trim the wick to five millimetres.", "烛芯请剪至5毫米。"],
      ["One candle scents a bedroom, two a hall.", "一支香卧室，两支香客厅。"],
      ["Poured in batches of sixty.", "每批只灌六十支。"],
    ],
    measures: [{ name: "burn_hours", from: 25, to: 70, step: 5, sentence: ["Burns for about {} hours.", "约可燃烧{}小时。"] }],
    colors: ["Cream", "Terracotta", "Forest", "Plum", "Black"],
    makers: "home",
    goesWith: ["cushion", "vase", "perfume"],
  },
  {
    key: "vase",
    department: home,
    category: ["Vases", "花瓶"],
    title: ["{brand} {line} {shape} {material} Vase", "{brand} {line} {shape}{material}花瓶"],
    price: [18, 140],
    axes: [
      {
        name: "material",
        options: [
          ["Stoneware", "粗陶", "Stoneware with a dry glaze, waterproof inside.", "粗陶干釉，内壁防水。"],
          ["Porcelain", "瓷", "Porcelain so thin that afternoon shows through.", "薄瓷，午后的光能透过来。"],
          ["Hand-Blown Glass", "手工吹制玻璃", "Tiny bubbles show that a person blew it.", "细小气泡，是人吹出来的证明。"],
        ],
      },
      {
        name: "shape",
        options: [
          ["Bottle", "瓶形", "The bottle neck flatters a single branch.", "细颈瓶，一枝就很美。"],
          ["Round", "圆腹", "A round belly steadies heavy heads of peonies.", "圆腹稳重，撑得住牡丹。"],
          ["Cylinder", "直筒", "A straight cylinder suits tulips that lean.", "直筒造型，最配歪头郁金香。"],
          ["Amphora", "双耳", "Two ears recall a jar from an old harbour.", "双耳造型，像古港里的陶罐。"],
        ],
      },
      {
        name: "finish",
        options: [
          ["Matte", "哑光", "The matte skin feels like a river stone.", "哑光表面，摸着像河石。"],
          ["Crackle Glaze", "开片釉", "Crackle lines keep appearing for a year.", "开片纹会在一年里慢慢长出来。"],
          ["Reactive Glaze", "窑变釉", "The kiln decided where the colours met.", "颜色在哪儿相遇，由窑火决定。"],
        ],
      },
    ],
    never: [
      ["Hand-Blown Glass", "Crackle Glaze"],
      ["Hand-Blown Glass", "Reactive Glaze"],
    ],
    closers: [
      ["It looks finished even without flowers.", "没有花也好看。"],
      ["Wash by hand with a bottle brush.", "用瓶刷手洗。"],
      ["Signed on the base.", "瓶底有作者签名。"],
    ],
    measures: [{ name: "height_cm", from: 14, to: 42, step: 1, sentence: ["{} cm tall.", "高{}厘米。"] }],
    colors: ["White", "Sage", "Navy", "Terracotta", "Black", "Sand"],
    makers: "home",
    goesWith: ["candle", "lamp", "wateringcan"],
  },
];
