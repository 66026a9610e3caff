/** What an announcement that comes from a file may be called: "tervetuloa_2026.wav" -> "tervetuloa 2026". */
export const nameOf = (file: File): string =>
  [
    ...file.name
      .replace(/\.[^.]{1,5}$/, "")
      .replaceAll(/[_\s]+/g, " ")
      .trim(),
  ]
    .slice(0, 70)
    .join("") || "Äänite";
