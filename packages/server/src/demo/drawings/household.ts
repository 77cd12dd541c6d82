/** Furniture, decoration, garden, things for pets. */
import type { Draw } from "./draw-product.ts";
import { define, e, p, put, r, s, shade, shine } from "./paint.ts";

function leaf(x: number, y: number, angle: number, length: number, color: string): string {
  return `<path d="M0 0Q${length * 0.28} ${-length * 0.5} 0 ${-length} ${-length * 0.28} ${-length * 0.5} 0 0Z" fill="${color}" transform="translate(${x} ${y}) rotate(${angle})"/>`;
}

export const household: Readonly<Record<string, Draw>> = {
  sofa: ({ dark, light, accent, has }) => {
    const seats = has("two-seat") ? 2 : 3;
    const corner = has("corner");
    const [left, right] = seats === 2 ? [110, 490] : [48, 552];
    const width = (right - left - 68) / seats;
    const backs = Array.from({ length: seats }, (_, i) => r(left + 34 + i * width, 236, width - 4, 118, 24, "v")).join("");
    const pads = Array.from({ length: seats }, (_, i) => r(left + 34 + i * width, 336, width - 4, 58, 18, "m")).join("");
    const cords = has("corduroy")
      ? s(
          Array.from({ length: Math.floor((right - left - 80) / 13) }, (_, i) => `M${left + 44 + i * 13} 246V390`).join(""),
          dark,
          3,
          'opacity=".35"',
        )
      : has("bouclé")
        ? `<path d="${[258, 276, 294, 312, 330, 350, 368].map((y) => `M${left + 44} ${y}H${right - 44}`).join("")}" stroke="${light}" stroke-width="7" stroke-dasharray="0.1 14" stroke-linecap="round" opacity=".5"/>`
        : "";
    const legs = has("steel")
      ? s(`M${left + 40} 446V476M${right - 40} 446V476M${left + 30} 476H${right - 30}`, "k", 8)
      : p(`M${left + 28} 440h22l-6 46h-10zM${right - 50} 440h22l-6 46h-10z`, "o");
    return {
      body:
        legs +
        r(left + 18, 214, right - left - 36, 190, 34, "m") +
        backs +
        cords +
        r(left, 280, 56, 160, 28, "v") +
        r(right - 56, 280, 56, 160, 28, "v") +
        r(left + 26, 384, right - left - 52, 62, 14, "v") +
        pads +
        (corner ? r(left + 34, 352, width + 34, 96, 20, "m") + s(`M${left + 44} 364H${left + width + 58}`, light, 3, 'opacity=".6"') : "") +
        r(left + 60, 270, 78, 74, 16, accent, `transform="rotate(-9 ${left + 100} 308)"`) +
        shine(`M${left + 14} 310Q${left + 16} 292 ${left + 30} 288L${left + 28} 420H${left + 14}Z`, 0.16) +
        s(`M${left + 40} 394H${right - 40}`, dark, 3, 'opacity=".4"'),
      shadow: [300, 484, (right - left) / 2 + 20, 20],
    };
  },
  lamp: ({ dark, has, vary }) => {
    const foot = has("brass") ? "#c79a4b" : has("oak") ? "o" : has("travertine") ? "#d9cbb5" : "m";
    const wide = vary(2) * 30;
    const stand = has("ceramic")
      ? p("M300 300Q352 330 356 404 356 480 300 486 244 480 244 404 248 330 300 300Z", foot) +
        shine("M262 372Q270 338 288 324L292 334Q278 350 276 420Z", 0.35)
      : has("travertine")
        ? r(250, 330, 100, 156, 10, foot) + s("M258 364Q290 358 342 366M256 410Q300 400 344 412M260 452Q300 446 340 450", "#b7a587", 4)
        : r(291, 290, 18, 180, 6, foot) + e(300, 478, 78, 14, foot) + e(300, 474, 70, 9, "#fff", 'opacity=".2"');
    const shadeShape = has("opal")
      ? e(300, 216, 112, 104, "#fbf5ea") +
        e(270, 184, 34, 30, "#fff", 'opacity=".9"') +
        shade("M396 180Q420 260 340 308 384 250 396 180Z", 0.06)
      : p(
          `M${224 - wide} 132Q300 120 ${376 + wide} 132L${432 + wide / 2} 302Q300 324 ${168 - wide / 2} 302Z`,
          has("ceramic") ? "#f3e8d2" : "v",
        ) +
        (has("pleated")
          ? s(
              [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5].map((i) => `M${300 + i * 14} 128L${300 + i * 24} 310`).join(""),
              has("ceramic") ? "#d8c7a6" : dark,
              3,
              'opacity=".55"',
            )
          : "") +
        p(`M${240 - wide} 132Q300 124 ${360 + wide} 132L${384 + wide / 2} 310Q300 320 ${216 - wide / 2} 310Z`, "#ffe9b8", 'opacity=".45"');
    return {
      body:
        e(300, 330, 210, 170, "#ffe7b0", 'opacity=".28"') +
        (has("cord switch") ? s("M340 478Q430 486 470 470 520 448 560 470", "#5a4a3d", 5) : "") +
        stand +
        shadeShape +
        r(292, 108, 16, 18, 5, "k"),
      shadow: [300, 490, 130, 18],
    };
  },
  rug: ({ dark, pale, accent, deep, has }) => {
    const d = "M92 150H508L556 466H44Z";
    const clip = `<clipPath id="c"><path d="${d}"/></clipPath>`;
    let motif = "";
    if (has("striped"))
      motif = [0, 1, 2, 3, 4, 5, 6].map((i) => p(`M0 ${168 + i * 44}H600v${16 + (i % 3) * 4}H0Z`, [pale, accent, dark][i % 3]!)).join("");
    else if (has("border")) motif = s("M122 182H478L516 436H84Z", pale, 16) + s("M148 208H452L480 410H120Z", accent, 5);
    else if (has("berber"))
      motif = s(
        [0, 1, 2, 3]
          .map((row) =>
            Array.from({ length: 7 }, (_, i) => {
              const y = 190 + row * 76;
              const x = 40 + i * 88 + (row % 2) * 44;
              return `M${x} ${y}l36-30 36 30-36 34z`;
            }).join(""),
          )
          .join(""),
        deep,
        5,
      );
    else
      motif = [0, 1, 2]
        .map((row) =>
          [0, 1, 2, 3, 4]
            .map((i) =>
              p(`M${70 + i * 96 + row * -6} ${176 + row * 96}h${70 + row * 6}l-${34 + row * 3} 72z`, [accent, pale, dark][(i + row) % 3]!),
            )
            .join(""),
        )
        .join("");
    const fringe = s(Array.from({ length: 26 }, (_, i) => `M${98 + i * 16.2} 148v-16M${50 + i * 20} 470v20`).join(""), "#e6dac4", 4);
    return {
      body:
        `<path d="${d}" fill="#2a241f" opacity=".2" transform="translate(6 16)"/>` +
        (has("flatwoven") || has("jute") ? fringe : "") +
        p(d, "v") +
        clip +
        `<g clip-path="url(#c)" opacity=".85">${motif}</g>` +
        (has("deep pile")
          ? `<path d="${[180, 220, 260, 300, 340, 380, 420, 450].map((y) => `M60 ${y}H540`).join("")}" stroke="#fff" stroke-width="8" stroke-dasharray="2 15" opacity=".25" clip-path="url(#c)"/>`
          : s([190, 230, 270, 310, 350, 390, 430].map((y) => `M60 ${y}H540`).join(""), "#000", 1.5, 'opacity=".1" clip-path="url(#c)"')),
    };
  },
  cushion: ({ dark, pale, has, vary }) => {
    const d = "M120 150Q300 182 480 150 452 300 480 458 300 428 120 458 148 300 120 150Z";
    const clip = `<clipPath id="c"><path d="${d}"/></clipPath>`;
    const inner = has("striped")
      ? s([150, 186, 222, 258, 294, 330, 366, 402, 438].map((x) => `M${x} 140V470`).join(""), pale, 9, 'clip-path="url(#c)" opacity=".7"')
      : has("embroidered")
        ? define(
            "q",
            s("M0 34Q8 16 0 0", "#5e7a58", 4) +
              [0, 72, 144, 216, 288].map((a) => `<ellipse cy="-10" rx="6" ry="10" fill="${pale}" transform="rotate(${a})"/>`).join("") +
              e(0, 0, 5, 5, "#d3a23c"),
          ) + [0, 1, 2, 3, 4].map((i) => put("q", 190 + i * 56, 388 + (i % 2) * 18)).join("")
        : vary(2) < 0.4
          ? s("M120 150L480 458M480 150L120 458", dark, 3, 'opacity=".35"') + e(300, 304, 11, 11, dark)
          : "";
    return {
      body:
        p(d, "m") +
        clip +
        inner +
        s(d, dark, 6) +
        s("M130 160Q160 190 190 210M470 160Q440 190 410 210M130 448Q160 418 190 400M470 448Q440 418 410 400", dark, 5, 'opacity=".35"') +
        (has("velvet")
          ? shine("M170 220Q260 200 330 214 250 236 180 300Z", 0.3)
          : shine("M160 200Q230 190 280 198 200 224 168 300Z", 0.16)) +
        shade("M430 250Q440 350 440 444 330 426 240 436 400 400 430 250Z", 0.1),
      shadow: [300, 462, 200, 20],
    };
  },
  candle: ({ deep, light, accent, has }) => {
    const glass = has("amber");
    const tin = has("tin");
    const top = tin ? 280 : 230;
    return {
      body:
        e(300, top - 60, 120, 110, "#ffd88a", 'opacity=".3"') +
        r(200, top, 200, 490 - top, tin ? 14 : 26, glass ? "#a8642c" : "m") +
        (glass ? r(214, top + 50, 172, 422 - top, 18, "#f3dfb8", 'opacity=".55"') : "") +
        e(300, top + 4, 100, 24, glass ? "#c98a4b" : light) +
        e(300, top + 6, 88, 18, "#f8efdc") +
        s(`M300 ${top + 6}V${top - 18}`, "#3a332d", 5) +
        p(`M300 ${top - 86}Q336 ${top - 44} 318 ${top - 20} 300 ${top - 4} 282 ${top - 20} 266 ${top - 42} 300 ${top - 86}Z`, "#ffb648") +
        p(`M300 ${top - 56}Q316 ${top - 32} 306 ${top - 18} 296 ${top - 12} 290 ${top - 22} 286 ${top - 36} 300 ${top - 56}Z`, "#fff3c9") +
        r(236, 340, 128, 96, 6, "#fbf8f2") +
        s("M258 366H342M266 386H334", deep, 4) +
        e(300, 412, 9, 9, accent) +
        shine(`M214 ${top + 40}Q214 ${top + 30} 224 ${top + 30}L226 470Q214 466 214 450Z`, 0.35),
      shadow: [300, 492, 140, 18],
    };
  },
  vase: ({ dark, deep, light, has, vary }) => {
    const glass = has("glass");
    const d = has("bottle")
      ? "M276 230H324L320 330Q384 370 380 440 372 496 300 498 228 496 220 440 216 370 280 330Z"
      : has("cylinder")
        ? "M232 236H368L362 484Q360 498 300 498 240 498 238 484Z"
        : has("amphora")
          ? "M262 226H338L330 276Q400 310 396 390 380 470 336 498H264Q220 470 204 390 200 310 270 276Z"
          : "M256 252H344L338 286Q412 316 412 396 404 488 300 498 196 488 188 396 188 316 262 286Z";
    const stems =
      vary(2) < 0.5
        ? s("M300 240Q290 150 240 96M302 240Q312 140 356 84M300 240Q300 160 304 70", "#6f7f58", 5) +
          [
            [240, 96],
            [356, 84],
            [304, 66],
          ]
            .map(
              ([x, y]) =>
                [0, 60, 120, 180, 240, 300]
                  .map((a) => `<ellipse cx="0" cy="-17" rx="10" ry="18" fill="#f1d9d0" transform="translate(${x} ${y}) rotate(${a})"/>`)
                  .join("") + e(x!, y!, 9, 9, "#d3a23c"),
            )
            .join("")
        : s("M300 250Q280 150 222 90M300 250Q320 150 384 100M300 250V80", "#7d6a4f", 4) +
          [
            [-50, 262, 150],
            [-20, 244, 116],
            [-70, 236, 130],
            [-30, 222, 92],
            [40, 330, 160],
            [20, 356, 126],
            [60, 372, 130],
            [10, 384, 102],
            [-8, 298, 110],
            [25, 302, 150],
            [-30, 300, 170],
          ]
            .map(([a, x, y]) => leaf(x!, y!, a!, 44, "#84976f"))
            .join("");
    return {
      body:
        stems +
        (has("amphora") ? s("M266 250Q200 250 214 330M334 250Q400 250 386 330", dark, 13) : "") +
        (glass ? `<g opacity=".72">${p(d, "m")}</g>` : p(d, "m")) +
        (has("crackle")
          ? s("M230 380L262 400 250 430 290 452M340 350L356 392 330 410 352 446M280 320L300 352 284 380", light, 2, 'opacity=".7"')
          : has("reactive")
            ? `<clipPath id="c"><path d="${d}"/></clipPath>` +
              p("M180 360Q260 400 300 372 350 346 420 374V220H180Z", light, 'opacity=".4" clip-path="url(#c)"')
            : "") +
        e(300, has("round") ? 254 : has("cylinder") ? 240 : 232, has("bottle") ? 24 : has("cylinder") ? 66 : 40, 8, deep, 'opacity=".8"') +
        shine("M226 380Q226 340 256 320L262 330Q242 350 242 430Z", has("matte") ? 0.14 : 0.4),
      shadow: [300, 498, 130, 18],
    };
  },
  chair: ({ dark, light, has }) => ({
    body:
      (has("headrest") ? s("M300 120V160", "k", 10) + r(244, 76, 112, 54, 22, "m") : "") +
      p("M210 146Q300 126 390 146 408 240 388 330 300 346 212 330 192 240 210 146Z", "m") +
      (has("mesh")
        ? s([170, 190, 210, 230, 250, 270, 290, 310].map((y) => `M214 ${y}Q300 ${y + 8} 386 ${y}`).join(""), dark, 3, 'opacity=".55"') +
          s([232, 254, 276, 300, 324, 346, 368].map((x) => `M${x} 148V330`).join(""), dark, 2, 'opacity=".35"')
        : s("M222 240Q300 252 378 240", dark, 4, 'opacity=".5"') + [260, 300, 340].map((x) => e(x, 196, 4, 4, dark)).join("")) +
      (has("lumbar") ? r(226, 268, 148, 34, 16, dark) : "") +
      s("M186 300V352H230M414 300V352H370", "d", 13) +
      r(160, 282, 62, 20, 10, "d") +
      r(378, 282, 62, 20, 10, "d") +
      r(188, 346, 224, 50, 24, "v") +
      s("M200 360H400", light, 3, 'opacity=".6"') +
      r(288, 394, 24, 60, 6, "k") +
      p("M300 444L424 486 418 496 300 464 182 496 176 486Z", has("wooden") ? "o" : has("aluminium") ? "k" : "d") +
      [178, 246, 300, 354, 422].map((x, i) => e(x, i === 2 ? 504 : i % 4 === 0 ? 500 : 494, 12, 12, "#2b2c31")).join("") +
      s("M300 450V494M300 450L246 486M300 450L354 486", has("wooden") ? "#8f6239" : "#6d737b", 9) +
      shine("M222 160Q250 150 280 148L270 320Q240 322 222 318Z", 0.14),
    shadow: [300, 508, 170, 18],
  }),
  petbed: ({ dark, deep, light, has }) => ({
    body:
      (has("cave")
        ? p("M110 470Q90 190 300 180 510 190 490 470Z", "m") +
          p("M190 470Q186 300 300 296 414 300 410 470Z", deep) +
          e(300, 452, 104, 24, "#f1e7d6") +
          s("M150 440Q150 250 300 230M450 440Q450 250 300 230", dark, 4, 'opacity=".4"')
        : has("raised")
          ? s("M130 400L110 494M470 400L490 494M210 410L204 490M390 410L396 490", "k", 11) +
            r(96, 352, 408, 66, 28, "m") +
            e(300, 366, 180, 26, light)
          : e(300, 410, 240, 92, "m") +
            e(300, 378, 216, 74, "v") +
            e(300, 384, 168, 52, deep, 'opacity=".5"') +
            e(300, 392, 158, 46, has("sherpa") ? "#f5efe3" : light) +
            (has("corduroy")
              ? s(
                  Array.from({ length: 18 }, (_, i) => `M${86 + i * 25} ${430 + Math.sin(i / 5.5) * 34}v34`).join(""),
                  dark,
                  4,
                  'opacity=".4"',
                )
              : s("M90 430Q300 540 510 430", dark, 4, 'opacity=".35" stroke-dasharray="9 7"'))) +
      (has("cat")
        ? p("M262 372Q252 330 268 322L284 338H316L332 322Q348 330 338 372 330 394 300 396 270 394 262 372Z", "#5b5450") +
          e(286, 362, 5, 6, "#f3d36b") +
          e(314, 362, 5, 6, "#f3d36b") +
          p("M296 374h8l-4 5z", "#e5a59b")
        : p("M238 376Q250 340 300 340 350 340 362 376 352 402 300 404 248 402 238 376Z", "#c08a57") +
          p("M244 350Q226 350 224 392 242 402 254 372ZM356 350Q374 350 376 392 358 402 346 372Z", "#8f6239") +
          e(282, 368, 5, 5, "#2b2420") +
          e(318, 368, 5, 5, "#2b2420") +
          e(300, 386, 9, 6, "#2b2420")) +
      (has("cave") ? "" : p("M180 404Q300 452 420 404 400 436 300 440 200 436 180 404Z", has("raised") ? "none" : "#fff", 'opacity=".12"')),
    shadow: [300, 484, 250, 24],
  }),
  petbowl: ({ deep, light, has }) => {
    const raised = has("raised");
    const y = raised ? 330 : 380;
    const bowl = (x: number, w: number, food: string) =>
      p(`M${x - w} ${y}H${x + w}L${x + w * 0.82} ${y + 92}Q${x} ${y + 108} ${x - w * 0.82} ${y + 92}Z`, has("steel") ? "k" : "m") +
      e(x, y, w, w * 0.2, has("steel") ? "#dfe3e6" : light) +
      e(x, y + 3, w * 0.88, w * 0.16, deep, 'opacity=".75"') +
      e(x, y + 5, w * 0.8, w * 0.12, food);
    const bone = `<g transform="translate(300 ${y + 54})" fill="#fff" opacity=".85"><rect x="-34" y="-8" width="68" height="16" rx="8"/><circle cx="-36" cy="-9" r="11"/><circle cx="-36" cy="9" r="11"/><circle cx="36" cy="-9" r="11"/><circle cx="36" cy="9" r="11"/></g>`;
    const paw = `<g transform="translate(300 ${y + 54})" fill="#fff" opacity=".85"><ellipse cy="8" rx="18" ry="14"/><circle cx="-22" cy="-8" r="7"/><circle cx="-8" cy="-18" r="7"/><circle cx="8" cy="-18" r="7"/><circle cx="22" cy="-8" r="7"/></g>`;
    return {
      body: has("double")
        ? r(70, y + 30, 460, 76, 20, "o") + bowl(186, 104, "#9a6b43") + bowl(414, 104, "#9fc4d8")
        : (raised ? p("M180 400L160 496H186L206 410ZM420 400L440 496H414L394 410Z", "o") : "") +
          bowl(300, 180, "#9a6b43") +
          (has("slow")
            ? s(`M200 ${y + 4}Q250 ${y - 10} 300 ${y + 6} 350 ${y + 18} 396 ${y + 2}`, light, 9)
            : [230, 262, 290, 320, 352, 372].map((x, i) => e(x, y + (i % 2) * 8 - 4, 13, 8, i % 2 ? "#8a5c37" : "#b5834f")).join("")) +
          (has("cats") ? paw : bone) +
          shine(`M140 ${y + 20}L152 ${y + 82}H168L158 ${y + 20}Z`, 0.3),
      shadow: [300, raised ? 496 : 484, 220, 18],
    };
  },
  planter: ({ dark, light, has, vary }) => {
    const tall = has("tall");
    const bowl = has("bowl");
    const top = tall ? 280 : bowl ? 370 : 330;
    const [a, b] = bowl ? [170, 110] : tall ? [104, 84] : [128, 96];
    const hanging = has("hanging");
    const bottom = hanging ? 440 : 494;
    const green = ["#5f7f57", "#7b9a66", "#4b6b4c", "#8aa872"];
    const plant =
      vary(2) < 0.35
        ? [-64, -40, -18, 6, 28, 50, 70].map((x, i) => leaf(300 + x * 0.6, top + 6, x * 0.8, 150 + (i % 3) * 34, green[i % 4]!)).join("")
        : vary(2) < 0.7
          ? s(`M300 ${top}Q296 ${top - 80} 300 ${top - 150}`, "#6b5a40", 7) +
            [
              [-60, 290, -60],
              [60, 310, -60],
              [-40, 296, -110],
              [46, 304, -110],
              [-10, 298, -146],
              [20, 302, -150],
              [-80, 296, -30],
              [80, 306, -30],
            ]
              .map(([r2, x, y], i) => leaf(x!, top + y!, r2!, 84, green[i % 4]!))
              .join("")
          : [-50, -25, 0, 25, 50]
              .map(
                (x, i) =>
                  e(300 + x * 1.3, top - 22 - (i % 2) * 16, 34, 44, green[i % 4]!) +
                  s(`M${300 + x * 1.3} ${top - 60 - (i % 2) * 16}v50`, light, 2, 'opacity=".35"'),
              )
              .join("");
    return {
      body:
        (hanging ? s(`M${300 - a} ${top}L300 60 ${300 + a} ${top}M300 60V40`, "#b89f78", 5) : "") +
        plant +
        p(`M${300 - a} ${top}H${300 + a}L${300 + b} ${bottom - 6}Q300 ${bottom + 8} ${300 - b} ${bottom - 6}Z`, "m") +
        p(`M${300 - a - 8} ${top - 12}H${300 + a + 8}V${top + 24}H${300 - a - 8}Z`, "v") +
        s(`M${300 - a - 4} ${top + 26}H${300 + a + 4}`, dark, 4, 'opacity=".5"') +
        (has("saucer") && !hanging
          ? p(`M${300 - b - 26} ${bottom - 14}H${300 + b + 26}L${300 + b + 12} ${bottom + 6}H${300 - b - 12}Z`, "v")
          : "") +
        (has("glazed")
          ? shine(`M${316 - a} ${top + 36}L${330 - a} ${bottom - 20}H${346 - a}L${336 - a} ${top + 36}Z`, 0.4)
          : shine(`M${316 - a} ${top + 36}L${330 - a} ${bottom - 20}H${344 - a}L${336 - a} ${top + 36}Z`, 0.16)),
      shadow: [300, hanging ? 540 : 498, a + 30, hanging ? 10 : 18],
    };
  },
  wateringcan: ({ dark, deep, light, has }) => ({
    body:
      s("M214 240Q290 110 396 220 440 290 402 400", has("copper") ? "#b36a3c" : "k", 17) +
      p(
        has("long spout")
          ? "M224 420L60 214 82 198 232 332Z"
          : has("narrow")
            ? "M224 410Q130 380 96 222L112 218Q150 340 232 350Z"
            : "M224 424L86 246 116 226 232 330Z",
        "m",
      ) +
      (has("rose")
        ? p("M66 252L126 206 104 190 48 234Z", "#c79a4b") +
          [
            [68, 228],
            [84, 216],
            [98, 206],
          ]
            .map(([x, y]) => e(x!, y!, 3, 3, "#6b4d1f"))
            .join("")
        : "") +
      p("M214 262H412L432 482Q430 496 412 496H214Q196 496 196 482Z", "m") +
      e(313, 262, 99, 18, light) +
      e(313, 264, 86, 12, deep) +
      s("M206 340H420M200 440H428", dark, 4, 'opacity=".45"') +
      shine("M226 290L214 470H236L246 290Z", 0.35),
    shadow: [310, 498, 180, 18],
  }),
};
