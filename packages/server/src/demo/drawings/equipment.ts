/** Sport, camping, toys, nursery and the writing desk. */
import type { Draw } from "./draw-product.ts";
import { e, p, r, s, shade, shine } from "./paint.ts";

export const equipment: Readonly<Record<string, Draw>> = {
  yogamat: ({ dark, deep, light, pale, has }) => ({
    body:
      p("M150 400L470 372Q540 380 552 420L548 470 180 492Z", "v") +
      s("M190 420L520 396M196 444L528 420M200 468L532 446", has("alignment") ? pale : dark, 3, 'opacity=".45"') +
      r(96, 330, 90, 160, 44, "m", 'transform="rotate(-84 300 400) translate(0 -40)" opacity="0"') +
      `<g transform="rotate(-5 260 400)">${r(84, 318, 400, 150, 72, "m")}${e(156, 393, 70, 75, "v")}${e(156, 393, 70, 75, "none", `stroke="${dark}" stroke-width="3"`)}${s("M156 393m-8 0a8 8 0 1 1 16 0a16 16 0 1 1-32 0a26 26 0 1 1 52 0a36 36 0 1 1-72 0a46 46 0 1 1 92 0a56 56 0 1 1-112 0", deep, 4)}${has("printed") ? s("M260 330Q300 360 260 396 300 430 260 462M340 328Q380 360 340 396 380 430 340 464", pale, 6, 'opacity=".6"') : has("cork") ? `<g fill="#7d5731" opacity=".5">${Array.from({ length: 18 }, (_, i) => `<circle cx="${240 + ((i * 57) % 220)}" cy="${334 + ((i * 41) % 118)}" r="${2 + (i % 3)}"/>`).join("")}</g>` : s("M240 332H460", light, 4, 'opacity=".6"')}${r(268, 314, 26, 158, 8, deep)}${r(400, 314, 26, 158, 8, deep)}${s("M281 314Q340 220 413 314", deep, 14)}</g>`,
    shadow: [310, 482, 260, 24],
  }),
  dumbbell: ({ deep, has }) => {
    const iron = has("cast iron");
    const one = (x: number, y: number, angle: number) => {
      const fill = iron ? "d" : "m";
      const head = (hx: number) =>
        has("hex")
          ? p(`M${hx - 40} -62L${hx + 40} -62 ${hx + 54} 0 ${hx + 40} 62 ${hx - 40} 62 ${hx - 54} 0Z`, fill) +
            shine(`M${hx - 34} -54H${hx + 34}L${hx + 42} -20H${hx - 42}Z`, 0.2)
          : has("adjustable")
            ? [-34, -12, 10, 32]
                .map((o, i) => r(hx + o - 9, -70 + Math.abs(i - 1.5) * 8, 18, 140 - Math.abs(i - 1.5) * 16, 6, i % 2 ? fill : "d"))
                .join("")
            : r(hx - 44, -62, 88, 124, 34, fill) +
              shine(`M${hx - 34} -40Q${hx} -62 ${hx + 34} -40L${hx + 34} -26Q${hx} -44 ${hx - 34} -26Z`, 0.25);
      return `<g transform="translate(${x} ${y}) rotate(${angle})">${r(-90, -15, 180, 30, 12, "k")}${has("knurled") ? s("M-60 -12L-50 12M-40 -12L-30 12M-20 -12L-10 12M0 -12L10 12M20 -12L30 12M40 -12L50 12", "#6d737b", 3) : has("soft") ? r(-62, -19, 124, 38, 16, deep) : ""}${head(-120)}${head(120)}</g>`;
    };
    return {
      body: one(330, 290, -18) + one(280, 420, 6),
      shadow: [300, 486, 230, 24],
    };
  },
  ball: ({ base, dark, deep, pale, has }) => {
    const clip = `<clipPath id="c"><circle cx="300" cy="320" r="170"/></clipPath>`;
    const lines = has("basketball")
      ? s("M130 320H470M300 150V490M178 200Q270 320 178 440M422 200Q330 320 422 440", deep, 7, 'clip-path="url(#c)"')
      : has("volleyball")
        ? p("M300 320Q210 240 150 240 160 180 220 150 290 200 300 320Z", pale) +
          p("M300 320Q400 290 420 200 470 250 474 330 400 380 300 320Z", pale) +
          p("M300 320Q290 420 200 460 250 500 330 492 360 400 300 320Z", pale) +
          s(
            "M300 320Q210 240 130 250M300 320Q290 200 210 150M300 320Q400 290 420 190M300 320Q400 380 476 330M300 320Q290 420 190 470M300 320Q360 400 330 492",
            dark,
            4,
            'clip-path="url(#c)"',
          )
        : p("M300 262L354 302 334 366H266L246 302Z", "d") +
          p(
            "M300 150L334 172 300 206 266 172ZM140 282L176 270 196 312 164 350 138 340ZM460 282L424 270 404 312 436 350 462 340ZM206 450L232 412 276 432 274 478 240 484ZM394 450L368 412 324 432 326 478 360 484Z",
            "d",
          ) +
          s(
            "M300 206V262M196 312L246 302M404 312L354 302M276 432L266 366M324 432L334 366M266 172L190 216 176 270M334 172L410 216 424 270M164 350L176 410 232 412M436 350L424 410 368 412",
            dark,
            3.5,
          );
    return {
      body:
        `<circle cx="300" cy="320" r="170" fill="${has("football") ? "#f2efe9" : "url(#m)"}"/>` +
        clip +
        (has("football") ? e(300, 320, 170, 170, base, 'opacity=".16"') : "") +
        `<g clip-path="url(#c)">${lines}</g>` +
        shine("M186 250Q216 184 290 172L286 184Q226 200 204 258Z", 0.55) +
        `<path d="M460 260Q480 400 360 478 250 506 170 430 250 486 350 452 450 400 460 260Z" fill="#000" opacity=".16"/>`,
      shadow: [300, 494, 150, 20],
    };
  },
  tent: ({ dark, deep, light, has }) => {
    const family = has("family");
    return {
      body:
        (family
          ? p("M60 470Q90 240 230 210H400Q520 250 544 470Z", "m") + p("M230 210Q150 320 140 470H330Q330 320 230 210Z", "v")
          : p("M70 470L270 170H330L548 470Z", "m") + p("M270 170L70 470H360L300 170Z", "v")) +
        p(family ? "M230 240Q180 340 176 470H296Q296 340 230 240Z" : "M272 220Q220 330 150 470H300Z", deep) +
        p(
          family ? "M230 240Q180 340 176 470H200Q206 350 236 262Z" : "M272 220Q220 330 150 470H176Q240 340 276 250Z",
          "#f1dfae",
          'opacity=".9"',
        ) +
        s(
          family
            ? "M230 210Q150 320 140 470M230 210Q330 320 330 470M400 210Q470 320 470 470"
            : "M270 170L70 470M300 170L360 470M330 170L548 470",
          has("colour") ? "#e5913a" : dark,
          5,
        ) +
        s("M70 470L36 492M548 470L572 490M300 172L240 120", "#b9a98c", 3) +
        (has("four") ? s("M60 470H548", light, 9) : s("M66 470H548", deep, 6)) +
        shine(family ? "M400 216Q490 270 520 440L490 440Q470 300 400 230Z" : "M330 180L520 450H480L322 190Z", 0.2) +
        p("M40 470Q300 452 570 474 480 500 300 496 110 500 40 470Z", "#7f8c5c", 'opacity=".3"'),
      shadow: [306, 478, 280, 20],
    };
  },
  sleepingbag: ({ dark, deep, light, accent, has }) => {
    const mummy = has("mummy");
    const d = mummy
      ? "M240 88Q300 60 360 88 410 110 412 190 420 330 370 500 300 524 230 500 180 330 188 190 190 110 240 88Z"
      : has("egg")
        ? "M230 100Q300 76 370 100 440 220 430 330 410 470 360 500 300 516 240 500 190 470 170 330 160 220 230 100Z"
        : "M190 96H410Q420 96 420 110V490Q420 506 404 506H196Q180 506 180 490V110Q180 96 190 96Z";
    return {
      body:
        `<path d="${d}" fill="#2a241f" opacity=".18" transform="translate(8 14)"/>` +
        p(d, "m") +
        `<clipPath id="c"><path d="${d}"/></clipPath><g clip-path="url(#c)">${[190, 240, 290, 340, 390, 440].map((y) => s(`M160 ${y}Q300 ${y + 24} 440 ${y}`, dark, 4) + s(`M160 ${y + 6}Q300 ${y + 30} 440 ${y + 6}`, light, 3, 'opacity=".5"')).join("")}</g>` +
        (mummy
          ? e(300, 140, 66, 50, deep) + e(300, 150, 56, 38, accent) + e(300, 152, 40, 24, "#f4ecdc")
          : p("M180 110Q180 96 190 96H410Q420 96 420 110V170H180Z", accent) + r(214, 112, 172, 50, 18, "#f4ecdc")) +
        s(mummy ? "M356 190Q372 300 346 440" : "M396 180V480", "k", 5) +
        shine(mummy ? "M208 190Q206 330 246 470L262 470Q224 330 226 190Z" : "M196 190V480H212V190Z", 0.18),
    };
  },
  bottle: ({ dark, deep, light, accent, has }) => {
    const tritan = has("tritan");
    const wide = has("double-wall") ? 78 : 68;
    const d = `M${300 - wide + 18} 200Q${300 - wide} 216 ${300 - wide} 250V470Q${300 - wide} 498 ${300 - wide + 30} 498H${300 + wide - 30}Q${300 + wide} 498 ${300 + wide} 470V250Q${300 + wide} 216 ${300 + wide - 18} 200Z`;
    return {
      body:
        (tritan
          ? `<g opacity=".72">${p(d, "m")}</g>` +
            p(
              `M${300 - wide + 8} 310H${300 + wide - 8}V468Q${300 + wide - 10} 490 ${300 + wide - 30} 490H${300 - wide + 30}Q${300 - wide + 8} 490 ${300 - wide + 8} 468Z`,
              "#9fc9db",
              'opacity=".6"',
            )
          : p(d, "m")) +
        (has("sleeved")
          ? r(300 - wide - 4, 300, wide * 2 + 8, 150, 14, accent) +
            s([320, 340, 360, 380, 400, 420].map((y) => `M${300 - wide} ${y}H${300 + wide}`).join(""), deep, 4, 'opacity=".35"')
          : "") +
        (has("straw")
          ? r(248, 140, 104, 62, 14, "d") + s("M300 140V96Q302 80 330 84", light, 17) + s("M252 150Q230 90 290 96", "d", 9)
          : has("flip")
            ? r(250, 128, 100, 74, 18, "d") + r(262, 112, 50, 24, 10, accent)
            : r(254, 126, 92, 76, 12, "d") + s("M262 128Q300 70 338 128", "d", 13)) +
        s(`M${300 - wide + 12} 204H${300 + wide - 12}`, "k", 6) +
        (has("sleeved") ? "" : e(300, 380, 21, 21, light, 'opacity=".7"') + p("M286 388L300 364 314 388Z", dark)) +
        shine(
          `M${300 - wide + 14} 250Q${300 - wide + 16} 226 ${300 - wide + 26} 218V480Q${300 - wide + 14} 476 ${300 - wide + 14} 460Z`,
          0.38,
        ),
      shadow: [300, 500, 110, 16],
    };
  },
  plush: ({ dark, pale, accent, has }) => {
    const panda = has("panda");
    const skin = panda ? "#f4f1ea" : "m";
    const limb = panda ? "#34343a" : "m";
    const ears = has("rabbit")
      ? r(226, 60, 44, 130, 22, "m", 'transform="rotate(-8 248 190)"') +
        r(238, 80, 20, 96, 10, pale, 'transform="rotate(-8 248 190)"') +
        r(330, 60, 44, 130, 22, "m", 'transform="rotate(10 352 190)"') +
        r(342, 80, 20, 96, 10, pale, 'transform="rotate(10 352 190)"')
      : has("elephant")
        ? e(190, 220, 64, 74, "m") + e(190, 222, 44, 54, pale) + e(410, 220, 64, 74, "m") + e(410, 222, 44, 54, pale)
        : has("fox")
          ? p("M206 200L212 104 282 160ZM394 200L388 104 318 160Z", "m") + p("M220 176L222 130 258 160ZM380 176L378 130 342 160Z", pale)
          : e(220, 148, 40, 38, limb) +
            e(220, 150, 22, 21, panda ? "#55555c" : pale) +
            e(380, 148, 40, 38, limb) +
            e(380, 150, 22, 21, panda ? "#55555c" : pale);
    const face =
      (panda
        ? e(254, 216, 26, 31, "#34343a", 'transform="rotate(18 254 216)"') +
          e(346, 216, 26, 31, "#34343a", 'transform="rotate(-18 346 216)"') +
          e(256, 216, 8, 8, "#fff") +
          e(344, 216, 8, 8, "#fff")
        : e(258, 212, 10, 11, "#2b2420") + e(342, 212, 10, 11, "#2b2420") + e(261, 208, 3, 3, "#fff") + e(345, 208, 3, 3, "#fff")) +
      (has("elephant")
        ? s("M300 236Q296 300 322 318 346 322 346 304", "m", 36) +
          s("M288 262Q300 268 312 262M290 284Q304 290 316 282", dark, 3, 'opacity=".5"')
        : e(300, 252, 48, 36, panda ? "#fff" : pale) +
          p("M286 238H314Q312 256 300 258 288 256 286 238Z", "#4a3b33") +
          s("M300 258V268Q288 280 276 270M300 268Q312 280 324 270", "#4a3b33", 4)) +
      e(226, 250, 17, 10, "#e59a8c", 'opacity=".45"') +
      e(374, 250, 17, 10, "#e59a8c", 'opacity=".45"');
    return {
      body:
        ears +
        (has("fox")
          ? p("M400 440Q500 440 516 350 470 356 440 390 400 400 390 430Z", "m") + p("M516 350Q510 400 480 420 470 380 516 350Z", "#f7efe0")
          : "") +
        e(300, 400, 112, 100, skin) +
        e(190, 380, 36, 66, limb, 'transform="rotate(28 190 380)"') +
        e(410, 380, 36, 66, limb, 'transform="rotate(-28 410 380)"') +
        e(226, 474, 58, 36, limb) +
        e(374, 474, 58, 36, limb) +
        e(212, 474, 24, 23, panda ? "#55555c" : pale) +
        e(388, 474, 24, 23, panda ? "#55555c" : pale) +
        e(300, 412, 64, 62, panda ? "#fff" : pale, 'opacity=".85"') +
        e(300, 222, 112, 98, skin) +
        face +
        p("M250 322Q300 344 350 322L356 350Q300 366 244 350Z", accent) +
        p("M320 336L352 400 326 394 312 410 306 346Z", accent) +
        shine("M214 190Q232 148 280 138L282 146Q244 158 226 198Z", 0.3) +
        s("M300 470V440", dark, 2, 'stroke-dasharray="5 4" opacity=".5"'),
      shadow: [300, 500, 170, 22],
    };
  },
  puzzle: ({ dark, deep, light, accent, has }) => {
    const art = has("map")
      ? e(300, 266, 110, 96, "#8fbbd0") +
        p("M220 230Q250 190 290 210 300 250 262 270 240 320 224 280ZM320 200Q380 200 396 250 370 300 330 270 312 240 320 200Z", "#7b9a66")
      : has("sky")
        ? r(150, 150, 300, 230, 4, "#26335e") +
          e(380, 200, 26, 26, "#f3dfa0") +
          [
            [190, 190],
            [230, 240],
            [290, 180],
            [330, 260],
            [410, 280],
            [260, 310],
            [190, 330],
            [360, 340],
          ]
            .map(([x, y]) => e(x!, y!, 3, 3, "#fff"))
            .join("")
        : has("town")
          ? p("M170 380V270L210 230 250 270V380ZM260 380V240H320V380ZM330 380V280L376 230 422 280V380Z", accent) +
            p("M260 240L290 196 320 240Z", deep) +
            r(186, 290, 20, 26, 2, "#f6e2a8") +
            r(280, 262, 20, 26, 2, "#f6e2a8") +
            r(350, 300, 20, 26, 2, "#f6e2a8")
          : p("M190 380L230 270 270 380ZM250 380L300 220 350 380ZM330 380L376 280 420 380Z", "#4f7457") +
            e(390, 196, 26, 26, "#f3c98b") +
            e(224, 362, 11, 8, "#b2552f");
    const piece = "M0 0h34q-6-22 12-22t12 22h34v34q22-6 22 12t-22 12v34H0Z";
    return {
      body:
        r(120, 110, 360, 330, 12, "v") +
        r(120, 110, 360, 34, 12, dark) +
        r(150, 150, 300, 230, 4, has("sky") ? "#26335e" : "#f3ead8") +
        `<clipPath id="c"><rect x="150" y="150" width="300" height="230"/></clipPath><g clip-path="url(#c)">${art}</g>` +
        s(
          "M225 150q-14 29 0 58t0 58 0 58 0 56M300 150q14 29 0 58t0 58 0 58 0 56M375 150q-14 29 0 58t0 58 0 58 0 56M150 208q37-14 75 0t75 0 75 0 75 0M150 266q37 14 75 0t75 0 75 0 75 0M150 324q37-14 75 0t75 0 75 0 75 0",
          "#000",
          2,
          'opacity=".22" clip-path="url(#c)"',
        ) +
        s("M180 410H340", light, 7) +
        s("M360 410H420", accent, 7) +
        `<g transform="translate(96 434) rotate(-14) scale(.8)">${p(piece, has("wood") ? "o" : accent)}${s(piece, "#000", 2, 'opacity=".15"')}</g><g transform="translate(420 424) rotate(18) scale(.8)">${p(piece, "m")}${s(piece, "#000", 2, 'opacity=".15"')}</g>`,
      shadow: [300, 500, 220, 22],
    };
  },
  blocks: ({ dark, light, accent, has, vary }) => {
    const tint = has("bamboo") ? "#dcc08a" : has("cork") ? "#c2976a" : "o";
    const cube = (x: number, y: number, w: number, fill: string, extra = "") =>
      r(x, y, w, w, 7, fill) +
      shine(`M${x + 6} ${y + 6}H${x + w - 6}L${x + w - 16} ${y + 16}H${x + 16}V${y + w - 16}L${x + 6} ${y + w - 6}Z`, 0.22) +
      extra;
    const castle = has("castle");
    return {
      body:
        cube(110, 392, 104, "m") +
        cube(222, 392, 104, tint) +
        cube(334, 392, 104, accent) +
        (castle
          ? p("M156 392V286H392V392H326Q326 330 274 330 222 330 222 392Z", tint) +
            p("M156 286V262H184V276H212V262H240V276H268V262H296V276H324V262H352V276H392V286Z", "m") +
            r(240, 160, 68, 100, 5, light) +
            p("M230 160L274 90 318 160Z", "m")
          : cube(166, 280, 104, light) +
            cube(286, 280, 104, "m") +
            (vary(2) < 0.5
              ? p("M226 280L280 186 334 280Z", accent)
              : e(280, 232, 48, 48, accent) + shine("M246 214Q256 192 280 190L278 198Q262 202 254 218Z", 0.4))) +
        (has("city")
          ? r(186, 304, 22, 26, 3, "#fff", 'opacity=".6"') +
            r(228, 304, 22, 26, 3, "#fff", 'opacity=".6"') +
            r(310, 304, 22, 26, 3, "#fff", 'opacity=".6"')
          : "") +
        p("M452 494L500 410 548 494Z", "m") +
        e(100, 476, 22, 22, light) +
        `<text x="162" y="464" font-family="Georgia,serif" font-size="54" font-weight="700" fill="#fff" text-anchor="middle" opacity=".9">A</text><text x="386" y="464" font-family="Georgia,serif" font-size="54" font-weight="700" fill="${dark}" text-anchor="middle" opacity=".7">B</text>`,
      shadow: [310, 496, 240, 18],
    };
  },
  babybottle: ({ base, dark, light, has }) => {
    const silicone = has("silicone");
    const d = has("wide neck")
      ? "M196 250H404L392 470Q390 496 360 498H240Q210 496 208 470Z"
      : "M230 250H370L376 320Q390 350 386 400L380 470Q378 496 350 498H250Q222 496 220 470L214 400Q210 350 224 320Z";
    return {
      body:
        (has("handles") ? s("M222 290Q130 300 150 400 176 440 222 420M378 290Q470 300 450 400 424 440 378 420", "m", 21) : "") +
        (silicone ? p(d, "m") : `<g opacity=".8">${p(d, "#e6eff2")}</g>`) +
        p("M216 352H384Q388 380 384 410L378 466Q376 490 350 492H250Q224 490 222 466L216 410Q212 380 216 352Z", "#fffdf6", 'opacity=".92"') +
        s([300, 330, 360, 390, 420, 450].map((y, i) => `M${346 - (i % 2) * 14} ${y}H368`).join(""), dark, 4, 'opacity=".6"') +
        r(has("wide neck") ? 190 : 218, 206, has("wide neck") ? 220 : 164, 52, 14, "m") +
        s(has("wide neck") ? "M200 232H400" : "M228 232H372", light, 4, 'opacity=".6"') +
        p("M258 208Q258 176 284 168 284 120 300 116 316 120 316 168 342 176 342 208Z", "#e9c9a4") +
        shine("M276 200Q276 182 292 174V130H298V180Q284 186 284 204Z", 0.5) +
        p("M268 430q16-22 32 0 16-22 32 0-2 22-32 34-30-12-32-34z", base, 'opacity=".55"') +
        shine("M236 280Q232 320 230 470H246Q246 320 252 280Z", 0.6),
      shadow: [300, 500, 130, 16],
    };
  },
  notebook: ({ dark, deep, light, accent, has }) => ({
    body:
      `<g transform="rotate(-6 300 310)">` +
      r(158, 96, 292, 416, 14, "#2a241f", 'opacity=".18" transform="translate(10 12)"') +
      r(170, 98, 284, 404, 8, "#f6f0e2") +
      s("M448 112V492M444 110V494", "#d6cbb4", 2) +
      r(150, 92, 292, 414, 14, "m") +
      r(150, 92, 44, 414, 12, dark) +
      (has("spiral")
        ? [116, 146, 176, 206, 236, 266, 296, 326, 356, 386, 416, 446, 476]
            .map((y) => s(`M140 ${y}Q136 ${y - 10} 156 ${y - 8}`, "k", 7))
            .join("")
        : s("M406 92V506", deep, 9)) +
      r(236, 170, 146, 92, 6, "#fbf7ee") +
      s("M258 202H360M258 226H330", deep, 5) +
      (has("linen")
        ? s([300, 320, 340, 360, 380, 400, 420, 440, 460, 480].map((y) => `M206 ${y}H396`).join(""), light, 1.5, 'opacity=".35"')
        : "") +
      p("M330 506V548L342 536 354 548V506Z", accent) +
      shine("M204 104H226V496H204Z", 0.14) +
      `</g>`,
    shadow: [300, 514, 180, 14],
  }),
  pen: ({ base, has }) => {
    const barrel = has("walnut") ? "o" : "m";
    const cap = has("fountain");
    const tip = has("fountain")
      ? p("M118 300L60 318Q54 320 60 324L118 342Z", "#d8b469") + s("M64 321H104", "#8d6a2b", 2.5) + e(104, 321, 4, 4, "#8d6a2b")
      : has("mechanical")
        ? p("M118 302L78 316H52V326H78L118 340Z", "k")
        : p("M118 302L74 317 64 321 74 325 118 340Z", "k");
    return {
      body:
        s("M96 470Q150 420 200 456 250 490 300 450 350 416 400 452", base, 5, 'opacity=".75"') +
        `<g transform="rotate(-30 300 310) translate(14 -20)">` +
        r(100, 318, 420, 36, 18, "#2a241f", 'opacity=".16" transform="translate(4 26)"') +
        tip +
        r(112, 298, 60, 46, 8, cap ? "d" : "k") +
        r(160, 296, 330, 50, 14, barrel) +
        (has("resin") ? s("M190 330Q240 300 290 332 340 306 390 330 430 312 470 324", "#fff", 5, 'opacity=".3"') : "") +
        r(330, 294, 12, 54, 3, "#d8b469") +
        r(478, 298, 40, 46, 14, has("mechanical") || has("ballpoint") ? "k" : barrel) +
        s("M346 290H462Q474 292 470 302", "k", 8) +
        shine("M176 302H478V312H176Z", 0.4) +
        shade("M170 334H484V346H170Z", 0.14) +
        `</g>`,
      shadow: [290, 470, 220, 16],
    };
  },
};
