import { expect, test } from "vitest";
import { seal, unseal } from "./sealed.ts";

test("what was sealed is read with the same secret and name only, and differs each time", () => {
  const sealed = seal("secret", "trunk a", "päss,wörd");
  expect(unseal("secret", "trunk a", sealed)).toBe("päss,wörd");
  expect(unseal("other", "trunk a", sealed)).toBeNull();
  expect(unseal("secret", "trunk b", sealed)).toBeNull();
  expect(seal("secret", "trunk a", "päss,wörd")).not.toBe(sealed);
  expect(sealed).not.toContain("päss");
});

test.each(["", "v1.", "v1.AAAA", "v2.AAAA", "plain password"])("%j is nothing that we sealed", (text) => {
  expect(unseal("secret", "trunk a", text)).toBeNull();
});

test("a changed byte is noticed", () => {
  const sealed = seal("secret", "n", "password");
  const bytes = Buffer.from(sealed.slice(3), "base64url");
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(unseal("secret", "n", `v1.${changed.toString("base64url")}`)).toBeNull();
  }
});
