/** A sound in parts (RFC 9110 14): one range is served, several are answered with the whole, which is allowed. */

type Range = { kind: "whole" } | { kind: "part"; first: number; last: number } | { kind: "unsatisfiable" };

export function readRange(header: string | null, length: number): Range {
  const [, first = "", last = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? "") ?? [];
  if (first === "" && last === "") return { kind: "whole" };
  const begin = first === "" ? Math.max(0, length - Number(last)) : Number(first);
  const end = first === "" || last === "" ? length - 1 : Math.min(Number(last), length - 1);
  if (first !== "" && last !== "" && Number(last) < Number(first)) return { kind: "whole" };
  return begin > end ? { kind: "unsatisfiable" } : { kind: "part", first: begin, last: end };
}

/** A recording: seen by nobody but the one who asked, kept by no cache, and taken for nothing but sound. */
export function soundResponse(wav: Uint8Array, header: string | null): Response {
  const headers = {
    "Content-Type": "audio/wav",
    "Accept-Ranges": "bytes",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
  };
  const range = readRange(header, wav.length);
  if (range.kind === "unsatisfiable")
    return new Response(null, { status: 416, headers: { ...headers, "Content-Range": `bytes */${wav.length}` } });
  if (range.kind === "whole") return new Response(Uint8Array.from(wav), { headers });
  const { first, last } = range;
  const part = Uint8Array.from(wav.subarray(first, last + 1));
  return new Response(part, { status: 206, headers: { ...headers, "Content-Range": `bytes ${first}-${last}/${wav.length}` } });
}
