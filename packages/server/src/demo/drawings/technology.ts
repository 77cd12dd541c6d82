/** Electronics and tools. */
import type { Draw } from "./draw-product.ts";
import { define, e, p, put, r, s, shade, shine } from "./paint.ts";

export const technology: Readonly<Record<string, Draw>> = {
  headphones: ({ dark, deep, light, has }) => {
    const small = has("on-ear");
    const [w, h] = small ? [62, 84] : [78, 112];
    const cup = (x: number, side: number) =>
      e(x, 366, w, h, "d") +
      e(x + side * 16, 366, w - 8, h - 6, "m") +
      e(x + side * 22, 366, w * 0.5, h * 0.62, has("open-back") ? deep : dark, 'opacity=".5"') +
      (has("open-back")
        ? s([330, 350, 370, 390, 410].map((y) => `M${x + side * 22 - 24} ${y}H${x + side * 22 + 24}`).join(""), light, 3, 'opacity=".6"')
        : e(x + side * 22, 366, 13, 13, light)) +
      shine(
        `M${x + side * 8 - 30} 320Q${x + side * 8 - 26} 286 ${x + side * 8} 282L${x + side * 8} 292Q${x + side * 8 - 16} 298 ${x + side * 8 - 20} 326Z`,
        0.35,
      );
    return {
      body:
        s("M150 350Q130 108 300 104 470 108 450 350", deep, 30) +
        s("M150 350Q130 108 300 104 470 108 450 350", "m", 20) +
        s("M196 168Q240 122 300 120 360 122 404 168", dark, 34) +
        s("M200 166Q244 128 300 126 356 128 400 166", light, 6, 'opacity=".5"') +
        r(137, 270, 22, 70, 8, "k") +
        r(441, 270, 22, 70, 8, "k") +
        cup(164, -1) +
        cup(436, 1),
      shadow: [300, 486, 230, 24],
    };
  },
  earbuds: ({ dark, light, pale, has }) => {
    const bud = (x: number, flip: number) =>
      `<g transform="translate(${x} 190) scale(${flip} 1)">${r(-12, 10, 28, 110, 14, "m")}${e(10, 0, 46, 42, "m")}${e(38, 4, 22, 26, "d")}${e(44, 4, 13, 17, pale)}${shine("M-20 -14Q-6 -34 16 -32L14 -26Q-4 -26 -12 -8Z", 0.5)}${has("ear hooks") ? s("M-10 -34Q-70 -20 -56 60", dark, 12) : ""}</g>`;
    return {
      body:
        bud(222, 1) +
        bud(378, -1) +
        p("M150 380Q150 350 190 346H410Q450 350 450 380V440Q446 498 380 500H220Q154 498 150 440Z", "m") +
        p("M150 380Q150 350 190 346H410Q450 350 450 380L448 404H152Z", light, 'opacity=".35"') +
        s("M152 404H448", dark, 4) +
        e(300, 446, 6, 6, "#8fe0a8") +
        shine("M168 420Q170 470 206 486L214 482Q184 464 182 418Z", 0.3) +
        r(268, 340, 64, 10, 5, dark),
      shadow: [300, 502, 180, 20],
    };
  },
  speaker: ({ base, dark, deep, light, has }) => {
    const dots = (x: number, y: number, columns: number, rows: number) =>
      `<path d="${Array.from({ length: rows }, (_, j) => `M${x + (j % 2) * 9} ${y + j * 16}h${columns * 18}`).join("")}" stroke="${deep}" stroke-width="6" stroke-dasharray="0.1 18" stroke-linecap="round" opacity=".55"/>`;
    if (has("bookshelf"))
      return {
        body:
          r(190, 110, 220, 390, 14, "o") +
          r(206, 126, 188, 358, 8, "d") +
          e(300, 216, 46, 46, "k") +
          e(300, 216, 38, 38, "#26272c") +
          e(300, 216, 14, 14, base) +
          e(300, 372, 82, 82, "k") +
          e(300, 372, 72, 72, "#2e3036") +
          e(300, 372, 58, 58, "none", 'stroke="#45484f" stroke-width="8"') +
          e(300, 372, 30, 30, "m") +
          shine("M240 340Q256 306 296 302L292 310Q262 316 250 346Z", 0.25),
        shadow: [300, 500, 160, 22],
      };
    if (has("party"))
      return {
        body:
          r(170, 120, 260, 380, 40, "m") +
          r(190, 142, 220, 336, 28, deep) +
          e(300, 244, 74, 74, "k") +
          e(300, 244, 64, 64, "#2a2b31") +
          e(300, 244, 26, 26, "m") +
          e(300, 392, 58, 58, "k") +
          e(300, 392, 49, 49, "#2a2b31") +
          e(300, 392, 19, 19, "m") +
          s("M240 120V92Q240 74 262 74H338Q360 74 360 92V120", dark, 18) +
          s("M214 160Q206 300 214 460M386 160Q394 300 386 460", light, 6, 'opacity=".8"'),
        shadow: [300, 502, 180, 22],
      };
    if (has("shower"))
      return {
        body:
          e(300, 330, 170, 160, "m") +
          e(300, 330, 138, 130, deep) +
          dots(204, 260, 11, 10) +
          s("M188 210Q150 130 230 110 280 104 270 170", "o", 14) +
          e(300, 330, 26, 26, base) +
          p("M292 318L316 330 292 342Z", "#fff") +
          shine("M162 290Q182 214 250 190L252 200Q200 226 182 294Z", 0.35),
        shadow: [300, 494, 170, 22],
      };
    return {
      body:
        s("M438 240Q500 250 484 330", "o", 12) +
        r(120, 230, 360, 250, 110, "m") +
        r(140, 250, 320, 210, 92, dark, 'opacity=".55"') +
        dots(190, 282, 13, 10) +
        r(246, 244, 108, 20, 10, deep) +
        e(270, 254, 4, 4, "#fff") +
        e(300, 254, 4, 4, "#fff") +
        e(330, 254, 4, 4, "#fff") +
        r(274, 412, 52, 22, 5, light) +
        shine("M140 350Q140 270 210 256L214 264Q162 284 158 352Z", 0.3),
      shadow: [300, 482, 210, 22],
    };
  },
  smartwatch: ({ dark, deep, light, accent, has }) => ({
    body:
      p("M232 60H368L382 200H218ZM218 400H382L368 540H232Z", "m") +
      (has("woven")
        ? s(
            [80, 100, 120, 140, 160, 180, 420, 440, 460, 480, 500, 520]
              .map((y) => `M226 ${y}q12 8 24 0q12-8 24 0q12 8 24 0q12-8 24 0q12 8 24 0q12-8 26 0`)
              .join(""),
            dark,
            3,
            'opacity=".5"',
          )
        : [470, 490, 510].map((y) => e(300, y, 6, 6, deep)).join("")) +
      r(186, 176, 228, 248, 64, "k") +
      r(196, 186, 208, 228, 56, "#141519") +
      r(412, 268, 16, 52, 7, "k") +
      s("M300 218A82 82 0 1 1 219 312", light, 15) +
      s("M300 246A54 54 0 1 1 252 324", accent, 13) +
      `<text x="300" y="314" font-family="Helvetica,Arial,sans-serif" font-size="44" font-weight="600" fill="#fff" text-anchor="middle">10:08</text>` +
      (has("gps")
        ? p("M300 384q-18-24-18-34a18 18 0 0 1 36 0q0 10-18 34z", light)
        : p("M300 388l-20-19q-10-13 4-20 10-3 16 7 6-10 16-7 14 7 4 20z", "#e5806c")) +
      shine("M206 250Q206 198 260 194L250 206Q218 212 216 256Z", 0.3),
    shadow: [300, 545, 110, 14],
  }),
  keyboard: ({ light, accent, has }) => {
    const row = (x: number, y: number, count: number, first: string) =>
      Array.from({ length: count }, (_, i) => put("q", x + i * 36, y)).join("") +
      (first === "w" ? "" : r(x, y, 31, 31, 6, first) + r(x + 4, y + 2, 23, 22, 4, "#fff", 'opacity=".35"'));
    const split = has("split");
    const keys = (x: number, count: number) =>
      row(x, 236, count, accent) + row(x, 274, count, "w") + row(x, 312, count, light) + row(x, 350, count, "w");
    const key = define("q", r(0, 0, 31, 31, 6, "w") + r(4, 2, 23, 22, 4, "#fff", 'opacity=".6"'));
    const board = split
      ? `<g transform="rotate(8 170 310)">${r(66, 218, 212, 212, 20, "m")}${keys(80, 5)}${r(134, 388, 108, 30, 6, light)}</g><g transform="rotate(-8 430 310)">${r(322, 218, 212, 212, 20, "m")}${keys(336, 5)}${r(350, 388, 108, 30, 6, light)}</g>`
      : has("full-size")
        ? r(34, 216, 532, 210, 18, "m") +
          keys(46, 14) +
          r(46, 388, 62, 28, 6, "w") +
          r(114, 388, 190, 28, 6, light) +
          r(310, 388, 62, 28, 6, "w") +
          r(378, 388, 172, 28, 6, "w")
        : r(66, 216, 468, 210, 18, "m") +
          keys(80, 12) +
          r(80, 388, 62, 28, 6, "w") +
          r(148, 388, 186, 28, 6, light) +
          r(340, 388, 62, 28, 6, "w") +
          r(408, 388, 102, 28, 6, accent);
    return {
      body: (has("usb-c") ? s("M300 216Q300 150 360 140 430 136 440 90", "d", 9) : "") + key + board,
      shadow: [300, 438, 270, 26],
    };
  },
  powerbank: ({ dark, deep, light, accent, has }) => {
    const [x, w, y] = has("pocket") ? [220, 160, 200] : has("laptop") ? [170, 260, 120] : [196, 208, 150];
    return {
      body:
        r(x, y, w, 490 - y, 36, "m") +
        r(x + 10, y + 8, w - 20, 470 - y, 30, "none", `stroke="${light}" stroke-width="3" opacity=".6"`) +
        (has("magnetic")
          ? e(300, 330, 62, 62, "none", `stroke="${light}" stroke-width="9"`) + r(294, 400, 12, 30, 6, light)
          : p("M316 268L268 340H298L286 402 336 322H304Z", accent)) +
        (has("digital")
          ? r(x + 30, y + 34, 78, 40, 8, "#141519") +
            `<text x="${x + 69}" y="${y + 63}" font-family="Helvetica,Arial,sans-serif" font-size="26" fill="#8fe0a8" text-anchor="middle">87</text>`
          : [0, 1, 2, 3].map((i) => e(x + 40 + i * 20, y + 48, 5, 5, i < 3 ? "#fff" : deep)).join("")) +
        r(270, y - 4, 60, 12, 5, deep) +
        s(`M${x + w - 22} ${y + 20}Q${x + w + 60} ${y - 20} ${x + w + 40} ${y + 80}`, dark, 10) +
        shine(`M${x + 16} ${y + 60}Q${x + 16} ${y + 22} ${x + 44} ${y + 16}L${x + 40} 470Q${x + 18} 466 ${x + 16} 440Z`, 0.22),
      shadow: [300, 494, w * 0.72, 20],
    };
  },
  monitor: ({ accent, has, pale }) => {
    const [x, w] = has("ultrawide") ? [36, 528] : [80, 440];
    const screen =
      r(x + 14, 124, w - 28, 248, 4, "#1d2a4a") +
      `<clipPath id="c"><rect x="${x + 14}" y="124" width="${w - 28}" height="248" rx="4"/></clipPath><g clip-path="url(#c)">${e(390, 210, 60, 60, "#f3c98b")}${p("M0 330Q120 220 220 290 320 200 440 300 520 250 620 320V400H0Z", "#35507d")}${p("M0 372Q140 280 280 340 420 270 620 360V400H0Z", accent, 'opacity=".85"')}</g>`;
    const fill = has("black") ? "d" : has("white") ? "w" : "k";
    return {
      body:
        p("M270 384H330L342 478H258Z", fill) +
        e(300, 484, 116, 17, fill) +
        e(300, 481, 104, 11, pale, 'opacity=".35"') +
        r(x, 110, w, 276, 12, fill) +
        screen +
        shine(`M${x + 14} 124H${x + w / 2}L${x + w / 3} 372H${x + 14}Z`, 0.08) +
        e(300, 379, 3, 3, "#8fe0a8"),
      shadow: [300, 494, 210, 20],
    };
  },
  drill: ({ dark, deep, light, has }) => ({
    body:
      p("M252 300L300 302 316 408H236Z", "m") +
      p("M262 304L292 304 306 404H248Z", "d") +
      p("M150 176Q140 170 146 156H372Q396 160 398 200 396 268 360 300 300 314 232 302 152 300 140 250Z", "m") +
      p("M150 176Q140 170 146 156H250L226 302Q152 298 140 250Z", dark, 'opacity=".55"') +
      p("M390 176L446 192V256L388 276Z", "d") +
      r(444, 204, 34, 40, 6, "k") +
      p("M478 216H560L568 224 560 232H478Z", "k") +
      s("M492 216L502 232M514 216L524 232M536 216L546 232", "#6d737b", 3) +
      r(214, 406, 130, 60, 14, "d") +
      r(222, 414, 114, 14, 6, "m") +
      s("M246 446H312", light, 5) +
      p("M312 306Q336 320 330 350L308 340Z", deep) +
      s("M168 200H220M166 222H218M164 244H214", deep, 7) +
      e(330, 224, 26, 26, deep) +
      `<text x="330" y="233" font-family="Helvetica,Arial,sans-serif" font-size="24" font-weight="700" fill="#fff" text-anchor="middle">${has("18 v") ? 18 : has("12 v") ? 12 : 4}</text>` +
      shine("M160 168H368Q382 172 386 186H156Z", 0.3) +
      (has("hammer") ? s("M410 284Q430 330 404 380", "d", 18) : ""),
    shadow: [290, 474, 150, 18],
  }),
  screwdrivers: ({ dark, light, accent, has }) => {
    const count = has("12-piece") ? 7 : has("precision") ? 6 : 5;
    const gap = 400 / count;
    const one = (i: number) => {
      const x = 100 + gap * (i + 0.5);
      const l = 150 + (i % 3) * 34;
      const w = has("precision") ? 18 : 30;
      return (
        r(x - 4, 430 - l - 20, 8, l, 2, "k") +
        p(i % 2 ? `M${x - 7} ${410 - l}h14l-4-22h-6z` : `M${x - 4} ${410 - l}L${x} ${384 - l} ${x + 4} ${410 - l}Z`, "k") +
        r(x - w / 2, 322, w, 150, has("hex") ? 5 : w / 2, has("beech") ? "o" : "m") +
        r(x - w / 2, 322, w, 26, has("hex") ? 5 : w / 2, i % 2 ? accent : dark) +
        s(`M${x - w / 6} 360V450`, light, 4, 'opacity=".7"')
      );
    };
    return {
      body:
        p("M76 400H524V490Q524 500 512 500H88Q76 500 76 490Z", "#b79f7d") +
        Array.from({ length: count }, (_, i) => one(i)).join("") +
        p("M76 426H524V490Q524 500 512 500H88Q76 500 76 490Z", "#c9b493") +
        shade("M76 426H524V436H76Z", 0.14) +
        s(
          Array.from({ length: count - 1 }, (_, i) => `M${100 + gap * (i + 1)} 432V494`).join(""),
          "#8d7858",
          2.5,
          'stroke-dasharray="6 5"',
        ),
      shadow: [300, 502, 250, 18],
    };
  },
};
