/** What is worn or carried. */
import type { Draw } from "./draw-product.ts";
import { define, e, p, put, r, s, shade, shine } from "./paint.ts";

/** A soft shadow of a piece that lies flat. */
function lay(d: string): string {
  return `<path d="${d}" fill="#2a241f" opacity=".16" transform="translate(7 14)"/>`;
}

/** Horizontal bands inside a clip. */
function bands(d: string, color: string, from: number, to: number, step: number, width: number): string {
  let lines = "";
  for (let y = from; y < to; y += step) lines += `M100 ${y}H500`;
  return `<clipPath id="c"><path d="${d}"/></clipPath><path d="${lines}" stroke="${color}" stroke-width="${width}" clip-path="url(#c)" fill="none"/>`;
}

const torso = "M222 130Q300 176 378 130L424 150 516 246 454 306 420 272V486Q300 502 180 486V272L146 306 84 246 176 150Z";
const longSleeves =
  "M226 128Q300 166 374 128L428 150Q466 196 490 300L508 446 450 458 424 318V490Q300 508 176 490V318L150 458 92 446 110 300Q134 196 172 150Z";

export const wear: Readonly<Record<string, Draw>> = {
  tshirt: ({ base, dark, deep, pale, has, vary }) => {
    const neck = has("v-neck") ? "M236 135Q264 190 300 214 336 190 364 135" : "M234 135Q300 204 366 135";
    const print = vary(2);
    const stripes = print < 0.3 ? bands(torso, pale, 236, 480, 34, 9) : "";
    const chest = print > 0.75 ? e(300, 290, 46, 46, pale, 'opacity=".5"') + p("M270 304L300 262 330 304Z", base) : "";
    return {
      body:
        lay(torso) +
        p(torso, "m") +
        stripes +
        shade("M180 272L146 306 84 246 120 208Q160 250 180 272ZM420 272L454 306 516 246 480 208Q440 250 420 272Z", 0.08) +
        chest +
        p(`${neck}Q300 158 ${has("v-neck") ? 236 : 234} 135`, deep, 'opacity=".55"') +
        s(neck, dark, 9) +
        (has("henley") ? s("M300 176V244", dark, 16) + e(300, 198, 4, 4, "w") + e(300, 222, 4, 4, "w") : "") +
        s("M182 470Q300 486 418 470M92 240L152 298M508 240L448 298", dark, 3, 'opacity=".5" stroke-dasharray="7 5"') +
        shade("M200 300Q226 380 214 486L190 484Q204 380 200 300ZM398 300Q374 380 386 488L404 486Q394 380 398 300Z", 0.1),
    };
  },
  shirt: ({ dark, deep, pale, has, vary }) => {
    const checked = has("flannel") || vary(2) < 0.25;
    let grid = "";
    if (checked) {
      let lines = "";
      for (let x = 120; x < 500; x += 44) lines += `M${x} 120V500`;
      for (let y = 150; y < 500; y += 44) lines += `M90 ${y}H510`;
      grid = `<clipPath id="c"><path d="${longSleeves}"/></clipPath><path d="${lines}" stroke="${pale}" stroke-width="10" opacity=".4" clip-path="url(#c)"/>`;
    }
    const collar = has("band collar")
      ? p("M238 122Q300 152 362 122L368 144Q300 178 232 144Z", "v")
      : p("M236 118L300 176 252 214 218 138ZM364 118L300 176 348 214 382 138Z", "v") +
        s("M300 176L252 214 218 138M300 176L348 214 382 138", dark, 3);
    return {
      body:
        lay(longSleeves) +
        p(longSleeves, "m") +
        grid +
        p("M240 122Q300 100 360 122L300 176Z", deep) +
        p("M286 172H314V492Q300 494 286 492Z", "#fff", 'opacity=".16"') +
        s("M286 180V490M314 180V490", dark, 2, 'opacity=".6"') +
        collar +
        [214, 262, 310, 358, 406, 454].map((y) => e(300, y, 5.5, 5.5, "#fbf8f2", `stroke="${deep}" stroke-width="1.2"`)).join("") +
        p("M342 250H398V304Q370 320 342 304Z", "#000", 'opacity=".07"') +
        s("M342 250H398V304Q370 320 342 304Z", dark, 2.5) +
        s("M98 420L146 430M502 420L454 430", dark, 3) +
        shade("M176 318L150 458 132 454Q166 380 176 250ZM424 318L450 458 468 454Q434 380 424 250Z"),
    };
  },
  sweater: ({ base, dark, light, deep, has, vary }) => {
    const turtle = has("turtleneck");
    const cable = has("cable");
    let knit = "";
    if (cable) {
      for (const x of [238, 300, 362]) {
        let line = `M${x} 206`;
        for (let y = 206; y < 470; y += 44) line += `q26 22 0 44`;
        let other = `M${x} 206`;
        for (let y = 206; y < 470; y += 44) other += `q-26 22 0 44`;
        knit += s(line, light, 7) + s(other, dark, 7, 'opacity=".45"');
      }
    } else if (has("waffle")) {
      let lines = "";
      for (let i = -8; i < 22; i++) lines += `M${60 + i * 28} 190l300 300M${540 - i * 28} 190l-300 300`;
      knit = `<clipPath id="c"><path d="${longSleeves}"/></clipPath><path d="${lines}" stroke="${dark}" stroke-width="3" opacity=".4" clip-path="url(#c)"/>`;
    } else if (has("ribbed")) {
      let lines = "";
      for (let x = 100; x < 510; x += 15) lines += `M${x} 150V480`;
      knit = `<clipPath id="c"><path d="${longSleeves}"/></clipPath><path d="${lines}" stroke="${dark}" stroke-width="4" opacity=".3" clip-path="url(#c)"/>`;
    } else if (vary(2) < 0.5) knit = bands(longSleeves, light, 240, 330, 30, 12);
    let ribs = "";
    for (let x = 188; x < 420; x += 13) ribs += `M${x} 466V492`;
    const collar = turtle
      ? p("M240 92Q300 74 360 92L372 146Q300 176 228 146Z", "v") +
        s("M262 94V150M288 90V156M314 90V156M340 94V150", dark, 3, 'opacity=".5"')
      : has("v-neck")
        ? p("M234 132L300 226 366 132Q300 152 234 132Z", deep) +
          s("M234 132L300 226 366 132", base, 15) +
          s("M234 132L300 226 366 132", dark, 3)
        : p("M232 132Q300 198 368 132Q300 152 232 132Z", deep) +
          s("M232 132Q300 198 368 132", base, 17) +
          s("M228 138Q300 210 372 138", dark, 3);
    const zip = has("half-zip") ? s("M300 170V266", "k", 7) + r(294, 262, 12, 20, 4, "k") : "";
    return {
      body:
        lay(longSleeves) +
        p(longSleeves, "m") +
        knit +
        s(ribs, dark, 4, 'opacity=".45"') +
        s("M96 422L146 432M504 422L454 432M178 464Q300 482 422 464", dark, 4, 'opacity=".6"') +
        collar +
        zip +
        shade("M176 318L150 458 130 454Q166 380 176 250ZM424 318L450 458 470 454Q434 380 424 250Z", 0.16),
    };
  },
  dress: ({ dark, deep, pale, accent, has, vary }) => {
    const hem = has("maxi") ? 540 : has("midi") ? 500 : 440;
    const wide = has("a-line") ? 96 : has("slip") ? 58 : 78;
    const slip = has("slip");
    const top = slip ? "M254 122L262 70M346 122L338 70" : "";
    const d = slip
      ? `M250 120Q300 168 350 120L366 236 ${300 + wide + 40} ${hem}Q300 ${hem + 20} ${260 - wide} ${hem}L234 236Z`
      : `M238 88Q300 140 362 88L412 112 430 190 382 206 366 244 ${320 + wide + 30} ${hem}Q300 ${hem + 22} ${250 - wide} ${hem}L234 244 218 206 170 190 188 112Z`;
    let print = "";
    if (vary(2) < 0.45) {
      for (let i = 0; i < 26; i++) {
        const y = 150 + (i % 9) * ((hem - 170) / 9) + (i % 2) * 14;
        const x = 250 + ((i * 67) % 100) + (i % 3) * 8 - (y > 300 ? 30 : 0) + (y > 300 ? (i % 4) * 18 : 0);
        print += put(i % 2 ? "q" : "h", x, y);
      }
      print = `${define("q", e(0, 0, 7, 7, pale) + e(0, 0, 2.6, 2.6, deep))}${define("h", e(0, 0, 7, 7, accent) + e(0, 0, 2.6, 2.6, deep))}<clipPath id="c"><path d="${d}"/></clipPath><g clip-path="url(#c)" opacity=".75">${print}</g>`;
    }
    return {
      body:
        lay(d) +
        s(top, dark, 6) +
        p(d, "m") +
        print +
        shade(
          `M286 250Q276 380 250 ${hem + 6}L272 ${hem + 10}Q296 380 292 250ZM330 250Q344 380 372 ${hem + 4}L392 ${hem}Q352 380 338 250Z`,
          0.13,
        ) +
        shine(`M252 250Q232 370 ${268 - wide} ${hem - 20}L${282 - wide} ${hem - 18}Q250 370 262 250Z`, 0.16) +
        s("M234 242Q300 258 366 242", deep, 10) +
        (has("wrap")
          ? s("M240 92Q300 170 350 244M362 92Q310 160 262 230", dark, 4) + s("M354 244Q380 280 372 330M358 246Q396 274 404 310", deep, 6)
          : "") +
        (has("shirt") ? s(`M300 130V${hem}`, dark, 3) + [160, 200, 290, 330, 370, 410].map((y) => e(300, y, 5, 5, "w")).join("") : "") +
        (slip ? "" : s("M238 88Q300 140 362 88", dark, 6)),
    };
  },
  jeans: ({ dark, deep, light, has }) => {
    const flare = has("wide-leg") ? 44 : has("slim") ? -8 : has("tapered") ? -2 : 16;
    const d = `M212 84H388L${424 + flare / 3} 300 ${420 + flare} 528H${326 - flare / 2}L304 250H296L${274 + flare / 2} 528H${180 - flare}L${176 - flare / 3} 300Z`;
    return {
      body:
        lay(d) +
        p(d, "m") +
        shine(`M216 250L196 500 226 502 252 250ZM348 250L372 500 402 498 386 250Z`, 0.16) +
        p("M212 84H388L392 116H208Z", dark) +
        s(
          "M300 118V214Q282 222 274 240M300 250V228M214 122Q222 176 268 180V118M386 122Q378 176 332 180V118",
          "#d9a25c",
          2.6,
          'stroke-dasharray="6 4"',
        ) +
        s(`M188 510H270M330 510H412`, "#d9a25c", 2.4, 'stroke-dasharray="6 4"') +
        [234, 300, 366].map((x) => r(x - 6, 78, 12, 42, 3, deep)).join("") +
        e(300, 101, 8, 8, "k") +
        s("M262 250Q290 262 296 250M338 250Q310 262 304 250M238 330Q262 340 268 332", light, 3, 'opacity=".55"'),
    };
  },
  jacket: ({ dark, deep, light, has }) => {
    const d = longSleeves;
    const quilt = has("quilted")
      ? `<clipPath id="c"><path d="${d}"/></clipPath><path d="${[200, 240, 280, 320, 360, 400, 440].map((y) => `M90 ${y}Q300 ${y + 16} 510 ${y}`).join("")}" stroke="${dark}" stroke-width="4" fill="none" clip-path="url(#c)"/><path d="${[206, 246, 286, 326, 366, 406, 446].map((y) => `M90 ${y}Q300 ${y + 16} 510 ${y}`).join("")}" stroke="${light}" stroke-width="3" fill="none" opacity=".6" clip-path="url(#c)"/>`
      : "";
    const hood = has("rain")
      ? p("M222 134Q216 62 300 58 384 62 378 134 300 186 222 134Z", "v") + p("M246 134Q246 88 300 84 354 88 354 134 300 170 246 134Z", deep)
      : p("M226 130L252 96Q300 84 348 96L374 130 300 184Z", deep) +
        p("M226 130L252 96 300 178 262 214ZM374 130L348 96 300 178 338 214Z", "v") +
        s("M226 130L262 214 300 178 338 214 374 130", dark, 3);
    const pocket = (x: number, y: number) =>
      r(x, y, 66, 62, 6, "#000", 'opacity=".1"') +
      r(x - 2, y - 2, 70, 22, 4, "v") +
      s(`M${x} ${y + 18}V${y + 62}H${x + 66}V${y + 18}`, dark, 3) +
      e(x + 33, y + 12, 4, 4, "k");
    return {
      body:
        lay(d) +
        p(d, "m") +
        quilt +
        hood +
        s("M300 182V492", "k", 6) +
        s("M288 190V490M312 190V490", dark, 2, 'opacity=".6"') +
        (has("field") ? pocket(206, 236) + pocket(328, 236) : "") +
        pocket(204, 376) +
        pocket(330, 376) +
        (has("bomber")
          ? p("M176 466Q300 486 424 466V490Q300 508 176 490Z", deep) +
            p("M94 424L148 434 150 458 92 446ZM506 424L452 434 450 458 508 446Z", deep)
          : s("M96 424L148 434M504 424L452 434", dark, 5)) +
        shade("M176 318L150 458 130 454Q166 380 176 250ZM424 318L450 458 470 454Q434 380 424 250Z", 0.16),
    };
  },
  scarf: ({ dark, pale, deep, base, has }) => {
    const a = "M196 150Q300 90 404 150 430 214 384 250L352 262 396 490 316 506 286 284Q232 280 204 250 170 210 196 150Z";
    const striped = has("striped");
    const check = has("checked");
    const clip = `<clipPath id="c"><path d="M282 270L352 256 396 490 316 506Z"/></clipPath>`;
    const rows = [300, 330, 360, 390, 420, 450, 480];
    const lines =
      striped || check
        ? clip +
          s(rows.map((y) => `M270 ${y}L410 ${y - 24}`).join(""), pale, 10, 'clip-path="url(#c)" opacity=".7"') +
          (check ? s("M320 260L352 510M346 256L380 500", pale, 8, 'clip-path="url(#c)" opacity=".6"') : "")
        : has("herringbone")
          ? clip + s(rows.map((y) => `M280 ${y}l18-14 18 14 18-16 18 14 18-16 18 12`).join(""), dark, 3, 'clip-path="url(#c)"')
          : "";
    const fringe = has("fringed")
      ? s([320, 334, 348, 362, 376, 390].map((x, i) => `M${x} ${503 - i * 2.5}l4 34`).join(""), base, 5)
      : s("M318 500L394 484", dark, 4);
    return {
      body:
        lay(a) +
        fringe +
        p("M282 270L352 256 396 490 316 506Z", "m") +
        lines +
        p("M196 150Q300 90 404 150 430 214 384 250 300 300 214 256 168 214 196 150Z", "m") +
        p("M228 168Q300 126 372 168 384 206 300 222 216 206 228 168Z", deep, 'opacity=".8"') +
        s("M204 206Q300 276 398 204M210 232Q300 292 390 230M220 172Q300 246 380 170", dark, 4, 'opacity=".55"') +
        shine("M204 180Q190 214 222 244L238 240Q206 212 216 180Z", 0.18) +
        shade("M286 284L300 286 322 500 316 506Z"),
    };
  },
  cap: ({ dark, deep, light, accent, has }) => {
    const crown = has("five-panel")
      ? "M146 348Q150 190 300 184 448 190 452 348Q300 312 146 348Z"
      : "M146 348Q154 196 300 190 446 196 454 348Q300 306 146 348Z";
    return {
      body:
        p(crown, "m") +
        s("M300 190Q292 250 300 322M300 190Q220 220 206 334M300 190Q380 220 394 334", dark, 3, 'opacity=".7"') +
        e(300, 190, 11, 7, dark) +
        p("M146 346Q300 304 454 346 540 396 530 420 470 384 300 378 220 376 160 396 140 374 146 346Z", "v") +
        s("M170 372Q330 346 506 402M164 384Q320 362 520 412", light, 2, 'opacity=".5" stroke-dasharray="6 5"') +
        p("M146 346Q300 304 454 346L450 356Q300 316 148 358Z", deep, 'opacity=".5"') +
        r(272, 248, 56, 40, 8, accent, 'opacity=".9"') +
        s("M284 268H316M290 276H310", deep, 3) +
        e(240, 250, 4, 3, deep) +
        e(360, 250, 4, 3, deep) +
        shine("M180 320Q190 230 262 208L270 216Q210 240 204 316Z", 0.2),
      shadow: [320, 420, 220, 30],
    };
  },
  sneaker: ({ dark, deep, light, pale, accent, has }) => {
    const trail = has("trail");
    const sole = has("running")
      ? "M76 408Q70 452 110 462H500Q548 458 546 412 500 424 420 420 250 428 76 408Z"
      : "M80 416Q76 456 104 458H512Q544 456 540 416Q300 432 80 416Z";
    return {
      body:
        p(
          "M84 412Q78 330 96 274 118 250 150 268 170 300 208 290 246 276 268 250L330 296Q400 338 470 346 540 358 540 418 300 436 84 412Z",
          "m",
        ) +
        p("M96 274Q118 250 150 268 162 286 178 290 160 330 150 416L84 412Q78 330 96 274Z", dark) +
        p("M470 346Q540 358 540 418L420 424Q424 370 470 346Z", has("mesh") || has("knit") ? light : dark, 'opacity=".75"') +
        p("M208 290Q246 276 268 250L340 304 300 340Q240 340 208 290Z", pale) +
        s("M246 286L286 252M270 304L312 268M296 322L338 288M322 338L360 310", "#fbf8f2", 8) +
        s("M180 396Q250 330 330 372 290 392 250 414", accent, 13) +
        (has("knit") ? s("M200 340Q300 390 420 372M190 362Q300 408 410 394", light, 3, 'opacity=".5" stroke-dasharray="4 6"') : "") +
        p(sole, "w") +
        s("M84 434Q300 450 538 434", has("foam") ? accent : "#b9b2a6", 5) +
        (trail
          ? p(
              "M96 458h24l-5 14h-16zM142 460h24l-5 14h-16zM188 460h24l-5 14h-16zM234 460h24l-5 14h-16zM280 460h24l-5 14h-16zM326 460h24l-5 14h-16zM372 460h24l-5 14h-16zM418 460h24l-5 14h-16zM464 460h24l-5 14h-16z",
              deep,
            )
          : s("M100 460H510", deep, 6)) +
        s("M104 270Q120 236 146 262", dark, 10) +
        shine("M350 322Q420 352 480 358L474 366Q410 360 344 330Z", 0.35),
      shadow: [310, 470, 260, 26],
    };
  },
  boot: ({ dark, deep, light, has }) => {
    const d = "M196 96H352Q350 210 360 270 430 300 474 330 512 356 510 424H186Q178 330 190 240 200 170 196 96Z";
    const lace = has("lace-up") || has("hiking");
    return {
      body:
        p(d, "m") +
        p("M186 424Q182 350 188 290 240 330 256 424Z", dark, 'opacity=".7"') +
        p("M430 312Q512 346 510 424H400Q398 350 430 312Z", dark, 'opacity=".4"') +
        (has("chelsea")
          ? p("M238 140Q300 150 322 140 330 220 300 300 262 240 238 140Z", deep) +
            s("M252 150L300 290M270 150L306 270M290 152L312 240", dark, 3)
          : lace
            ? p("M300 110H352Q350 210 360 270L400 290 370 330Q312 280 300 110Z", light, 'opacity=".8"') +
              s(
                [130, 160, 190, 220, 250].map((y, i) => `M${304 + i * 4} ${y}L${350 + i * 2} ${y - 6}`).join("") +
                  "M332 286L370 268M352 312L392 292",
                "#f3e4c8",
                6,
              )
            : s("M250 120Q240 260 262 410", dark, 4) + r(244, 150, 10, 24, 4, "k")) +
        p("M190 92H358L356 118H194Z", deep) +
        s("M212 100Q204 62 232 66", dark, 9) +
        (has("crepe")
          ? p("M178 420H516Q522 452 506 462H184Q172 450 178 420Z", "o")
          : p("M178 420H516L520 446H270L262 462H180Z", "d") +
            (has("lugged")
              ? p(
                  "M280 446h22v16h-22zM320 446h22v16h-22zM360 446h22v16h-22zM400 446h22v16h-22zM440 446h22v16h-22zM480 446h22v16h-22z",
                  "#26272c",
                )
              : "")) +
        s("M186 416H512", "#e0c79a", 2.5, 'stroke-dasharray="7 5"') +
        shine("M214 124Q220 250 206 400L222 400Q236 250 230 124Z", 0.2) +
        shine("M400 314Q460 340 484 372L470 376Q440 346 392 326Z", 0.22),
      shadow: [346, 466, 210, 24],
    };
  },
  sandal: ({ dark, deep, has }) => ({
    body:
      p("M76 400Q90 372 180 376 300 386 420 372 530 360 540 396 540 424 500 430H110Q74 428 76 400Z", "o") +
      p("M78 408Q300 424 540 400 542 446 506 452H112Q74 448 78 408Z", has("platform") ? "o" : "d") +
      (has("block heel") ? p("M84 440H170L164 486H96Z", "d") : "") +
      s("M370 378Q388 286 450 290 512 300 512 374", "m", 44) +
      (has("slingback")
        ? s("M92 388Q76 300 128 282 170 290 196 380", "m", 18)
        : s("M214 384Q226 268 300 270 366 278 368 382", "m", 50) + r(282, 250, 40, 30, 6, "none", `stroke="#d8b777" stroke-width="7"`)) +
      (has("trekking") ? s("M92 388Q80 300 140 284 180 296 200 380M300 296Q380 300 452 310", "m", 20) : "") +
      s("M398 356Q412 306 452 308 486 316 490 356", dark, 3, 'opacity=".6" stroke-dasharray="6 5"') +
      s("M80 406Q300 424 540 400", deep, 3, 'opacity=".5"') +
      e(452, 290, 6, 6, "k"),
    shadow: [308, 456, 250, 24],
  }),
  backpack: ({ dark, deep, light, accent, has }) => ({
    body:
      s("M196 240Q140 330 172 470M404 240Q460 330 428 470", deep, 26) +
      p("M180 210Q180 104 300 100 420 104 420 210L432 468Q432 500 396 502H204Q168 500 168 468Z", "m") +
      (has("roll-top")
        ? p("M178 150Q300 128 422 150L420 214Q300 196 180 214Z", "v") +
          s("M182 172Q300 152 418 172M182 192Q300 174 418 192", dark, 4) +
          r(286, 190, 28, 60, 6, deep)
        : has("flap")
          ? p("M176 204Q180 100 300 98 420 100 424 204L420 300Q300 336 180 300Z", "v") +
            s("M180 296Q300 334 420 296", dark, 4) +
            r(236, 280, 22, 70, 5, "o") +
            r(342, 280, 22, 70, 5, "o")
          : s("M190 224Q196 136 300 132 404 136 410 224", dark, 6) + r(404, 220, 10, 26, 4, "k")) +
      p("M206 346H394L402 470Q402 480 390 482H210Q198 480 198 470Z", "v") +
      s("M206 350H394", dark, 7) +
      r(290, 346, 10, 26, 4, "k") +
      p("M164 350Q140 360 144 420L150 470H172ZM436 350Q460 360 456 420L450 470H428Z", dark) +
      s("M264 100Q264 64 300 64 336 64 336 100", deep, 13) +
      r(278, 400, 44, 26, 4, accent) +
      s("M288 413H312", deep, 3) +
      shine("M196 220Q198 150 250 126L256 134Q214 160 212 222L204 330H192Z", 0.2) +
      s("M180 330H196M404 330H420", light, 3),
    shadow: [300, 504, 180, 24],
  }),
  tote: ({ dark, deep, light, accent, has, vary }) => ({
    body:
      s("M218 262Q212 90 300 88 388 90 382 262", has("canvas") ? "m" : "o", 17) +
      p("M130 240H470L448 484Q446 500 430 500H170Q154 500 152 484Z", "m") +
      p("M130 240H470L468 262H132Z", dark) +
      (has("raffia")
        ? s(
            [280, 312, 344, 376, 408, 440, 472].map((y) => `M142 ${y}${"q10-12 20 0q10 12 20 0".repeat(7)}`).join(""),
            dark,
            4,
            'opacity=".55"',
          )
        : has("leather")
          ? s("M148 280L166 484H434L452 280", light, 2.5, 'stroke-dasharray="8 6"')
          : vary(2) < 0.5
            ? e(300, 372, 62, 62, accent) + p("M300 330Q340 366 300 416 260 366 300 330Z", deep, 'opacity=".55"')
            : p("M145 400H455L448 484Q446 500 430 500H170Q154 500 152 484Z", accent)) +
      r(206, 236, 24, 44, 5, deep) +
      r(370, 236, 24, 44, 5, deep) +
      e(218, 258, 4, 4, "k") +
      e(382, 258, 4, 4, "k") +
      (has("zip top") ? s("M140 246H460", "k", 4) : "") +
      shade("M400 262H468L448 484Q446 500 430 500H396Q414 380 400 262Z", 0.12) +
      shine("M150 270H176L190 490H168Z", 0.16),
    shadow: [300, 502, 190, 22],
  }),
  suitcase: ({ dark, deep, light, has }) => {
    const y = has("check-in") ? 130 : has("weekender") ? 230 : 180;
    const soft = has("soft-shell");
    const grooves = soft
      ? ""
      : s([196, 240, 284, 328, 372].map((x) => `M${x + 16} ${y + 26}V474`).join(""), dark, 6, 'opacity=".5"') +
        s([202, 246, 290, 334, 378].map((x) => `M${x + 16} ${y + 26}V474`).join(""), light, 3, 'opacity=".7"');
    return {
      body:
        s(`M252 ${y}V${y - 92}H348V${y}`, "k", 12) +
        r(240, y - 104, 120, 22, 11, "d") +
        r(160, y, 280, 492 - y, 34, "m") +
        grooves +
        (soft
          ? r(184, y + 40, 232, 110, 14, "v") +
            s(`M184 ${y + 70}H416`, dark, 6) +
            r(204, y + 180, 192, 110, 14, "v") +
            s(`M204 ${y + 206}H396`, dark, 6)
          : "") +
        s(`M162 ${(y + 492) / 2}H438`, deep, 5) +
        r(280, (y + 492) / 2 - 16, 40, 32, 6, "k") +
        (has("aluminium")
          ? [
              [178, y + 18],
              [422, y + 18],
              [178, 474],
              [422, 474],
            ]
              .map(([a, b]) => e(a!, b!, 10, 10, "k"))
              .join("")
          : "") +
        s(`M268 ${y + 14}H332`, deep, 10) +
        r(180, 490, 30, 22, 8, "d") +
        r(390, 490, 30, 22, 8, "d") +
        shine(`M178 ${y + 36}Q178 ${y + 16} 200 ${y + 14}L196 476Q178 470 178 456Z`, 0.22),
      shadow: [300, 514, 190, 22],
    };
  },
  bodysuit: ({ dark, deep, pale, accent, has }) => {
    const sleeve = has("long sleeve")
      ? "M378 130L420 152 494 300 440 324 402 250"
      : has("sleeveless")
        ? "M378 130L398 190 402 250"
        : "M378 130L420 152 478 222 430 266 402 236";
    const other = has("long sleeve")
      ? "L198 250 160 324 106 300 180 152"
      : has("sleeveless")
        ? "L198 250 202 190"
        : "L198 236 170 266 122 222 180 152";
    const d = `M222 130Q300 176 ${sleeve.slice(1)}L398 400Q396 430 350 452 336 490 322 492H278Q264 490 250 452 204 430 202 400${other}Z`;
    return {
      body:
        lay(d) +
        p(d, "m") +
        p("M226 132Q300 196 374 132Q300 152 226 132Z", deep, 'opacity=".6"') +
        s("M224 132Q300 192 376 132", dark, 8) +
        (has("kimono")
          ? s("M360 140Q330 250 216 330", dark, 5) +
            [
              [262, 296],
              [300, 262],
              [330, 222],
            ]
              .map(([x, y]) => e(x!, y!, 5, 5, "w"))
              .join("")
          : has("zip")
            ? s("M300 172V470", "k", 6)
            : s("M224 134Q260 200 220 200M376 134Q340 200 380 200", dark, 4)) +
        s("M206 402Q232 420 256 452M394 402Q368 420 344 452", dark, 5) +
        [286, 300, 314].map((x) => e(x, 480, 4.5, 4.5, "w")).join("") +
        p("M300 300q-28-40-46-12-10 26 46 58 56-32 46-58-18-28-46 12z", accent, 'opacity=".85" transform="translate(150 130) scale(.5)"') +
        e(260, 380, 5, 5, pale) +
        e(340, 360, 5, 5, pale) +
        e(280, 420, 5, 5, pale) +
        e(330, 412, 5, 5, pale) +
        e(244, 340, 5, 5, pale),
    };
  },
  necklace: ({ has, accent, vary }) => {
    const metal = has("silver") && !has("vermeil") ? "#b4bac2" : "#cda452";
    const light = has("silver") && !has("vermeil") ? "#f2f4f6" : "#f6dfa4";
    const drop = has("pearl")
      ? e(300, 432, 30, 30, "#ece4da") + e(292, 420, 11, 9, "#fff") + shade("M326 416Q336 450 306 462 330 440 326 416Z", 0.1)
      : has("jade")
        ? e(300, 440, 34, 34, "#4f9a75") + e(300, 440, 13, 13, "#f1ece6") + shine("M274 424Q284 408 304 410L302 416Q288 416 280 430Z", 0.5)
        : has("moonstone")
          ? p("M300 402Q334 428 300 476 266 428 300 402Z", "#c9d6e4") +
            p("M300 412Q318 430 296 460 282 430 300 412Z", "#fff", 'opacity=".7"') +
            s("M300 402Q334 428 300 476 266 428 300 402Z", metal, 5)
          : e(300, 436, 36, 36, metal) +
            e(300, 436, 29, 29, light, 'opacity=".55"') +
            s(vary(2) < 0.5 ? "M288 450V422L312 450V422" : "M314 424Q290 414 288 436 290 458 314 448", metal, 5);
    return {
      body:
        `<g transform="translate(0 -10)">${p("M160 120Q150 330 300 420 450 330 440 120 520 200 520 420 520 540 300 540 80 540 80 420 80 200 160 120Z", accent, 'opacity=".16"')}</g>` +
        s("M158 92Q150 300 300 392 450 300 442 92", "#2a241f", 6, 'opacity=".12" transform="translate(6 10)"') +
        s("M158 92Q150 300 300 392 450 300 442 92", metal, has("snake") ? 6 : 4) +
        s("M158 92Q150 300 300 392 450 300 442 92", light, 3, `stroke-dasharray="${has("cable") ? "7 6" : has("box") ? "3 4" : "30 6"}"`) +
        e(300, 398, 8, 8, "none", `stroke="${metal}" stroke-width="4"`) +
        `<g transform="translate(300 392) scale(1.45) translate(-300 -396)">${drop}</g>`,
    };
  },
  watch: ({ base, has }) => {
    const gold = has("gold");
    const ring = gold ? "#cfa95a" : "#b5bac1";
    const plain = has("silver") || has("gold");
    const strap = has("leather") ? (plain ? "o" : "m") : plain ? "k" : "d";
    const links =
      strap === "k" || strap === "d"
        ? s([88, 112, 136, 160, 440, 464, 488, 512].map((y) => `M246 ${y}H354`).join(""), "#5d6269", 3, 'opacity=".7"')
        : s("M252 76V180M348 76V180M252 420V524M348 420V524", "#f0d9b0", 2.5, 'stroke-dasharray="7 5"');
    const face = has("enamel") ? "#f6f2ea" : has("gold") || has("silver") ? "#efe9dd" : base;
    const ink = face === base ? "#f6f2ea" : "#2b2b2f";
    const marks = Array.from({ length: 12 }, (_, i) => {
      const angle = (i * Math.PI) / 6;
      const [x, y] = [Math.sin(angle), -Math.cos(angle)];
      return `M${(300 + x * 96).toFixed(0)} ${(300 + y * 96).toFixed(0)}L${(300 + x * 82).toFixed(0)} ${(300 + y * 82).toFixed(0)}`;
    }).join("");
    return {
      body:
        p("M246 60H354L362 196H238ZM238 404H362L354 540H246Z", strap) +
        links +
        r(424, 286, 22, 28, 5, ring) +
        e(300, 300, 130, 130, ring) +
        e(300, 300, 122, 122, "#fff", 'opacity=".35"') +
        e(300, 300, 112, 112, face) +
        (has("sunburst") ? shine("M300 300L240 206Q300 176 360 206Z", 0.22) + shine("M300 300L240 394Q300 424 360 394Z", 0.14) : "") +
        (has("moonphase")
          ? `<clipPath id="c"><path d="M262 356a38 38 0 0 1 76 0z"/></clipPath>` +
            p("M262 356a38 38 0 0 1 76 0z", "#22305a") +
            e(306, 346, 15, 15, "#f0d98e", 'clip-path="url(#c)"') +
            e(280, 340, 2, 2, "#fff")
          : "") +
        s(marks, ink, 5) +
        s("M300 300L254 262M300 300L352 236", ink, 7) +
        s("M300 300L316 378", gold ? "#a03c2f" : "#c5714f", 2.5) +
        e(300, 300, 7, 7, ink) +
        shine("M212 250Q232 200 284 190L276 204Q240 214 226 256Z", 0.4),
      shadow: [300, 545, 120, 14],
    };
  },
};
