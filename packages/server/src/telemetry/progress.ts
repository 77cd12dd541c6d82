/** A progress line on a terminal for work that takes longer than two seconds; silent where stderr is no terminal. */

const quietMs = 2_000;
const everyMs = 100;
const width = 24;

export interface ProgressTarget {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export interface Progress {
  /** `total` absent: how much there is to do is not known. */
  update(done: number, total?: number): void;
  /** Removes the line. */
  end(): void;
}

export function createProgress(
  label: string,
  target: ProgressTarget = process.stderr,
  now: () => number = () => performance.now(),
): Progress {
  const begun = now();
  let drawn = -Infinity;
  return {
    update(done, total) {
      const time = now();
      if (target.isTTY !== true || time - begun < quietMs || time - drawn < everyMs) return;
      drawn = time;
      const rate = `${Math.round((done / (time - begun)) * 1_000)}/s`;
      if (total === undefined || total <= 0) target.write(`\r\x1b[K${label} ${done} ${rate}`);
      else {
        const share = Math.min(1, done / total);
        const filled = Math.round(share * width);
        const left = Math.ceil(((time - begun) / 1_000) * (1 / Math.max(share, 1e-6) - 1));
        target.write(
          `\r\x1b[K${label} [${"#".repeat(filled)}${" ".repeat(width - filled)}] ${Math.floor(share * 100)} % ${rate}, ${left} s left`,
        );
      }
    },
    end() {
      if (drawn > -Infinity) target.write("\r\x1b[K");
    },
  };
}
