import type { ProductType } from "../product-type.ts";

const electronics = ["Electronics", "数码"] as const;

export const electronicsTypes: readonly ProductType[] = [
  {
    key: "headphones",
    department: electronics,
    category: ["Headphones", "头戴耳机"],
    title: ["{brand} {line} {connection} {fit} Headphones with {feature}", "{brand} {line} {connection}{fit}耳机 {feature}"],
    price: [59, 349],
    axes: [
      {
        name: "fit",
        options: [
          ["Over-Ear", "头戴包耳式", "Memory-foam cushions close around the ear without clamping.", "记忆海绵耳罩包裹耳朵而不夹头。"],
          ["On-Ear", "贴耳式", "The on-ear cups fold flat into a coat pocket.", "贴耳式可折叠，放进大衣口袋。"],
          ["Open-Back", "开放式", "An open back gives the stage air, at home and alone.", "开放式后腔声场通透，适合独自在家聆听。"],
        ],
      },
      {
        name: "connection",
        options: [
          ["Wireless", "无线", "Bluetooth 5.4 keeps two devices at once.", "蓝牙5.4，可同时连接两台设备。"],
          ["Long-Range", "远距", "The radio reaches through two walls to the kitchen.", "信号穿两堵墙，厨房里也不断。"],
          ["Hybrid", "双模", "It plays by radio or by cable, whichever has power left.", "无线有线双模，没电就插线。"],
        ],
      },
      {
        name: "feature",
        options: [
          ["Noise Cancelling", "主动降噪", "Eight microphones take the aeroplane out of the cabin.", "八个麦克风，把引擎声挡在耳外。"],
          ["Studio Tuning", "录音室调音", "Flat tuning tells you what was really recorded.", "平直调音，还原录音原貌。"],
          ["Clear Calls", "清晰通话", "A bone sensor picks your voice out of the street.", "骨传导传感器，在街头也能听清你。"],
          ["Spatial Audio", "空间音频", "Head tracking keeps the band on stage when you turn.", "头部追踪，转头时乐队仍在台上。"],
        ],
      },
    ],
    never: [["Open-Back", "Noise Cancelling"]],
    closers: [
      ["Ear pads come off without tools.", "耳罩免工具拆换。"],
      ["A hard case is included.", "附赠硬质收纳盒。"],
      ["Ten minutes of charging bring five hours of music.", "充电十分钟，听歌五小时。"],
    ],
    measures: [{ name: "battery_hours", from: 20, to: 60, step: 2, sentence: ["Plays for {} hours on a charge.", "一次充电可用{}小时。"] }],
    colors: ["Black", "White", "Navy", "Sand", "Sage"],
    makers: "electronics",
    goesWith: ["powerbank", "speaker", "keyboard"],
  },
  {
    key: "earbuds",
    department: electronics,
    category: ["Earbuds", "真无线耳机"],
    title: ["{brand} {line} True Wireless Earbuds, {feature}, {protection}", "{brand} {line} 真无线蓝牙耳机 {feature} {protection}"],
    price: [29, 199],
    axes: [
      {
        name: "feature",
        options: [
          ["Adaptive Noise Cancelling", "自适应降噪", "Cancelling adapts when the train enters a tunnel.", "列车进隧道，降噪自动加深。"],
          ["Open Fit", "开放佩戴", "The open fit leaves you aware of bicycles.", "开放佩戴，听得见身后的自行车。"],
          ["Low Latency", "低延迟", "Latency of forty milliseconds keeps lips in sync.", "40毫秒低延迟，口型与声音同步。"],
        ],
      },
      {
        name: "protection",
        options: [
          ["Splash-Proof", "防泼溅", "Rated IPX4, they take sweat and showers.", "IPX4等级，汗水小雨都不怕。"],
          ["Waterproof", "防水", "IPX7 means they survive the washing bowl.", "IPX7防水，掉进水盆也没事。"],
          ["Dustproof", "防尘", "IP55 keeps out sand on the beach run.", "IP55防尘，沙滩跑步也安心。"],
        ],
      },
      {
        name: "tips",
        options: [
          ["Silicone Tips", "硅胶耳塞", "Four sizes of silicone tips are in the box.", "附四种尺寸硅胶耳塞。"],
          ["Foam Tips", "记忆棉耳塞", "Foam tips expand until the world is quiet.", "记忆棉耳塞膨胀后，世界安静下来。"],
          ["Ear Hooks", "耳挂", "Soft hooks hold on through burpees.", "柔软耳挂，波比跳也不掉。"],
        ],
      },
    ],
    closers: [
      ["The case charges on any wireless pad.", "充电盒支持无线充电。"],
      ["Each bud works alone.", "左右耳可单独使用。"],
      ["Press and hold to hear your surroundings.", "长按即可听到环境音。"],
    ],
    measures: [
      {
        name: "battery_hours",
        from: 5,
        to: 12,
        step: 0.5,
        sentence: ["{} hours a charge, four more charges in the case.", "单次续航{}小时，充电盒可再充四次。"],
      },
    ],
    colors: ["White", "Black", "Mint", "Blush", "Navy"],
    makers: "electronics",
    goesWith: ["watch", "powerbank", "yogamat"],
  },
  {
    key: "speaker",
    department: electronics,
    category: ["Speakers", "音箱"],
    title: ["{brand} {line} {use} Speaker with {power_source}", "{brand} {line} {use}音箱 {power_source}"],
    price: [39, 299],
    axes: [
      {
        name: "use",
        options: [
          ["Portable", "便携", "A leather loop hangs it on a branch or a bicycle.", "皮质挂环，挂树枝挂车把都行。"],
          ["Bookshelf", "书架", "A wooden cabinet keeps bass from buzzing the shelf.", "木质箱体，低音不震书架。"],
          ["Shower", "浴室", "It floats, face up, and goes on singing.", "落水浮起，继续歌唱。"],
          ["Party", "派对", "Two of them find each other and play in stereo.", "两台自动配对，组成立体声。"],
        ],
      },
      {
        name: "power_source",
        options: [
          ["20-Hour Battery", "20小时续航", "The battery outlasts most parties.", "续航比多数派对都长。"],
          ["USB-C Charging", "USB-C充电", "It charges from the cable you already own.", "用手边的USB-C线就能充。"],
          ["Mains Power", "插电使用", "Mains power means it is always ready.", "插电使用，随时待命。"],
        ],
      },
      {
        name: "sound",
        options: [
          ["Warm Sound", "温暖音色", "The tuning is warm, for voices and vinyl.", "音色温暖，适合人声和黑胶。"],
          ["Deep Bass", "浑厚低音", "A passive radiator reaches 45 hertz.", "被动辐射盆，低频下潜至45赫兹。"],
          ["360-Degree Sound", "360度环绕", "Sound leaves on all sides, so nobody sits behind it.", "360度发声，没有背面。"],
        ],
      },
    ],
    never: [
      ["Shower", "Mains Power"],
      ["Portable", "Mains Power"],
      ["Bookshelf", "20-Hour Battery"],
    ],
    closers: [
      ["Three real buttons work with wet fingers.", "三个实体按键，手湿也能按。"],
      ["The cloth cover is washable.", "布罩可拆洗。"],
      ["No account, no app needed.", "无需注册，无需应用。"],
    ],
    measures: [
      {
        name: "power_w",
        from: 8,
        to: 60,
        step: 2,
        ranges: { Shower: [8, 12], Portable: [10, 24], Bookshelf: [30, 60], Party: [40, 60] },
        sentence: ["Output is {} watts.", "功率{}瓦。"],
      },
    ],
    colors: ["Charcoal", "Cream", "Forest", "Terracotta", "Navy"],
    makers: "electronics",
    goesWith: ["headphones", "lamp", "candle"],
  },
  {
    key: "smartwatch",
    department: electronics,
    category: ["Smartwatches", "智能手表"],
    title: ["{brand} {line} Smartwatch with {sensor} and {strap}", "{brand} {line} 智能手表 {sensor} {strap}"],
    price: [79, 399],
    axes: [
      {
        name: "sensor",
        options: [
          ["Heart-Rate Tracking", "心率监测", "The optical sensor samples your pulse every second.", "光学传感器每秒测一次心率。"],
          ["Built-In GPS", "内置GPS", "Dual-band GPS keeps to the right side of the street.", "双频GPS，连走哪侧人行道都分得清。"],
          ["Sleep Analysis", "睡眠分析", "It reports sleep in plain sentences, not scores.", "用人话解读睡眠，而不是打分。"],
          ["Blood-Oxygen Sensor", "血氧监测", "Blood oxygen is logged on the way up the mountain.", "登山途中持续记录血氧。"],
        ],
      },
      {
        name: "strap",
        options: [
          ["Silicone Strap", "硅胶表带", "The silicone strap rinses clean after the gym.", "硅胶表带，健身后一冲即净。"],
          ["Woven Strap", "编织表带", "A woven strap stretches over the hand.", "编织表带有弹性，直接套上。"],
          ["Leather Strap", "真皮表带", "The leather strap dresses it for dinner.", "真皮表带，赴宴也得体。"],
        ],
      },
      {
        name: "display",
        options: [
          ["Always-On Display", "常亮屏", "The always-on display can be read at noon.", "常亮屏，正午阳光下也清晰。"],
          ["Sapphire Glass", "蓝宝石玻璃", "Sapphire glass shrugs off door frames.", "蓝宝石玻璃，蹭门框也不花。"],
          ["E-Paper Display", "电子纸屏", "E-paper stretches a charge to three weeks.", "电子纸屏，一充三周。"],
        ],
      },
    ],
    closers: [
      ["Swim with it; it is sealed to fifty metres.", "50米防水，可戴着游泳。"],
      ["Data stay on the phone unless you send them.", "数据只存手机，除非你主动分享。"],
      ["Bands change with a click.", "表带一按即换。"],
    ],
    colors: ["Black", "Silver", "Blush", "Navy", "Sage"],
    makers: "electronics",
    goesWith: ["earbuds", "sneaker", "bottle"],
  },
  {
    key: "keyboard",
    department: electronics,
    category: ["Keyboards", "键盘"],
    title: ["{brand} {line} {layout} Keyboard, {switches}, {connection}", "{brand} {line} {layout}{connection}键盘 {switches}"],
    price: [39, 189],
    axes: [
      {
        name: "layout",
        options: [
          ["75% Mechanical", "75%机械", "The 75% layout keeps the arrows and drops the rest.", "75%配列保留方向键，去掉多余部分。"],
          ["Full-Size", "全尺寸", "A full number pad suits spreadsheets.", "全尺寸数字区，做表顺手。"],
          ["Split Ergonomic", "分体人体工学", "Two halves tent to twelve degrees for tired wrists.", "左右分体，可支起12度，手腕不累。"],
        ],
      },
      {
        name: "switches",
        options: [
          ["Linear Switches", "线性轴", "Linear switches travel smoothly to the end.", "线性轴，一按到底顺滑。"],
          ["Tactile Switches", "段落轴", "A gentle bump tells the finger it is done.", "轻微段落感，手指心里有数。"],
          ["Silent Switches", "静音轴", "Damped switches keep the peace in open offices.", "静音轴，开放办公室也不扰人。"],
        ],
      },
      {
        name: "connection",
        options: [
          ["Wireless", "无线", "It switches between three computers with one key.", "一键切换三台电脑。"],
          ["USB-C", "USB-C有线", "A coiled USB-C cable unplugs at both ends.", "螺旋USB-C线，两端可拆。"],
          ["Bluetooth", "蓝牙", "Bluetooth sleeps after ten minutes and wakes at once.", "蓝牙十分钟休眠，触键即醒。"],
        ],
      },
    ],
    closers: [
      ["Keycaps of PBT never turn shiny.", "PBT键帽不打油。"],
      ["Switches can be pulled and swapped.", "支持热插拔换轴。"],
      ["The aluminium plate gives it weight.", "铝制定位板，沉稳不滑。"],
    ],
    colors: ["White", "Charcoal", "Sage", "Lavender", "Cream"],
    makers: "electronics",
    goesWith: ["monitor", "headphones", "chair"],
  },
  {
    key: "powerbank",
    department: electronics,
    category: ["Power Banks", "移动电源"],
    title: ["{brand} {line} {size_class} Power Bank, {charging}", "{brand} {line} {size_class}移动电源 {charging}"],
    price: [19, 99],
    axes: [
      {
        name: "size_class",
        options: [
          ["Pocket", "口袋", "It is the size of a lighter pack and disappears in jeans.", "小巧如火柴盒，塞进牛仔裤口袋。"],
          ["Travel", "旅行", "Just under the airline limit, it fills a phone four times.", "刚好符合登机规定，可充手机四次。"],
          ["Laptop", "笔记本", "It wakes a laptop as readily as a phone.", "手机能充，笔记本也能充。"],
        ],
      },
      {
        name: "charging",
        options: [
          ["Fast Charge", "快充", "Half a phone in twenty minutes.", "二十分钟充进半格手机电量。"],
          ["Magnetic Wireless", "磁吸无线", "Magnets hold it to the back of a phone.", "磁吸贴在手机背面。"],
          ["Two-Way USB-C", "双向USB-C", "One port both gives and takes.", "一个接口，能充能放。"],
        ],
      },
      {
        name: "indicator",
        options: [
          ["Digital Display", "数显", "A small display counts the percent.", "小屏显示剩余电量百分比。"],
          ["LED Dots", "LED指示", "Four dots tell what is left.", "四格灯显示余电。"],
          ["E-Ink Label", "电子墨水", "An e-ink label remembers even when empty.", "电子墨水屏，没电也能显示。"],
        ],
      },
    ],
    closers: [
      ["Cells are rated for a thousand cycles.", "电芯可循环一千次。"],
      ["A short braided cable is built into the loop.", "挂绳内藏编织短线。"],
      ["It stops by itself when the phone is full.", "手机充满后自动停止。"],
    ],
    measures: [
      {
        name: "capacity_mah",
        from: 5000,
        to: 26_000,
        step: 1000,
        ranges: { Pocket: [5000, 8000], Travel: [15_000, 20_000], Laptop: [20_000, 26_000] },
        sentence: ["Capacity: {} mAh.", "容量{}毫安时。"],
      },
    ],
    colors: ["Black", "White", "Mint", "Navy", "Coral"],
    makers: "electronics",
    goesWith: ["earbuds", "backpack", "suitcase"],
  },
  {
    key: "monitor",
    department: electronics,
    category: ["Monitors", "显示器"],
    title: ["{brand} {line} {resolution} {panel} Monitor for {use}", "{brand} {line} {resolution}{panel}显示器 {use}"],
    price: [149, 699],
    axes: [
      {
        name: "resolution",
        options: [
          ["4K", "4K", "3840 by 2160 pixels turn letters into print.", "3840×2160像素，文字如印刷般清晰。"],
          ["QHD", "2K", "QHD balances sharp text with fluid motion.", "2K分辨率，清晰与流畅兼得。"],
          ["Ultrawide", "超宽带鱼屏", "The ultrawide format replaces two screens and a gap.", "超宽屏，一块顶两块，中间没有缝。"],
        ],
      },
      {
        name: "panel",
        options: [
          ["IPS", "IPS", "The IPS panel looks the same from every chair.", "IPS面板，坐哪儿看颜色都一样。"],
          ["OLED", "OLED", "OLED pixels go fully dark.", "OLED像素可完全熄灭，黑得彻底。"],
          ["Matte", "雾面", "A matte surface forgets the window behind you.", "雾面屏，不映出身后的窗。"],
        ],
      },
      {
        name: "use",
        options: [
          ["Creative Work", "设计创作", "Factory calibration keeps colour error below two.", "出厂校色，色差小于2。"],
          ["Gaming", "电竞", "165 frames a second favour the quick.", "165赫兹刷新，快人一步。"],
          ["The Home Office", "居家办公", "One USB-C cable carries picture, data and power.", "一根USB-C线，传画面、传数据、还供电。"],
        ],
      },
    ],
    closers: [
      ["The stand lifts, tilts and turns upright.", "支架可升降、俯仰、旋转竖屏。"],
      ["Blue light is lowered in hardware.", "硬件级低蓝光。"],
      ["It leaves the box without tools.", "免工具安装。"],
    ],
    measures: [
      {
        name: "diagonal_in",
        from: 24,
        to: 34,
        step: 1,
        ranges: { Ultrawide: [34, 38], QHD: [24, 27], "4K": [27, 32] },
        sentence: ["The screen measures {} inches.", "屏幕{}英寸。"],
      },
    ],
    colors: ["Black", "White", "Silver"],
    makers: "electronics",
    goesWith: ["keyboard", "chair", "lamp"],
  },
];
