/** Kitchen, table, food and the bathroom shelf. */
import type { Draw } from "./draw-product.ts";
import { define, e, p, put, r, s, shade, shine } from "./paint.ts";

/** A paper label with a rule of a name and a small sign. */
function label(x: number, y: number, width: number, height: number, ink: string, sign: string): string {
  const c = x + width / 2;
  return (
    r(x, y, width, height, 6, "#fbf7ee") +
    s(`M${x + 16} ${y + height * 0.62}H${x + width - 16}M${x + 30} ${y + height * 0.78}H${x + width - 30}`, ink, 4) +
    e(c, y + height * 0.34, height * 0.17, height * 0.17, sign)
  );
}

function leafPair(x: number, y: number, color: string): string {
  return p(`M${x} ${y}q-30-6-34-34 30 2 34 34zM${x} ${y}q30-6 34-34-30 2-34 34z`, color);
}

export const pantry: Readonly<Record<string, Draw>> = {
  mug: ({ dark, light, has }) => {
    const espresso = has("espresso");
    const [x, w, y] = espresso ? [212, 150, 320] : has("latte") ? [160, 240, 270] : [176, 210, 236];
    const glass = has("double-wall");
    const fill = glass ? "#dfe9ec" : "m";
    const body = `M${x} ${y}H${x + w}L${x + w - 10} 470Q${x + w - 14} 492 ${x + w - 40} 494H${x + 40}Q${x + 14} 492 ${x + 10} 470Z`;
    return {
      body:
        s(
          `M${x + w - 6} ${y + 44}Q${x + w + 84} ${y + 30} ${x + w + 74} ${y + 120} ${x + w + 50} ${y + 186} ${x + w - 14} ${y + 176}`,
          glass ? "#cfdde1" : "m",
          espresso ? 17 : 25,
        ) +
        (glass
          ? `<g opacity=".75">${p(body, fill)}</g>` +
            p(`M${x + 22} ${y + 40}H${x + w - 22}L${x + w - 34} 452Q300 478 ${x + 34} 452Z`, "#7a4a2c") +
            p(`M${x + 22} ${y + 40}H${x + w - 22}L${x + w - 24} ${y + 84}H${x + 24}Z`, "#e2c39c")
          : p(body, fill)) +
        (has("half-dipped")
          ? p(
              `M${x + 6} 392H${x + w - 6}L${x + w - 10} 470Q${x + w - 14} 492 ${x + w - 40} 494H${x + 40}Q${x + 14} 492 ${x + 10} 470Z`,
              "#d8c3a3",
            )
          : "") +
        (has("speckled")
          ? `<g fill="${dark}" opacity=".6">${Array.from({ length: 26 }, (_, i) => `<circle cx="${x + 20 + ((i * 53) % (w - 40))}" cy="${y + 26 + ((i * 37) % (450 - y))}" r="${1.6 + (i % 3)}"/>`).join("")}</g>`
          : "") +
        e(x + w / 2, y, w / 2, w * 0.1, has("enamel") ? "#3a3d44" : light) +
        (glass ? "" : e(x + w / 2, y + 3, w / 2 - 9, w * 0.08, "#5a3822") + e(x + w / 2 - 10, y + 2, w / 5, w * 0.03, "#8b5e3c")) +
        shine(`M${x + 18} ${y + 40}L${x + 26} 460H${x + 44}L${x + 38} ${y + 40}Z`, has("glossy") ? 0.5 : 0.24) +
        s(`M${x + w / 2 - 26} ${y - 30}q-16-24 0-44t0-42M${x + w / 2 + 22} ${y - 30}q-16-24 0-44t0-42`, "#fff", 6, 'opacity=".7"'),
      shadow: [x + w / 2 + 20, 496, w * 0.8, 18],
    };
  },
  kettle: ({ deep, has }) => {
    const fill = has("brushed steel") ? "k" : has("glass") ? "#d9e6ea" : "m";
    const body = "M206 262Q300 232 394 262L428 470Q428 492 400 494H200Q172 492 172 470Z";
    return {
      body:
        (has("gooseneck")
          ? s("M192 430Q110 430 126 320 134 270 84 252", fill.length === 1 ? "k" : fill, 17)
          : p("M200 290L112 250 100 266 182 392Z", fill)) +
        s(has("stovetop") ? "M214 262Q216 130 300 128 384 130 386 262" : "M392 274Q492 256 488 350 478 430 424 444", "m", 23) +
        (fill.startsWith("#d9")
          ? `<g opacity=".7">${p(body, fill)}</g>` +
            p("M186 370H414L426 470Q426 490 400 492H200Q174 490 174 470Z", "#a9cbd8", 'opacity=".7"') +
            [
              [230, 430],
              [270, 450],
              [330, 440],
              [370, 420],
              [300, 410],
            ]
              .map(([x, y]) => e(x!, y!, 5, 5, "#fff", 'opacity=".8"'))
              .join("")
          : p(body, fill)) +
        e(300, 254, 78, 15, "d") +
        e(300, 246, 16, 13, has("copper") ? "o" : "d") +
        (has("stovetop") ? "" : p("M150 490H450L460 506H140Z", "d")) +
        (has("variable")
          ? r(262, 440, 76, 34, 8, "#17181c") +
            `<text x="300" y="465" font-family="Helvetica,Arial,sans-serif" font-size="24" fill="#8fe0a8" text-anchor="middle">85°</text>`
          : s("M190 440H410", deep, 3, 'opacity=".3"')) +
        shine("M220 280Q200 380 200 470H222Q222 380 240 276Z", 0.4) +
        shade("M380 264L394 262 428 470Q428 492 400 494H376Q408 380 380 264Z", 0.12),
      shadow: [300, 506, 190, 18],
    };
  },
  pan: ({ base, has }) => {
    const wok = has("wok");
    const deepPan = has("sauté");
    const skin = "m";
    const inside = has("ceramic") ? "#efe6d8" : has("tri-ply") ? "#c6cbd0" : "#303238";
    return {
      body:
        p("M380 300L560 196Q580 190 582 210L576 224 402 338Z", has("wooden") ? "o" : has("folding") ? "k" : "d") +
        e(556, 212, 6, 5, "#1d1d20") +
        (wok
          ? p("M84 330Q110 490 262 496 414 490 440 330Z", skin)
          : p(`M84 334Q92 ${deepPan ? 470 : 440} 140 ${deepPan ? 480 : 450}H384Q432 ${deepPan ? 470 : 440} 440 334Z`, skin)) +
        e(262, 332, 180, 70, has("ceramic") ? base : has("tri-ply") ? "#e4e7ea" : "#4a4d54") +
        e(262, 336, 166, 60, inside) +
        (has("grill")
          ? s([300, 318, 336, 354, 372].map((y) => `M${128 + Math.abs(336 - y)} ${y}H${396 - Math.abs(336 - y)}`).join(""), "#1e1f23", 7)
          : e(262, 346, 128, 40, "#000", 'opacity=".12"')) +
        (has("frying")
          ? p("M196 340Q190 312 230 312 268 300 292 316 336 318 330 346 326 372 276 370 212 376 196 340Z", "#fdfaf2") +
            e(262, 340, 25, 19, "#f2b233") +
            e(254, 334, 8, 5, "#ffe19a")
          : "") +
        shine("M112 322Q150 280 230 272L232 278Q160 290 124 330Z", 0.35),
      shadow: [270, wok ? 498 : deepPan ? 484 : 456, 190, 18],
    };
  },
  knife: ({ has, vary }) => {
    const blade = has("bread")
      ? "M92 300H372V336L104 336Q84 330 92 300Z"
      : has("paring")
        ? "M196 300H372V334Q260 344 196 300Z"
        : has("santoku")
          ? "M112 300Q96 312 120 350H372V292H150Q124 292 112 300Z"
          : "M70 352Q180 350 250 352H372V290H260Q150 292 70 352Z";
    const wood = has("walnut") ? "#5f4131" : has("pakkawood") ? ["#2f5f66", "#7b2d3e", "#33373f"][Math.floor(vary(2) * 3)]! : "#b58a4f";
    return {
      body:
        `<g transform="translate(300 316) rotate(-18) scale(1.12) translate(-310 -316)">` +
        `<path d="${blade}" fill="#2a241f" opacity=".16" transform="translate(6 20)"/>` +
        r(376, 294, 170, 46, 20, "#2a241f", 'opacity=".16" transform="translate(6 20)"') +
        p(blade, "k") +
        (has("damascus")
          ? s("M130 330q30-18 60-4t60-4 60-2 60-6M150 340q30-14 60-2t60-2 90-6M170 318q40-14 80-4t110-6", "#7d848c", 2, 'opacity=".8"')
          : s("M120 340H372", "#fff", 3, 'opacity=".7"')) +
        (has("bread") ? `<path d="M104 336${"q7 9 14 0".repeat(19)}" fill="#c9ced3"/>` : "") +
        r(368, 288, 18, 54, 5, "k") +
        p("M384 292H520Q552 292 554 316 552 348 516 342H384Z", wood) +
        s("M396 306H530M396 326H524", "#000", 2, 'opacity=".18"') +
        [410, 460, 510].map((x) => e(x, 317, 6, 6, "k")).join("") +
        `</g>`,
    };
  },
  teapot: ({ dark, deep, has }) => {
    const glass = has("glass");
    const iron = has("cast iron");
    const body = "M160 376Q160 270 300 266 440 270 440 376 436 480 300 484 164 480 160 376Z";
    return {
      body:
        p("M174 350Q110 350 84 262L110 250Q132 310 196 310Z", glass ? "#cfdfe2" : "m") +
        (has("side-handle")
          ? p("M424 316L528 262Q548 262 544 286L436 360Z", glass ? "#cfdfe2" : "m")
          : iron
            ? s("M186 296Q200 120 300 116 400 120 414 296", "d", 13)
            : s("M424 308Q524 290 518 376 500 440 424 432", glass ? "#cfdfe2" : "m", 23)) +
        (glass
          ? `<g opacity=".7">${p(body, "#dbe8ea")}</g>` +
            p("M172 380Q300 360 428 380 424 470 300 474 176 470 172 380Z", "#c98a3c", 'opacity=".75"')
          : p(body, "m")) +
        (iron
          ? `<path d="${[310, 335, 360, 385, 410, 435].map((y) => `M186 ${y}H414`).join("")}" stroke="${dark}" stroke-width="9" stroke-dasharray="0.1 22" stroke-linecap="round" opacity=".7"/>`
          : "") +
        p("M222 276Q300 236 378 276 300 296 222 276Z", glass ? "o" : "v") +
        e(300, 242, 19, 17, glass ? "o" : "m") +
        s("M224 278Q300 298 376 278", deep, 3, 'opacity=".5"') +
        shine("M184 370Q190 310 244 292L248 302Q206 326 202 400Z", glass || has("porcelain") ? 0.55 : 0.24) +
        (has("porcelain") ? leafPair(300, 400, "#4f7aa5") + leafPair(300, 436, "#4f7aa5") + s("M300 360V446", "#4f7aa5", 3) : ""),
      shadow: [300, 486, 180, 18],
    };
  },
  blender: ({ base, dark, deep, has }) => {
    if (has("immersion"))
      return {
        body:
          r(270, 70, 60, 200, 28, "m") +
          e(300, 110, 13, 13, deep) +
          r(284, 262, 32, 150, 8, "k") +
          p("M270 404H330L352 470H248Z", "k") +
          p("M164 380H436L420 486Q416 498 400 498H200Q184 498 180 486Z", "#dfe9ec", 'opacity=".65"') +
          p("M172 420H428L420 486Q416 498 400 498H200Q184 498 180 486Z", "#e58b4a", 'opacity=".8"') +
          shine("M282 90Q282 82 290 80V250H282Z", 0.4),
        shadow: [300, 498, 150, 16],
      };
    const personal = has("personal");
    const jar = personal ? "M226 130Q226 100 250 98H350Q374 100 374 130L366 352H234Z" : "M206 120H394L368 352H232Z";
    const steel = has("steel jar");
    const fruit = ["#c9546b", "#8dab4f", "#d99a3c"][base.charCodeAt(1) % 3]!;
    return {
      body:
        (steel
          ? p(jar, "k")
          : `<g opacity=".7">${p(jar, "#dfe9ec")}</g>` +
            p(personal ? "M230 190H370L366 352H234Z" : "M214 190H386L368 352H232Z", fruit, 'opacity=".82"') +
            e(300, 190, personal ? 70 : 86, 10, "#fff", 'opacity=".4"')) +
        (personal
          ? ""
          : s("M394 150Q452 160 440 230 424 290 378 296", steel ? "k" : "#c6d6da", 17) +
            r(212, 98, 176, 26, 8, "d") +
            r(276, 80, 48, 22, 6, "d")) +
        shine("M226 140L248 340H262L246 140Z", 0.5) +
        r(222, 350, 156, 20, 6, "d") +
        p("M206 370H394L420 486Q420 500 404 500H196Q180 500 180 486Z", "m") +
        e(300, 436, 33, 33, "k") +
        e(300, 436, 25, 25, deep) +
        s("M300 436L314 420", "#fff", 5) +
        e(232, 450, 6, 6, dark) +
        e(368, 450, 6, 6, dark),
      shadow: [300, 502, 150, 18],
    };
  },
  cream: ({ dark, deep, accent, has }) => ({
    body:
      (has("gel")
        ? r(190, 300, 220, 190, 40, "#dbe9ea", 'opacity=".85"') + r(208, 330, 184, 146, 30, "m", 'opacity=".7"')
        : r(180, 310, 240, 180, 34, "m")) +
      r(172, 236, 256, 84, 16, has("night") ? "d" : has("gel") ? "#ddd5c8" : "#f4f1ec") +
      p("M172 252H428V262H172Z", "#fff", 'opacity=".4"') +
      s("M172 316H428", dark, 4, 'opacity=".5"') +
      r(222, 364, 156, 88, 6, "#fbf7ee") +
      s("M244 392H356M258 412H342", deep, 4) +
      (has("vitamin") ? e(300, 434, 8, 8, "#e59a2f") : has("centella") ? leafPair(300, 444, "#6f9a63") : e(300, 434, 8, 8, accent)) +
      shine("M194 340Q196 324 206 322V470Q194 464 194 450Z", 0.4) +
      e(470, 470, 44, 18, "#fdf9f2") +
      p("M440 466Q456 428 484 448 500 462 490 476Z", "#fff"),
    shadow: [310, 492, 190, 18],
  }),
  lipstick: ({ base, light, has }) => ({
    body:
      (has("paper") ? r(246, 330, 108, 164, 10, "#d9c3a1") : r(246, 330, 108, 164, 10, "d") + r(246, 330, 108, 18, 4, "#cfa95a")) +
      r(256, 262, 88, 76, 6, "#d8b469") +
      r(262, 262, 14, 76, 3, "#f2dfae") +
      p("M264 268V176Q268 120 336 108V268Z", "m") +
      p("M264 176Q268 120 336 108 336 150 264 190Z", light, 'opacity=".7"') +
      (has("matte") ? "" : shine("M276 190V258H288V184Z", 0.45)) +
      `<g transform="rotate(74 450 440)">${r(406, 330, 88, 150, 10, has("paper") ? "#d9c3a1" : "d")}${r(406, 462, 88, 14, 4, "#cfa95a")}</g>` +
      s("M90 470Q130 436 190 456", base, 22) +
      s("M96 462Q130 440 180 452", light, 5, 'opacity=".6"'),
    shadow: [320, 496, 170, 16],
  }),
  shampoo: ({ deep, has }) => ({
    body:
      r(272, 92, 56, 24, 8, "d") +
      p("M272 96H200Q186 98 188 116H272Z", "d") +
      r(290, 112, 20, 50, 4, "#3a3c43") +
      r(250, 152, 100, 36, 8, "d") +
      p("M208 226Q210 186 250 184H350Q390 186 392 226V466Q390 496 360 498H240Q210 496 208 466Z", "m") +
      r(228, 272, 144, 160, 8, "#fbf7ee") +
      s("M250 372H350M262 392H338M274 410H326", deep, 4) +
      (has("rosemary")
        ? s("M300 356V296", "#56754f", 3) +
          [300, 314, 328, 342].map((y) => s(`M300 ${y + 6}l-16-10M300 ${y + 6}l16-10`, "#56754f", 5)).join("")
        : has("argan")
          ? p("M300 292Q326 322 300 350 274 322 300 292Z", "#c79a3c")
          : has("ginger")
            ? p("M268 330Q270 306 290 314 296 290 312 304 336 300 332 322 322 344 300 336 276 350 268 330Z", "#d9b06c")
            : s("M300 352V296", "#c9a24b", 3) +
              [304, 318, 332].map((y) => e(290, y, 5, 9, "#dab765") + e(310, y, 5, 9, "#dab765")).join("")) +
      shine("M222 236Q222 204 236 200V480Q222 476 222 460Z", 0.34) +
      [
        [446, 450, 26],
        [478, 474, 18],
        [432, 482, 14],
      ]
        .map(([x, y, q]) => e(x!, y!, q!, q!, "#fff", 'opacity=".75"'))
        .join(""),
    shadow: [300, 500, 140, 16],
  }),
  perfume: ({ deep, light, has, vary }) => {
    const shape = vary(2);
    const flask =
      shape < 0.35
        ? "M190 260H410V470Q410 494 386 496H214Q190 494 190 470Z"
        : shape < 0.7
          ? "M250 250H350Q424 300 420 390 410 490 300 496 190 490 180 390 176 300 250 250Z"
          : "M236 250H364L412 480Q412 494 396 496H204Q188 494 188 480Z";
    return {
      body:
        r(262, 120, 76, 92, 10, has("woody") ? "o" : has("floral") ? "#e9d3cc" : "d") +
        r(276, 210, 48, 42, 6, "#d8b469") +
        `<g opacity=".8">${p(flask, "#f3efe8")}</g>` +
        `<clipPath id="c"><path d="${flask}"/></clipPath><g clip-path="url(#c)">${r(150, 300, 300, 210, 0, "m", 'opacity=".72"')}${e(300, 300, 140, 9, light, 'opacity=".8"')}</g>` +
        s(flask, "#fff", 7, 'opacity=".75"') +
        r(242, 350, 116, 78, 4, "#fbf7ee", 'opacity=".94"') +
        s("M260 378H340M272 398H328", deep, 4) +
        s("M300 252V470", "#fff", 2.5, 'opacity=".5"') +
        shine("M212 290L206 470H222L230 290Z", 0.5),
      shadow: [300, 498, 150, 16],
    };
  },
  tea: ({ dark, deep, accent, has }) => {
    const ink = has("green") ? "#5f7f4b" : has("black") ? "#7a3a25" : has("white") ? "#a8a27c" : has("jasmine") ? "#d9a94b" : "#8d6a35";
    const bag = has("bag");
    return {
      body: bag
        ? p("M190 150H410L424 480Q424 498 404 498H196Q176 498 176 480Z", "m") +
          p("M190 150H410L412 190H188Z", dark) +
          s("M188 190H412", "#fff", 3, 'opacity=".4" stroke-dasharray="8 6"') +
          label(226, 250, 148, 170, deep, ink) +
          leafPair(300, 330, "#fbf7ee") +
          shine("M200 200L192 480H212L218 200Z", 0.24)
        : r(186, 216, 228, 280, 14, "m") +
          e(300, 218, 114, 20, "#d8b469") +
          r(196, 150, 208, 66, 12, "#d8b469") +
          e(300, 152, 104, 18, "#f0dca8") +
          s("M196 196Q300 216 404 196", "#a37f38", 3) +
          r(186, 262, 228, 172, 0, "#fbf7ee") +
          r(186, 270, 228, 5, 0, accent) +
          r(186, 420, 228, 5, 0, accent) +
          leafPair(300, 344, ink) +
          s("M300 312V362", ink, 4) +
          s("M236 384H364M256 402H344", deep, 5) +
          shine("M200 240V480H220V240Z", 0.3) +
          shade("M384 230V488Q404 492 412 480V230Z", 0.14) +
          [
            [440, 482],
            [462, 490],
            [452, 474],
            [480, 484],
            [150, 488],
            [132, 480],
          ]
            .map(([x, y], i) => e(x!, y!, 13, 4, ink, `transform="rotate(${i * 31} ${x} ${y})"`))
            .join(""),
      shadow: [300, 498, 160, 18],
    };
  },
  coffee: ({ dark, deep, accent, has }) => ({
    body:
      p("M182 132H418L430 480Q430 500 408 500H192Q170 500 170 480Z", "m") +
      p("M182 132H418L420 176H180Z", dark) +
      p("M188 118H412L418 140H182Z", "v") +
      e(300, 204, 8, 8, deep) +
      p("M182 176L206 230 196 500H192Q170 500 170 480ZM418 176L394 230 404 500H408Q430 500 430 480Z", "#000", 'opacity=".1"') +
      r(214, 250, 172, 190, 8, "#fbf7ee") +
      e(300, 308, 34, 24, has("light roast") ? "#a8713f" : has("medium") ? "#7a4a2a" : "#4a2c1c", 'transform="rotate(-30 300 308)"') +
      s("M276 322Q300 320 304 300 306 290 324 294", "#fbf7ee", 4) +
      s("M242 368H358M256 390H344", deep, 5) +
      r(262, 410, 76, 15, 7, accent) +
      shine("M194 190L186 480H204L210 190Z", 0.22) +
      [
        [444, 486],
        [474, 478],
        [460, 494],
        [140, 490],
        [120, 482],
      ]
        .map(
          ([x, y], i) =>
            e(x!, y!, 13, 9, "#5a3622", `transform="rotate(${i * 40} ${x} ${y})"`) +
            s(`M${x! - 8} ${y}Q${x} ${y! - 5} ${x! + 8} ${y}`, "#2f1b10", 2),
        )
        .join(""),
    shadow: [300, 502, 180, 18],
  }),
  chocolate: ({ deep, accent, has }) => {
    const cocoa = has("white") ? "#f0e2c4" : has("milk") ? "#8a5733" : has("85%") ? "#3a2118" : "#52301f";
    const square =
      r(0, 0, 54, 42, 5, cocoa) +
      p("M4 4H50L42 11H12V32L4 38Z", "#fff", 'opacity=".2"') +
      p("M50 4V38H4L12 32H42Z", "#000", 'opacity=".16"');
    return {
      body: `${define("q", square)}<g transform="rotate(-8 300 320)">${r(176, 96, 248, 220, 8, cocoa)}${[180, 240, 300, 360].map((x) => [102, 152, 202, 252].map((y) => put("q", x + 3, y)).join("")).join("")}${p("M164 226L190 240 214 222 242 240 268 224 296 242 322 222 350 240 378 224 404 240 436 226V300H164Z", "#d9dde0")}${r(164, 262, 272, 240, 6, "m")}${r(164, 262, 272, 30, 4, accent)}${r(196, 330, 208, 110, 6, "#fbf7ee")}${s("M222 396H378M240 416H360", deep, 5)}${has("orange") ? e(300, 362, 18, 18, "#e5913a") : has("hazelnut") ? e(300, 362, 17, 15, "#a8713f") : has("yuzu") ? e(300, 362, 18, 17, "#e3c443") : s("M278 362h8m8-8h8m10 10h10m-26 4h6", deep, 5)}${shine("M180 300V490H196V300Z", 0.25)}</g>`,
      shadow: [310, 512, 170, 14],
    };
  },
  honey: ({ dark, has }) => {
    const gold = has("chestnut") ? "#8a4d1c" : has("acacia") ? "#f0c24e" : has("linden") ? "#e0ab3d" : "#d08f2a";
    return {
      body:
        p("M196 196H404Q440 216 440 260V450Q438 496 396 498H204Q162 496 160 450V260Q160 216 196 196Z", gold) +
        (has("comb")
          ? `<g fill="none" stroke="#fff3c4" stroke-width="5" opacity=".75">${[0, 1, 2].map((row) => [0, 1, 2, 3].map((i) => `<path d="M${196 + i * 54 + (row % 2) * 27} ${232 + row * 46}l24-14 24 14v28l-24 14-24-14z"/>`).join("")).join("")}</g>`
          : has("creamed")
            ? p("M160 260Q160 216 196 196H404Q440 216 440 260 380 290 300 262 220 240 160 260Z", "#f6e6bd")
            : "") +
        p("M196 196H404Q440 216 440 260V450Q438 496 396 498H340Q410 470 400 300 396 230 360 196Z", "#000", 'opacity=".1"') +
        r(186, 134, 228, 66, 12, "m") +
        s([210, 232, 254, 276, 298, 320, 342, 364, 386].map((x) => `M${x} 142V194`).join(""), dark, 3, 'opacity=".4"') +
        r(206, 322, 188, 116, 8, "#fbf7ee") +
        e(300, 358, 23, 15, "#e9b63c") +
        s("M292 346V370M304 345V371", "#4a3520", 5) +
        e(288, 343, 12, 7, "#fff", 'opacity=".9"') +
        e(314, 343, 12, 7, "#fff", 'opacity=".9"') +
        s("M236 400H364M256 418H344", "#6b4a22", 4) +
        shine("M178 260Q180 236 196 226V470Q178 464 178 446Z", 0.45) +
        `<g transform="rotate(24 480 430)">${r(474, 250, 13, 190, 6, "o")}${[432, 444, 456, 468].map((y) => e(480, y, 23, 7, "#a8713f")).join("")}</g>`,
      shadow: [310, 500, 190, 18],
    };
  },
  oliveoil: ({ base, deep, has }) => ({
    body:
      p("M276 130H324V230Q380 262 380 320V474Q378 496 356 498H244Q222 496 220 474V320Q220 262 276 230Z", "#3d4a2c") +
      p("M230 330Q232 280 276 256H324Q368 280 370 330V470Q368 486 352 488H248Q232 486 230 470Z", "#8a8f34", 'opacity=".55"') +
      r(270, 92, 60, 46, 8, "d") +
      r(270, 126, 60, 14, 3, "#d8b469") +
      r(220, 340, 160, 116, 4, "#fbf7ee") +
      r(220, 340, 160, 12, 0, base) +
      s("M300 424Q296 392 300 366", "#5f7040", 3) +
      p("M300 400q-26-2-32-22 24 0 32 22zM300 390q26-2 32-22-24 0-32 22z", "#6f8050") +
      e(288, 408, 8, 10, has("picual") ? "#57404f" : "#7d8a3a") +
      e(314, 404, 8, 10, "#6b7a36") +
      s("M246 438H354", deep, 4) +
      shine("M240 330Q244 286 272 266V140H284V272Q258 290 256 340V470H240Z", 0.28) +
      e(446, 486, 18, 14, "#7d8a3a") +
      e(478, 490, 16, 12, "#57404f") +
      leafPair(452, 474, "#84976f"),
    shadow: [320, 500, 150, 16],
  }),
  nuts: ({ dark, deep, accent, has }) => {
    const color = has("almonds") ? "#b5793f" : has("cashews") ? "#e6cf9f" : has("walnuts") ? "#a97b4c" : "#c09058";
    const nut = has("cashews")
      ? p("M-16 6Q-16 -12 4 -12 20 -8 14 8 6 -2 -4 2 -4 12 -16 6Z", color)
      : has("walnuts")
        ? e(0, 0, 17, 14, color) + s("M-12 0Q0 -8 12 0M-8 7Q0 2 9 7M0 -13V13", "#7d5731", 2.5)
        : p("M-18 2Q-4 -14 18 -2 6 14 -18 2Z", color) + s("M-10 1Q2 -5 12 -1", "#7d5229", 2);
    return {
      body:
        define("q", nut) +
        p("M186 140H414L432 478Q430 500 408 500H192Q170 500 168 478Z", "m") +
        p("M186 140H414L416 178H184Z", dark) +
        s("M190 160H410", "#fff", 3, 'opacity=".5"') +
        `<clipPath id="c"><rect x="214" y="330" width="172" height="126" rx="20"/></clipPath>` +
        r(214, 330, 172, 126, 20, "#f4ead6") +
        `<g clip-path="url(#c)">${[
          [236, 350],
          [276, 346],
          [318, 352],
          [360, 348],
          [250, 382],
          [296, 378],
          [340, 384],
          [378, 380],
          [232, 412],
          [272, 416],
          [318, 410],
          [358, 418],
          [252, 444],
          [300, 446],
          [346, 448],
        ]
          .map(([x, y], i) => put("q", x!, y!, i * 47))
          .join("")}</g>` +
        r(220, 214, 160, 88, 8, "#fbf7ee") +
        s("M242 266H358M258 284H342", deep, 5) +
        e(300, 240, 13, 13, accent) +
        shine("M200 190L190 480H208L216 190Z", 0.24) +
        [
          [450, 488, 20],
          [482, 480, 70],
          [130, 488, 130],
          [468, 502, 0],
        ]
          .map(([x, y, a]) => put("q", x!, y!, a!))
          .join(""),
      shadow: [300, 502, 180, 18],
    };
  },
};
