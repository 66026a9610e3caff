/** Error correction of QR codes: Reed-Solomon over GF(256) with x^8 + x^4 + x^3 + x^2 + 1 (ISO/IEC 18004, 7.5). */

export function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    if ((b >>> bit) & 1) product ^= a;
  }
  return product;
}

/** Coefficients of (x - 1)(x - 2)…(x - 2^(degree-1)), the leading 1 left out. */
function generator(degree: number): number[] {
  let polynomial = [1];
  let root = 1;
  for (let step = 0; step < degree; step++) {
    const next = [...polynomial, 0];
    for (const [index, coefficient] of polynomial.entries()) next[index + 1]! ^= multiply(coefficient, root);
    polynomial = next;
    root = multiply(root, 2);
  }
  return polynomial.slice(1);
}

/** The `count` codewords that go with a block of data. */
export function correction(data: number[], count: number): number[] {
  const divisor = generator(count);
  let rest: number[] = new Array(count).fill(0);
  for (const word of data) {
    const factor = word ^ (rest[0] ?? 0);
    rest = [...rest.slice(1), 0].map((value, index) => value ^ multiply(divisor[index] ?? 0, factor));
  }
  return rest;
}
