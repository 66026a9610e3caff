import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseNameAddr, parseParameters, quote, splitList, userOf } from "./header-fields.ts";

/** Text as it may stand in a quoted display name. */
const anyText = fc.string({ unit: fc.constantFrom("a", "B", "ä", "€", '"', "\\", "<", ">", ",", ";", "=", "@", " "), maxLength: 40 });
const hostile = fc.string({
  unit: fc.constantFrom('"', "\\", "<", ">", ",", ";", "=", "@", ":", " ", "a", "%", "\u0000", "é"),
  maxLength: 300,
  size: "max",
});
const uri = fc.constantFrom("sip:101@example.com", "sip:101@example.com;transport=tcp", "sips:[::1]:5061", "sip:a,b@c;x=y?Z=1,2");

describe("a list", () => {
  test("is split at the commas that stand outside quotes and brackets, and nowhere else", () => {
    const item = fc.tuple(anyText, uri).map(([name, address]) => `${quote(name)} <${address}>;q=0.5`);
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 8 }), (items) => {
        expect(splitList(items.join(", "))).toEqual(items);
      }),
    );
  });

  test("leaves nothing out and adds nothing, whatever is sent", () => {
    const plain = (text: string) => text.replace(/[\s,]/g, "");
    fc.assert(
      fc.property(hostile, (text) => {
        expect(plain(splitList(text).join(""))).toBe(plain(text));
      }),
    );
  });

  test("has no empty items", () => expect(splitList(" , a,, b ,")).toEqual(["a", "b"]));
});

describe("an address", () => {
  test("with a quoted name is read back as it was written", () => {
    fc.assert(
      fc.property(anyText, uri, (name, address) => {
        const parsed = parseNameAddr(`${quote(name)} <${address}>;expires=60;+x="a;b=\\"c"`);
        expect(parsed).toMatchObject({ displayName: name || null, uri: address });
        expect([...parsed!.parameters]).toEqual([
          ["expires", "60"],
          ["+x", 'a;b="c'],
        ]);
      }),
    );
  });

  test.each([
    ["sip:a@b;expires=60", { displayName: null, uri: "sip:a@b" }],
    ["Anna Virtanen <sip:a@b>", { displayName: "Anna Virtanen", uri: "sip:a@b" }],
    ["<sip:a@b;transport=tcp>", { displayName: null, uri: "sip:a@b;transport=tcp" }],
    ['"<sip:evil@x>" <sip:a@b>', { displayName: "<sip:evil@x>", uri: "sip:a@b" }],
  ])("%s", (text, expected) => expect(parseNameAddr(text)).toMatchObject(expected));

  test.each(["", ";expires=60", "<sip:a@b", '"open <sip:a@b>'])("%s is none", (text) => {
    expect(parseNameAddr(text)?.uri.startsWith("sip:") ?? false).toBe(false);
  });

  test("is read without an exception, whatever is sent", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        parseNameAddr(text);
        parseParameters(text);
        userOf(text);
      }),
    );
  });
});

test("a header of 64 KB takes no longer than its length", () => {
  for (const unit of ['"', "\\", "<", "<>", ",", '",', ";", ";a=", '="\\', "%", '";']) {
    const text = unit.repeat(64_000 / unit.length);
    const begin = performance.now();
    splitList(text);
    parseNameAddr(text);
    parseParameters(text);
    userOf(`sip:${text}@x`);
    expect(performance.now() - begin).toBeLessThan(250);
  }
});

describe("a parameter", () => {
  test.each([
    [
      ";a=1;B=2;flag",
      [
        ["a", "1"],
        ["b", "2"],
        ["flag", ""],
      ],
    ],
    [' ; a = "x;y" ', [["a", "x;y"]]],
    [";;=x;", []],
  ] as [string, [string, string][]][])("%s", (text, expected) => expect([...parseParameters(text)]).toEqual(expected));
});

describe("a quoted text", () => {
  test("cannot end its header line, nor itself", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
        const quoted = quote(text);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be in it
        expect(quoted).toMatch(/^"(?:[^"\\\u0000-\u001f\u007f]|\\["\\])*"$/u);
      }),
    );
  });
});

describe("the user part", () => {
  test.each([
    ["sip:8000@host", "8000"],
    ["sip:8000;phone-context=x:secret@host", "8000"],
    ["sip:%2B358401@host", "+358401"],
    ["sips:a:pw@host", "a"],
    ["tel:+358-40-123;phone-context=example.com", "+358-40-123"],
    ["TEL:112", "112"],
    ["sip:host", null],
    ["8000@host", null],
    ["sip:%zz@host", null],
    ["", null],
  ])("of %s is %s", (text, expected) => expect(userOf(text)).toBe(expected));
});
