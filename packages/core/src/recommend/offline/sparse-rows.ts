/** Sparse matrix by rows over products, built from a stream of (row, column, weight); equal cells add up. */

export interface SparseRows {
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float32Array;
}

/** Collects cells and sums the equal ones with one counting sort per build and one scratch row. */
export class RowBuilder {
  readonly #size: number;
  #rows = new Int32Array(1 << 16);
  #columns = new Int32Array(1 << 16);
  #values = new Float32Array(1 << 16);
  #length = 0;

  constructor(size: number) {
    this.#size = size;
  }

  add(row: number, column: number, value: number): void {
    if (this.#length === this.#rows.length) this.#grow();
    const at = this.#length++;
    this.#rows[at] = row;
    this.#columns[at] = column;
    this.#values[at] = value;
  }

  #grow(): void {
    const size = this.#rows.length * 2;
    const rows = new Int32Array(size);
    const columns = new Int32Array(size);
    const values = new Float32Array(size);
    rows.set(this.#rows);
    columns.set(this.#columns);
    values.set(this.#values);
    this.#rows = rows;
    this.#columns = columns;
    this.#values = values;
  }

  build(): SparseRows {
    const n = this.#size;
    const begin = new Int32Array(n + 1);
    for (let i = 0; i < this.#length; i++) begin[this.#rows[i]! + 1]! += 1;
    for (let row = 0; row < n; row++) begin[row + 1]! += begin[row]!;
    const order = new Int32Array(this.#length);
    const next = begin.slice(0, n);
    for (let i = 0; i < this.#length; i++) order[next[this.#rows[i]!]!++] = i;
    const starts = new Int32Array(n + 1);
    const columns = new Int32Array(this.#length);
    const values = new Float32Array(this.#length);
    const place = new Int32Array(n).fill(-1);
    let length = 0;
    for (let row = 0; row < n; row++) {
      const first = length;
      for (let i = begin[row]!; i < begin[row + 1]!; i++) {
        const cell = order[i]!;
        const column = this.#columns[cell]!;
        const at = place[column]!;
        if (at >= first) values[at]! += this.#values[cell]!;
        else {
          place[column] = length;
          columns[length] = column;
          values[length++] = this.#values[cell]!;
        }
      }
      starts[row + 1] = length;
    }
    return { starts, columns: columns.slice(0, length), values: values.slice(0, length) };
  }
}
