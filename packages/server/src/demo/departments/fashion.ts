import type { ProductType } from "../product-type.ts";

const women = ["Women's", "女士"] as const;
const men = ["Men's", "男士"] as const;
const unisex = ["Unisex", "中性"] as const;
const clothing = ["Fashion", "服饰"] as const;
const sizes = ["XS", "S", "M", "L", "XL"];

export const fashion: readonly ProductType[] = [
  {
    key: "tshirt",
    department: clothing,
    category: ["T-Shirts", "T恤"],
    title: ["{brand} {line} {for} {material} {fit} T-Shirt", "{brand} {line} {for}{fit}{material}T恤"],
    price: [15, 49],
    audience: [women, men, unisex],
    axes: [
      {
        name: "material",
        options: [
          [
            "Organic Cotton",
            "有机棉",
            "Combed organic cotton of 180 grams keeps its shape wash after wash.",
            "180克精梳有机棉，反复水洗也不易变形。",
          ],
          ["Linen Blend", "亚麻混纺", "Linen mixed with cotton lets air through on hot afternoons.", "亚麻与棉混纺，午后再热也透气。"],
          [
            "Pima Cotton",
            "皮马棉",
            "Long-staple Pima cotton feels almost silky from the first wear.",
            "长绒皮马棉，第一次穿就有丝般触感。",
          ],
          ["Tencel Jersey", "天丝针织", "Tencel jersey drapes softly and dries by morning.", "天丝针织垂感柔和，晾一夜就干。"],
        ],
      },
      {
        name: "fit",
        options: [
          ["Relaxed", "宽松", "A dropped shoulder gives room without looking borrowed.", "落肩剪裁，宽松却不邋遢。"],
          ["Slim", "修身", "Cut close to the body with a little stretch at the side seams.", "贴身剪裁，侧缝略带弹性。"],
          ["Boxy", "短款方正", "The boxy cut ends at the hip and layers well over high waists.", "方正短款止于胯部，适合搭配高腰裤。"],
          [
            "Regular",
            "常规",
            "The straight cut is neither tight nor loose, so it goes under everything.",
            "不紧不松的直筒版型，内搭外穿都合适。",
          ],
        ],
      },
      {
        name: "neckline",
        options: [
          ["Crew Neck", "圆领", "A ribbed crew neck lies flat and does not curl.", "罗纹圆领服帖，不会卷边。"],
          ["V-Neck", "V领", "The shallow V-neck leaves the collarbone free.", "浅V领恰好露出锁骨。"],
          ["Henley", "亨利领", "Three corozo buttons open the henley placket.", "亨利领门襟配三粒果实扣。"],
        ],
      },
    ],
    closers: [
      ["Wear it alone in summer and under a shirt in autumn.", "夏天单穿，秋天打底。"],
      ["Machine wash at 30 degrees; it needs no ironing.", "30度机洗，免熨烫。"],
      ["Pre-washed, so the size you buy is the size that stays.", "已预缩处理，买到什么尺码就一直是什么尺码。"],
    ],
    colors: ["White", "Black", "Navy", "Sage", "Rust", "Sky", "Mustard", "Grey"],
    sizes,
    makers: "apparel",
    goesWith: ["jeans", "cap", "sneaker"],
  },
  {
    key: "shirt",
    department: clothing,
    category: ["Shirts", "衬衫"],
    title: ["{brand} {line} {for} {material} Shirt with {collar}", "{brand} {line} {for}{collar}{material}衬衫"],
    price: [35, 110],
    audience: [women, men],
    axes: [
      {
        name: "material",
        options: [
          ["Oxford Cotton", "牛津纺", "Oxford cloth of double yarn softens for years before it wears.", "双股牛津纺越穿越软，经得起岁月。"],
          ["Washed Linen", "水洗亚麻", "Stone-washed linen arrives already rumpled, as linen should.", "水洗亚麻自带恰到好处的褶皱。"],
          ["Brushed Flannel", "磨毛法兰绒", "Flannel brushed on both sides warms like a thin jumper.", "双面磨毛法兰绒，暖得像件薄毛衣。"],
          ["Poplin", "府绸", "Crisp poplin of 120 threads presses in a minute.", "120支府绸挺括，一分钟就能熨好。"],
        ],
      },
      {
        name: "collar",
        options: [
          ["Button-Down Collar", "扣领", "The button-down collar keeps its roll without a tie.", "扣领不打领带也有型。"],
          ["Band Collar", "立领", "A narrow band collar takes the stiffness out of it.", "窄立领少了几分拘谨。"],
          ["Spread Collar", "开角领", "The spread collar is cut for a jacket on top.", "开角领适合外搭西装。"],
        ],
      },
      {
        name: "fit",
        options: [
          ["Tailored", "合体", "Two darts at the back follow the waist.", "背部两道省道，贴合腰线。"],
          ["Easy", "宽松", "An easy cut leaves room for a T-shirt underneath.", "宽松版型，里面还能穿T恤。"],
          ["Straight", "直筒", "A straight hem looks right tucked or untucked.", "平直下摆，扎不扎都好看。"],
        ],
      },
    ],
    closers: [
      ["Mother-of-pearl buttons are sewn on with a shank.", "贝母扣采用绕柄缝法。"],
      ["From the desk to dinner without a change.", "从办公桌到晚餐，不必换衣服。"],
      ["A spare button waits inside the side seam.", "侧缝内附一粒备用扣。"],
    ],
    colors: ["White", "Sky", "Navy", "Sand", "Forest", "Blush", "Charcoal"],
    sizes,
    makers: "apparel",
    goesWith: ["jeans", "sweater", "watch"],
  },
  {
    key: "sweater",
    department: clothing,
    category: ["Knitwear", "针织衫"],
    title: ["{brand} {line} {for} {material} {neckline} Sweater", "{brand} {line} {for}{neckline}{material}毛衣"],
    price: [49, 189],
    audience: [women, men, unisex],
    axes: [
      {
        name: "material",
        options: [
          ["Merino", "美利奴羊毛", "Fine merino regulates warmth and does not itch on bare skin.", "细美利奴羊毛冷暖自调，贴身也不扎。"],
          ["Cashmere Blend", "羊绒混纺", "A third of cashmere gives the yarn its halo.", "三成羊绒，让纱线泛起柔光。"],
          ["Lambswool", "羔羊毛", "Springy lambswool keeps the wind out on open coasts.", "蓬松羔羊毛，海边大风也不怕。"],
          ["Cotton Knit", "纯棉针织", "Heavy cotton knit suits people whom wool makes sneeze.", "厚实棉线，适合对羊毛敏感的人。"],
          ["Alpaca", "羊驼绒", "Alpaca weighs less than wool and holds more heat.", "羊驼绒比羊毛更轻，也更保暖。"],
        ],
      },
      {
        name: "neckline",
        options: [
          ["Crew-Neck", "圆领", "The crew neck is linked by hand so that it never gapes.", "圆领手工缝合，不会松垮。"],
          ["Turtleneck", "高领", "A folded turtleneck replaces the scarf on mild days.", "翻折高领，微凉天气可以不戴围巾。"],
          ["V-Neck", "V领", "The V-neck shows a collar without fighting it.", "V领露出衬衫领，互不打架。"],
          ["Half-Zip", "半拉链", "A short metal zip opens when the climb gets steep.", "金属半拉链，爬坡热了就拉开。"],
        ],
      },
      {
        name: "knit",
        options: [
          ["Cable", "绞花", "Cables run up the front like ropes on a quay.", "前身绞花像码头上的缆绳。"],
          ["Fine Gauge", "细针", "Fine-gauge stitches make it thin enough for a blazer.", "细针织法，薄得可以穿在西装里。"],
          ["Waffle", "华夫格", "The waffle stitch traps air in little pockets.", "华夫格针法锁住一格格空气。"],
          ["Ribbed", "罗纹", "All-over ribs stretch and return.", "通身罗纹，伸缩自如。"],
        ],
      },
    ],
    closers: [
      ["Wash by hand, dry flat, and it will see ten winters.", "手洗平晾，能陪你十个冬天。"],
      ["Side slits let it sit well over jeans.", "侧边开衩，搭牛仔裤更服帖。"],
      ["A length of matching yarn is included for repairs.", "附赠同色毛线，方便修补。"],
    ],
    colors: ["Charcoal", "Cream", "Navy", "Forest", "Rust", "Camel", "Burgundy", "Sage"],
    sizes,
    makers: "apparel",
    goesWith: ["scarf", "jeans", "boot"],
  },
  {
    key: "dress",
    department: clothing,
    category: ["Dresses", "连衣裙"],
    title: ["{brand} {line} {length} {material} {shape} Dress", "{brand} {line} {material}{shape}{length}连衣裙"],
    price: [45, 160],
    axes: [
      {
        name: "material",
        options: [
          ["Viscose", "人造丝", "Fluid viscose moves with every step.", "流动的人造丝，一步一生姿。"],
          ["Linen", "亚麻", "Breathable linen is lined with cotton down to the knee.", "透气亚麻，棉质内衬及膝。"],
          ["Satin", "缎面", "Matte satin catches light without shouting.", "哑光缎面，含蓄地泛光。"],
          ["Cotton Voile", "棉巴厘纱", "Two layers of cotton voile keep it light and opaque.", "双层棉纱，轻盈不透。"],
        ],
      },
      {
        name: "shape",
        options: [
          ["Wrap", "裹身", "The wrap front adjusts with a single tie.", "裹身设计，一根系带就能调节。"],
          ["Shirt", "衬衫式", "It buttons from collar to hem like a long shirt.", "从领口到裙摆一排纽扣，像件长衬衫。"],
          ["A-Line", "A字", "An A-line skirt flares from the waist.", "A字裙摆自腰间散开。"],
          ["Slip", "吊带", "Cut on the bias, the slip shape skims the body.", "斜裁吊带款，顺着身形滑落。"],
        ],
      },
      {
        name: "length",
        options: [
          ["Midi", "中长", "The hem ends mid-calf, right for flats or heels.", "裙长及小腿，平底鞋高跟鞋都相配。"],
          ["Maxi", "及踝长款", "The maxi length brushes the ankles.", "长及脚踝，步步生风。"],
          ["Knee-Length", "及膝", "Knee length keeps it easy on a bicycle.", "及膝长度，骑车也方便。"],
        ],
      },
    ],
    closers: [
      ["Pockets in both side seams are deep enough for a phone.", "两侧口袋放得下手机。"],
      ["Packs small and hangs out its creases overnight.", "收纳小巧，挂一夜褶皱自消。"],
      ["Add a cardigan and it carries into October.", "加件开衫就能穿到十月。"],
    ],
    colors: ["Black", "Terracotta", "Sage", "Navy", "Blush", "Mustard", "Plum"],
    sizes,
    makers: "apparel",
    goesWith: ["sandal", "necklace", "tote"],
  },
  {
    key: "jeans",
    department: clothing,
    category: ["Jeans", "牛仔裤"],
    title: ["{brand} {line} {for} {rise} {fit} Jeans", "{brand} {line} {for}{rise}{fit}牛仔裤"],
    price: [49, 140],
    audience: [women, men],
    axes: [
      {
        name: "fit",
        options: [
          ["Straight", "直筒", "Straight from knee to hem, it suits boots and trainers alike.", "膝盖以下笔直，靴子球鞋都能配。"],
          ["Slim", "修身", "The slim leg narrows without clinging to the calf.", "裤腿渐收，不勒小腿。"],
          ["Wide-Leg", "阔腿", "Wide legs fall in one clean line from the hip.", "阔腿从胯部一线垂落。"],
          ["Tapered", "锥形", "Room in the thigh and a taper below make it easy to cycle in.", "大腿宽松、裤脚渐窄，骑车自如。"],
        ],
      },
      {
        name: "rise",
        options: [
          ["High-Rise", "高腰", "A high rise holds the waist without digging in.", "高腰收腰而不勒。"],
          ["Mid-Rise", "中腰", "The mid rise sits just below the navel.", "中腰位于肚脐下方。"],
          ["Low-Rise", "低腰", "A low rise rests on the hips.", "低腰搭在胯上。"],
        ],
      },
      {
        name: "material",
        options: [
          ["Rigid Denim", "硬挺丹宁", "Thirteen-ounce rigid denim breaks in over the first month.", "13盎司硬挺丹宁，一个月后越穿越合身。"],
          ["Stretch Denim", "弹力丹宁", "Two percent elastane lets you sit through a long film.", "含2%弹力，久坐看长片也舒服。"],
          ["Recycled Denim", "再生丹宁", "A fifth of the cotton has been a pair of jeans before.", "五分之一的棉来自旧牛仔裤。"],
        ],
      },
    ],
    closers: [
      ["Hemmed for free at any tailor we work with.", "合作裁缝店可免费改裤长。"],
      ["Wash inside out and rarely.", "翻面清洗，少洗为宜。"],
      ["The coin pocket fits an actual coin.", "零钱袋真的放得下硬币。"],
    ],
    colors: ["Indigo", "Black", "Sky", "Grey"],
    sizes: ["26", "28", "30", "32", "34", "36"],
    makers: "apparel",
    goesWith: ["tshirt", "sneaker", "boot"],
  },
  {
    key: "jacket",
    department: clothing,
    category: ["Jackets", "外套"],
    title: ["{brand} {line} {for} {shell} {style} Jacket", "{brand} {line} {for}{shell}{style}"],
    price: [79, 320],
    audience: [women, men, unisex],
    axes: [
      {
        name: "style",
        options: [
          ["Rain", "雨衣外套", "Taped seams and a peaked hood see off an all-day drizzle.", "压胶接缝加帽檐，整日小雨也不怕。"],
          ["Quilted", "绗缝外套", "Narrow quilting keeps the filling where it belongs.", "细密绗缝，填充不移位。"],
          ["Field", "工装夹克", "Four bellows pockets swallow a notebook and a sandwich.", "四个立体口袋，装得下本子和三明治。"],
          ["Bomber", "飞行夹克", "Ribbed cuffs and hem hold the bomber shape.", "罗纹袖口和下摆，撑起飞行夹克的轮廓。"],
        ],
      },
      {
        name: "shell",
        options: [
          ["Waxed Cotton", "油蜡棉", "Waxed cotton darkens along the creases of its owner.", "油蜡棉会沿着主人的动作生出褶痕。"],
          ["Recycled Nylon", "再生尼龙", "The nylon is spun from fishing nets.", "尼龙由废旧渔网再生而成。"],
          ["Wool Melton", "麦尔登呢", "Dense melton blocks wind without a membrane.", "密实麦尔登呢，不靠薄膜也挡风。"],
          ["Ripstop", "防撕裂布", "Ripstop grid keeps a snag from becoming a tear.", "防撕裂格纹，勾丝也不会扯破。"],
        ],
      },
      {
        name: "lining",
        options: [
          ["Fleece Lining", "抓绒内里", "Fleece lines the body and the hand pockets.", "衣身和手袋都有抓绒内里。"],
          ["Mesh Lining", "网眼内里", "A mesh lining lets it breathe on the way uphill.", "网眼内里，上坡也透气。"],
          ["Down Fill", "羽绒填充", "Certified down of 650 fill power warms without bulk.", "650蓬松度认证羽绒，轻暖不臃肿。"],
        ],
      },
    ],
    never: [
      ["Rain", "Wool Melton"],
      ["Rain", "Mesh Lining"],
      ["Quilted", "Mesh Lining"],
    ],
    closers: [
      ["The two-way zip opens from below for sitting and cycling.", "双头拉链可从下方拉开，坐下骑车更自在。"],
      ["An inside pocket closes with a zip.", "内袋带拉链。"],
      ["Re-proof it once a year and it lasts for ten.", "每年做一次防水保养，能穿十年。"],
    ],
    colors: ["Olive", "Navy", "Black", "Mustard", "Camel", "Teal"],
    sizes,
    makers: "apparel",
    goesWith: ["boot", "scarf", "backpack"],
  },
  {
    key: "scarf",
    department: clothing,
    category: ["Scarves", "围巾"],
    title: ["{brand} {line} {material} {pattern} Scarf", "{brand} {line} {pattern}{material}围巾"],
    price: [19, 95],
    axes: [
      {
        name: "material",
        options: [
          ["Lambswool", "羔羊毛", "Woven lambswool, raised with teasels, feels almost like felt.", "羔羊毛经刺果起绒，近似毡的手感。"],
          ["Silk Twill", "真丝斜纹", "Silk twill of 14 momme slips through a ring.", "14姆米真丝斜纹，可从指环穿过。"],
          ["Cashmere", "羊绒", "Pure cashmere weighs as much as an apple.", "纯羊绒，只有一个苹果的重量。"],
          ["Cotton Gauze", "棉纱", "Crinkled cotton gauze serves from beach to office.", "褶皱棉纱，海边办公室都能用。"],
        ],
      },
      {
        name: "pattern",
        options: [
          ["Striped", "条纹", "Uneven stripes make each fold look different.", "不等宽条纹，每次折叠都不一样。"],
          ["Checked", "格纹", "A large check is balanced by a plain border.", "大格纹配素色边。"],
          ["Plain", "纯色", "Plain from end to end, it lets the weave speak.", "通体纯色，让织纹说话。"],
          ["Herringbone", "人字纹", "Herringbone shows only up close.", "人字纹要凑近才看得见。"],
        ],
      },
      {
        name: "edge",
        options: [
          ["Fringed", "流苏边", "The fringe is twisted by hand.", "流苏手工捻制。"],
          ["Rolled Hem", "卷边", "Hems are rolled and stitched with silk.", "卷边以丝线缝制。"],
          ["Raw Edge", "毛边", "A raw edge keeps it casual.", "毛边更显随性。"],
        ],
      },
    ],
    closers: [
      ["Long enough to wrap twice.", "长度足够绕两圈。"],
      ["Comes in a box that doubles as storage.", "礼盒可作收纳盒。"],
      ["Air it rather than wash it.", "多通风，少清洗。"],
    ],
    colors: ["Camel", "Grey", "Burgundy", "Navy", "Forest", "Blush", "Mustard"],
    makers: "apparel",
    goesWith: ["jacket", "sweater"],
  },
  {
    key: "cap",
    department: clothing,
    category: ["Hats & Caps", "帽子"],
    title: ["{brand} {line} {material} {style} Cap", "{brand} {line} {material}{style}"],
    price: [15, 45],
    axes: [
      {
        name: "style",
        options: [
          ["Baseball", "棒球帽", "Six panels and a curved peak keep the classic outline.", "六片帽身加弧形帽檐，经典轮廓。"],
          ["Five-Panel", "五片帽", "The flat five-panel front leaves the forehead clean.", "五片平顶设计，额前利落。"],
          ["Running", "跑步帽", "A dark underside to the peak cuts glare on open roads.", "帽檐内侧深色，开阔路段不晃眼。"],
        ],
      },
      {
        name: "material",
        options: [
          ["Washed Cotton", "水洗棉", "Washed cotton looks like last summer's favourite.", "水洗棉自带去年夏天的旧味道。"],
          ["Corduroy", "灯芯绒", "Fine corduroy brings a bit of autumn.", "细条灯芯绒，带点秋意。"],
          ["Quick-Dry Nylon", "速干尼龙", "Quick-dry nylon rinses under a tap.", "速干尼龙，水龙头下一冲即净。"],
          ["Wool Felt", "羊毛毡", "Felted wool shrugs off light snow.", "羊毛毡不怕小雪。"],
        ],
      },
      {
        name: "closure",
        options: [
          ["Brass Buckle", "黄铜扣", "A brass buckle adjusts from 54 to 61 centimetres.", "黄铜扣可在54至61厘米间调节。"],
          ["Snapback", "按扣", "The snap closure survives small children.", "按扣结实，孩子乱拽也不坏。"],
          ["Elastic Back", "松紧后帽", "An elastic back folds into a pocket.", "松紧后帽，可折进口袋。"],
        ],
      },
    ],
    never: [
      ["Running", "Wool Felt"],
      ["Running", "Corduroy"],
    ],
    closers: [
      ["Stitched eyelets keep the crown airy.", "刺绣气孔，头顶不闷。"],
      ["The sweatband wicks and can be hand-washed.", "吸汗带可手洗。"],
      ["A small woven label is the only logo.", "只有一枚小小的织标。"],
    ],
    colors: ["Navy", "Sand", "Black", "Forest", "Rust", "Cream"],
    makers: "apparel",
    goesWith: ["tshirt", "sneaker", "bottle"],
  },
];
