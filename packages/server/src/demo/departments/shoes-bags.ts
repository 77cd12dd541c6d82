import type { ProductType } from "../product-type.ts";

const women = ["Women's", "女士"] as const;
const men = ["Men's", "男士"] as const;
const shoes = ["Shoes", "鞋靴"] as const;
const bags = ["Bags & Luggage", "箱包"] as const;
const shoeSizes = ["36", "37", "38", "39", "40", "41", "42", "43", "44", "45"];

export const shoesAndBags: readonly ProductType[] = [
  {
    key: "sneaker",
    department: shoes,
    category: ["Sneakers", "运动鞋"],
    title: ["{brand} {line} {for} {use} Sneakers in {material}", "{brand} {line} {for}{material}{use}运动鞋"],
    price: [55, 165],
    audience: [women, men],
    axes: [
      {
        name: "use",
        options: [
          ["Running", "跑步", "A rocker sole rolls you off the toe at kilometre thirty.", "摇摆鞋底，跑到三十公里仍能轻松蹬地。"],
          ["City", "城市通勤", "Low and plain, it passes in most offices.", "低调素净，多数办公室都能穿。"],
          ["Trail", "越野", "Lugs of four millimetres bite into wet leaves.", "4毫米鞋钉，湿树叶上也抓地。"],
          ["Training", "训练", "A flat, stable heel suits squats and shuttle runs.", "鞋跟平稳，深蹲折返跑都合适。"],
        ],
      },
      {
        name: "material",
        options: [
          ["Knit", "飞织", "The one-piece knit upper fits like a sock.", "一体飞织鞋面，像袜子一样贴脚。"],
          ["Suede", "麂皮", "Brushed suede is treated against rain and ketchup.", "麂皮经防泼水处理，雨水酱汁都不怕。"],
          ["Leather", "真皮", "Full-grain leather wipes clean.", "头层牛皮，一擦即净。"],
          ["Recycled Mesh", "再生网布", "Mesh from recycled bottles keeps feet dry.", "回收塑料瓶制成的网布，双脚不闷。"],
        ],
      },
      {
        name: "cushioning",
        options: [
          ["Soft Foam", "软弹中底", "Nitrogen-filled foam feels soft yet springs back.", "注氮泡棉，软而有回弹。"],
          ["Firm Foam", "支撑中底", "A firmer midsole guides feet that roll inward.", "偏硬中底，支撑内翻足。"],
          ["Cork Footbed", "软木鞋垫", "The cork footbed moulds to you within a week.", "软木鞋垫，一周内贴合脚型。"],
        ],
      },
    ],
    never: [
      ["Running", "Leather"],
      ["Running", "Cork Footbed"],
      ["Trail", "Cork Footbed"],
    ],
    closers: [
      ["The laces are made of recycled cotton; a second pair is in the box.", "鞋带为再生棉，盒内附备用一副。"],
      ["Fits true to size; take half a size up for thick socks.", "尺码标准，穿厚袜建议大半码。"],
      ["Reflective dots wake up in headlights.", "反光点遇车灯即亮。"],
    ],
    measures: [{ name: "weight_g", from: 190, to: 340, step: 5, sentence: ["One shoe weighs {} g in size 40.", "40码单只约{}克。"] }],
    colors: ["White", "Black", "Grey", "Navy", "Sage", "Coral", "Sand"],
    sizes: shoeSizes,
    makers: "shoes",
    goesWith: ["jeans", "tshirt", "cap", "watch"],
  },
  {
    key: "boot",
    department: shoes,
    category: ["Boots", "靴子"],
    title: ["{brand} {line} {for} {leather} {style} Boots", "{brand} {line} {for}{leather}{style}"],
    price: [89, 260],
    audience: [women, men],
    axes: [
      {
        name: "style",
        options: [
          ["Chelsea", "切尔西靴", "Elastic gores make them the quickest boots in the hall.", "两侧松紧，出门一蹬就走。"],
          ["Lace-Up", "系带靴", "Seven eyelets lock the ankle on rough ground.", "七孔系带，崎岖路面稳住脚踝。"],
          ["Hiking", "登山靴", "A stiff shank carries a loaded pack downhill.", "硬质中底板，负重下坡也稳。"],
          ["Ankle", "踝靴", "A side zip hides along the inner ankle.", "内侧隐形拉链，穿脱利落。"],
        ],
      },
      {
        name: "leather",
        options: [
          ["Nubuck", "磨砂革", "Nubuck hides scuffs better than polish does.", "磨砂革比上油更能藏住划痕。"],
          ["Waxed Leather", "油蜡皮", "Waxed leather pulls lighter where it bends.", "油蜡皮弯折处会渐渐变浅。"],
          ["Vegan Leather", "植物皮革", "Grape-skin leather needs no animal and little care.", "葡萄皮制成的植物皮革，几乎无需打理。"],
        ],
      },
      {
        name: "sole",
        options: [
          ["Lugged Rubber Sole", "齿纹橡胶底", "Lugged rubber holds on wet cobbles.", "齿纹橡胶底，湿石板路也不滑。"],
          ["Crepe Sole", "生胶底", "A natural crepe sole walks quietly.", "天然生胶底，走路无声。"],
          ["Welted Leather Sole", "固特异皮底", "Goodyear-welted, it can be resoled three times.", "固特异沿条工艺，可换底三次。"],
        ],
      },
    ],
    never: [
      ["Hiking", "Crepe Sole"],
      ["Hiking", "Welted Leather Sole"],
      ["Chelsea", "Lugged Rubber Sole"],
    ],
    closers: [
      ["A pull tab at the heel helps with cold fingers.", "后跟拉襻，手冻僵也好穿。"],
      ["Lined with breathable calf leather.", "内里为透气小牛皮。"],
      ["Allow a week for breaking in.", "建议预留一周磨合。"],
    ],
    colors: ["Cognac", "Black", "Walnut", "Olive", "Sand"],
    sizes: shoeSizes,
    makers: "shoes",
    goesWith: ["jeans", "jacket", "sweater"],
  },
  {
    key: "sandal",
    department: shoes,
    category: ["Sandals", "凉鞋"],
    title: ["{brand} {line} {for} {material} {style} Sandals", "{brand} {line} {for}{material}{style}"],
    price: [29, 110],
    audience: [women, men],
    axes: [
      {
        name: "style",
        options: [
          ["Two-Strap", "双带凉拖", "Two wide straps adjust over a high instep.", "双宽带可调，高脚背也舒适。"],
          ["Slingback", "后系带凉鞋", "A slim slingback holds the heel.", "细后带稳住脚跟。"],
          ["Trekking", "户外凉鞋", "Closed toes and a drawcord are made for streams.", "包头加抽绳，蹚水也能穿。"],
        ],
      },
      {
        name: "material",
        options: [
          ["Leather", "真皮", "Vegetable-tanned leather deepens in the sun.", "植鞣皮晒过太阳颜色更深。"],
          ["Cork", "软木", "Cork under the arch takes your shape.", "足弓处的软木会记住你的脚型。"],
          ["Webbing", "织带", "Webbing dries within an hour.", "织带一小时就干。"],
        ],
      },
      {
        name: "heel",
        options: [
          ["Flat", "平底", "The flat sole suits a full day in the old town.", "平底，逛一天老城也不累。"],
          ["Low Block Heel", "低方跟", "A block heel of four centimetres keeps its balance on gravel.", "4厘米方跟，碎石路也站得稳。"],
          ["Platform", "厚底", "An even platform adds height without a slope.", "均匀厚底，增高不斜。"],
        ],
      },
    ],
    never: [
      ["Trekking", "Low Block Heel"],
      ["Trekking", "Platform"],
      ["Slingback", "Webbing"],
    ],
    closers: [
      ["Replaceable buckles come from a family foundry.", "可替换的搭扣来自一家家庭铸造厂。"],
      ["Rinse off sand and let them dry in the shade.", "冲掉沙子，阴凉处晾干。"],
      ["Wide across the toes.", "前掌宽松。"],
    ],
    colors: ["Cognac", "Black", "Sand", "White", "Terracotta"],
    sizes: shoeSizes,
    makers: "shoes",
    goesWith: ["dress", "tote"],
  },
  {
    key: "backpack",
    department: bags,
    category: ["Backpacks", "双肩包"],
    title: ["{brand} {line} {use} Backpack in {material}", "{brand} {line} {material}{use}双肩包"],
    price: [45, 190],
    axes: [
      {
        name: "use",
        options: [
          ["Commuter", "通勤", "The laptop sleeve floats two centimetres above the floor.", "电脑夹层悬空两厘米，磕碰不伤机。"],
          ["Hiking", "登山", "A hip belt moves the load from shoulders to bones.", "腰带把重量从肩膀转到胯骨。"],
          ["School", "学生", "Pockets are sized for A4 folders and a lunch box.", "隔层正好放A4文件夹和饭盒。"],
          ["Travel", "旅行", "It opens flat like a suitcase and fits under the seat.", "像行李箱一样平开，可塞进座位下方。"],
        ],
      },
      {
        name: "material",
        options: [
          ["Recycled Polyester", "再生涤纶", "The fabric started as forty plastic bottles.", "面料来自四十个塑料瓶。"],
          ["Waxed Canvas", "油蜡帆布", "Waxed canvas sheds rain and gathers stories.", "油蜡帆布防雨，也攒得下故事。"],
          ["Ballistic Nylon", "弹道尼龙", "Ballistic nylon survives airport belts.", "弹道尼龙，机场传送带也磨不坏。"],
        ],
      },
      {
        name: "closure",
        options: [
          ["Roll-Top", "卷口", "The roll-top grows with the groceries.", "卷口设计，买多了菜也装得下。"],
          ["Zip", "拉链", "Lockable zips run smoothly around the corners.", "可上锁拉链，转角顺滑。"],
          ["Buckle Flap", "翻盖搭扣", "A magnetic buckle closes the flap with one hand.", "磁吸搭扣，单手合盖。"],
        ],
      },
    ],
    closers: [
      ["A hidden pocket at the back is for the passport.", "背部暗袋放护照。"],
      ["Two bottle pockets stretch and hold.", "两侧水瓶袋有弹性。"],
      ["A luggage strap slides over trolley handles.", "拉杆固定带可套在行李箱上。"],
    ],
    measures: [
      {
        name: "volume_l",
        from: 14,
        to: 42,
        step: 2,
        ranges: { Hiking: [28, 42], Commuter: [16, 24], School: [18, 24], Travel: [30, 42] },
        sentence: ["Holds {} litres.", "容量{}升。"],
      },
    ],
    colors: ["Black", "Olive", "Navy", "Sand", "Rust", "Teal"],
    makers: "bags",
    goesWith: ["bottle", "notebook", "powerbank"],
  },
  {
    key: "tote",
    department: bags,
    category: ["Tote Bags", "托特包"],
    title: ["{brand} {line} {size_class} {material} Tote", "{brand} {line} {size_class}{material}托特包"],
    price: [25, 180],
    axes: [
      {
        name: "material",
        options: [
          ["Canvas", "帆布", "Eighteen-ounce canvas stands up by itself.", "18盎司帆布，自己就能立住。"],
          ["Leather", "真皮", "One hide makes the whole body, without a middle seam.", "整张皮制成，没有中缝。"],
          ["Woven Raffia", "拉菲草编", "Raffia is plaited by hand over three days.", "拉菲草手工编织三天。"],
        ],
      },
      {
        name: "size_class",
        options: [
          ["Large", "大号", "It carries a laptop, a melon and a novel.", "装得下电脑、一个瓜和一本小说。"],
          ["Medium", "中号", "The medium size stops before it gets heavy.", "中号刚好，不至于越装越重。"],
          ["Small", "小号", "Small enough for a wallet, keys and a book of poems.", "小巧，放钱包、钥匙和一本诗集。"],
        ],
      },
      {
        name: "closure",
        options: [
          ["Open Top", "敞口", "An open top keeps everything in reach.", "敞口设计，随手可取。"],
          ["Zip Top", "拉链口", "The zip top calms crowded trains.", "拉链口，挤地铁也安心。"],
          ["Magnetic Snap", "磁扣", "A magnet closes it quietly.", "磁扣无声合上。"],
        ],
      },
    ],
    closers: [
      ["Straps are long enough for a winter coat.", "肩带够长，穿大衣也能背。"],
      ["A loose pouch for small things is attached inside.", "内附小物袋。"],
      ["The base is doubled.", "底部加厚。"],
    ],
    colors: ["Cream", "Cognac", "Black", "Navy", "Sage", "Blush"],
    makers: "bags",
    goesWith: ["dress", "scarf", "notebook"],
  },
  {
    key: "suitcase",
    department: bags,
    category: ["Suitcases", "行李箱"],
    title: ["{brand} {line} {size_class} {shell} Suitcase", "{brand} {line} {size_class}{shell}行李箱"],
    price: [89, 390],
    axes: [
      {
        name: "shell",
        options: [
          ["Polycarbonate", "聚碳酸酯", "The shell flexes under a boot and springs back.", "箱壳受压会弯，松开就弹回。"],
          ["Aluminium", "铝镁合金", "Riveted aluminium collects dents like stamps.", "铆接铝箱，凹痕如同旅行印章。"],
          ["Soft-Shell Nylon", "软壳尼龙", "The soft shell gives at the seams when you overpack.", "软壳有弹性，多塞几件也合得上。"],
        ],
      },
      {
        name: "size_class",
        options: [
          ["Cabin", "登机", "Cabin size passes the strictest gauge.", "登机尺寸，再严的量箱架也过得去。"],
          ["Check-In", "托运", "Two halves close over a fortnight of clothes.", "左右两仓，装得下两周的衣服。"],
          ["Weekender", "周末", "Made for two nights and one pair of shoes.", "两晚行程，外加一双鞋。"],
        ],
      },
      {
        name: "wheels",
        options: [
          ["Silent Wheels", "静音轮", "Rubber wheels let the neighbours sleep.", "橡胶静音轮，不吵邻居。"],
          ["Locking Wheels", "刹车轮", "A brake holds it still on the bus.", "带刹车，公交上也不乱滑。"],
          ["Large Wheels", "大轮", "Large wheels climb kerbs and cobbles.", "大轮径，路沿石板都能过。"],
        ],
      },
    ],
    closers: [
      ["The lock can be opened by customs without force.", "海关锁，安检无需破坏。"],
      ["A compression board flattens even sweaters.", "压缩隔板，毛衣也能压平。"],
      ["Wheels and handles can be replaced at home.", "轮子和拉杆在家就能换。"],
    ],
    measures: [
      {
        name: "volume_l",
        from: 32,
        to: 96,
        step: 4,
        ranges: { Cabin: [32, 40], "Check-In": [68, 96], Weekender: [32, 44] },
        sentence: ["It holds {} litres.", "容积{}升。"],
      },
    ],
    colors: ["Charcoal", "Sage", "Navy", "Silver", "Blush", "Mustard"],
    makers: "bags",
    goesWith: ["backpack", "powerbank", "bottle"],
  },
];
