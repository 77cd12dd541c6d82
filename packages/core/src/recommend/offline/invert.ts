/** Inverse of a symmetric positive definite matrix in place: Cholesky by rows, then the inverse from its triangle. */

/** Overwrites `a` (n × n, row by row) with its inverse. Throws RangeError where it is not positive definite. */
export function invertSymmetric(a: Float64Array, n: number): void {
  // L of A = L Lᵀ into the lower triangle.
  for (let i = 0; i < n; i++) {
    const rowI = a.subarray(i * n, i * n + i + 1);
    for (let j = 0; j <= i; j++) {
      const rowJ = a.subarray(j * n, j * n + j + 1);
      let sum = rowI[j]!;
      for (let k = 0; k < j; k++) sum -= rowI[k]! * rowJ[k]!;
      if (i === j) {
        if (!(sum > 0)) throw new RangeError("matrix is not positive definite");
        rowI[j] = Math.sqrt(sum);
      } else rowI[j] = sum / rowJ[j]!;
    }
  }
  // M = L⁻¹, kept transposed in the upper triangle (row j holds column j of M), diagonal apart.
  const diagonal = Float64Array.from({ length: n }, (_, i) => 1 / a[i * n + i]!);
  for (let j = 0; j < n; j++) {
    for (let i = j + 1; i < n; i++) {
      let sum = a[i * n + j]! * diagonal[j]!;
      for (let k = j + 1; k < i; k++) sum += a[i * n + k]! * a[j * n + k]!;
      a[j * n + i] = -sum * diagonal[i]!;
    }
  }
  // A⁻¹ = Mᵀ M: entry (i, j) is the dot of rows i and j of the transposed M from max(i, j) on.
  for (let i = 0; i < n; i++) a[i * n + i] = diagonal[i]!;
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      let sum = 0;
      for (let k = j; k < n; k++) sum += a[i * n + k]! * a[j * n + k]!;
      // Row i is read from j on only, so what lies before may be overwritten; the mirror goes below the diagonal.
      a[j * n + i] = sum;
    }
  }
  // The loop left the inverse in the lower triangle, its diagonal included once row i was done.
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) a[j * n + i] = a[i * n + j]!;
}
